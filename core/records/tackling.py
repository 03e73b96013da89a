"""The state machine of a breakthrough project: set up, tackled, first results, finished or carried on (D§2.11)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, more_time, note, on
from core.records.workflow import Effect, Move, Need, State, Workflow

CONCLUDED_ON = on("结题日期", "Finished on", key="concluded_on")
CONCLUSION = note("年底结论", "Conclusion", key="conclusion", required=True, low=20, high=300)

STATES = (
    DRAFT,
    State("begun", Words("已立项", "Set up"), icon="clipboard_task"),
    State("tackling", Words("攻坚中", "Being tackled"), icon="circle_half_fill"),
    State("staged", Words("有阶段成果", "First results"), icon="checkmark"),
    closed("finished", Words("已结题", "Finished")),
    State("continued", Words("续攻", "Carried on"), icon="arrow_repeat_all"),
    VOID,
)

_LIVING = tuple(state.value for state in STATES[1:-1])

WORKFLOW = Workflow(
    deadline="deadline",
    states=STATES,
    moves=(
        begin("found", Words("立项", "Set up"), "begun"),
        Move(
            key="tackle",
            words=Words("开始攻坚", "Start"),
            sources=("begun", "continued"),
            target="tackling",
            needs=(Need.MILESTONES,),
            requires=("measures",),
            asks=(on(), by(), note()),
            primary=True,
        ),
        Move(
            key="report",
            words=Words("记阶段成果", "Add a result"),
            sources=("tackling", "staged", "continued"),
            target="staged",
            asks=(on(), by(), note("阶段成果", "Result", required=True, low=20)),
            effect=Effect.APPEND,
            into="results",
            primary=True,
        ),
        Move(
            key="conclude",
            words=Words("结题", "Finish"),
            sources=("staged",),
            target="finished",
            needs=(Need.NO_ERRORS,),
            requires=("results",),
            asks=(CONCLUDED_ON, CONCLUSION, by("验收人", "Accepted by")),
            effect=Effect.FILL,
            on="concluded_on",
        ),
        Move(
            key="continue",
            words=Words("续攻（转下一年）", "Carry on next year"),
            sources=("tackling", "staged"),
            target="continued",
            needs=(Need.LATER_DEADLINE,),
            asks=more_time(),
            effect=Effect.EXTEND,
        ),
        Move(
            key="extend",
            words=Words("申请延期", "Ask for more time"),
            sources=("begun", "tackling", "staged", "continued"),
            target=None,
            needs=(Need.LATER_DEADLINE,),
            asks=more_time(),
            effect=Effect.EXTEND,
        ),
        Move(
            key="rebound",
            words=Words("问题又出现，重新攻坚", "It came back"),
            sources=("finished",),
            target="tackling",
            asks=(on(), by(), note("情况", "What happened", required=True, low=5)),
        ),
        *corrections(_LIVING),
    ),
)
