"""Dispute 矛盾纠纷: found, decided on, mediated, visited, crossed off (D§2.6, S17); see core/records/mediating.py."""

from core.base.words import Words
from core.records.asking import happened, history, kept, written
from core.records.field import Choice, Date, Grid, LongText, Option, People, Person, Reference, Roster, Text, Toggle
from core.records.growing import to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, Place, Privacy, Section, Sheet
from core.records.link import Copy, Offshoot
from core.records.mediating import AGREEMENT_FORM, CLOSED_ON, OUTCOME, RESOLVED_ON, STATES, WORKFLOW
from core.records.rule import EnteredSoon, Investigated, NotBefore, NotFuture, WeekdayTold
from core.records.usual import CLOSING, CLOSING_ROWS, cell, row

CATEGORIES = (
    Option("cadres", Words("干部之间", "Between cadres")),
    Option("party", Words("党员之间", "Between party members")),
    Option("masses", Words("群众之间", "Between people")),
    Option("village", Words("学校与社区、村居之间", "School and village")),
    Option("home", Words("家校", "Home and school")),
    Option("teacher_pupil", Words("师生", "Teacher and pupil")),
    Option("pupils", Words("生生", "Between pupils")),
    Option("labour", Words("劳资", "Over work and pay")),
)

RISKS = (
    Option("usual", Words("一般", "Usual")),
    Option("larger", Words("较大", "Larger")),
    Option("grave", Words("重大", "Grave")),
)

SIDES = (
    Option("first", Words("甲方", "First party")),
    Option("second", Words("乙方", "Second party")),
    Option("other", Words("其他", "Other")),
)

KIND = Kind(
    key="dispute",
    version=1,
    prefix="DS",
    words=Words("矛盾纠纷", "Dispute"),
    place=Place.ACTIVITIES,
    group=Group.PEOPLE,
    line=("category", "risk_level"),
    carried=("department", "lead_leader"),
    retention="D30",
    privacy=Privacy.CONFIDENTIAL,
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("登记", "Entry"),
            fields=(
                Text(
                    key="title",
                    words=Words("事由", "Matter"),
                    required=True,
                    low=6,
                    high=30,
                    note=Words("写事，不写姓名", "The matter, no names"),
                ),
                Choice(key="category", words=Words("纠纷类型", "Between whom"), required=True, options=CATEGORIES),
                Date(key="date", words=Words("排查日期", "Found on"), required=True),
                Text(key="found_by", words=Words("发现途径", "How found"), required=True, low=2, high=30, recent=True),
                Choice(key="risk_level", words=Words("风险等级", "Risk"), required=True, options=RISKS),
                Reference(key="source_ref", words=Words("原记录", "Source record")),
                LongText(key="body", words=Words("基本情况", "What happened"), required=True, low=100, high=300),
            ),
            rows=(("title",), ("category", "date"), ("found_by", "risk_level", "source_ref"), ("body",)),
        ),
        Section(
            key="parties",
            words=Words("当事人", "Parties"),
            fields=(
                Grid(
                    key="parties",
                    words=Words("当事人", "Parties"),
                    required=True,
                    note=Words("可以只写代号；学校一方只写身份", "A code will do; for the school the role is enough"),
                    columns=(
                        Choice(key="side", words=Words("哪一方", "Side"), required=True, options=SIDES),
                        Text(key="role", words=Words("身份", "Role"), required=True, low=2, high=20),
                        Text(key="name", words=Words("姓名或代号", "Name or code"), high=20, private=True, names=True),
                        Text(key="contact", words=Words("联系方式", "Contact"), high=40, private=True),
                    ),
                ),
            ),
        ),
        Section(
            key="decisions",
            words=Words("四定", "Four decisions"),
            fields=(
                Text(
                    key="department",
                    words=Words("责任部门", "Department"),
                    low=2,
                    high=20,
                    recent=True,
                    later=True,
                ),
                Person(key="lead_leader", words=Words("责任领导", "Leader"), roster=Roster.TEAM, later=True),
                Person(key="responsible", words=Words("责任人", "Responsible"), later=True),
                LongText(key="measures", words=Words("处置措施", "Measures"), low=10, high=150, later=True),
                Date(key="deadline", words=Words("处置期限", "Deadline"), later=True),
                People(
                    key="investigators",
                    words=Words("调查人", "Investigators"),
                    later=True,
                    note=Words("两人以上，当事人除外", "Two or more, no party to it"),
                ),
                Text(key="mediator", words=Words("调解组织", "Mediated by"), low=2, high=30, recent=True, later=True),
            ),
            rows=(
                ("department", "lead_leader", "responsible"),
                ("measures",),
                ("deadline", "mediator"),
                ("investigators",),
            ),
        ),
        Section(
            key="mediation",
            words=Words("化解经过", "Mediation"),
            fields=(
                written("steps", Words("化解经过", "Steps"), happened("经过", "Step", low=10)),
                LongText(key="agreement_facts", words=Words("事实和责任", "Facts"), low=20, high=300, later=True),
                LongText(key="agreement", words=Words("协议内容", "Agreement"), low=20, high=300, later=True),
                Text(key="performance", words=Words("履行方式", "How and by when"), low=4, high=60, later=True),
                Toggle(key="performed", words=Words("已经履行", "Done as agreed"), later=True),
                kept(RESOLVED_ON),
                kept(AGREEMENT_FORM),
                kept(OUTCOME),
            ),
            rows=(
                ("steps",),
                ("agreement_facts",),
                ("agreement",),
                ("performance", "performed"),
                ("resolved_on", "agreement_form"),
            ),
        ),
        Section(
            key="after",
            words=Words("回访和销账", "After"),
            fields=(
                written(
                    "follow_up",
                    Words("回访", "Visits"),
                    (*happened("结果", "Outcome"), Toggle(key="satisfied", words=Words("满意", "Content"))),
                ),
                kept(CLOSED_ON),
                history(WORKFLOW.moves, STATES),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="deadline", earlier="date"),
        NotBefore(later="resolved_on", earlier="date"),
        Investigated(people="investigators", parties="parties.name", least=2),
        WeekdayTold(fields=("body",), date="date"),
    ),
    offshoots=(
        Offshoot(
            key="info",
            words=Words("报信息", "Report it upward"),
            kind="info_report",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="situation", field="body"),
                Copy(into="taken", field="measures"),
                Copy(into="source_ref", field="number"),
            ),
        ),
        to_item(source="self_check", copies=(Copy(into="title", field="title"),)),
        to_task(title="title"),
        to_difficulty(field="title"),
    ),
    sheet=Sheet(
        words=Words("矛盾纠纷排查化解登记表", "Dispute"),
        rows=(
            row(cell("title", "事由", "Matter"), cell("source_ref", "原记录", "Source")),
            row(cell("category", "纠纷类型", "Between whom"), cell("risk_level", "风险等级", "Risk")),
            row(cell("date", "排查日期", "Found on"), cell("found_by", "发现途径", "How found")),
            row(cell("parties", "当事人", "Parties")),
            row(cell("body", "基本情况", "What happened"), height=30),
            row(
                cell("department", "责任部门", "Department"),
                cell("lead_leader", "责任领导", "Leader"),
                cell("responsible", "责任人", "Responsible"),
            ),
            row(cell("measures", "处置措施", "Measures"), height=14),
            row(cell("deadline", "处置期限", "Deadline"), cell("mediator", "调解组织", "Mediated by")),
            row(cell("investigators", "调查人", "Investigators")),
            row(cell("steps", "化解经过", "Steps"), height=30),
            row(cell("agreement_facts", "事实和责任", "Facts")),
            row(cell("agreement", "协议内容", "Agreement")),
            row(cell("performance", "履行方式", "How and by when"), cell("performed", "已经履行", "Done as agreed")),
            row(cell("resolved_on", "化解日期", "Settled on"), cell("agreement_form", "协议形式", "Agreement")),
            row(cell("outcome", "化解结果", "Outcome")),
            row(cell("follow_up", "回访", "Visits")),
            row(cell("closed_on", "销账日期", "Crossed off on")),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("责任人签字", "Responsible"), Words("调查人签字", "Investigators")),
    ),
)
