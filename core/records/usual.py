"""Fields and workflow that most kinds share (D§2.0)."""

import msgspec

from core.base.words import Words
from core.records.field import Choice, Files, LongText, Option, Text
from core.records.kind import Cell, LedgerColumn, Section, SheetRow
from core.records.workflow import Due, Effect, Move, Need, State, Tone, Workflow

SCOPES = (
    Option("none", Words("不公开", "Not public")),
    Option("team", Words("班子内", "Leadership team")),
    Option("party", Words("党内", "Party members")),
    Option("staff", Words("全体教职工", "All staff")),
    Option("parents", Words("家长代表", "Parents' representatives")),
    Option("society", Words("社会", "The public")),
)
"""Publication scopes of D§2.0."""

SCOPE = Choice(key="publication_scope", words=Words("公开范围", "Publication"), required=True, options=SCOPES)

LATE_REASON = Text(
    key="late_reason",
    words=Words("补记原因", "Reason for late entry"),
    low=5,
    high=50,
    note=Words("迟录没关系，写一句原因就行", "Late is fine; one sentence says why"),
)

FILE_TYPES = (
    Option("sign_in_sheet", Words("签到表", "Sign-in sheet")),
    Option("photo", Words("照片", "Photo")),
    Option("document", Words("文件", "Document")),
    Option("letter", Words("函件", "Letter")),
    Option("outline", Words("发言提纲", "Speaking notes")),
    Option("survey", Words("调查表", "Survey")),
    Option("receipt", Words("票据", "Receipt")),
    Option("other", Words("其他", "Other")),
)

ATTACHMENTS = Files(key="attachments", words=Words("附件", "Attachments"), types=FILE_TYPES)


def why(en: str = "Reason", zh: str = "原因", *, low: int = 5, high: int = 50) -> LongText:
    """Return the question for a reason that a move asks."""
    return LongText(key="reason", words=Words(zh, en), required=True, low=low, high=high)


_STATES = (
    State("draft", Words("草稿", "Draft"), icon="edit", open=True),
    State("done", Words("已定稿", "Finished"), icon="document_checkmark", ended=True),
    State("signed", Words("已签", "Signed"), icon="document_checkmark", ended=True),
    State("submitted", Words("已报送", "Handed in"), icon="send", ended=True, handed=True),
    State("received", Words("已收", "Received"), Tone.GOOD, "checkmark_circle", ended=True, handed=True),
    State("returned", Words("退回", "Sent back"), Tone.WARN, "arrow_undo"),
    State("void", Words("作废", "Void"), icon="dismiss_circle", ended=True),
)

_AFTER = ("done", "signed", "submitted", "received", "returned")


def ordinary(
    *,
    awaited: tuple[str, ...] = (),
    states: tuple[State, ...] = (),
    moves: tuple[Move, ...] = (),
    dues: tuple[Due, ...] = (),
) -> Workflow:
    """Return draft → finished → signed → handed in → received, also sent back and void, with what a kind adds to it.

    `awaited` = the states in which something is still awaited; `states` and `moves` = more of them; a record in one
    of the added states can be changed and voided like any other.
    """
    living = (*_AFTER, *(state.value for state in states))
    usual = tuple(msgspec.structs.replace(state, ended=state.ended and state.value not in awaited) for state in _STATES)
    return Workflow(
        states=(*usual[:-1], *states, usual[-1]),
        moves=(
            Move(
                key="finish",
                words=Words("定稿", "Finish"),
                sources=("draft",),
                target="done",
                needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
                effect=Effect.NUMBER,
                primary=True,
            ),
            *moves,
            Move(
                key="revise",
                words=Words("修改（另存一版）", "Change (keeps this version)"),
                sources=living,
                target="draft",
                asks=(why(),),
                effect=Effect.REOPEN,
            ),
            Move(key="sign", words=Words("签名", "Sign"), sources=("done",), target="signed", by_program=True),
            Move(
                key="submit",
                words=Words("报送", "Hand in"),
                sources=("done", "signed"),
                target="submitted",
                by_program=True,
            ),
            Move(
                key="receive",
                words=Words("已收", "Received"),
                sources=("submitted",),
                target="received",
                by_program=True,
            ),
            Move(
                key="return",
                words=Words("退回", "Sent back"),
                sources=("submitted",),
                target="returned",
                asks=(why("Remark", "退回意见"),),
                by_program=True,
            ),
            Move(
                key="void",
                words=Words("作废", "Void"),
                sources=("draft", *living),
                target="void",
                asks=(why(),),
                grave=True,
            ),
        ),
        dues=dues,
    )


ORDINARY = ordinary()
"""Draft → finished → signed → handed in → received; also sent back and void."""

KEPT = Workflow(
    states=(_STATES[0], msgspec.structs.replace(_STATES[1], words=Words("已登记", "Entered")), _STATES[-1]),
    moves=tuple(
        msgspec.structs.replace(move, sources=tuple(state for state in move.sources if state in {"draft", "done"}))
        for move in ORDINARY.moves
        if not move.by_program
    ),
)
"""Draft → entered, and void; for what never leaves the school."""

CLOSING_ROWS = (
    SheetRow(
        cells=(
            Cell(keys=("publication_scope",), words=Words("公开范围", "Publication")),
            Cell(keys=("attachments",), words=Words("附件", "Attachments"), span=2),
        )
    ),
    SheetRow(cells=(Cell(keys=("late_reason",), words=Words("补记原因", "Late entry")),)),
)
"""The last rows of most sheets."""

CLOSING = Section(key="attachments", words=Words("附件", "Attachments"), fields=(SCOPE, ATTACHMENTS, LATE_REASON))
"""The last part of most forms."""


def row(*cells: Cell, height: int = 0, inside: bool = False) -> SheetRow:
    """Return a row of the printed sheet, for ourselves only if `inside`; the height in millimetres."""
    return SheetRow(cells=cells, height=height, inside=inside)


def cell(keys: str, zh: str, en: str, *, span: int = 1) -> Cell:
    """Return a labelled cell of the printed sheet; `keys` are field keys parted by blanks."""
    return Cell(keys=tuple(keys.split()), words=Words(zh, en), span=span)


def column(keys: str, zh: str, en: str, width: int) -> LedgerColumn:
    """Return a column of a printed list; `keys` are field keys parted by blanks, the width in millimetres."""
    return LedgerColumn(keys=tuple(keys.split()), words=Words(zh, en), width=width)
