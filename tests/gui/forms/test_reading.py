"""What the cells of a sheet say where a record is read."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from core.records.catalogue import find_kind
from core.records.content import Record
from gui.forms.reading import say_cell
from gui.messages import use
from tests.support.vaults import CHINA

NOON = datetime(2008, 9, 20, 12, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Speak Chinese."""
    use("zh_CN")
    yield
    use("en")


def said(kind: str, key: str, **values: Any) -> str:
    """Return what the cell that begins with a field says."""
    definition = find_kind(kind)
    record = Record(id="r", kind=kind, kind_version=1, entered_at=NOON, changed_at=NOON, values=values)
    cell = next(cell for row in definition.sheet.rows for cell in row.cells if cell.keys[0] == key)
    return say_cell(definition, cell, record, {}, today=date(2008, 9, 20))


def test_two_days_of_one_cell_are_a_stretch() -> None:
    assert said("summary", "since", since="2008-09-08", until="2008-09-19") == "2008年9月8日至2008年9月19日"
    assert said("summary", "since", until="2008-09-19") == "2008年9月19日"


def test_votes_go_by_the_words_of_the_scale_and_per_cent_by_its_sign() -> None:
    tally = [{"group": "teacher", "valid": 12, "first": 8}]
    assert said("survey", "tally", scale="content", tally=tally) == "1. 教师　有效 12　满意 8"
    assert said("pledge", "progress", progress=[{"note": "订了两块盖板", "percent": 60}]) == "1. 订了两块盖板　60%"
