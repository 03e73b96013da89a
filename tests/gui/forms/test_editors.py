"""Every field type takes what a person types and gives back what is stored."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.base.words import Words
from core.records.catalogue import kinds
from core.records.field import (
    Automatic,
    Choice,
    Date,
    Field,
    Files,
    Formula,
    Grid,
    Integer,
    LongText,
    Option,
    People,
    Person,
    Reference,
    Text,
    Time,
    Toggle,
)
from gui.forms.build import make_editor
from gui.forms.editor import Editor
from gui.forms.form import Form
from gui.forms.steady import settle
from gui.messages import use, words
from gui.widgets.theme import Room
from tests.gui.forms.bench import context, shown_form
from tests.support.typing import press, type_text
from tests.support.values import unnamed

WORDS = Words("项", "Item")
OPTIONS = (Option("a", Words("甲", "A")), Option("b", Words("乙", "B")))
TYPES = (Option("photo", Words("照片", "Photo")), Option("document", Words("文件", "Document")))

VALUES: list[tuple[Field, Any]] = [
    (Text(key="f", words=WORDS), "王䶮、苏𬍛"),
    (Text(key="f", words=WORDS, recent=True), "学校会议室"),
    (LongText(key="f", words=WORDS), "一、领学。\n二、讨论。"),
    (Date(key="f", words=WORDS), "2008-04-24"),
    (Time(key="f", words=WORDS), "19:00"),
    (Integer(key="f", words=WORDS, high=999), 12),
    (Toggle(key="f", words=WORDS), True),
    (Toggle(key="f", words=WORDS), False),
    (Choice(key="f", words=WORDS, options=OPTIONS), "b"),
    (Choice(key="f", words=WORDS, options=OPTIONS), "no_longer_offered"),
    (Choice(key="f", words=WORDS, options=OPTIONS, multiple=True), ["a", "b"]),
    (Person(key="f", words=WORDS), "p03"),
    (Person(key="f", words=WORDS), "left_long_ago"),
    (People(key="f", words=WORDS), ["p04", "p01"]),
    (Automatic(key="f", words=WORDS, formula=Formula.MINUTES), 100),
    (Reference(key="f", words=WORDS), "ST-2008-001"),
    (
        Grid(key="f", words=WORDS, columns=(Text(key="t", words=WORDS), Date(key="d", words=WORDS))),
        [{"t": "一", "d": "2008-04-24", "unknown": "kept"}, {"t": "二"}],
    ),
    (Grid(key="f", words=WORDS, append_only=True, columns=(Date(key="on", words=WORDS),)), [{"on": "2008-04-24"}]),
    (Files(key="f", words=WORDS, types=TYPES), [{"blob": "ab" * 32, "name": "a.jpg", "title": "照", "type": "photo"}]),
]


@pytest.mark.parametrize(("field", "value"), VALUES, ids=lambda part: getattr(type(part), "__name__", ""))
def test_every_field_type_gives_back_what_it_was_given(qtbot: QtBot, field: Field, value: Any) -> None:
    recent = {"f": ("学校会议室", "多媒体教室")} if getattr(field, "recent", False) else {}
    editor = make_editor(field, context(recent=recent))
    qtbot.addWidget(editor)
    told: list[Any] = []
    editor.changed.connect(lambda: told.append(editor.value()))
    editor.set_value(value)
    assert unnamed(editor.value()) == value
    editor.set_value(editor.value())
    assert unnamed(editor.value()) == value
    assert told == [], "the program's own changes are not the person's"


@pytest.mark.parametrize(("field", "value"), VALUES, ids=lambda part: getattr(type(part), "__name__", ""))
def test_every_field_type_can_be_emptied(qtbot: QtBot, field: Field, value: Any) -> None:
    editor = make_editor(field, context())
    qtbot.addWidget(editor)
    editor.set_value(value)
    editor.set_value(None)
    assert editor.value() in (None, "", [])


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("key", list(kinds()))
def test_the_form_of_every_kind_shows_every_field(qtbot: QtBot, key: str, language: str) -> None:
    use(language)
    try:
        form = shown_form(qtbot, key)
        for field in kinds()[key].fields():
            if isinstance(field, Automatic):
                continue
            editor = form.editor(field.key)
            assert editor.isVisibleTo(form), field.key
            assert named(editor, words(field.words)), field.key
    finally:
        use("en")


def named(editor: Editor, name: str) -> bool:
    """Tell whether the editor, or something in it, says the field's name to a screen reader."""
    parts = [editor, *editor.findChildren(QWidget)]
    return any(name in part.accessibleName() or name in str(getattr(part, "text", str)()) for part in parts)


@pytest.mark.parametrize("room", list(Room))
@pytest.mark.parametrize("key", list(kinds()))
def test_no_room_cuts_a_form_off(qtbot: QtBot, key: str, room: Room) -> None:
    width = {Room.WIDE: 812, Room.MIDDLE: 787, Room.NARROW: 599}[room]
    form = shown_form(qtbot, key, width=width)
    form.set_room(room)
    settle()
    assert form.pane().widget().minimumSizeHint().width() <= width


def line_of(form: Form, key: str) -> QLineEdit:
    """Return the line a field is typed in."""
    editor = form.editor(key)
    entry = editor.entry((key,))
    if isinstance(entry, QComboBox):
        found = entry.lineEdit()
        assert found is not None
        return found
    assert isinstance(entry, QLineEdit)
    return entry


def test_chinese_is_typed_as_an_input_method_commits_it(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session")
    type_text(line_of(form, "title"), "优先发展教育与办好村小")
    box = form.editor("content").entry(("content",))
    type_text(box, "一、领学。")
    press(box, Qt.Key.Key_Return)
    type_text(box, "二、讨论。")
    assert form.values()["title"] == "优先发展教育与办好村小"
    assert form.values()["content"] == "一、领学。\n二、讨论。"


def test_a_person_is_found_by_pinyin_initials(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session")
    line = line_of(form, "host")
    type_text(line, "wy")
    press(line, Qt.Key.Key_Return)
    line_of(form, "speaker").setFocus()
    assert form.values()["host"] == "p03"
    assert line.text() == "王䶮"


def test_a_name_nobody_has_is_said_and_not_stored(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session")
    line = line_of(form, "host")
    type_text(line, "张三")
    line_of(form, "speaker").setFocus()
    assert "host" not in form.values()
    assert line.text() == "张三", "what was typed stays to be mended"
    assert [said.path for said in form.blocking()] == [("host",)]


def test_a_day_that_does_not_exist_is_said_and_not_stored(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session", {"date": "2008-04-24"})
    line = line_of(form, "date")
    line.selectAll()
    type_text(line, "2008-02-30")
    line_of(form, "title").setFocus()
    assert "date" not in form.values()
    assert "2008-02-30" in form.blocking()[0].text
    line.selectAll()
    type_text(line, "4.24")
    line_of(form, "title").setFocus()
    assert form.values()["date"] == "2008-04-24"
    assert form.blocking() == ()


def test_what_the_form_does_not_know_comes_back_untouched(qtbot: QtBot) -> None:
    values = {"title": "题目", "from_next_year": {"a": [1]}, "materials": [{"title": "报告", "shelf": 3}]}
    form = shown_form(qtbot, "study_session", values)
    type_text(line_of(form, "place"), "会议室")
    assert unnamed(form.values()) == {**values, "place": "会议室"}


def test_tab_leaves_a_text_box(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "study_session")
    box = form.editor("content").entry(("content",))
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    press(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert box.toPlainText() == ""


def test_a_locked_form_takes_nothing(qtbot: QtBot) -> None:
    form = shown_form(qtbot, "rectification", {"title": "题目", "measures": [{"text": "补齐"}]})
    form.set_writable({"account"})
    assert line_of(form, "title").isReadOnly(), "can still be selected and copied"
    press(line_of(form, "title"), Qt.Key.Key_X)
    assert unnamed(form.values()) == {"title": "题目", "measures": [{"text": "补齐"}]}
    type_text(form.editor("account").entry(("account",)), "说明")
    assert form.values()["account"] == "说明"


def test_turning_the_wheel_over_a_choice_changes_nothing(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    form = shown_form(qtbot, "study_session", {"subtype": "night_study", "host": "p02"})
    for key in ("subtype", "host"):
        box = form.editor(key).entry((key,))
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, 0),
            QPoint(0, -240),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, event)
    assert form.values() == {"subtype": "night_study", "host": "p02"}
