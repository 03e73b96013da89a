"""Whatever a school writes, its packet is printed, signed and found to say what its data say: no red without cause."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.clock import FixedClock
from core.records.catalogue import find_kind, kinds
from core.signing.identity import Algorithm, make
from core.signing.judge import judge
from core.signing.pages import check_pages
from core.signing.sign import sign
from core.signing.stamp import Stamp
from core.signing.verdict import Light
from tests.support import pages as made
from tests.support.pdfa import broken_rules, why_not
from tests.support.signed import trusting
from tests.support.values import values_of

SIGNER = make("林志远", school=made.SCHOOL.name, algorithm=Algorithm.EC_P256, clock=FixedClock(made.MADE))
SOMEBODY = [person.id for person in made.PEOPLE[:8]]


def packet_in(folder: Path) -> Path:
    """Compose and sign a packet with long texts and photos."""
    records, attached = made.with_photos(
        folder, [made.study(1, length=4000), made.study(2), made.diary(1), made.item(1)], each=2
    )
    composed = made.compose_in(folder, made.packet(records, attached=attached))
    signed = folder / "signed.pdf"
    stamp = Stamp(composed.signature.page, composed.signature.rect)
    sign(composed.path, signed, identity=SIGNER, stamp=stamp, when=made.MADE)
    return signed


def test_a_real_packet_is_valid(tmp_path: Path):
    verdict = judge(packet_in(tmp_path), trusting(SIGNER))
    assert verdict.light is Light.VALID, verdict
    assert len(verdict.attachments) == 8


@pytest.mark.skipif(bool(why_not()), reason=why_not())
def test_a_real_packet_is_still_archival_after_signing(tmp_path: Path):
    assert broken_rules([packet_in(tmp_path)]) == [""]


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_values_are_found_on_their_pages(data):
    records = [
        made.record(key, data.draw(values_of(find_kind(key), SOMEBODY)), number=f"{find_kind(key).prefix}-2008-{n:03d}")
        for n, key in enumerate(sorted(kinds()), start=1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        composed = made.compose_in(Path(folder), made.packet(records))
        found = check_pages(composed.data, composed.path.read_bytes(), pages=composed.pages)
    assert found >= len(records)
