"""A stick with 200 packets at the desk: the first row, all rows, and one packet beside the floor of the libraries.

The floor is what the judge can't do without: pyHanko validating the same signature, and pdfium reading the same pages'
text. Run: `python -m bench.intake [COUNT]`.
"""

import asyncio
import io
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2
from asn1crypto import crl, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from bench.bigvault import show
from bench.row import Beside, Row, tell, wanted
from core.services import drafts, packets, records, submit
from core.services.desk import intake
from core.services.desk.trust import trust
from core.signing.trust import Trust
from core.signing.worker import Judge
from tests.flows.test_school_and_county import World
from tests.support.vaults import NOON, PASSWORD, SESSION

COUNT = 200
BEYOND_MS, FIRST_S, ALL_S = 60, 2, 60
"""What may be taken: one judgement beyond its floor, the first row, 200 packets."""
ROUNDS = 20


def floor(data: bytes, believed: Trust) -> None:
    """Do with the libraries alone what every judgement needs."""
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in believed.roots],
        other_certs=[x509.Certificate.load(der) for der in believed.issuers],
        crls=[crl.CertificateList.load(der) for der in believed.revocation_lists],
        allow_fetching=False,
        revocation_mode="require",
        moment=NOON,
    )
    reader = PdfFileReader(io.BytesIO(data), strict=True)
    asyncio.run(async_validate_pdf_signature(reader.embedded_signatures[0], signer_validation_context=context))
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()


def one(path: Path, believed: Trust) -> float:
    """Compare a warm judgement with the floor; return the floor's seconds."""
    data = path.read_bytes()
    with Judge(files=10_000) as child:
        child.judge(path, believed)
        floor(data, believed)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            child.judge(path, believed)
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            floor(data, believed)
            theirs.append(time.perf_counter() - start)
    mine, base = sorted(ours)[ROUNDS // 2], sorted(theirs)[ROUNDS // 2]
    show(
        "judge",
        {
            "ms": round(mine * 1000, 1),
            "floor_ms": round(base * 1000, 1),
            "beyond_ms": round((mine - base) * 1000, 1),
            "ratio": round(mine / base, 2),
        },
    )
    tell(
        Row(
            name="intake.judge",
            what="a packet judged, warm worker",
            unit="ms",
            ours=round(mine * 1000, 1),
            beside=Beside.FLOOR,
            other="pyHanko and pdfium alone",
            theirs=round(base * 1000, 1),
            headline=True,
        )
    )
    beyond = round((mine - base) * 1000, 1)
    tell(Row(name="intake.beyond", what="judging beyond that floor", unit="ms", ours=beyond, at_most=BEYOND_MS))
    return base


def many(world: World, count: int, base: float) -> None:
    """Take a stick with many packets in; `base` is what one takes at least."""
    begun = drafts.begin(world.vault, "study_session", values=SESSION)
    finished = records.move(world.vault, begun.id, "finish", revision=begun.revision)
    for number in range(count):
        drawn = packets.draw(world.vault, [finished.id], title=f"报送包{number}", folder=world.place)
        line = packets.seal(world.vault, drawn, password=PASSWORD)
        submit.carry(world.vault, line.id, world.stick)
        # Signing moves the record on; the next packet is of its present state.
        finished = records.read(world.vault, finished.id)
    start, first, taken = time.perf_counter(), 0.0, 0
    for row in intake.scan(world.desk.register, intake.documents(world.stick), clock=world.clock):
        first = first or time.perf_counter() - start
        taken += row.fresh
    total = time.perf_counter() - start
    show(
        "intake",
        {
            "packets": taken,
            "first_s": round(first, 2),
            "all_s": round(total, 1),
            "each_ms": round(total * 1000 / count),
        },
    )
    all_s = ALL_S * count / COUNT
    tell(
        Row(
            name="intake.all",
            what=f"{taken} packets on a stick taken in",
            ours=round(total, 2),
            at_most=all_s,
            beside=Beside.FLOOR,
            other="as many times pyHanko and pdfium alone",
            theirs=round(base * count, 2),
            headline=True,
        )
    )
    tell(Row(name="intake.first", what="first row of that stick", ours=round(first, 2), at_most=FIRST_S))


def main(count: int) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name))
        world.trusted()
        path = world.packet()
        base = one(path, trust(world.desk.register))
        world.close()
    with tempfile.TemporaryDirectory() as name:
        world = World(Path(name))
        world.trusted()
        many(world, count, base)
        world.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(wanted(COUNT, 5, sys.argv[1:])))
