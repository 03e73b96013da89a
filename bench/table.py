"""The one table of all that was measured: Markdown, JSON, and the section of the README."""

import os
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from bench.row import Row
from core.base.version import VERSION

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
HEAD = "| what | ours | beside | its | ratio | target |\n|---|--:|---|--:|--:|---|"


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when it was measured."""

    system: str
    python: str
    cores: int
    day: str
    program: str
    load: tuple[float, float]
    """Least and most load of the machine, of the last minute before and after each measurement."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one run."""

    machine: Machine
    quick: bool
    """Small sizes, to see that it works: no figures to quote."""
    rows: tuple[Row, ...]


def load() -> float:
    """Return the load of the last minute; 0 where the system has none to tell."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0


def machine(*loads: float) -> Machine:
    """Return this machine."""
    try:
        system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.platform())
    except OSError:
        system = platform.platform()
    return Machine(
        system=system,
        python=platform.python_version(),
        cores=os.cpu_count() or 1,
        day=datetime.now().astimezone().date().isoformat(),
        program=VERSION,
        load=(min(loads), max(loads)),
    )


def described(measured: Measured) -> str:
    """Return the sentence that says where it was measured."""
    on = measured.machine
    quick = " Small sizes: these figures only show that it works." if measured.quick else ""
    return (
        f"Taizhang {on.program} on {on.day}: {on.system}, Python {on.python}, {on.cores} shared cores, "
        f"load {on.load[0]} to {on.load[1]}. Times are noisy; each ratio is of one run.{quick}"
    )


def lines(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table."""
    return "\n".join([HEAD, *map(line, rows)])


def line(row: Row) -> str:
    """Return one row of the Markdown table."""
    if row.missing:
        cells = [row.what, "", row.other, "", "", f"not measured: {row.missing}"]
        return "| " + " | ".join(map(_plain, cells)) + " |"
    other = f"{row.other} ({row.beside})" if row.other else ""
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    spread = f" ({row.spread})" if row.spread else ""
    cells = [row.what, _figure(row.ours, row.unit) + spread, other, _figure(row.theirs, row.unit), ratio, _target(row)]
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _figure(value: float | None, unit: str) -> str:
    """Return a figure with three significant digits and its unit."""
    if value is None:
        return ""
    digits = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{digits} {unit}".strip()


def _target(row: Row) -> str:
    """Return the target and whether it is kept."""
    told = []
    if row.times_at_most is not None:
        told.append(f"≤ {row.times_at_most:g}×")
    if row.at_most is not None:
        told.append(f"≤ {_figure(row.at_most, row.unit)}")
    if not told:
        return ""
    return ", ".join(told) + {True: ", kept", False: ", **missed**", None: ""}[row.holds]


def _plain(cell: str) -> str:
    """Keep a cell in its cell."""
    return cell.replace("|", "/").replace("\n", " ")


def write(measured: Measured, folder: Path) -> None:
    """Write table.md and table.json into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"# Measured\n\n{described(measured)}\n\n{lines(measured.rows)}\n"
    (folder / "table.md").write_text(text, encoding="utf-8")
    plain = msgspec.to_builtins(measured)
    for told, row in zip(plain["rows"], measured.rows, strict=True):
        told |= {"ratio": None if row.ratio is None else round(row.ratio, 3), "holds": row.holds}
    (folder / "table.json").write_bytes(msgspec.json.format(msgspec.json.encode(plain)) + b"\n")


def read(folder: Path) -> Measured | None:
    """Return the run whose table lies in the folder."""
    path = folder / "table.json"
    return msgspec.json.decode(path.read_bytes(), type=Measured) if path.exists() else None


def merged(former: Measured | None, newer: Measured, order: Sequence[str]) -> Measured:
    """Return the newer run with the former's rows of measurements that were not taken again.

    A row belongs to the measurement before the point in its name. Runs of different sizes are never mixed.
    """
    if former is None or former.quick != newer.quick:
        return newer
    again = {_taken_by(row) for row in newer.rows}
    rows = [row for row in former.rows if _taken_by(row) not in again] + list(newer.rows)
    rows.sort(key=lambda row: order.index(_taken_by(row)) if _taken_by(row) in order else len(order))
    loads = [*newer.machine.load, *(former.machine.load if len(rows) > len(newer.rows) else ())]
    machine = msgspec.structs.replace(newer.machine, load=(min(loads), max(loads)))
    return Measured(machine=machine, quick=newer.quick, rows=tuple(rows))


def _taken_by(row: Row) -> str:
    """Return the measurement a row belongs to."""
    return row.name.split(".", 1)[0]


def put_into(text: str, measured: Measured) -> str:
    """Return the README's text with the newest figures between its marks."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    chosen = [row for row in measured.rows if row.headline]
    return f"{before}{BEGIN}\n{described(measured)}\n\n{lines(chosen)}\n{END}{after}"
