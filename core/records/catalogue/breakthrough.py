"""Breakthrough project 破难项目: one hard problem, tackled in stages within the year (D§2.11, S26); see tackling.py."""

from core.base.words import Words
from core.records.asking import happened, history, kept, written
from core.records.field import Date, Grid, LongText, Person, Text, Toggle
from core.records.growing import to_ask, to_difficulty, to_item, to_task
from core.records.kind import Group, Kind, Place, Section, Sheet
from core.records.rule import EnteredSoon, LongEnough, NotBefore, NotFuture, Original
from core.records.tackling import CONCLUDED_ON, CONCLUSION, STATES, WORKFLOW
from core.records.usual import CLOSING, CLOSING_ROWS, cell, row

KIND = Kind(
    key="breakthrough",
    version=1,
    prefix="BT",
    words=Words("破难项目", "Breakthrough project"),
    place=Place.ACTIVITIES,
    group=Group.RECTIFICATION,
    line=("responsible", "supporters"),
    carried=("responsible", "supporters", "publication_scope"),
    retention="D30",
    workflow=WORKFLOW,
    sections=(
        Section(
            key="basics",
            words=Words("立项", "Project"),
            fields=(
                Text(key="title", words=Words("项目名称", "Project"), required=True, low=6, high=30),
                Date(key="date", words=Words("立项日期", "Set up on"), required=True),
                Person(key="responsible", words=Words("责任人", "Responsible"), required=True),
                Date(key="deadline", words=Words("完成时限", "Deadline"), required=True),
                Text(key="supporters", words=Words("支持单位", "Supported by"), low=2, high=40),
                LongText(key="difficulty", words=Words("难点", "What is hard"), required=True, low=20, high=150),
                LongText(
                    key="baseline",
                    words=Words("现状数据", "Figures now"),
                    required=True,
                    low=20,
                    high=150,
                    note=Words("用数字说现在怎样", "How it is now, in figures"),
                ),
            ),
            rows=(("title",), ("date", "deadline"), ("responsible", "supporters"), ("difficulty",), ("baseline",)),
        ),
        Section(
            key="plan",
            words=Words("目标和节点", "Goal and stages"),
            fields=(
                LongText(key="goal", words=Words("目标", "Goal"), required=True, low=10, high=80),
                Grid(
                    key="measures",
                    words=Words("措施", "Measures"),
                    required=True,
                    columns=(Text(key="text", words=Words("措施", "Measure"), required=True, low=10, high=60),),
                ),
                Grid(
                    key="milestones",
                    words=Words("阶段节点", "Stages"),
                    later=True,
                    note=Words("两个以上，开始攻坚前要写", "Two or more, before it is tackled"),
                    columns=(
                        Date(key="due", words=Words("日期", "Date"), required=True),
                        Text(key="goal", words=Words("目标", "Goal"), required=True, low=6, high=40),
                        Toggle(key="done", words=Words("已完成", "Reached")),
                    ),
                ),
            ),
        ),
        Section(
            key="results",
            words=Words("成果和结论", "Results"),
            fields=(
                written("results", Words("阶段成果", "Results"), happened("成果", "Result", low=20)),
                kept(CONCLUDED_ON),
                kept(CONCLUSION),
                history(WORKFLOW.moves, STATES),
            ),
        ),
        CLOSING,
    ),
    rules=(
        NotFuture(date="date"),
        EnteredSoon(date="date", reason="late_reason"),
        NotBefore(later="deadline", earlier="date"),
        LongEnough(field="difficulty", least=20),
        Original(fields=("difficulty", "conclusion")),
    ),
    offshoots=(
        to_task("milestones", "goal", due="due"),
        to_item(source="self_check"),
        to_difficulty(field="difficulty"),
        to_ask(field="goal"),
    ),
    sheet=Sheet(
        words=Words("破难项目登记表", "Breakthrough project"),
        rows=(
            row(cell("title", "项目名称", "Project")),
            row(cell("date", "立项日期", "Set up on"), cell("deadline", "完成时限", "Deadline")),
            row(cell("responsible", "责任人", "Responsible"), cell("supporters", "支持单位", "Supported by")),
            row(cell("difficulty", "难点", "What is hard"), height=20),
            row(cell("baseline", "现状数据", "Figures now"), height=20),
            row(cell("goal", "目标", "Goal"), height=14),
            row(cell("measures", "措施", "Measures"), height=20),
            row(cell("milestones", "阶段节点", "Stages"), height=20),
            row(cell("results", "阶段成果", "Results"), height=40),
            row(cell("conclusion", "年底结论", "Conclusion"), height=20),
            row(cell("concluded_on", "结题日期", "Finished on")),
            row(cell("history", "经过", "History")),
            *CLOSING_ROWS,
        ),
        signers=(Words("责任人签字", "Responsible"), Words("校长签字", "Principal")),
    ),
)
