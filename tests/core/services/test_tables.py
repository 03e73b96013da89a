"""Lists and ledgers as workbooks: real dates and numbers, a copy that says so, nothing that is not for everybody."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from core.base.clock import FixedClock
from core.base.errors import FolderGone
from core.exchange.workbook import Table, workbook
from core.services import drafts, seals, tables
from core.store.vault import Vault
from tests.core.services.test_preview import PETITION
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHEAP, DIARY, ITEM, NOON, PASSWORD, SESSION, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path, clock=FixedClock(NOON))
    yield opened
    opened.close()


def cells(path: Path, sheet: int = 0) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


def test_a_list_says_first_that_it_is_a_copy_and_whose(vault: Vault, tmp_path: Path) -> None:
    record = drafts.begin(vault, "study_session", values=SESSION).id
    assert tables.export_records(vault, [record], tmp_path / "list.xlsx") == 1
    first, head, row = cells(tmp_path / "list.xlsx")
    assert str(first[0]).startswith("副本，以台账为准")
    assert "小学" in str(first[0])
    assert "2008年9月19日" in str(first[0])
    assert tuple(head) == tables.COLUMNS
    told = dict(zip(head, row, strict=True))
    assert told["日期"] == datetime.fromisoformat(SESSION["date"])
    assert isinstance(told["录入时间"], datetime)
    assert told["种类"] == "学习记录"
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["F"].width


def test_of_what_is_not_for_everybody_only_kind_and_number_are_told(vault: Vault, tmp_path: Path) -> None:
    seals.choose(vault, PASSWORD, cost=CHEAP)
    private = [
        drafts.begin(vault, "petition", values=PETITION).id,
        drafts.begin(vault, "criticism_meeting", values=EXAMPLES["criticism_meeting"]).id,
    ]
    tables.export_records(vault, private, tmp_path / "list.xlsx")
    for row in cells(tmp_path / "list.xlsx")[2:]:
        assert row[1]
        assert [value for value in row[2:] if value is not None] == []
    told = b"".join(_parts(tmp_path / "list.xlsx"))
    for word in ("蔡明", "看护", "0577", "2008-09-18"):
        assert word.encode() not in told


def test_a_heading_does_not_name_who_is_private_in_an_open_record(vault: Vault, tmp_path: Path) -> None:
    opinions = [{**EXAMPLES["forum"]["opinions"][0], "contact": "蔡明 13812345678"}]
    values = {**EXAMPLES["forum"], "title": "关于家长蔡明所提意见的座谈会13812345678", "opinions": opinions}
    forum = drafts.begin(vault, "forum", values=values).id
    tables.export_records(vault, [forum], tmp_path / "list.xlsx")
    told = str(dict(zip(tables.COLUMNS, cells(tmp_path / "list.xlsx")[2], strict=True))["名称"])
    assert "所提意见的座谈会" in told
    assert "蔡明" not in told
    assert "13812345678" not in told


def _parts(path: Path) -> Iterator[bytes]:
    import zipfile

    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            yield packed.read(name)


def test_the_order_of_the_list_is_kept(vault: Vault, tmp_path: Path) -> None:
    chosen = [
        drafts.begin(vault, "research_diary", values=DIARY).id,
        drafts.begin(vault, "study_session", values=SESSION).id,
    ]
    tables.export_records(vault, chosen[::-1], tmp_path / "list.xlsx")
    assert [row[1] for row in cells(tmp_path / "list.xlsx")[2:]] == ["学习记录", "蹲点日记"]


def test_the_ledger_has_a_sheet_for_each_of_its_lists_with_days_and_numbers_as_such(
    vault: Vault, tmp_path: Path
) -> None:
    begun = drafts.begin(vault, "rectification", values=ITEM)
    count = tables.export_lists(vault, "rectification", [begun.id], tmp_path / "ledger.xlsx")
    assert count == 1
    book = openpyxl.load_workbook(tmp_path / "ledger.xlsx")
    assert book.sheetnames == ["问题清单", "责任清单", "整改清单"]
    values = [cell.value for sheet in book for cell in sheet[3]]
    for sheet in book:
        assert str(sheet["A1"].value).startswith("副本，以台账为准")
    assert datetime.fromisoformat(ITEM["deadline"]) in values


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    texts = ("=1+1", "+86 577", "-3", "@sum", '=HYPERLINK("http://x")', "普通")
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook([Table("a/b:c", "副本", ("一", "二"), [(text, 7) for text in texts])]))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "a b c"
    rows = list(sheet.iter_rows(min_row=3))
    assert [row[0].value for row in rows] == list(texts)
    assert {row[0].data_type for row in rows} == {"s"}
    assert [row[0].quotePrefix for row in rows] == [True] * 5 + [False]
    assert [row[1].value for row in rows] == [7] * 6


def test_signs_that_no_cell_takes_and_endless_words_do_not_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    rows = [("a\x00b\x0bc", date(2008, 9, 1)), ("长" * 40_000, None), ("两行\n一格", None)]
    path.write_bytes(workbook([Table("x", "副本", ("一", "二"), rows)]))
    told = cells(path)
    assert told[2] == ["abc", datetime.fromisoformat("2008-09-01")]
    assert len(str(told[3][0])) == 32_767
    assert told[4][0] == "两行\n一格"


def test_a_folder_that_is_gone_is_told_and_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    record = drafts.begin(vault, "study_session", values=SESSION).id
    with pytest.raises(FolderGone):
        tables.export_records(vault, [record], tmp_path / "gone" / "list.xlsx")
