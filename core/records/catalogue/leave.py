"""Leave 请假外出: who is not on duty from when to when, so that nobody is put down as present (T07)."""

from core.base.words import Words
from core.records.field import Choice, Date, LongText, Option, Person, Text
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.meeting import REASONS
from core.records.rule import Away, NotBefore
from core.records.usual import KEPT, cell, row

WHY = (
    *REASONS[:-1],
    Option("business", Words("外出办事", "On business")),
    REASONS[-1],
)

KIND = Kind(
    key="leave",
    version=1,
    prefix="LV",
    words=Words("请假外出", "Leave"),
    place=Place.ACTIVITIES,
    group=Group.DAILY,
    internal=True,
    dated="since",
    line=("person", "reason"),
    carried=("approver",),
    workflow=KEPT,
    sections=(
        Section(
            key="basics",
            words=Words("请假外出", "Leave"),
            fields=(
                Person(key="person", words=Words("姓名", "Who"), required=True),
                Choice(key="reason", words=Words("类别", "Why"), required=True, options=WHY),
                Text(key="title", words=Words("事由", "What for"), required=True, low=2, high=30),
                Date(key="since", words=Words("起", "From"), required=True),
                Date(key="until", words=Words("止", "To"), required=True),
                Text(key="destination", words=Words("去向", "Where to"), low=2, high=30, recent=True),
                Person(key="approver", words=Words("批准人", "Granted by"), required=True),
                Person(key="substitute", words=Words("代课代班", "Stands in")),
                LongText(key="details", words=Words("说明", "Details"), high=100),
            ),
            rows=(
                ("person", "reason"),
                ("title",),
                ("since", "until"),
                ("destination",),
                ("approver", "substitute"),
                ("details",),
            ),
        ),
    ),
    rules=(
        Away(person="person", since="since", until="until", reason="reason"),
        NotBefore(later="until", earlier="since"),
    ),
    sheet=Sheet(
        words=Words("请假外出登记表", "Leave"),
        rows=(
            row(cell("person", "姓名", "Who"), cell("reason", "类别", "Why")),
            row(cell("title", "事由", "What for")),
            row(cell("since until", "起止日期", "From and to")),
            row(cell("destination", "去向", "Where to")),
            row(cell("approver", "批准人", "Granted by"), cell("substitute", "代课代班", "Stands in")),
            row(cell("details", "说明", "Details"), height=40),
        ),
        signers=(Words("请假人签字", "Who"), Words("批准人签字", "Granted by")),
    ),
)
