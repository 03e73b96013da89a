"""What somebody answers to a move's questions, for any kind of record."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, assert_never

from core.records.content import Record, read_day
from core.records.field import (
    Attendance,
    Automatic,
    Choice,
    Date,
    Field,
    Files,
    Grid,
    Integer,
    LongText,
    Month,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
from core.records.kind import Kind
from core.records.workflow import HISTORY, Effect, Move

SENTENCE = "现场看过，两块盖板已经补齐，踩踏牢固，拍了照片，附在后面备查。"


def plain_answers(kind: Kind, record: Record, move: Move, *, today: date) -> dict[str, Any]:
    """Return answers that nothing is wrong with: today, somebody else, a whole sentence, a later deadline."""
    answers = {question.key: _answer(kind, record, move, question, today) for question in move.asks}
    if move.effect is Effect.ROW and move.into:
        answers["row"] = open_row(record.values.get(move.into) or [], move.on)
    return answers


def open_row(rows: list[Mapping[str, Any]], answered: str) -> str:
    """Return the name of the first row that has no answer yet, or of the first; empty where there is none."""
    found = next((row for row in rows if not row.get(answered)), rows[0] if rows else {})
    return str(found.get("row") or "")


def last_step(record: Record) -> date | None:
    """Return the latest day of a record's history."""
    days = (read_day(row.get("on")) for row in record.values.get(HISTORY) or ())
    return max((day for day in days if day), default=None)


def _answer(kind: Kind, record: Record, move: Move, question: Field, today: date) -> Any:
    """Answer one question."""
    match question:
        case Date():
            if question.key == kind.workflow.deadline:
                now = read_day(record.values.get(question.key)) or today
                return (max(now, today) + timedelta(days=30)).isoformat()
            return today.isoformat()
        case Month():
            return f"{today:%Y-%m}"
        case Time():
            return "09:30"
        case Text() | LongText():
            return SENTENCE
        case Reference():
            return "ST-2008-001"
        case Integer(low=low):
            return low
        case Toggle():
            return True
        case Choice(options=options, multiple=multiple):
            return [options[0].value] if multiple else options[0].value
        case Person():
            return "p04"
        case People():
            return ["p04", "p05"]
        case Automatic() | Grid() | Attendance() | Files():
            raise AssertionError("a move asks plain questions")
        case _:
            assert_never(question)
