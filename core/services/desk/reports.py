"""Who has handed in what."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.base.files import write_safely
from core.records.display import write_day
from core.store.register import ledger
from core.store.register.desk import Register
from core.views.desk import Incoming, Line, State

COLUMNS = ("学校", "校长", "报送文件", "签名日期", "收件日期", "状态", "页数", "核验码", "证书有效期至")
"""Columns of the table of who has handed in what."""
STATES = {State.TAKEN: "已收，未答复", State.RECEIVED: "已开回执", State.RETURNED: "已退回", State.REPLACED: "已被代替"}
"""How a packet stands, in the words of the table."""


def overview(register: Register) -> tuple[Line, ...]:
    """Return every school of the county with its packets, newest first; those replaced are left out."""
    with register.look() as session:
        arrivals = ledger.arrivals(session)
        schools = ledger.schools(session)
    by_school: dict[str, list[Incoming]] = {}
    for packet in arrivals:
        if packet.state is not State.REPLACED:
            by_school.setdefault(packet.school, []).append(packet)
    return tuple(Line(school=school, packets=tuple(by_school.get(school.id, ()))) for school in schools)


def arrivals(register: Register, *, school: str = "") -> tuple[Incoming, ...]:
    """Return what was taken in, newest first; of one school, or of all."""
    with register.look() as session:
        return ledger.arrivals(session, school=school)


def packet(register: Register, document: str) -> Incoming:
    """Return one packet. Raises NotInRegister."""
    with register.look() as session:
        return ledger.incoming(session, document)


def export(register: Register, lines: Sequence[Line], path: Path, *, day: date) -> int:
    """Write these schools with their packets as a workbook, a row for each packet; return how many rows.

    Raises DiskFull, FolderNotWritable.
    """
    from core.exchange.workbook import Table, workbook  # openpyxl loads with the first export

    with register.look() as session:
        county = ledger.fact(session, "county", "")
    rows = [row for line in lines for row in _rows(line)]
    note = f"副本，以收件台为准　{county}　{write_day(day)}导出　共{len(lines)}所学校"
    write_safely(path, workbook([Table(title="报送情况", note=note, head=COLUMNS, rows=rows)]))
    return len(rows)


def _rows(line: Line) -> list[tuple[str | int | date | None, ...]]:
    """Return a school's rows; one that handed nothing in has a row that says so."""
    school = line.school
    if not line.packets:
        return [(school.name, school.principal, None, None, None, "未报", None, None, school.valid_until)]
    return [
        (
            school.name,
            school.principal,
            packet.title,
            packet.signed_at.date(),
            packet.taken_at.date(),
            STATES[packet.state],
            packet.pages,
            packet.code,
            school.valid_until,
        )
        for packet in line.packets
    ]
