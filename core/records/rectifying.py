"""The state machine of a rectification item, from found to closed, with extension and rebound (D§2.9).

"Overdue" is not a state: it lies over every state that is not ended once the deadline in force has passed, so no
change of state or date can wash it away.
"""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, more_time, note, on
from core.records.workflow import Effect, Move, Need, State, Workflow

STATES = (
    DRAFT,
    State("open", Words("待整改", "To be rectified"), icon="clipboard_task"),
    State("working", Words("整改中", "In progress"), icon="circle_half_fill"),
    State("waiting", Words("待验收", "Awaiting acceptance"), icon="hourglass"),
    State("lasting", Words("长期坚持", "Sustained"), icon="arrow_repeat_all"),
    closed("closed", Words("已销号", "Closed")),
    State("escalated", Words("已上报", "Passed upward"), icon="arrow_up"),
    VOID,
)

_LIVING = ("open", "working", "waiting", "lasting", "closed", "escalated")


WORKFLOW = Workflow(
    deadline="deadline",
    states=STATES,
    moves=(
        begin("register", Words("列入台账", "Enter in the ledger"), "open"),
        Move(
            key="start",
            words=Words("开始整改", "Start"),
            sources=("open", "escalated"),
            target="working",
            needs=(Need.FOUR_ELEMENTS,),
            asks=(on(), by(), note("说明", "Note")),
            primary=True,
        ),
        Move(
            key="report",
            words=Words("补进展", "Add progress"),
            sources=("working", "lasting", "escalated"),
            target=None,
            asks=(on(), by(), note("进展", "Progress", required=True, low=30)),
            effect=Effect.APPEND,
            into="progress",
        ),
        Move(
            key="complete",
            words=Words("报请验收", "Ask for acceptance"),
            sources=("working",),
            target="waiting",
            needs=(Need.PROGRESS, Need.EVIDENCE),
            asks=(on(), by(), note("说明", "Note")),
            primary=True,
        ),
        Move(
            key="accept",
            words=Words("验收销号", "Accept and close"),
            sources=("waiting",),
            target="closed",
            needs=(Need.EVIDENCE, Need.OTHER_ACCEPTOR, Need.PUBLISHED),
            asks=(
                on("验收日期", "Accepted on"),
                by("验收人", "Acceptor"),
                note("验收意见", "Opinion", required=True),
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
            asks=(on(), by("验收人", "Acceptor"), note("原因", "Reason", required=True, low=5)),
        ),
        Move(
            key="extend",
            words=Words("申请延期", "Ask for more time"),
            sources=("open", "working", "escalated"),
            target="working",
            needs=(Need.FOUR_ELEMENTS, Need.LATER_DEADLINE),
            asks=more_time(),
            effect=Effect.EXTEND,
        ),
        Move(
            key="prolong",
            words=Words("申请延期", "Ask for more time"),
            sources=("lasting",),
            target=None,
            needs=(Need.LATER_DEADLINE,),
            asks=more_time(),
            effect=Effect.EXTEND,
        ),
        Move(
            key="sustain",
            words=Words("转长期坚持", "Turn into sustained effort"),
            sources=("working",),
            target="lasting",
            needs=(Need.MILESTONES,),
            asks=(on(), by(), note("说明", "Note")),
        ),
        Move(
            key="conclude",
            words=Words("报请验收", "Ask for acceptance"),
            sources=("lasting",),
            target="waiting",
            needs=(Need.MILESTONES_DONE, Need.EVIDENCE),
            asks=(on(), by(), note("说明", "Note")),
            primary=True,
        ),
        Move(
            key="rebound",
            words=Words("反弹，重新整改", "It came back"),
            sources=("closed",),
            target="working",
            asks=(
                on("发现日期", "Found on"),
                by("发现人", "Found by"),
                note("发现途径", "How found", required=True),
            ),
        ),
        Move(
            key="escalate",
            words=Words("上报（需上级解决）", "Pass upward"),
            sources=("open",),
            target="escalated",
            asks=(on(), by(), note("报送文件编号", "Number of the letter", required=True)),
        ),
        *corrections(_LIVING),
    ),
)
