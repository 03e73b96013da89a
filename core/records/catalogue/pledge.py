"""Pledge 办实事: a practical deed promised in public, and whether it was kept (D§2.11, S24); see pledging.py."""

from core.base.words import Words
from core.records.asking import happened, history, kept, written
from core.records.field import Date, Integer, LongText, Person, Roster, Text
from core.records.growing import to_ask, to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, LedgerList, Place, Section, Sheet
from core.records.letter import SCHOOL, Part
from core.records.link import Copy, Offshoot
from core.records.pledging import (
    ACCEPTED_ON,
    ACCEPTOR,
    CANCEL_REASON,
    CANCELLED_ON,
    OUTCOME,
    SATISFIED,
    STATES,
    WORKFLOW,
)
from core.records.poster import Poster
from core.records.rule import EnteredSoon, Hidden, NotBefore, NotFuture
from core.records.usual import CLOSING, CLOSING_ROWS, cell, column, row

KIND = Kind(
    key="pledge",
    version=1,
    prefix="PL",
    words=Words("办实事", "Pledge"),
    place=Place.ACTIVITIES,
    group=Group.PEOPLE,
    line=("lead_leader", "department"),
    carried=("lead_leader", "department", "phone", "publication_scope"),
    retention="D10",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("承诺", "Promise"),
            fields=(
                Text(key="title", words=Words("项目名称", "Project"), required=True, low=4, high=30),
                Date(key="date", words=Words("承诺日期", "Promised on"), required=True),
                LongText(key="content", words=Words("具体内容", "What is promised"), required=True, low=20, high=150),
                Text(key="target", words=Words("目标量", "How much"), required=True, low=2, high=40),
                Person(key="lead_leader", words=Words("责任领导", "Leader"), required=True, roster=Roster.TEAM),
                Text(
                    key="department", words=Words("责任部门", "Department"), required=True, low=2, high=20, recent=True
                ),
                Date(key="deadline", words=Words("完成时限", "Deadline"), required=True),
                Text(key="phone", words=Words("监督电话", "Telephone"), low=7, high=20, recent=True),
            ),
            rows=(
                ("title",),
                ("date", "deadline"),
                ("content",),
                ("target",),
                ("lead_leader", "department", "phone"),
            ),
        ),
        Section(
            key="progress",
            words=Words("进度", "Progress"),
            fields=(
                written(
                    "progress",
                    Words("进度", "Progress"),
                    (
                        *happened("进度", "Progress", low=10),
                        Integer(key="percent", words=Words("完成百分比", "Per cent done"), high=100, unit="%"),
                    ),
                ),
            ),
        ),
        Section(
            key="outcome",
            words=Words("验收", "Acceptance"),
            fields=(
                kept(ACCEPTED_ON),
                kept(ACCEPTOR),
                kept(OUTCOME),
                kept(SATISFIED),
                kept(CANCELLED_ON),
                kept(CANCEL_REASON),
                history(WORKFLOW.moves, STATES),
            ),
            rows=(("accepted_on", "acceptor", "satisfied"), ("outcome",), ("cancelled_on",), ("cancel_reason",)),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="deadline", earlier="date"),
        NotBefore(later="accepted_on", earlier="date"),
        Hidden(fields=("title", "content", "outcome", "cancel_reason")),
    ),
    offshoots=(
        Offshoot(
            key="publication",
            words=Words("公示", "Publish it"),
            kind="publication",
            copies=(
                Copy(into="title", field="title"),
                Copy(into="basis.ref", field="number"),
                Copy(into="items.matter", field="content"),
                Copy(into="items.outcome", field="outcome"),
            ),
        ),
        to_task(title="title"),
        to_item(source="self_check", copies=(Copy(into="title", field="title"),)),
        to_difficulty(field="content"),
        to_ask(field="content"),
    ),
    poster=Poster(
        title="{title}公开承诺书",
        parts=(Part(key="content"),),
        lines=(
            "目标：{target}。",
            "完成时限：{deadline}。",
            "责任领导：{lead_leader}。责任部门：{department}。",
            "监督电话：{phone}。",
            "以上承诺，请师生、家长监督。",
        ),
        date="date",
        signers=(SCHOOL, "lead_leader"),
    ),
    sheet=Sheet(
        words=Words("办实事项目表", "Pledge"),
        rows=(
            row(cell("title", "项目名称", "Project")),
            row(cell("date", "承诺日期", "Promised on"), cell("deadline", "完成时限", "Deadline")),
            row(cell("content", "具体内容", "What"), height=30),
            row(cell("target", "目标量", "How much")),
            row(
                cell("lead_leader", "责任领导", "Leader"),
                cell("department", "责任部门", "Department"),
                cell("phone", "监督电话", "Telephone"),
            ),
            row(cell("progress", "进度", "Progress"), height=50),
            row(
                cell("accepted_on", "验收日期", "Accepted on"),
                cell("acceptor", "验收人", "Acceptor"),
                cell("satisfied", "群众评价", "Opinion"),
            ),
            row(cell("outcome", "成效", "Outcome"), height=20),
            row(cell("cancelled_on", "取消日期", "Called off"), cell("cancel_reason", "取消原因", "Why", span=2)),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("责任领导签字", "Leader"), Words("验收人签字", "Acceptor")),
        lists=(
            LedgerList(
                key="pledges",
                words=Words("办实事清单", "Pledges"),
                columns=(
                    column("number", "编号", "Number", 28),
                    column("title", "项目名称", "Project", 44),
                    column("content", "具体内容", "What", 70),
                    column("lead_leader", "责任领导", "Leader", 24),
                    column("deadline", "时限", "Deadline", 26),
                    column("progress", "进度", "Progress", 50),
                    column("state", "状态", "State", 22),
                ),
            ),
        ),
    ),
)
