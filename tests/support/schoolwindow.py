"""A school's program, driven as a person does: buttons pressed, passwords typed, sticks read."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from gui.widgets.question import Question
from tests.support.stage import Stage
from tests.support.typing import press, type_text
from tests.support.vaults import PASSWORD


class SchoolWindow:
    """The open window of a school on its stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.vault = stage.window._vault

    def go(self, place: str, **memory: Any) -> Any:
        """Go to a place and return its page."""
        shell: Any = self.stage.window.shell()
        shell.go(place, memory)
        self.stage.settle(seconds=60)
        return self.page()

    def page(self) -> Any:
        """Return the page in front."""
        shell: Any = self.stage.window.shell()
        return shell.page()

    def until(self, holds: Any) -> None:
        """Wait until something is so."""
        self.stage.until(holds, seconds=60)

    def read(self) -> Any:
        """Press 读U盘 on the page of the county's answers."""
        page = self.go("answers")
        press(page.read_button, Qt.Key.Key_Space)
        self.stage.settle(seconds=60)
        return page

    def make_form(self) -> Path:
        """Make the enrolment form in its wizard and carry it; returns where it lies."""
        press(self.go("settings").county.next, Qt.Key.Key_Space)
        self.stage.settle()
        wizard = self.page().wizard
        type_text(wizard.ask.password.line, PASSWORD)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.step() == "form")
        press(wizard.steps.next, Qt.Key.Key_Space)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.carried is not None)
        path: Path = wizard.carried.path
        return path

    def take_letter(self) -> str:
        """Read the stick and take the school's own letter in; returns the root's fingerprint that was compared."""
        page = self.read()
        press(next(line for line in page.lines() if line.action).action, Qt.Key.Key_Space)
        question = page.question
        compared: str = question.root.digits.text() if hasattr(question, "root") else ""
        question.agrees.set_value(on=True)
        question.buttons["take"].click()
        self.stage.settle(seconds=60)
        return compared

    def hand_in(self, *ids: str) -> Path:
        """Make a packet of these records in the wizard and carry it; returns where it lies."""
        wizard = self.go("packet").wizard
        wizard.choose.rows.tick(ids)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.stage.settle()
        assert wizard.check.reason() == ""
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.look.pages is not None)
        press(wizard.steps.next, Qt.Key.Key_Space)
        type_text(wizard.sign.password.line, PASSWORD)
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.step() == "carry")
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.until(lambda: wizard.delivery.carried is not None)
        path: Path = wizard.delivery.carried.path
        press(wizard.steps.next, Qt.Key.Key_Space)
        self.stage.settle()
        return path

    def mend(self, words: str) -> None:
        """Read the return from the stick, open the record from its line, mend the content and finish it."""
        page = self.read()
        line = next(line for line in page.lines() if line.chip.text == "退回")
        press(line.action, Qt.Key.Key_Space)
        self.until(lambda: self.page().tells_saved and self.page().form() is not None)
        editor = self.page()
        assert editor.done_button().text() == "按退回意见改"
        press(editor.done_button(), Qt.Key.Key_Space)
        self.stage.settle()
        next(one for one in editor.findChildren(Question) if one.isVisible()).buttons["yes"].click()
        self.stage.settle()
        content = editor.form().editor("content").entry(("content",))
        assert editor.form().focused_path() == ("content",)
        type_text(content, words)
        self.until(lambda: not editor.saving().unsaved)
        press(editor.done_button(), Qt.Key.Key_Space)
        self.stage.settle()

    def hand_in_again(self, *ids: str) -> Path:
        """Begin the packet that replaces the returned one from 报送, and carry it."""
        press(self.go("submit").mend, Qt.Key.Key_Space)
        self.stage.settle()
        assert self.page().wizard.choose.chosen() == ids
        return self.hand_in(*ids)
