"""Leading group 领导小组 of the campaign in the school (D§2.12, S02)."""

from core.base.words import Words
from core.records.field import Date, Grid, People, Person, Roster, Text
from core.records.growing import to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.rule import EnteredSoon, NotFuture
from core.records.usual import CLOSING, CLOSING_ROWS, ORDINARY, cell, row

KIND = Kind(
    key="leading_group",
    version=1,
    prefix="LG",
    words=Words("领导小组", "Leading group"),
    place=Place.ACTIVITIES,
    group=Group.ORGANISATION,
    line=("head", "contact"),
    carried=("head", "deputies", "members", "duties", "office", "office_head", "contact", "phone", "publication_scope"),
    retention="D30",
    workflow=ORDINARY,
    sections=(
        Section(
            key="basics",
            words=Words("基本情况", "Basics"),
            fields=(
                Text(key="title", words=Words("名称", "Name"), required=True, low=6, high=30),
                Date(key="date", words=Words("文件日期", "Date"), required=True),
                Text(key="doc_no", words=Words("文号", "Document no."), low=4, high=30),
                Person(key="head", words=Words("组长", "Head"), required=True, roster=Roster.TEAM),
                People(key="deputies", words=Words("副组长", "Deputies"), roster=Roster.TEAM),
                People(key="members", words=Words("成员", "Members"), required=True),
            ),
            rows=(("title",), ("date", "doc_no"), ("head", "deputies"), ("members",)),
        ),
        Section(
            key="duties",
            words=Words("分工和办公室", "Duties and office"),
            fields=(
                Grid(
                    key="duties",
                    words=Words("分工", "Duties"),
                    required=True,
                    columns=(
                        Person(key="person", words=Words("姓名", "Person"), required=True),
                        Text(key="duty", words=Words("分工", "Duty"), required=True, low=4, high=40),
                    ),
                ),
                Text(key="office", words=Words("办公室设在", "Office"), advised=True, low=2, high=20, recent=True),
                Person(key="office_head", words=Words("办公室主任", "Head of office")),
                Person(key="contact", words=Words("联系人", "Contact"), required=True),
                Text(key="phone", words=Words("联系电话", "Telephone"), low=7, high=20, recent=True),
            ),
            rows=(("duties",), ("office", "office_head"), ("contact", "phone")),
        ),
        CLOSING,
    ),
    rules=(NotFuture(date="date"), EnteredSoon(date="date", reason="late_reason")),
    offshoots=(to_task("duties", "duty", owner="person"),),
    sheet=Sheet(
        words=Words("领导小组名单", "Leading group"),
        rows=(
            row(cell("title", "名称", "Name")),
            row(cell("date", "文件日期", "Date"), cell("doc_no", "文号", "Document no.")),
            row(cell("head", "组长", "Head"), cell("deputies", "副组长", "Deputies", span=2)),
            row(cell("members", "成员", "Members"), height=14),
            row(cell("duties", "分工", "Duties"), height=60),
            row(cell("office", "办公室", "Office"), cell("office_head", "主任", "Head of office")),
            row(cell("contact", "联系人", "Contact"), cell("phone", "联系电话", "Telephone")),
            *CLOSING_ROWS,
        ),
        signers=(Words("组长签字", "Head"),),
    ),
)
