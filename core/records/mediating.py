"""The state machine of a dispute: entered, mediated, settled, visited, crossed off; and its side ways (D§2.6)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, more_time, note, on
from core.records.field import Choice, Option, Toggle
from core.records.workflow import Effect, Move, Need, State, Workflow

AGREEMENTS = (
    Option("written", Words("书面协议", "In writing")),
    Option("oral", Words("口头协议", "By word of mouth")),
    Option("none", Words("没有协议", "No agreement")),
)

RESOLVED_ON = on("化解日期", "Settled on", key="resolved_on")
AGREEMENT_FORM = Choice(key="agreement_form", words=Words("协议形式", "Agreement"), required=True, options=AGREEMENTS)
OUTCOME = note("化解结果", "Outcome", key="outcome", required=True, low=10, high=150)
CLOSED_ON = on("销账日期", "Crossed off on", key="closed_on")

STATES = (
    DRAFT,
    State("registered", Words("已登记", "Entered"), icon="clipboard_task"),
    State("mediating", Words("调处中", "Being mediated"), icon="circle_half_fill"),
    State("resolved", Words("已化解", "Settled"), icon="checkmark"),
    State("visited", Words("已回访", "Visited"), icon="checkmark"),
    State("escalated", Words("已上报移交", "Passed upward"), icon="arrow_up"),
    State("legal", Words("已引导法律途径", "Shown the way of law"), icon="book_open"),
    closed("closed", Words("已销账", "Crossed off")),
    VOID,
)

_LIVING = ("registered", "mediating", "resolved", "visited", "escalated", "legal", "closed")

WORKFLOW = Workflow(
    deadline="deadline",
    states=STATES,
    moves=(
        begin("register", Words("登记", "Enter"), "registered"),
        Move(
            key="mediate",
            words=Words("开始调处", "Begin to mediate"),
            sources=("registered",),
            target="mediating",
            requires=("department", "responsible", "measures", "deadline", "investigators"),
            asks=(on(), by(), note()),
            primary=True,
        ),
        Move(
            key="report",
            words=Words("记经过", "Add a step"),
            sources=("mediating", "escalated", "legal"),
            target=None,
            asks=(on(), by(), note("化解经过", "Step", required=True, low=10)),
            effect=Effect.APPEND,
            into="steps",
        ),
        Move(
            key="resolve",
            words=Words("已化解", "Settled"),
            sources=("mediating", "escalated"),
            target="resolved",
            requires=("steps",),
            asks=(RESOLVED_ON, AGREEMENT_FORM, OUTCOME, by()),
            effect=Effect.FILL,
            on="resolved_on",
            primary=True,
        ),
        Move(
            key="visit",
            words=Words("回访", "Visit"),
            sources=("resolved", "visited"),
            target="visited",
            asks=(
                on("回访日期", "Visited on"),
                by("回访人", "By"),
                note("回访结果", "Outcome", required=True, low=5),
                Toggle(key="satisfied", words=Words("当事人满意", "Parties content")),
            ),
            effect=Effect.APPEND,
            into="follow_up",
            primary=True,
        ),
        Move(
            key="close",
            words=Words("销账", "Cross off"),
            sources=("visited", "legal"),
            target="closed",
            needs=(Need.NO_ERRORS,),
            asks=(CLOSED_ON, by(), note()),
            effect=Effect.FILL,
            on="closed_on",
            primary=True,
        ),
        Move(
            key="extend",
            words=Words("申请延期", "Ask for more time"),
            sources=("mediating", "escalated"),
            target=None,
            needs=(Need.LATER_DEADLINE,),
            asks=more_time(),
            effect=Effect.EXTEND,
        ),
        Move(
            key="escalate",
            words=Words("上报移交", "Pass upward"),
            sources=("registered", "mediating"),
            target="escalated",
            asks=(on(), by(), note("移交给谁、文件编号", "To whom, number of the letter", required=True, low=4)),
        ),
        Move(
            key="guide",
            words=Words("引导法律途径", "Show the way of law"),
            sources=("mediating", "escalated"),
            target="legal",
            asks=(on(), by(), note("调解不成的情况和建议的途径", "Why it failed, which way", required=True, low=10)),
        ),
        Move(
            key="resume",
            words=Words("继续调处", "Mediate again"),
            sources=("escalated", "legal"),
            target="mediating",
            requires=("department", "responsible", "measures", "deadline", "investigators"),
            asks=(on(), by(), note("原因", "Reason", required=True, low=5)),
        ),
        Move(
            key="rebound",
            words=Words("反弹，重新调处", "It came back"),
            sources=("resolved", "visited", "closed"),
            target="mediating",
            asks=(
                on("发现日期", "Found on"),
                by("发现人", "Found by"),
                note("反弹情况", "What happened", required=True, low=5),
            ),
        ),
        *corrections(_LIVING),
    ),
    timed=("draft", "registered", "mediating", "escalated"),
)
