"""The state machine of a public notice: to be posted, posted, its days over, opinions or none, filed (D§2.15)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, note, on
from core.records.workflow import Due, Effect, Move, State, Workflow

STATES = (
    DRAFT,
    State("pending", Words("待公示", "To be posted"), icon="clock"),
    State("posted", Words("公示中", "Posted"), icon="eye"),
    State("over", Words("期满", "Its days are over"), icon="hourglass"),
    State("opinions", Words("有意见", "With opinions"), icon="warning"),
    State("clear", Words("无意见", "Without opinions"), icon="checkmark"),
    closed("archived", Words("已归档", "Filed"), icon="folder"),
    VOID,
)

_LIVING = tuple(state.value for state in STATES[1:-1])

WORKFLOW = Workflow(
    states=STATES,
    moves=(
        begin("finish", Words("定稿", "Finish"), "pending"),
        Move(
            key="post",
            words=Words("已张贴", "Posted"),
            sources=("pending",),
            target="posted",
            asks=(on("张贴日期", "Posted on"), by("张贴人", "Posted by"), note()),
            primary=True,
        ),
        Move(
            key="hear",
            words=Words("收到意见", "An opinion came"),
            sources=("posted", "over"),
            target=None,
            asks=(on("收到日期", "Received on"), by("收到人", "Received by"), note("意见", "Opinion", required=True)),
            effect=Effect.APPEND,
            into="opinions",
        ),
        Move(
            key="end",
            words=Words("期满", "Its days are over"),
            sources=("posted",),
            target="over",
            asks=(on(), by(required=False)),
            primary=True,
        ),
        Move(
            key="clear",
            words=Words("没有收到意见", "No opinion came"),
            sources=("over",),
            target="clear",
            asks=(on(), by(required=False)),
            primary=True,
        ),
        Move(
            key="object",
            words=Words("收到过意见，要处理", "Opinions came, to be dealt with"),
            sources=("over",),
            target="opinions",
            requires=("opinions",),
            asks=(on(), by(required=False)),
        ),
        Move(
            key="archive",
            words=Words("归档", "File"),
            sources=("clear",),
            target="archived",
            asks=(on(), by(required=False)),
            primary=True,
        ),
        Move(
            key="handle",
            words=Words("处理完毕，归档", "Dealt with, file"),
            sources=("opinions",),
            target="archived",
            requires=("handling",),
            asks=(on(), by()),
            primary=True,
        ),
        Move(
            key="repost",
            words=Words("重新公示", "Post again"),
            sources=("over", "opinions", "clear", "archived"),
            target="pending",
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        *corrections(_LIVING),
    ),
    dues=(
        Due(states=("pending",), field="start"),
        Due(states=("posted",), field="end"),
    ),
)
"""To be posted by its first day, and looked after once its last day is over."""
