"""Task 待办: what somebody in the school is to do by a day; the school's own, never handed in (D§7.2)."""

from core.base.words import Words
from core.records.asking import DRAFT, VOID, begin, by, closed, corrections, history, kept, more_time, note, on
from core.records.field import Date, LongText, Person, Reference, Text
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.rule import NotBefore, NotFuture
from core.records.usual import cell, row
from core.records.workflow import Effect, Move, Need, State, Workflow

DONE_ON = on("完成日期", "Done on", key="done_on")
RESULT = note("完成情况", "Result", key="result", high=100)

STATES = (
    DRAFT,
    State("open", Words("待办", "To do"), icon="clipboard_task"),
    closed("done", Words("已办", "Done")),
    State("dropped", Words("不再办", "Dropped"), icon="prohibited", ended=True),
    VOID,
)

WORKFLOW = Workflow(
    deadline="due",
    states=STATES,
    moves=(
        begin("add", Words("列入待办", "Put on the list"), "open"),
        Move(
            key="do",
            words=Words("已办", "Done"),
            sources=("open",),
            target="done",
            asks=(DONE_ON, RESULT, by(required=False)),
            effect=Effect.FILL,
            on="done_on",
            primary=True,
        ),
        Move(
            key="extend",
            words=Words("改期", "Put off"),
            sources=("open",),
            target=None,
            needs=(Need.LATER_DEADLINE,),
            asks=more_time("due"),
            effect=Effect.EXTEND,
        ),
        Move(
            key="drop",
            words=Words("不再办", "Drop"),
            sources=("open",),
            target="dropped",
            asks=(on(), note("原因", "Reason", required=True, low=2)),
        ),
        Move(
            key="reopen",
            words=Words("重新列入", "Put back on the list"),
            sources=("done", "dropped"),
            target="open",
            asks=(on(), note("原因", "Reason", required=True, low=2)),
        ),
        *corrections(("open", "done", "dropped")),
    ),
)

KIND = Kind(
    key="task",
    version=1,
    prefix="TK",
    words=Words("待办", "Task"),
    place=Place.ACTIVITIES,
    group=Group.DAILY,
    internal=True,
    line=("owner", "source_ref"),
    carried=("owner",),
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("待办", "Task"),
            fields=(
                Text(key="title", words=Words("事项", "What"), required=True, low=4, high=60),
                Person(key="owner", words=Words("责任人", "Who"), required=True),
                Date(key="date", words=Words("提出日期", "Since"), required=True),
                Date(key="due", words=Words("期限", "By"), required=True),
                Reference(key="source_ref", words=Words("来源", "Source")),
                LongText(key="details", words=Words("说明", "Details"), high=150),
            ),
            rows=(("title",), ("owner", "date", "due"), ("source_ref",), ("details",)),
        ),
        Section(
            key="result",
            words=Words("办理结果", "Result"),
            fields=(kept(DONE_ON), kept(RESULT), history(WORKFLOW.moves, STATES)),
        ),
    ),
    rules=(
        NotFuture(date="date"),
        NotBefore(later="due", earlier="date"),
    ),
    sheet=Sheet(
        words=Words("待办事项", "Task"),
        rows=(
            row(cell("title", "事项", "What")),
            row(cell("owner", "责任人", "Who"), cell("source_ref", "来源", "Source")),
            row(cell("date", "提出日期", "Since"), cell("due", "期限", "By")),
            row(cell("details", "说明", "Details"), height=40),
            row(cell("done_on", "完成日期", "Done on")),
            row(cell("result", "完成情况", "Result"), height=20),
            row(cell("history", "经过", "History")),
        ),
        signers=(Words("责任人签字", "Who"),),
    ),
)
