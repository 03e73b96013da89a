"""The state machine of a satisfaction survey: handed out, gathered, counted (D§2.14)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, note, on
from core.records.workflow import Effect, Move, Need, State, Workflow

ISSUED_ON = on("发放日期", "Handed out on", key="issued_on")
COUNTED_ON = on("计票日期", "Counted on", key="counted_on")

STATES = (
    DRAFT,
    State("ready", Words("已登记", "Entered"), icon="clipboard_task"),
    State("out", Words("测评中", "Handed out"), icon="send"),
    closed("counted", Words("已汇总", "Counted")),
    VOID,
)

WORKFLOW = Workflow(
    states=STATES,
    moves=(
        begin("register", Words("登记", "Enter"), "ready"),
        Move(
            key="issue",
            words=Words("发出测评表", "Hand out the forms"),
            sources=("ready",),
            target="out",
            requires=("tally",),
            asks=(ISSUED_ON, by("发放人", "Handed out by")),
            effect=Effect.FILL,
            on="issued_on",
            primary=True,
        ),
        Move(
            key="count",
            words=Words("计票汇总", "Count"),
            sources=("out",),
            target="counted",
            needs=(Need.NO_ERRORS, Need.WARNINGS_EXPLAINED),
            requires=("tally", "watchers", "counters"),
            asks=(COUNTED_ON, by("计票人", "Counted by"), note()),
            effect=Effect.FILL,
            on="counted_on",
            primary=True,
        ),
        Move(
            key="recount",
            words=Words("重新计票", "Count again"),
            sources=("counted",),
            target="out",
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        *corrections(("ready", "out", "counted")),
    ),
)
