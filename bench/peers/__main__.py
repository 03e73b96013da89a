"""Measure all programs and print one JSON line for each."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.row import Row
from bench.row import tell as tell_row

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PEERS = os.environ.get("TAIZHANG_PEERS", "")
OURS, OTHERS = "ours", ("whole", "stock", "fpdf2", "weasyprint", "typst", "libreoffice")
TARGETS = {"stock": 1.0, "fpdf2": 1.0, "weasyprint": 1.0, "typst": 1.2, "libreoffice": 1.0}
"""How many times a peer's wall time ours may take at most."""
SHOWN = {
    "whole": "ours as a whole packet",
    "stock": "stock ReportLab",
    "fpdf2": "fpdf2",
    "weasyprint": "WeasyPrint",
    "typst": "typst",
    "libreoffice": "LibreOffice",
}
HEADLINES = ("stock", "typst")
MANY = 500
"""From so many pages on it is the large job, which has no target."""


@dataclass(slots=True)
class Taken:
    """What a program took at best."""

    seconds: float = float("inf")
    megabytes: int = 0
    pages: int = 0


def command(name: str, folder: Path, out: Path) -> list[str]:
    """Return how a program is started; nothing where it is not there."""
    job = [str(folder), str(out)]
    if name in (OURS, "whole", "stock"):
        return [sys.executable, "-m", f"bench.peers.{name}", *job]
    if name == "libreoffice":
        return [sys.executable, str(HERE / "by_libreoffice.py"), *job] if shutil.which("soffice") else []
    module = {"fpdf2": "fpdf"}.get(name, name)
    if not PEERS or subprocess.run([PEERS, "-c", f"import {module}"], check=False, capture_output=True).returncode:
        return []
    fonts = [str(ROOT / "resources" / "fonts")]
    return [PEERS, str(HERE / f"by_{name}.py"), *job, *fonts]


def run(started: list[str], best: Taken) -> None:
    """Run one program once; keep its wall time and peak memory, in MB, where they are the best so far."""
    start = time.perf_counter()
    child = subprocess.Popen(started, cwd=ROOT)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, started)
    seconds = time.perf_counter() - start
    if seconds < best.seconds:
        best.seconds, best.megabytes = seconds, used.ru_maxrss // 1024


def pages_of(pdf: Path) -> int:
    """Count pages in a process of its own: what this one holds would count as its children's memory."""
    code = "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))"
    return int(subprocess.run([sys.executable, "-c", code, str(pdf)], check=True, capture_output=True).stdout)


def measure(records: int, rounds: int, names: tuple[str, ...]) -> dict[str, Taken | None]:
    """Run what is there by turns; a program that is not there has None."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "bench.peers.job", name, str(records)], check=True, cwd=ROOT)
        outs = {side: folder / f"{side}.pdf" for side in names}
        starts = {side: command(side, folder, outs[side]) for side in names}
        taken = {side: Taken() if starts[side] else None for side in names}
        for _ in range(rounds):
            for side, best in taken.items():
                if best:
                    run(starts[side], best)
        for side, best in taken.items():
            if best:
                best.pages = pages_of(outs[side])
        return taken


def tell(taken: dict[str, Taken | None]) -> None:
    """Print one JSON line for each program; what is not there is said to be not measured."""
    ours = taken[OURS]
    assert ours
    for side, best in taken.items():
        line: dict[str, object] = {"program": side}
        if best:
            line |= {"pages": best.pages, "seconds": round(best.seconds, 3), "peak_mb": best.megabytes}
            line["ours_is_times"] = round(ours.seconds / best.seconds, 3)
            if side in TARGETS:
                line["may_be"] = TARGETS[side]
        else:
            line["not_measured"] = "not here"
        print(json.dumps(line), flush=True)
        if side != OURS:
            tell_row(row(side, ours, best))


def row(side: str, ours: Taken, best: Taken | None) -> Row:
    """Return the row of ours beside a peer; "whole" is ours with all that a packet has besides."""
    target = TARGETS.get(side) if ours.pages < MANY else None
    what = f"{ours.pages} pages with photos, whole process"
    name = f"peers.{side}.{'many' if ours.pages >= MANY else 'some'}"
    if not best:
        return Row(name=name, what=what, other=SHOWN[side], times_at_most=target, missing="not here")
    return Row(
        name=name,
        what=what,
        ours=round(ours.seconds, 2),
        other=f"{SHOWN[side]}, {best.megabytes} MB against {ours.megabytes}",
        theirs=round(best.seconds, 2),
        times_at_most=target,
        headline=side in HEADLINES and ours.pages < MANY,
    )


def main() -> None:
    """Measure 100 pages with all, then 1,000 pages with those whose memory and speed come near ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=80, help="each makes one page and a photo, four to a page")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="small: to see that it works")
    chosen = parser.parse_args()
    if chosen.quick:
        tell(measure(6, 1, (OURS, *OTHERS)))
        return
    tell(measure(chosen.records, chosen.rounds, (OURS, *OTHERS)))
    tell(measure(10 * chosen.records, 1, (OURS, "whole", "stock", "typst")))


if __name__ == "__main__":
    main()
