"""The state machine of a rectification item, from found to closed, with extension and rebound (D§2.9).

"Overdue" is not a state: it lies over every state that is not ended once the deadline in force has passed, so no
change of state or date can wash it away.
"""

from core.base.words import Words
from core.records.field import Date, LongText, Person
from core.records.usual import why
from core.records.workflow import Effect, Move, Need, State, Tone, Workflow

STATES = (
    State("draft", Words("草稿", "Draft"), icon="edit", open=True),
    State("open", Words("待整改", "To be rectified"), icon="clipboard_task"),
    State("working", Words("整改中", "In progress"), icon="circle_half_fill"),
    State("waiting", Words("待验收", "Awaiting acceptance"), icon="hourglass"),
    State("lasting", Words("长期坚持", "Sustained"), icon="arrow_repeat_all"),
    State("closed", Words("已销号", "Closed"), Tone.GOOD, "checkmark_circle", ended=True),
    State("escalated", Words("已上报", "Passed upward"), icon="arrow_up"),
    State("void", Words("作废", "Void"), icon="dismiss_circle", ended=True),
)

_LIVING = ("open", "working", "waiting", "lasting", "closed", "escalated")


def _by(zh: str = "经手人", en: str = "By") -> Person:
    """Return the question who did it."""
    return Person(key="by", words=Words(zh, en), required=True)


def _on(zh: str = "日期", en: str = "Date") -> Date:
    """Return the question for the day it happened."""
    return Date(key="on", words=Words(zh, en), required=True)


def _note(zh: str, en: str, *, required: bool = False, low: int = 0, high: int = 120) -> LongText:
    """Return a question answered in a sentence."""
    return LongText(key="note", words=Words(zh, en), required=required, low=low, high=high)


_MORE_TIME = (
    _on(),
    Date(key="deadline", words=Words("新时限", "New deadline"), required=True),
    _by("批准人", "Approved by"),
    _note("原因", "Reason", required=True, low=5),
)
"""What an extension asks, from whatever state."""

WORKFLOW = Workflow(
    deadline="deadline",
    states=STATES,
    moves=(
        Move(
            key="register",
            words=Words("列入台账", "Enter in the ledger"),
            sources=("draft",),
            target="open",
            needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
            effect=Effect.NUMBER,
            primary=True,
        ),
        Move(
            key="start",
            words=Words("开始整改", "Start"),
            sources=("open", "escalated"),
            target="working",
            needs=(Need.FOUR_ELEMENTS,),
            asks=(_on(), _by(), _note("说明", "Note")),
            primary=True,
        ),
        Move(
            key="report",
            words=Words("补进展", "Add progress"),
            sources=("working", "lasting", "escalated"),
            target=None,
            asks=(_on(), _by(), _note("进展", "Progress", required=True, low=30)),
            effect=Effect.APPEND,
            into="progress",
        ),
        Move(
            key="complete",
            words=Words("报请验收", "Ask for acceptance"),
            sources=("working",),
            target="waiting",
            needs=(Need.PROGRESS, Need.EVIDENCE),
            asks=(_on(), _by(), _note("说明", "Note")),
            primary=True,
        ),
        Move(
            key="accept",
            words=Words("验收销号", "Accept and close"),
            sources=("waiting",),
            target="closed",
            needs=(Need.EVIDENCE, Need.OTHER_ACCEPTOR, Need.PUBLISHED),
            asks=(
                _on("验收日期", "Accepted on"),
                _by("验收人", "Acceptor"),
                _note("验收意见", "Opinion", required=True),
            ),
            effect=Effect.ACCEPT,
            primary=True,
        ),
        Move(
            key="refuse",
            words=Words("验收不通过", "Not accepted"),
            sources=("waiting",),
            target="working",
            needs=(Need.OTHER_ACCEPTOR,),
            asks=(_on(), _by("验收人", "Acceptor"), _note("原因", "Reason", required=True, low=5)),
        ),
        Move(
            key="extend",
            words=Words("申请延期", "Ask for more time"),
            sources=("open", "working", "escalated"),
            target="working",
            needs=(Need.FOUR_ELEMENTS, Need.LATER_DEADLINE),
            asks=_MORE_TIME,
            effect=Effect.EXTEND,
        ),
        Move(
            key="prolong",
            words=Words("申请延期", "Ask for more time"),
            sources=("lasting",),
            target=None,
            needs=(Need.LATER_DEADLINE,),
            asks=_MORE_TIME,
            effect=Effect.EXTEND,
        ),
        Move(
            key="sustain",
            words=Words("转长期坚持", "Turn into sustained effort"),
            sources=("working",),
            target="lasting",
            needs=(Need.MILESTONES,),
            asks=(_on(), _by(), _note("说明", "Note")),
        ),
        Move(
            key="conclude",
            words=Words("报请验收", "Ask for acceptance"),
            sources=("lasting",),
            target="waiting",
            needs=(Need.MILESTONES_DONE, Need.EVIDENCE),
            asks=(_on(), _by(), _note("说明", "Note")),
            primary=True,
        ),
        Move(
            key="rebound",
            words=Words("反弹，重新整改", "It came back"),
            sources=("closed",),
            target="working",
            asks=(
                _on("发现日期", "Found on"),
                _by("发现人", "Found by"),
                _note("发现途径", "How found", required=True),
            ),
        ),
        Move(
            key="escalate",
            words=Words("上报（需上级解决）", "Pass upward"),
            sources=("open",),
            target="escalated",
            asks=(_on(), _by(), _note("报送文件编号", "Number of the letter", required=True)),
        ),
        Move(
            key="revise",
            words=Words("修改（另存一版）", "Change (keeps this version)"),
            sources=_LIVING,
            target=None,
            asks=(why(),),
            effect=Effect.REOPEN,
        ),
        Move(
            key="settle",
            words=Words("改毕（存为新版）", "Done changing (new version)"),
            sources=_LIVING,
            target=None,
            needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
            effect=Effect.NUMBER,
            primary=True,
        ),
        Move(
            key="void",
            words=Words("作废", "Void"),
            sources=("draft", *_LIVING),
            target="void",
            asks=(why(),),
            grave=True,
        ),
    ),
)
