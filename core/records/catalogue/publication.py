"""Public notice 公示: drawn from the public side of other records, posted for a time (D§2.15, S38); see posted.py."""

from core.base.words import Words
from core.records.asking import happened, history, written
from core.records.field import Choice, Date, Grid, LongText, Option, Person, Reference, Text
from core.records.growing import to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.letter import Part
from core.records.link import Copy, Gather, Source
from core.records.posted import STATES, WORKFLOW
from core.records.poster import Poster
from core.records.rule import EnteredSoon, Hidden, NotBefore, NotFuture, Published, RestsOn
from core.records.usual import ATTACHMENTS, LATE_REASON, SCOPES, cell, row

PLACES = (
    Option("board", Words("公开栏", "Notice board")),
    Option("parents", Words("家长会", "Parents’ meeting")),
    Option("teachers", Words("教师会", "Teachers’ meeting")),
    Option("net", Words("网站", "Website")),
)

KIND = Kind(
    key="publication",
    version=1,
    prefix="GS",
    words=Words("公示", "Public notice"),
    place=Place.ACTIVITIES,
    group=Group.RECTIFICATION,
    line=("place", "scope"),
    carried=("scope", "place", "poster", "contact"),
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("公示", "Notice"),
            fields=(
                Text(key="title", words=Words("标题", "Title"), required=True, low=6, high=36),
                Date(key="date", words=Words("拟稿日期", "Drafted on"), required=True),
                Choice(key="scope", words=Words("范围", "Scope"), required=True, options=SCOPES[1:], multiple=True),
                Choice(key="place", words=Words("地点", "Place"), required=True, options=PLACES, multiple=True),
                Date(key="start", words=Words("公示起", "From"), required=True),
                Date(
                    key="end",
                    words=Words("公示止", "To"),
                    required=True,
                    note=Words("一般七天以上", "Seven days or more are usual"),
                ),
                Person(key="poster", words=Words("张贴人", "Posted by"), required=True),
                Text(
                    key="contact",
                    words=Words("联系方式", "Contact"),
                    low=7,
                    high=40,
                    recent=True,
                    note=Words("有意见找谁，电话多少", "Whom to tell, on which number"),
                ),
            ),
            rows=(("title",), ("date",), ("start", "end"), ("scope",), ("place",), ("poster", "contact")),
        ),
        Section(
            key="content",
            words=Words("内容", "Content"),
            fields=(
                Grid(
                    key="basis",
                    words=Words("依据", "Based on"),
                    note=Words("公示的是哪些记录", "Which records it publishes"),
                    columns=(Reference(key="ref", words=Words("编号", "Number"), required=True),),
                ),
                LongText(
                    key="content",
                    words=Words("公示内容", "Content"),
                    required=True,
                    low=20,
                    high=600,
                    note=Words("信访人、当事人、学生的姓名不得出现", "No names of petitioners, parties or pupils"),
                ),
                Grid(
                    key="items",
                    words=Words("公示事项", "Items"),
                    columns=(
                        Text(key="matter", words=Words("事项", "Matter"), required=True, low=6, high=100),
                        Text(key="outcome", words=Words("办理结果", "Outcome"), low=4, high=120),
                    ),
                ),
            ),
        ),
        Section(
            key="opinions",
            words=Words("意见和处理", "Opinions"),
            fields=(
                written("opinions", Words("收到的意见", "Opinions"), happened("意见", "Opinion")),
                LongText(key="handling", words=Words("处理情况", "What was done"), low=6, high=200, later=True),
                ATTACHMENTS,
                history(WORKFLOW.moves, STATES),
                LATE_REASON,
            ),
        ),
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="start", earlier="date"),
        NotBefore(later="end", earlier="start"),
        RestsOn(date="date", refs="basis.ref"),
        Published(start="start", end="end"),
        Hidden(fields=("title", "content", "items", "handling")),
    ),
    offshoots=(
        to_item("opinions", "note", source="self_check"),
        to_task("opinions", "note", owner="by"),
    ),
    gathers=(
        Gather(
            key="items",
            words=Words("带入整改事项", "Rectification items"),
            into="items",
            sources=(Source(kind="rectification", refs="basis.ref"),),
            copies=(Copy(into="matter", field="problem"), Copy(into="outcome", field="opinion")),
        ),
        Gather(
            key="opinions",
            words=Words("带入恳谈会意见", "Opinions of a forum"),
            into="items",
            sources=(Source(kind="forum", refs="basis.ref"),),
            rows="opinions",
            copies=(Copy(into="matter", column="content"), Copy(into="outcome", column="reply")),
        ),
        Gather(
            key="pledges",
            words=Words("带入办实事", "Pledges"),
            into="items",
            sources=(Source(kind="pledge", refs="basis.ref"),),
            copies=(Copy(into="matter", field="content"), Copy(into="outcome", field="outcome")),
        ),
        Gather(
            key="resolutions",
            words=Words("带入决议", "Resolutions"),
            into="items",
            sources=(Source(kind="council_meeting", refs="basis.ref"),),
            rows="resolutions",
            copies=(Copy(into="matter", column="text"),),
        ),
    ),
    poster=Poster(
        title="{title}",
        parts=(Part(key="content"), Part(key="items", pieces=("{matter}", "：{outcome}"))),
        lines=("公示时间：{start}至{end}。", "如有意见，请在公示期内反映。联系方式：{contact}。"),
        date="start",
    ),
    sheet=Sheet(
        words=Words("公示", "Public notice"),
        rows=(
            row(cell("title", "标题", "Title")),
            row(cell("content", "公示内容", "Content"), height=60),
            row(cell("items", "公示事项", "Items"), height=40),
            row(cell("start end", "公示期限", "Days"), cell("date", "拟稿日期", "Drafted on")),
            row(cell("scope", "范围", "Scope"), cell("place", "地点", "Place")),
            row(cell("poster", "张贴人", "Posted by"), cell("contact", "联系方式", "Contact")),
            row(cell("basis", "依据", "Based on"), inside=True),
            row(cell("opinions", "收到意见", "Opinions"), height=14, inside=True),
            row(cell("handling", "处理情况", "What was done"), height=14, inside=True),
            row(cell("history", "经过", "History"), inside=True),
            row(cell("attachments", "附件", "Attachments"), inside=True),
            row(cell("late_reason", "补记原因", "Late entry"), inside=True),
        ),
        signers=(Words("张贴人签字", "Posted by"), Words("校长签字", "Principal")),
    ),
)
