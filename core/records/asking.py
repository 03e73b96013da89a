"""What a move asks in its dialog: when, who, and a sentence; and the moves that every state machine of its own has."""

from typing import TypeVar

import msgspec

from core.base.words import Words
from core.records.field import Choice, Date, Grid, Integer, LongText, Option, Person, Plain
from core.records.usual import why
from core.records.workflow import HISTORY, Effect, Move, Need, State, Tone

AnyField = TypeVar("AnyField", bound=Plain)


def by(zh: str = "经手人", en: str = "By", *, key: str = "by", required: bool = True) -> Person:
    """Return the question who did it."""
    return Person(key=key, words=Words(zh, en), required=required)


def on(zh: str = "日期", en: str = "Date", *, key: str = "on", required: bool = True) -> Date:
    """Return the question for the day it happened."""
    return Date(key=key, words=Words(zh, en), required=required)


def note(
    zh: str = "说明", en: str = "Note", *, key: str = "note", required: bool = False, low: int = 0, high: int = 120
) -> LongText:
    """Return a question answered in a sentence; lengths in characters."""
    return LongText(key=key, words=Words(zh, en), required=required, low=low, high=high)


def kept(question: AnyField) -> AnyField:
    """Return a question as the field that keeps its answer: never required, for nothing is typed there before."""
    return msgspec.structs.replace(question, required=False, later=True)


def more_time(key: str = "deadline") -> tuple[Plain, ...]:
    """Return what an extension asks; `key` is the field of the deadline."""
    return (
        on(),
        on("新时限", "New deadline", key=key),
        by("批准人", "Approved by"),
        note("原因", "Reason", required=True, low=5),
    )


DRAFT = State("draft", Words("草稿", "Draft"), icon="edit", open=True)
VOID = State("void", Words("作废", "Void"), icon="dismiss_circle", ended=True)


def closed(value: str, words: Words, icon: str = "checkmark_circle", *, handed: bool = False) -> State:
    """Return a state in which all is done and well; `handed` = it lies with the office above."""
    return State(value, words, Tone.GOOD, icon, ended=True, handed=handed)


def begin(key: str, words: Words, target: str) -> Move:
    """Return the move that makes a draft a record with a number, e.g. 登记."""
    return Move(
        key=key,
        words=words,
        sources=("draft",),
        target=target,
        needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
        effect=Effect.NUMBER,
        primary=True,
    )


def corrections(living: tuple[str, ...]) -> tuple[Move, ...]:
    """Return the moves that correct a record where it stands and that void it; `living` = every state after the draft.

    A correction keeps the version before it and doesn't change the state.
    """
    return (
        Move(
            key="revise",
            words=Words("修改（另存一版）", "Change (keeps this version)"),
            sources=living,
            target=None,
            asks=(why(),),
            effect=Effect.REOPEN,
        ),
        Move(
            key="settle",
            words=Words("改毕（存为新版）", "Done changing (new version)"),
            sources=living,
            target=None,
            needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
            effect=Effect.NUMBER,
            primary=True,
        ),
        Move(
            key="void",
            words=Words("作废", "Void"),
            sources=("draft", *living),
            target="void",
            asks=(why(),),
            grave=True,
        ),
    )


def written(key: str, words: Words, columns: tuple[Plain, ...]) -> Grid:
    """Return a grid that only moves write to."""
    return Grid(key=key, words=words, append_only=True, columns=columns)


def happened(zh: str, en: str, *, low: int = 0, high: int = 120) -> tuple[Plain, ...]:
    """Return the columns of a grid that a move appends to: when, who, and what (under this name)."""
    return (
        Date(key="on", words=Words("日期", "Date"), required=True),
        Person(key="by", words=Words("经手人", "By")),
        LongText(key="note", words=Words(zh, en), required=True, low=low, high=high),
    )


def history(moves: tuple[Move, ...], states: tuple[State, ...]) -> Grid:
    """Return the grid with a row for every move; the deadline then in force stands beside the move that set it.

    Moves that act on one row of a grid tell its number.
    """
    acting = any(move.effect is Effect.ROW for move in moves)
    columns: tuple[Plain, ...] = (
        Date(key="on", words=Words("日期", "Date"), required=True),
        Choice(key="move", words=Words("事项", "Event"), options=tuple(Option(move.key, move.words) for move in moves)),
        Choice(
            key="state",
            words=Words("状态", "State"),
            options=tuple(Option(state.value, state.words) for state in states),
        ),
        *((Integer(key="no", words=Words("序号", "No.")),) if acting else ()),
        Person(key="by", words=Words("经手人", "By")),
        LongText(key="note", words=Words("说明", "Note")),
        Date(key="deadline", words=Words("时限", "Deadline")),
    )
    return written(HISTORY, Words("经过", "History"), columns)
