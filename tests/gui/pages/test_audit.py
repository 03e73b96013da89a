"""The journal to be read, and what is noted in it when something leaves."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from core.services import audit, drafts, records
from core.services.vaults import Vault
from core.store.journal import What
from core.views.audit import Deed
from gui.messages import deed, use
from gui.messages.deeds import DEEDS
from gui.pages.audit import AuditPage
from gui.pages.outgoing import Outgoing
from gui.pages.page import Page
from gui.widgets.finding import FindingRow, NoteLine
from tests.support.stage import Stage, staged
from tests.support.vaults import NOON, SESSION


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    begun = drafts.begin(vault_of(found), "study_session", values=SESSION)
    records.move(vault_of(found), begun.id, "finish", revision=begun.revision)
    found.window.shell().go("audit")
    found.settle()
    yield found
    found.close()


def vault_of(stage: Stage) -> Vault:
    found = stage.window._vault
    assert isinstance(found, Vault)
    return found


def page(stage: Stage) -> AuditPage:
    found = stage.window.shell().page()
    assert isinstance(found, AuditPage)
    return found


def rows(stage: Stage) -> list[tuple[str, ...]]:
    """Return what the table says, row by row."""
    model = page(stage).model
    return [
        tuple(str(model.data(model.index(row, column))) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_every_deed_has_its_words_in_both_languages():
    assert set(DEEDS) == {what.value for what in What}
    for language in ("en", "zh_CN"):
        use(language)
        said = [deed(Deed(seq=1, at=NOON, by="", what=what))[0] for what in DEEDS]
        assert len(set(said)) == len(said)


def test_the_table_says_when_who_what_and_about_what(stage):
    (moved, *_rest) = rows(stage)
    assert moved[0] == "9月19日 12:00"
    assert moved[1] == "林志远"
    assert moved[2] == "办理记录 · 定稿"
    assert "ST-2008-001" in moved[3]
    assert any(row[2] == "打开台账 · 用口令" for row in rows(stage))
    QApplication.processEvents()
    (chain,) = page(stage).findChildren(NoteLine)
    assert "未被改动" in chain.text()


def test_days_are_filtered_and_a_row_leads_to_its_record(stage):
    stage.clock.set(NOON + timedelta(days=20))
    audit.note_printed(vault_of(stage), "学习记录", pages=2)
    page(stage)._tabs.choose("week")
    page(stage).show_days("week")
    stage.settle()
    assert [row[2] for row in rows(stage)] == ["打印 · 学习记录，2 页"]
    page(stage).show_days("all")
    stage.settle()
    moved = next(at for at, row in enumerate(rows(stage)) if "办理记录" in row[2])
    page(stage).table.opened.emit(moved)
    stage.settle()
    assert stage.window.shell().here()["place"] == "editor"


def test_more_than_one_reading_holds_is_shown_on_request(stage, monkeypatch):
    count = page(stage).model.rowCount()
    monkeypatch.setattr(audit, "LIMIT", 3)
    monkeypatch.setattr(audit.listing, "__kwdefaults__", {**audit.listing.__kwdefaults__, "limit": 3})
    page(stage).show_days("all")
    stage.settle()
    assert page(stage).model.rowCount() == 3
    while page(stage).more.isVisible():
        page(stage).more.click()
        stage.settle()
    assert page(stage).model.rowCount() == count


def test_a_journal_that_was_changed_outside_is_said_in_red(stage):
    with vault_of(stage).work() as session:
        session.execute(text("DROP TRIGGER journal_fixed"))
        session.execute(text("UPDATE journal SET by = 'p02' WHERE seq = 3"))
    page(stage).enter()
    stage.settle()
    QApplication.processEvents()
    (row,) = page(stage).findChildren(FindingRow)
    assert "第 3 条" in row.line.text


def test_the_whole_journal_is_saved_as_a_table_and_that_is_noted(stage, tmp_path):
    path = tmp_path / "操作记录.xlsx"
    stage.chooser.answers.append(path)
    page(stage).save.click()
    stage.settle()
    sheet = openpyxl.load_workbook(path).worksheets[0]
    said = [row[3] for row in sheet.iter_rows(values_only=True)]
    assert {"打开台账", "办理记录", "添加人员"} <= set(said)
    assert rows(stage)[0][2] == "导出 · 操作记录，存为 操作记录.xlsx"


def test_what_is_printed_copied_and_saved_is_noted_with_its_title(stage, tmp_path):
    shell = stage.window.shell()
    shell.go("study")
    stage.settle()
    shown: Page = shell.page()
    outgoing = Outgoing(vault_of(stage), tasks=stage.app.tasks, clock=stage.clock, parent=shown)
    (line,) = records.listing(vault_of(stage))
    view = records.open_record(vault_of(stage), line.id)
    outgoing.copy_text(view)
    stage.settle()
    if outgoing.dialog is not None:
        outgoing.dialog.give("whole")
        stage.settle()
    assert "优先发展教育" in QGuiApplication.clipboard().text()
    stage.chooser.answers.append(tmp_path / "表.xlsx")
    outgoing.export([line], name="学习记录", chooser=stage.chooser)
    stage.settle()
    outgoing.print_record(view)
    stage.until(lambda: outgoing.dialog is not None or shell._places.print_window is not None)
    if outgoing.dialog is not None:
        outgoing.dialog.give("whole")
        stage.until(lambda: shell._places.print_window is not None)
    window = shell._places.print_window
    stage.settle()
    window.press()
    stage.until(lambda: not window.busy())
    stage.settle()
    window.close()
    told = [(one.what, dict(one.particulars)) for one in audit.listing(vault_of(stage))]
    assert told[0][0] == "printed"
    assert told[0][1]["pages"] >= 1
    assert told[1] == ("exported", {"title": "学习记录", "name": "表.xlsx"})
    assert told[2][0] == "exported"
    assert told[2][1]["name"] == ""
    assert [Path(path).suffix for path in stage.printers.runs()] == [".pdf"]
