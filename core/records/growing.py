"""What rows of records most often become: an item, a task, a line of the month's report; what they hand on (D§7.2)."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.base.words import Words
from core.records.content import Record, Values, is_empty
from core.records.link import Copy, Offshoot

NUMBER = Copy(into="source_ref", field="number")
"""The new record names the one it comes from."""


def to_item(
    grid: str = "",
    text: str = "",
    *,
    source: str,
    copies: tuple[Copy, ...] = (),
    where: tuple[str, tuple[str, ...]] | None = None,
    key: str = "",
    raised: str = "date",
) -> Offshoot:
    """Return the step that makes a rectification item of a row, its text the problem; `source` = where it was found."""
    problem = (Copy(into="problem", column=text),) if text else ()
    return Offshoot(
        key=key or _key("item", grid),
        words=Words("转整改", "Rectify"),
        grid=grid,
        kind="rectification",
        copies=(
            *problem,
            Copy(into="source", value=source),
            NUMBER,
            Copy(into="proposed_on", field=raised),
            *copies,
        ),
        where=where,
    )


def to_task(
    grid: str = "",
    text: str = "",
    *,
    owner: str = "",
    due: str = "",
    title: str = "",
    where: tuple[str, tuple[str, ...]] | None = None,
) -> Offshoot:
    """Return the step that makes a task of a row (text, owner, due: its columns) or of a record (`title`: a field)."""
    said = Copy(into="title", column=text) if text else Copy(into="title", field=title)
    more = tuple(Copy(into=into, column=column) for into, column in (("owner", owner), ("due", due)) if column)
    return Offshoot(
        key=_key("task", grid),
        words=Words("转待办", "Make a task"),
        grid=grid,
        kind="task",
        copies=(said, *more, NUMBER),
        where=where,
    )


def to_difficulty(
    grid: str = "", text: str = "", *, field: str = "", where: tuple[str, tuple[str, ...]] | None = None
) -> Offshoot:
    """Return the step that writes a row's text, or a field's, among the difficulties of the month's report (S21)."""
    return _to_report("difficulty", Words("写进本月困难", "Into this month’s difficulties"), "difficulties", grid=grid,
                      text=text, field=field, where=where)  # fmt: skip


def to_ask(
    grid: str = "", text: str = "", *, field: str = "", where: tuple[str, tuple[str, ...]] | None = None
) -> Offshoot:
    """Return the step that writes a row's text, or a field's, among the requests of the month's report (S21)."""
    return _to_report("ask", Words("写进本月请求", "Into this month’s requests"), "asks", grid=grid,
                      text=text, field=field, where=where)  # fmt: skip


def carried_over(copies: Iterable[Copy], cells: Mapping[str, Any], origin: Record) -> Values:
    """Return what a row (its cells; the record's own values where the whole record grows) hands on as values.

    A copy into "grid.column" makes a first row of that grid, several of them the same row.
    """
    found: Values = {}
    for copy in copies:
        value: Any = copy.value or None
        if copy.column:
            value = cells.get(copy.column)
        elif copy.field:
            value = origin.number if copy.field == "number" else origin.values.get(copy.field)
        grid, _, column = copy.into.partition(".")
        if is_empty(value):
            continue
        if column:
            found.setdefault(grid, [{}])[0][column] = value
        else:
            found[grid] = value
    return found


def _to_report(
    key: str,
    words: Words,
    into: str,
    *,
    grid: str,
    text: str,
    field: str,
    where: tuple[str, tuple[str, ...]] | None,
) -> Offshoot:
    """Return the step that adds a row to the month's report."""
    said = Copy(into="text", column=text) if text else Copy(into="text", field=field)
    return Offshoot(
        key=_key(key, grid),
        words=words,
        grid=grid,
        kind="progress_report",
        into=into,
        copies=(said, Copy(into="source", field="number")),
        where=where,
    )


def _key(what: str, grid: str) -> str:
    """Return the key of an offshoot: what becomes of which grid's rows."""
    return f"{grid}_{what}" if grid else what
