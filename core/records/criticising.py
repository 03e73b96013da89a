"""The state machine of a criticism meeting: held, reported upward, told to those concerned (D§2.10)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, note, on
from core.records.field import Choice, Option, Text
from core.records.workflow import Effect, Move, State, Workflow

BRIEFED = (
    Option("team", Words("班子内", "Leadership team")),
    Option("party", Words("党内", "Party members")),
    Option("staff", Words("全体教职工", "All staff")),
)

REPORTED_ON = on("报送日期", "Reported on", key="reported_on")
REPORTED_TO = Text(
    key="reported_to", words=Words("报送单位", "Reported to"), required=True, low=4, high=40, recent=True
)
BRIEFED_ON = on("通报日期", "Told on", key="briefed_on")
BRIEFED_SCOPE = Choice(key="briefed_scope", words=Words("通报范围", "Told to"), required=True, options=BRIEFED)

STATES = (
    DRAFT,
    State("held", Words("已召开", "Held"), icon="people"),
    State("reported", Words("已报送", "Reported"), icon="send"),
    closed("briefed", Words("已通报", "Told to those concerned")),
    VOID,
)

WORKFLOW = Workflow(
    states=STATES,
    moves=(
        begin("finish", Words("定稿", "Finish"), "held"),
        Move(
            key="report",
            words=Words("已报送", "Reported"),
            sources=("held",),
            target="reported",
            requires=("measures",),
            asks=(REPORTED_ON, REPORTED_TO, by()),
            effect=Effect.FILL,
            on="reported_on",
            primary=True,
        ),
        Move(
            key="brief",
            words=Words("已通报", "Told to those concerned"),
            sources=("reported",),
            target="briefed",
            asks=(BRIEFED_ON, BRIEFED_SCOPE, by(), note()),
            effect=Effect.FILL,
            on="briefed_on",
            primary=True,
        ),
        *corrections(("held", "reported", "briefed")),
    ),
)
