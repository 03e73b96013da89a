"""The state machine of a suggestion or proposal of deputies: taken on, talked over, answered, asked back (D§2.11)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, note, on
from core.records.field import Choice, Option, Text
from core.records.workflow import Due, Effect, Move, State, Workflow

RESULTS = (
    Option("solved", Words("A 已解决", "A: solved")),
    Option("solving", Words("B 正在解决", "B: being solved")),
    Option("reference", Words("C 留作参考", "C: kept in mind")),
)

FEEDBACK = (
    Option("satisfied", Words("满意", "Satisfied")),
    Option("fairly", Words("基本满意", "Fairly satisfied")),
    Option("not", Words("不满意", "Not satisfied")),
)

TOLD_ON = on("告知日期", "Told on", key="told_on")
EXTENDED_ON = on("批准延期日", "More time granted on", key="extended_on")
REPLIED_ON = on("答复日期", "Answered on", key="replied_on")
REPLY_NO = Text(key="reply_no", words=Words("答复文号", "No. of the answer"), low=4, high=30)
REPLY = note("答复内容", "Answer", key="reply", required=True, low=20, high=300)
RESULT = Choice(key="result", words=Words("办理结果", "Result"), required=True, options=RESULTS)
ASKED_ON = on("征询日期", "Asked back on", key="asked_on")
OPINION = Choice(key="opinion", words=Words("反馈意见", "Their opinion"), required=True, options=FEEDBACK)
CLOSED_ON = on("办结日期", "Closed on", key="closed_on")

STATES = (
    DRAFT,
    State("received", Words("已收", "Received"), icon="clipboard_task"),
    State("declined", Words("不立案", "Not taken on"), icon="prohibited", ended=True),
    State("working", Words("办理中", "In hand"), icon="circle_half_fill"),
    State("met", Words("已面商", "Talked over"), icon="people"),
    State("replied", Words("已答复", "Answered"), icon="send"),
    State("asked", Words("已征询意见", "Asked back"), icon="question_circle"),
    closed("closed", Words("已办结", "Closed")),
    VOID,
)

_LIVING = tuple(state.value for state in STATES[1:-1])
_UNANSWERED = ("received", "working", "met")

WORKFLOW = Workflow(
    states=STATES,
    moves=(
        begin("register", Words("登记收件", "Enter"), "received"),
        Move(
            key="file",
            words=Words("立案并告知", "Take on and tell"),
            sources=("received",),
            target="working",
            requires=("department", "handler"),
            asks=(TOLD_ON, by(), note()),
            effect=Effect.FILL,
            on="told_on",
            primary=True,
        ),
        Move(
            key="decline",
            words=Words("不立案并告知", "Don’t take on, and tell"),
            sources=("received",),
            target="declined",
            asks=(TOLD_ON, by(), note("不立案的理由", "Why not", required=True, low=5)),
            effect=Effect.FILL,
            on="told_on",
        ),
        Move(
            key="meet",
            words=Words("面商", "Talk it over"),
            sources=("working", "met"),
            target="met",
            asks=(on("面商日期", "Met on"), by(), note("面商情况", "What was said", required=True, low=10)),
            effect=Effect.APPEND,
            into="talks",
            primary=True,
        ),
        Move(
            key="extend",
            words=Words("批准延期（一个月）", "Grant a month more"),
            sources=("working", "met"),
            target=None,
            asks=(EXTENDED_ON, by("批准人", "Granted by"), note("延期原因", "Reason", required=True, low=5)),
            effect=Effect.FILL,
            on="extended_on",
        ),
        Move(
            key="reply",
            words=Words("答复", "Answer"),
            sources=("met",),
            target="replied",
            requires=("talks",),
            asks=(REPLIED_ON, REPLY_NO, RESULT, REPLY, by()),
            effect=Effect.FILL,
            on="replied_on",
            primary=True,
        ),
        Move(
            key="ask",
            words=Words("征询意见", "Ask back"),
            sources=("replied",),
            target="asked",
            asks=(ASKED_ON, OPINION, by(), note()),
            effect=Effect.FILL,
            on="asked_on",
            primary=True,
        ),
        Move(
            key="redo",
            words=Words("不满意，再办理", "Not satisfied, take up again"),
            sources=("asked", "closed"),
            target="working",
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        Move(
            key="close",
            words=Words("办结", "Close"),
            sources=("asked",),
            target="closed",
            asks=(CLOSED_ON, by(required=False)),
            effect=Effect.FILL,
            on="closed_on",
            primary=True,
        ),
        Move(
            key="reopen",
            words=Words("重新立案", "Take on after all"),
            sources=("declined",),
            target="received",
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        *corrections(_LIVING),
    ),
    dues=(
        Due(states=_UNANSWERED, field="date", months=4, given="extended_on"),
        Due(states=_UNANSWERED, field="date", months=3),
    ),
)
"""Three months from the day it was handed over, a month more where that was granted."""
