"""Take all measurements or those named, one process each, and write one table: `python -m bench [NAME …] [--quick]`.

The table lies in build/bench as table.md and table.json. Measurements that are named replace their own rows only;
`--readme` puts the headlines into the README. A peer that is not here is told as not measured: `bench/startup.py` looks
for KeePassXC, RedNotebook and Bouquin on the PATH, `bench/peers` for what the Python in TAIZHANG_PEERS can import.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import table
from bench.row import Row, heard

MEASUREMENTS = (
    "startup",
    "start",
    "size",
    "vault",
    "search",
    "pages",
    "peers",
    "preview",
    "likeness",
    "checklist",
    "bombs",
    "intake",
    "backups",
)
OUT = Path(__file__).resolve().parents[1] / "build" / "bench"


def take(name: str, *, quick: bool, command: Sequence[str] = ()) -> tuple[list[Row], int]:
    """Run one measurement, let its lines be seen, and return its rows and its exit code."""
    started = list(command) or [sys.executable, "-m", f"bench.{name}", *(["--quick"] if quick else [])]
    rows: list[Row] = []
    with subprocess.Popen(started, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        assert child.stdout
        for line in child.stdout:
            row = heard(line)
            if row is None:
                print(line, end="", flush=True)
            else:
                print(table.line(row), flush=True)
                rows.append(row)
    if child.returncode:
        rows.append(Row(name=f"{name}.all", what=name, missing=f"ended with {child.returncode}"))
    return rows, child.returncode


def main(argv: Sequence[str]) -> int:
    """Take them in turn; returns 1 when one of them could not be taken."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure beside peers and floors; writes one table.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it works")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the table")
    parser.add_argument("--readme", action="store_true", help="put the headlines into the README")
    chosen = parser.parse_args(argv)
    unknown = sorted(set(chosen.names) - set(MEASUREMENTS))
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}")
    loads, rows, failed = [table.load()], [], False
    for name in chosen.names or MEASUREMENTS:
        taken, code = take(name, quick=chosen.quick)
        rows += taken
        failed |= code != 0
        loads.append(table.load())
    measured = table.Measured(machine=table.machine(*loads), quick=chosen.quick, rows=tuple(rows))
    if chosen.names:
        measured = table.merged(table.read(chosen.out), measured, MEASUREMENTS)
    table.write(measured, chosen.out)
    if chosen.readme:
        text = table.README.read_text(encoding="utf-8")
        table.README.write_text(table.put_into(text, measured), encoding="utf-8")
    print(f"{chosen.out / 'table.md'}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
