"""The state machine of a pledge: promised, under way, done, kept; put off or called off in the open (D§2.11)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, more_time, note, on
from core.records.field import Choice, Integer, Option
from core.records.workflow import Effect, Move, Need, State, Tone, Workflow

SATISFACTION = (
    Option("satisfied", Words("满意", "Satisfied")),
    Option("fairly", Words("基本满意", "Fairly satisfied")),
    Option("not", Words("不满意", "Not satisfied")),
)

ACCEPTED_ON = on("验收日期", "Accepted on", key="accepted_on")
ACCEPTOR = by("验收人", "Acceptor", key="acceptor")
OUTCOME = note("成效", "Outcome", key="outcome", required=True, low=10, high=200)
SATISFIED = Choice(key="satisfied", words=Words("群众评价", "Opinion of people"), options=SATISFACTION)
CANCELLED_ON = on("取消日期", "Called off on", key="cancelled_on")
CANCEL_REASON = note("取消原因", "Why it was called off", key="cancel_reason", required=True, low=10, high=200)

STATES = (
    DRAFT,
    State("pledged", Words("已承诺", "Promised"), icon="clipboard_task"),
    State("working", Words("推进中", "Under way"), icon="circle_half_fill"),
    State("delayed", Words("已延期", "Put off"), Tone.WARN, "calendar_clock"),
    State("waiting", Words("已完成待验收", "Done, to be accepted"), icon="hourglass"),
    closed("kept", Words("已兑现", "Kept")),
    State("cancelled", Words("已取消", "Called off"), Tone.WARN, "prohibited", ended=True),
    VOID,
)

_LIVING = tuple(state.value for state in STATES[1:-1])

WORKFLOW = Workflow(
    deadline="deadline",
    states=STATES,
    moves=(
        begin("pledge", Words("公开承诺", "Promise in public"), "pledged"),
        Move(
            key="start",
            words=Words("开始推进", "Start"),
            sources=("pledged",),
            target="working",
            asks=(on(), by(), note()),
            primary=True,
        ),
        Move(
            key="report",
            words=Words("补进度", "Add progress"),
            sources=("working", "delayed"),
            target=None,
            asks=(
                on(),
                by(),
                Integer(key="percent", words=Words("完成百分比", "Per cent done"), high=100, unit="%"),
                note("进度", "Progress", required=True, low=10),
            ),
            effect=Effect.APPEND,
            into="progress",
        ),
        Move(
            key="complete",
            words=Words("报请验收", "Ask for acceptance"),
            sources=("working", "delayed"),
            target="waiting",
            requires=("progress",),
            asks=(on(), by(), note()),
            primary=True,
        ),
        Move(
            key="accept",
            words=Words("验收兑现", "Accept"),
            sources=("waiting",),
            target="kept",
            needs=(Need.NO_ERRORS,),
            asks=(ACCEPTED_ON, ACCEPTOR, OUTCOME, SATISFIED),
            effect=Effect.FILL,
            on="accepted_on",
            who="acceptor",
            primary=True,
        ),
        Move(
            key="refuse",
            words=Words("验收不通过", "Not accepted"),
            sources=("waiting",),
            target="working",
            asks=(on(), by("验收人", "Acceptor"), note("原因", "Reason", required=True, low=5)),
        ),
        Move(
            key="extend",
            words=Words("申请延期", "Ask for more time"),
            sources=("pledged", "working", "delayed"),
            target="delayed",
            needs=(Need.LATER_DEADLINE,),
            asks=more_time(),
            effect=Effect.EXTEND,
        ),
        Move(
            key="cancel",
            words=Words("取消（公布原因）", "Call off (the reason is published)"),
            sources=("pledged", "working", "delayed"),
            target="cancelled",
            asks=(CANCELLED_ON, by("批准人", "Approved by"), CANCEL_REASON),
            effect=Effect.FILL,
            on="cancelled_on",
        ),
        Move(
            key="resume",
            words=Words("重新推进", "Take up again"),
            sources=("kept", "cancelled"),
            target="working",
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        *corrections(_LIVING),
    ),
)
