"""Questions, wizards, verdicts, progress, timelines, drops and previews."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.tasks import Tasks
from gui.widgets.buttons import Button
from gui.widgets.chip import ChipData
from gui.widgets.drop import DropArea
from gui.widgets.empty import EmptyState
from gui.widgets.fields import TextField
from gui.widgets.preview import PagePreview
from gui.widgets.progress import ProgressRow, SafeCard, Stage, StageRows
from gui.widgets.question import Question, Reply
from gui.widgets.steps import Step, StepLine, StepState, Wizard
from gui.widgets.text import Label
from gui.widgets.theme import Room, theme
from gui.widgets.timeline import Happening, Node, Timeline
from gui.widgets.verdict import CheckedLine, VerdictCard, VerdictData
from tests.support.typing import press, type_text

REPLIES = (Reply("void", "作废这条记录", grave=True), Reply("keep", "不作废", safe=True))


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Open the door for work and close it again."""
    door = Tasks()
    yield door
    door.close()
    del qtbot


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """Write a PDF of two pages."""
    path = tmp_path_factory.mktemp("pdf") / "two.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    painter = QPainter(writer)
    painter.drawText(500, 500, "1")
    writer.newPage()
    painter.drawText(500, 500, "2")
    painter.end()
    del qapp
    return path


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Return a shown page to ask on."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def ask(parent: QWidget, body: QWidget | None = None) -> Question:
    """Return a question about voiding a record."""
    return Question("作废这条记录？", "不能再改。", REPLIES, body=body, parent=parent)


def test_esc_is_always_the_safe_answer(page: QWidget) -> None:
    heard: list[str] = []
    question = ask(page)
    question.ask(heard.append)
    press(question, Qt.Key.Key_Escape)
    assert heard == ["keep"]


def test_the_destroying_answer_is_never_the_default(page: QWidget) -> None:
    heard: list[str] = []
    question = ask(page)
    question.ask(heard.append)
    assert not question.buttons["void"].isDefault()
    press(question, Qt.Key.Key_Return)
    assert heard == ["keep"]


def test_a_pressed_answer_is_given_once(page: QWidget) -> None:
    heard: list[str] = []
    question = ask(page)
    question.ask(heard.append)
    question.buttons["void"].click()
    question.close()
    assert heard == ["void"]


def test_a_question_stays_while_its_reason_is_missing(page: QWidget) -> None:
    heard: list[str] = []
    reason = TextField()
    question = ask(page, reason)
    question.ask(heard.append, stay=lambda _key: not reason.value())
    question.buttons["void"].click()
    assert heard == []
    type_text(reason, "录重了")
    question.buttons["void"].click()
    assert heard == ["void"]


def test_a_question_with_a_usual_answer_makes_it_primary(qtbot: QtBot) -> None:
    question = Question("报送？", "", [Reply("send", "报送"), Reply("later", "以后再说", safe=True)])
    qtbot.addWidget(question)
    assert question.buttons["send"].isDefault()
    assert question.accessibleName() == "报送？"
    theme().set_look(percent=200)
    assert question.width() <= question.screen().availableGeometry().width()
    theme().set_look(percent=100)


def steps() -> Wizard:
    """Return a wizard of three steps."""
    return Wizard([Step(name, name, QWidget()) for name in ("选材料", "校验", "签名")], last="完成")


def test_a_wizard_names_its_next_step_and_moves_only_when_told(qtbot: QtBot) -> None:
    wizard = steps()
    qtbot.addWidget(wizard)
    heard: list[str] = []
    wizard.next_pressed.connect(heard.append)
    assert wizard.next.text().endswith("校验")
    assert wizard.back.isHidden()
    wizard.next.click()
    assert heard == ["选材料"]
    assert wizard.current() == "选材料"
    wizard.step(1)
    wizard.set_reason("还有 2 处必须改")
    assert not wizard.back.isHidden()
    wizard.step(1)
    assert wizard.next.text() == "完成"
    wizard.step(1)
    assert wizard.current() == "签名"
    backs: list[str] = []
    wizard.back_pressed.connect(backs.append)
    wizard.back.click()
    assert backs == ["签名"]
    wizard.set_room(Room.NARROW)
    wizard.resize(600, 400)
    wizard.show()
    wizard.grab()


def test_the_next_button_is_never_greyed_out(qtbot: QtBot) -> None:
    wizard = steps()
    qtbot.addWidget(wizard)
    wizard.set_reason("还有 2 处必须改")
    assert wizard.next.isEnabled()
    with qtbot.waitSignal(wizard.reason_pressed):
        next(button for button in wizard.findChildren(Button) if button.text() == "还有 2 处必须改").click()


def test_the_step_line_says_where_one_is(qtbot: QtBot) -> None:
    line = StepLine(["选材料", "校验", "签名"])
    qtbot.addWidget(line)
    line.set_now(1)
    assert [line.state(at) for at in range(3)] == [StepState.DONE, StepState.NOW, StepState.LATER]
    assert "校验" in line.accessibleName()
    line.resize(700, 46)
    line.grab()


@pytest.mark.parametrize("light", ["valid", "undecided", "invalid"])
def test_a_verdict_card_says_word_reason_and_action(qtbot: QtBot, light: str) -> None:
    checks = (CheckedLine("一", True), CheckedLine("二", False, "第 3 页"), CheckedLine("三", None))
    card = VerdictCard(VerdictData(light, "x.pdf", "原因。", "一行", "看内容", checked=checks))
    qtbot.addWidget(card)
    card.show()
    assert "x.pdf" in card.accessibleName()
    assert "原因。" in card.accessibleName()
    assert card.action is not None
    with qtbot.waitSignal(card.acted):
        card.action.click()
    assert card.what is not None
    folded = card.sizeHint().height()
    card.what.click()
    assert card.sizeHint().height() > folded
    card.what.click()
    assert card.sizeHint().height() == folded
    card.set_room(Room.NARROW)


def test_progress_shows_nothing_for_a_moment_and_can_be_stopped(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = ProgressRow(parent=page)
    page.show()
    row.start("正在做页面")
    assert row.isHidden()
    row.start("请不要拔U盘", at_once=True)
    assert row.isVisible()
    row.tell(3, 12, "请不要拔U盘")
    row.tell(0, 0, "正在打开")
    with qtbot.waitSignal(row.cancelled):
        row.findChildren(Button)[0].click()
    row.finish()
    assert row.isHidden()


def test_stages_tell_their_words_and_times(qtbot: QtBot) -> None:
    rows = StageRows([Stage("write", "arrow_up", "写入"), Stage("read", "arrow_sync", "回读", "逐字节比对")])
    qtbot.addWidget(rows)
    rows.wait("write", "正在写")
    rows.done("write", "写完 14:26")
    rows.set_line("read", "从U盘重新读出")
    rows.failed("read", "不一致")
    card = SafeCard("可以安全拔出", "请拔下U盘。", "再拷一份")
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.acted):
        card.findChildren(Button)[0].click()


def test_a_timeline_says_every_entry(qtbot: QtBot) -> None:
    line = Timeline([Happening("6月5日", node, "待整改", "周海燕提出", ChipData("逾期")) for node in Node])
    qtbot.addWidget(line)
    line.resize(400, 500)
    line.grab()
    line.show_all([Happening("6月5日", Node.HAPPENED, "待整改")])
    assert any(child.accessibleName() == "6月5日 待整改" for child in line.findChildren(QWidget))
    line.restyle()


def test_an_empty_list_says_why_and_offers_one_thing(qtbot: QtBot) -> None:
    empty = EmptyState("还没有学习记录。", "新建学习记录")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty.findChildren(Button)[0].click()
    empty.say("没有符合的。")
    assert empty.findChildren(Button)[0].isHidden()


def test_only_files_of_this_computer_are_taken(qtbot: QtBot, tmp_path: Path) -> None:
    area = DropArea("把文件拖到这里", "报送包", buttons=(Button("打开文件"),))
    qtbot.addWidget(area)
    heard: list[list[Path]] = []
    area.dropped.connect(heard.append)
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/x.pdf")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    refused = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(area, refused)
    assert not refused.isAccepted()
    path = tmp_path / "报送包.pdf"
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QApplication.sendEvent(area, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert area.property("role") == "f_drop_over"
    QApplication.sendEvent(area, QDragLeaveEvent())
    assert area.property("role") == "f_drop"
    QApplication.sendEvent(area, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(area, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert heard == [[path]]


def test_a_page_is_drawn_and_turned(qtbot: QtBot, tasks: Tasks, pdf: Path) -> None:
    preview = PagePreview(tasks, fold="收起 F9")
    qtbot.addWidget(preview)
    preview.resize(430, 600)
    preview.show()
    preview.show_pdf(pdf.read_bytes())
    qtbot.waitUntil(lambda: preview.pages() == 2)
    assert preview._where.text() == "1 / 2"
    assert preview._where.width() >= preview._where.sizeHint().width(), "nothing of it is cut off"
    assert preview._where.accessibleName() == "Page 1 of 2"
    press(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 1
    press(preview, Qt.Key.Key_PageDown)
    assert preview.page() == 1
    press(preview, Qt.Key.Key_Plus)
    press(preview, Qt.Key.Key_Minus)
    press(preview, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: tasks.under_way() == 0)
    theme().set_look(mode="dark")
    preview.grab()
    theme().set_look(mode="light")
    qtbot.wait(200)
    qtbot.waitUntil(lambda: tasks.under_way() == 0)


def test_a_page_that_cannot_be_drawn_says_why_and_keeps_the_last(qtbot: QtBot, tasks: Tasks, pdf: Path) -> None:
    preview = PagePreview(tasks)
    qtbot.addWidget(preview)
    preview.resize(430, 600)
    preview.show()
    preview.show_pdf(pdf)
    qtbot.waitUntil(lambda: preview.pages() == 2)
    preview.show_pdf(b"no pdf at all")
    qtbot.waitUntil(lambda: _troubled(preview))
    assert preview.pages() == 2
    qtbot.wait(200)
    qtbot.waitUntil(lambda: tasks.under_way() == 0)


def _troubled(preview: PagePreview) -> bool:
    """Tell whether the preview says why there is no page."""
    return any(label.property("tone") == "warn" and label.isVisible() for label in preview.findChildren(Label))
