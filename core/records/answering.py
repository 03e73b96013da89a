"""The state machine of a forum: every opinion is answered before it can be closed (D§2.5, S15)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, note, on
from core.records.field import Choice, Option, Toggle
from core.records.workflow import Effect, Move, Need, State, Workflow

WAYS = (
    Option("spot", Words("当场告知", "On the spot")),
    Option("person", Words("当面告知", "In person")),
    Option("phone", Words("电话", "By telephone")),
    Option("meeting", Words("会上通报", "At a meeting")),
    Option("board", Words("公开栏", "On the notice board")),
    Option("letter", Words("书面", "In writing")),
)

ANSWERED_ON = on("反馈日期", "Answered on", key="answered_on")
ANSWER_WAY = Choice(key="answer_way", words=Words("反馈方式", "How"), required=True, options=WAYS)
UNDERSTOOD = Toggle(key="understood", words=Words("表示理解", "Understood"))
CLOSED_ON = on("完结日期", "Closed on", key="closed_on")

STATES = (
    DRAFT,
    State("open", Words("办理中", "In hand"), icon="circle_half_fill"),
    closed("closed", Words("已完结", "Closed")),
    VOID,
)

WORKFLOW = Workflow(
    states=STATES,
    moves=(
        begin("finish", Words("定稿", "Finish"), "open"),
        Move(
            key="answer",
            words=Words("反馈一条意见", "Answer an opinion"),
            sources=("open",),
            target=None,
            asks=(ANSWERED_ON, ANSWER_WAY, UNDERSTOOD, by("反馈人", "Answered by"), note()),
            effect=Effect.ROW,
            into="opinions",
            on="answered_on",
        ),
        Move(
            key="close",
            words=Words("完结", "Close"),
            sources=("open",),
            target="closed",
            needs=(Need.ALL_ANSWERED, Need.PUBLISHED),
            asks=(CLOSED_ON, by(required=False)),
            effect=Effect.FILL,
            on="closed_on",
            primary=True,
        ),
        Move(
            key="reopen",
            words=Words("重新办理", "Take up again"),
            sources=("closed",),
            target="open",
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        *corrections(("open", "closed")),
    ),
)
