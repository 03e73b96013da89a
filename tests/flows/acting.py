"""What a person does in the window, step by step: writes, finishes, reads, presses, answers; and what was typed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.services import records
from core.services.vaults import Vault
from gui.forms.moves import Asking
from gui.pages.editor import EditorPage
from gui.pages.recordpane import RecordPane
from gui.widgets.buttons import Button
from gui.widgets.chip import Chip
from gui.widgets.finding import FindingRow
from tests.flows.filling import fill, fill_in
from tests.support.stage import Stage


class Keyboard(QObject):
    """Keeps every text that was typed into the program, in order, wherever it was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write down what an input method commits; nothing is held back."""
        if isinstance(event, QInputMethodEvent) and watched.isWidgetType() and event.commitString():
            self.typed.append(event.commitString())
        return False

    def sentences(self, *, least: int = 6) -> list[str]:
        """Return what was typed in words, of `least` characters or more; days, times and numbers are no words."""
        return [text for text in self.typed if len(text) >= least and any("一" <= sign <= "鿿" for sign in text)]

    def put_away(self) -> None:
        """Hear no more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)


def vault_of(stage: Stage) -> Vault:
    """Return the open vault of a stage."""
    found = stage.window._vault
    assert found is not None
    return found


# --- writing -----------------------------------------------------------------------------------------


def writing(page: object) -> bool:
    """Tell whether an editor is open and its record stands in the form."""
    return isinstance(page, EditorPage) and page.form() is not None


def editor(stage: Stage) -> EditorPage:
    """Wait until an editor is open, and return it."""
    shell = stage.window.shell()
    stage.until(lambda: writing(shell.page()))
    page = shell.page()
    assert isinstance(page, EditorPage)
    return page


def begin(stage: Stage, kind: str) -> EditorPage:
    """Begin a record from the page one is at."""
    stage.window.shell().page().new_wanted.emit(kind, "", None)
    return editor(stage)


def type_in(stage: Stage, page: EditorPage, values: Mapping[str, Any]) -> None:
    """Type values into an open editor and wait until they are kept."""
    form = page.form()
    assert form is not None
    fill_in(form, values)
    kept(stage, page)


def kept(stage: Stage, page: EditorPage) -> None:
    """Keep what was typed into an open editor (Ctrl+S), and wait for it."""
    page.save_now()
    stage.until(lambda: page.saving() is not None and not page.saving().unsaved)
    stage.settle()


def write(stage: Stage, kind: str, values: Mapping[str, Any]) -> EditorPage:
    """Begin a record and type it."""
    page = begin(stage, kind)
    type_in(stage, page, values)
    return page


def finish(stage: Stage, page: EditorPage) -> None:
    """Press 定稿, explaining what only needs a sentence."""
    form = page.form()
    assert form is not None
    for said in form.blocking():
        assert said.level.value == "W", f"{said.rule} {said.path} {said.text}"
        form.explained.emit(said.key, "当天情况如此，已同本人说明。")
        stage.settle()
    page.done_button().click()
    stage.settle()
    leave(stage, page)


def leave(stage: Stage, page: EditorPage) -> None:
    """Go back from an editor that did not go by itself."""
    shell = stage.window.shell()
    if shell.page() is page:
        shell.back()
        stage.settle()


def newest(stage: Stage, kind: str) -> str:
    """Return the id of the only record of a kind."""
    (line,) = records.listing(vault_of(stage), kind)
    return line.id


# --- reading and pressing ----------------------------------------------------------------------------


def read(stage: Stage, place: str, record: str) -> RecordPane:
    """Show a record beside the list of its page."""
    shell = stage.window.shell()
    shell.go(place)
    stage.settle()
    page: Any = shell.page()
    pane = page.pane()
    assert isinstance(pane, RecordPane)
    pane.show_record(record)
    stage.settle()
    return pane


def named(within: QWidget, name: str) -> list[Button]:
    """Return the buttons of a name that can be seen."""
    return [one for one in within.findChildren(Button) if one.accessibleName() == name and one.isVisible()]


def press(stage: Stage, within: QWidget, name: str) -> None:
    """Press a button once it can be seen: a layout shows its new children a turn later."""
    stage.until(lambda: named(within, name))
    named(within, name)[0].click()
    stage.settle()


def chips(within: QWidget) -> list[str]:
    """Return the words of the chips that can be seen."""
    return [chip.text() for chip in within.findChildren(Chip) if chip.isVisible()]


def said(within: QWidget) -> list[str]:
    """Return the findings and remarks that can be seen."""
    return [row.line.text for row in within.findChildren(FindingRow) if row.isVisible()]


def move(stage: Stage, pane: RecordPane, key: str, **answers: Any) -> None:
    """Make a move of the record that is read: answer what it asks, by typing, and say yes."""
    pane._move_with(key, {})
    stage.settle()
    if pane._actions.dialog is not None:
        answer(stage, pane, **answers)


def answer(stage: Stage, pane: RecordPane, **answers: Any) -> None:
    """Answer the question that is open."""
    question: Any = pane._actions.dialog
    asking = question.findChild(Asking)
    for key, value in answers.items():
        fill(asking.editors[key], value)
    question.buttons["yes"].click()
    stage.settle()
