"""What an open record is called."""

import pytest

from core.records.catalogue import find_kind
from gui.pages.titles import editor_title


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
