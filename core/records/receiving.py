"""The state machine of a petition, with the days the rules on petitions set: 15, 60, and 30 more (D§2.7)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, note, on
from core.records.field import Choice, Option, Text
from core.records.workflow import Due, Effect, Move, Need, State, Workflow

TELLING = (
    Option("person", Words("当面", "In person")),
    Option("letter", Words("书面", "In writing")),
    Option("phone", Words("电话", "By telephone")),
    Option("upward", Words("经上级转告", "Through the office above")),
)

SATISFACTION = (
    Option("satisfied", Words("满意", "Content")),
    Option("fairly", Words("基本满意", "Fairly content")),
    Option("not", Words("不满意", "Not content")),
    Option("unsaid", Words("未表态", "Didn’t say")),
)

TOLD_ON = on("受理告知日", "Told on", key="told_on")
TOLD_WAY = Choice(key="told_way", words=Words("告知方式", "Told how"), required=True, options=TELLING)
EXTENDED_ON = on("批准延期日", "More time granted on", key="extended_on")
EXTENDED_BY = by("批准人", "Granted by", key="extended_by")
ANSWERED_ON = on("答复日期", "Answered on", key="answered_on")
ANSWER_WAY = Choice(key="answer_way", words=Words("答复方式", "Answered how"), required=True, options=TELLING)
ANSWER = note("答复意见", "Answer", key="answer", required=True, low=20, high=300)
SATISFIED = Choice(key="satisfied", words=Words("是否满意", "Content"), options=SATISFACTION)
REVIEW_ON = on("申请复查日", "Review asked on", key="review_on")
REVIEW_BODY = Text(key="review_body", words=Words("复查单位", "Reviewed by"), required=True, low=2, high=30)
REVIEW_RESULT = note("复查结果", "Outcome of the review", key="review_result", required=True, low=5, high=200)

STATES = (
    DRAFT,
    State("registered", Words("已登记", "Entered"), icon="clipboard_task"),
    State("accepted", Words("已受理", "Taken on"), icon="checkmark"),
    State("refused", Words("不予受理", "Not taken on"), icon="prohibited"),
    State("handling", Words("办理中", "In hand"), icon="circle_half_fill"),
    State("extended", Words("办理中（延期）", "In hand, more time"), icon="hourglass"),
    State("answered", Words("已答复", "Answered"), icon="send"),
    State("reviewing", Words("复查中", "Under review"), icon="search"),
    State("rested", Words("息访", "At rest"), icon="checkmark", ended=True),
    closed("archived", Words("已归档", "Filed"), icon="folder"),
    VOID,
)

_LIVING = tuple(state.value for state in STATES[1:-1])

WORKFLOW = Workflow(
    states=STATES,
    moves=(
        begin("register", Words("登记", "Enter"), "registered"),
        Move(
            key="accept",
            words=Words("受理并告知", "Take on and tell"),
            sources=("registered",),
            target="accepted",
            asks=(TOLD_ON, TOLD_WAY, by(), note()),
            effect=Effect.FILL,
            on="told_on",
            primary=True,
        ),
        Move(
            key="refuse",
            words=Words("不予受理并告知", "Don’t take on, and tell"),
            sources=("registered",),
            target="refused",
            asks=(TOLD_ON, TOLD_WAY, by(), note("不予受理的理由", "Why not", required=True, low=5)),
            effect=Effect.FILL,
            on="told_on",
        ),
        Move(
            key="handle",
            words=Words("开始办理", "Begin to handle"),
            sources=("accepted",),
            target="handling",
            requires=("department", "handler"),
            asks=(on(), by(), note()),
            primary=True,
        ),
        Move(
            key="report",
            words=Words("记办理情况", "Add a step"),
            sources=("accepted", "handling", "extended"),
            target=None,
            asks=(on(), by(), note("办理情况", "Step", required=True, low=10)),
            effect=Effect.APPEND,
            into="steps",
        ),
        Move(
            key="extend",
            words=Words("批准延期（不超过30日）", "Grant up to 30 days more"),
            sources=("handling",),
            target="extended",
            asks=(EXTENDED_ON, EXTENDED_BY, note("延期原因", "Reason", required=True, low=5)),
            effect=Effect.FILL,
            on="extended_on",
            who="extended_by",
        ),
        Move(
            key="answer",
            words=Words("答复", "Answer"),
            sources=("handling", "extended"),
            target="answered",
            requires=("steps",),
            asks=(ANSWERED_ON, ANSWER_WAY, ANSWER, SATISFIED, by("答复人", "Answered by")),
            effect=Effect.FILL,
            on="answered_on",
            primary=True,
        ),
        Move(
            key="rest",
            words=Words("息访", "At rest"),
            sources=("answered",),
            target="rested",
            asks=(on(), by(), note()),
        ),
        Move(
            key="review",
            words=Words("申请复查", "Review is asked for"),
            sources=("answered",),
            target="reviewing",
            asks=(REVIEW_ON, REVIEW_BODY, note("复查理由", "Why")),
            effect=Effect.FILL,
            on="review_on",
        ),
        Move(
            key="reviewed",
            words=Words("登记复查结果", "Enter the outcome of the review"),
            sources=("reviewing",),
            target="answered",
            asks=(on(), REVIEW_RESULT, by()),
            effect=Effect.FILL,
            primary=True,
        ),
        Move(
            key="archive",
            words=Words("归档", "File"),
            sources=("refused", "answered", "rested"),
            target="archived",
            needs=(Need.NO_ERRORS,),
            asks=(on(), by(required=False)),
            primary=True,
        ),
        Move(
            key="again",
            words=Words("再次反映，重新办理", "It came up again"),
            sources=("answered", "rested", "archived"),
            target="handling",
            requires=("department", "handler"),
            asks=(on(), by(), note("新的情况", "What is new", required=True, low=5)),
        ),
        *corrections(_LIVING),
    ),
    dues=(
        Due(states=("registered",), field="date", days=15),
        Due(states=("accepted", "handling"), field="told_on", days=60),
        Due(states=("extended",), field="told_on", days=90),
    ),
)
"""Told within 15 days of receipt, done within 60 days of being taken on, 30 more where that was granted (H01, H02)."""
