"""Rectification item 整改 and its ledger (D§2.9, S38); its state machine stands in core/records/rectifying.py."""

from core.base.words import Words
from core.records.asking import happened, history, written
from core.records.field import (
    Automatic,
    Choice,
    Date,
    Files,
    Formula,
    Grid,
    LongText,
    Option,
    Person,
    Reference,
    Roster,
    Text,
    Toggle,
)
from core.records.growing import to_ask, to_difficulty, to_task
from core.records.kind import Cell, Group, Kind, LedgerColumn, LedgerList, Place, Section, Sheet, SheetRow
from core.records.link import Copy, Offshoot
from core.records.posting import POSTING, POSTING_ROW
from core.records.rectifying import STATES, WORKFLOW
from core.records.rule import EnteredSoon, Hidden, Ledger, NotBefore, NotFuture
from core.records.usual import FILE_TYPES, LATE_REASON

SOURCES = (
    Option("criticism_meeting", Words("民主生活会", "Criticism meeting")),
    Option("forum", Words("民主恳谈会", "Forum")),
    Option("research", Words("蹲点调研", "Field research")),
    Option("inspection", Words("上级检查", "Inspection")),
    Option("self_check", Words("自查", "Self-check")),
    Option("petition", Words("信访", "Petition")),
    Option("survey", Words("测评", "Survey")),
    Option("study", Words("学习对照", "Study")),
)

LIMITS = (
    Option("at_once", Words("立行立改", "At once (within 7 days)")),
    Option("by_date", Words("限期整改", "By a date")),
    Option("lasting", Words("长期坚持", "Sustained effort")),
)

SATISFACTION = (
    Option("satisfied", Words("满意", "Satisfied")),
    Option("fairly", Words("基本满意", "Fairly satisfied")),
    Option("not", Words("不满意", "Not satisfied")),
    Option("unknown", Words("不了解", "Don't know")),
)


KIND = Kind(
    key="rectification",
    version=1,
    prefix="RC",
    words=Words("整改事项", "Rectification item"),
    place=Place.RECTIFICATION,
    group=Group.RECTIFICATION,
    dated="proposed_on",
    line=("source", "category"),
    carried=("lead_leader", "category"),
    retention="D30",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="problem",
            words=Words("问题", "Problem"),
            fields=(
                Automatic(key="no", words=Words("序号", "No."), formula=Formula.LEDGER_NO),
                Text(key="title", words=Words("问题名称", "Title"), required=True, low=6, high=30),
                Choice(key="source", words=Words("来源", "Source"), required=True, options=SOURCES),
                Reference(key="source_ref", words=Words("原记录", "Source record")),
                Text(key="category", words=Words("类别", "Category"), required=True, low=2, high=12, recent=True),
                Date(key="proposed_on", words=Words("提出日期", "Raised on"), required=True),
                LongText(
                    key="problem",
                    words=Words("具体表现", "What is wrong"),
                    required=True,
                    low=20,
                    high=80,
                    note=Words("一条一事；要有对象、数量或地点", "One matter; whom, how many, where"),
                ),
                LongText(
                    key="cause",
                    words=Words("原因", "Cause"),
                    required=True,
                    low=20,
                    high=80,
                    note=Words("主观、客观", "Ours and others'"),
                ),
            ),
            rows=(("title",), ("source", "source_ref"), ("category", "proposed_on", "no"), ("problem",), ("cause",)),
        ),
        Section(
            key="measures",
            words=Words("整改措施", "Measures"),
            fields=(
                Text(key="goal", words=Words("目标", "Goal"), advised=True, low=10, high=40),
                Grid(
                    key="measures",
                    words=Words("措施", "Measures"),
                    required=True,
                    note=Words("动词开头，写得出能查的动作", "Begin with a verb; something one can check"),
                    columns=(Text(key="text", words=Words("措施", "Measure"), required=True, low=10, high=40),),
                ),
                Person(key="lead_leader", words=Words("责任领导", "Leader"), required=True, roster=Roster.TEAM),
                Person(key="responsible", words=Words("责任人", "Responsible"), required=True),
                Text(key="cooperating", words=Words("配合", "Cooperating"), low=2, high=40),
                Choice(key="limit", words=Words("时限类型", "Kind of limit"), required=True, options=LIMITS),
                Date(key="deadline", words=Words("整改时限", "Deadline"), required=True),
                Grid(
                    key="milestones",
                    words=Words("阶段目标", "Milestones"),
                    later=True,
                    columns=(
                        Date(key="due", words=Words("日期", "Date"), required=True),
                        Text(key="goal", words=Words("目标", "Goal"), required=True, low=6, high=40),
                        Toggle(key="done", words=Words("已完成", "Reached")),
                    ),
                ),
                Toggle(key="standing", words=Words("已形成制度", "Now a standing rule"), later=True),
            ),
            rows=(("goal",), ("measures",), ("lead_leader", "responsible", "cooperating"), ("limit", "deadline")),
        ),
        Section(
            key="progress",
            words=Words("进展和佐证", "Progress and evidence"),
            fields=(
                written("progress", Words("完成情况", "Progress"), happened("进展", "Progress", low=30)),
                Files(key="evidence", words=Words("佐证", "Evidence"), types=FILE_TYPES, later=True),
                LongText(key="account", words=Words("情况说明", "Account"), low=100, high=400, later=True),
            ),
        ),
        Section(
            key="acceptance",
            words=Words("验收和公布", "Acceptance and publication"),
            fields=(
                Person(key="acceptor", words=Words("验收人", "Acceptor"), later=True),
                Date(key="accepted_on", words=Words("验收日期", "Accepted on"), later=True),
                LongText(key="opinion", words=Words("验收意见", "Opinion"), high=120, later=True),
                *POSTING,
                Choice(
                    key="satisfaction", words=Words("群众评价", "Opinion of staff"), options=SATISFACTION, later=True
                ),
                Date(key="closed_on", words=Words("销号日期", "Closed on"), later=True),
                LATE_REASON,
            ),
            rows=(
                ("publish", "publish_scope"),
                ("publish_place", "publish_from", "publish_to"),
                ("acceptor", "accepted_on", "closed_on"),
                ("opinion",),
                ("satisfaction",),
            ),
        ),
        Section(
            key="history",
            words=Words("经过", "History"),
            fields=(history(WORKFLOW.moves, STATES),),
        ),
    ),
    rules=(
        NotFuture(date="proposed_on"),
        EnteredSoon(date="proposed_on", reason="late_reason"),
        NotBefore(later="deadline", earlier="proposed_on"),
        Ledger(
            problem="problem",
            measures="measures",
            responsible="responsible",
            leader="lead_leader",
            deadline="deadline",
            evidence="evidence",
            milestones="milestones",
            acceptor="acceptor",
        ),
        Hidden(
            fields=(
                "title",
                "category",
                "problem",
                "cause",
                "goal",
                "measures",
                "cooperating",
                "milestones",
                "progress",
                "account",
                "opinion",
            )
        ),
    ),
    offshoots=(
        Offshoot(
            key="publication",
            words=Words("公示整改情况", "Publish it"),
            kind="publication",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="basis.ref", field="number"),
                Copy(into="items.matter", field="problem"),
                Copy(into="items.outcome", field="opinion"),
                Copy(into="scope", field="publish_scope"),
            ),
        ),
        to_task("milestones", "goal", due="due"),
        to_difficulty(field="problem"),
        to_ask(field="goal"),
    ),
    sheet=Sheet(
        words=Words("整改事项登记表", "Rectification item"),
        rows=(
            SheetRow(
                cells=(
                    Cell(keys=("title",), words=Words("问题名称", "Title"), span=2),
                    Cell(keys=("no",), words=Words("序号", "No.")),
                )
            ),
            SheetRow(
                cells=(
                    Cell(keys=("source", "source_ref"), words=Words("问题来源", "Source")),
                    Cell(keys=("category",), words=Words("问题类别", "Category")),
                    Cell(keys=("proposed_on",), words=Words("提出日期", "Raised on")),
                )
            ),
            SheetRow(cells=(Cell(keys=("problem",), words=Words("具体表现", "Problem")),), height=16),
            SheetRow(cells=(Cell(keys=("cause",), words=Words("原因", "Cause")),), height=16),
            SheetRow(cells=(Cell(keys=("goal",), words=Words("整改目标", "Goal")),)),
            SheetRow(cells=(Cell(keys=("measures",), words=Words("整改措施", "Measures")),), height=16),
            SheetRow(
                cells=(
                    Cell(keys=("lead_leader",), words=Words("责任领导", "Leader")),
                    Cell(keys=("responsible",), words=Words("责任人", "Responsible")),
                    Cell(keys=("cooperating",), words=Words("配合部门", "Cooperating")),
                )
            ),
            SheetRow(
                cells=(
                    Cell(keys=("limit",), words=Words("时限类型", "Kind of limit")),
                    Cell(keys=("deadline",), words=Words("整改时限", "Deadline")),
                    Cell(keys=("standing",), words=Words("已形成制度", "Standing rule")),
                )
            ),
            SheetRow(cells=(Cell(keys=("milestones",), words=Words("阶段目标", "Milestones")),)),
            SheetRow(cells=(Cell(keys=("progress",), words=Words("完成情况", "Progress")),), height=16),
            SheetRow(cells=(Cell(keys=("account",), words=Words("情况说明", "Account")),)),
            SheetRow(cells=(Cell(keys=("evidence",), words=Words("佐证材料", "Evidence")),)),
            POSTING_ROW,
            SheetRow(
                cells=(
                    Cell(keys=("opinion",), words=Words("验收意见", "Opinion"), span=2),
                    Cell(keys=("acceptor", "accepted_on"), words=Words("验收人", "Acceptor")),
                )
            ),
            SheetRow(
                cells=(
                    Cell(keys=("satisfaction",), words=Words("群众评价", "Opinion of staff")),
                    Cell(keys=("closed_on",), words=Words("销号日期", "Closed on")),
                )
            ),
            SheetRow(cells=(Cell(keys=("history",), words=Words("经过", "History")),)),
            SheetRow(cells=(Cell(keys=("late_reason",), words=Words("补记原因", "Late entry")),)),
        ),
        signers=(Words("责任人签字", "Responsible"), Words("验收人签字", "Acceptor")),
        lists=(
            LedgerList(
                key="problems",
                words=Words("问题清单", "List of problems"),
                columns=(
                    LedgerColumn(keys=("no",), words=Words("序号", "No."), width=12),
                    LedgerColumn(keys=("source", "source_ref"), words=Words("问题来源", "Source"), width=36),
                    LedgerColumn(keys=("title", "problem"), words=Words("具体表现", "Problem"), width=110),
                    LedgerColumn(keys=("cause",), words=Words("原因", "Cause"), width=60),
                    LedgerColumn(keys=("category",), words=Words("类别", "Category"), width=28),
                ),
            ),
            LedgerList(
                key="duties",
                words=Words("责任清单", "List of duties"),
                columns=(
                    LedgerColumn(keys=("no",), words=Words("序号", "No."), width=12),
                    LedgerColumn(keys=("title",), words=Words("问题", "Problem"), width=110),
                    LedgerColumn(keys=("lead_leader",), words=Words("责任领导", "Leader"), width=34),
                    LedgerColumn(keys=("responsible",), words=Words("责任人", "Responsible"), width=34),
                    LedgerColumn(keys=("cooperating",), words=Words("配合部门", "Cooperating"), width=56),
                ),
            ),
            LedgerList(
                key="measures",
                words=Words("整改清单", "List of measures"),
                columns=(
                    LedgerColumn(keys=("no",), words=Words("序号", "No."), width=12),
                    LedgerColumn(keys=("title",), words=Words("问题", "Problem"), width=44),
                    LedgerColumn(keys=("measures",), words=Words("整改措施", "Measures"), width=62),
                    LedgerColumn(keys=("deadline",), words=Words("时限", "Deadline"), width=27),
                    LedgerColumn(keys=("progress",), words=Words("进展", "Progress"), width=50),
                    LedgerColumn(keys=("evidence",), words=Words("佐证", "Evidence"), width=34),
                    LedgerColumn(keys=("state",), words=Words("状态", "State"), width=20),
                ),
            ),
        ),
    ),
)
