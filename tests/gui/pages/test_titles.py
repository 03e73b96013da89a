"""What an open record is called, and a row of the first page."""

from datetime import date

import pytest

from core.records.catalogue import find_kind
from core.views.checklist import Action, Chip, Do, Line
from core.views.checklist import Row as TodoRow
from gui.messages import use
from gui.pages.titles import editor_title
from gui.pages.todos import line


@pytest.mark.parametrize(
    ("kind", "subtype", "title"),
    [
        ("study_session", "night_study", "Evening study record"),
        ("study_session", "", "Study session"),
        ("council_meeting", "council", "School council record"),
        ("petition", "advice", "Petition"),
        ("survey", "team", "Survey"),
        ("research_diary", "", "Research diary"),
    ],
)
def test_a_meeting_goes_by_its_type_and_everything_else_by_its_kind(kind: str, subtype: str, title: str) -> None:
    assert editor_title(find_kind(kind), subtype) == title


def test_an_answer_that_has_not_come_in_time_is_said_calmly_and_plainly() -> None:
    row = TodoRow(
        key="record:1",
        heading="建议书",
        chip=Chip.UNANSWERED,
        line=Line.ANSWER_DUE,
        line_particulars={"deadline": "2008-07-08"},
        action=Action(do=Do.OPEN),
    )
    use("zh_CN")
    assert line(row, today=date(2008, 7, 8)) == "7月8日前可望答复"
    assert line(row, today=date(2008, 7, 9)) == "应于7月8日前答复，还没有"
