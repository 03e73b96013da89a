"""A school signs with a USB key, from the settings to the sealed packet; a process of its own, for modules stay loaded.

`python -m tests.gui.wizards.token_story MODULE FOLDER PIN TOKENS` tells what was seen, a line for each step.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from core.base.settings import Settings
from core.services import county, drafts, records
from gui.messages import use
from gui.pages.preferences import Preferences
from gui.pages.settings import SettingsPage
from gui.pages.tokenquestion import TokenQuestion
from gui.tasks import Tasks
from gui.widgets.finding import FindingRow
from gui.widgets.theme import dress
from gui.wizards.enrol import EnrolWizard
from gui.wizards.packet import PacketWizard
from tests.flows.test_school_and_county import World
from tests.gui.pages.countypage import Sticks
from tests.support.stage import AnsweringChooser
from tests.support.typing import press, type_text
from tests.support.vaults import PASSWORD, SESSION

SECONDS = 60


class Story:
    """The windows, one after another."""

    def __init__(self, module: Path, folder: Path, pin: str, tokens: Path) -> None:
        self.app = QApplication([])
        dress(self.app, mode="light")
        use("en")
        self.module, self.pin, self.tokens = module, pin, tokens
        self.world = World(folder)
        self.tasks, self.chooser = Tasks(), AnsweringChooser()
        self.sticks = Sticks(self.world.stick)

    def until(self, holds: Callable[[], Any]) -> None:
        loop, tick, end = QEventLoop(), QTimer(), QTimer()
        tick.timeout.connect(lambda: loop.quit() if holds() else None)
        end.setSingleShot(True)
        end.timeout.connect(loop.quit)
        tick.start(5)
        end.start(SECONDS * 1000)
        loop.exec()
        tick.stop()
        assert holds(), "waited in vain"

    def settle(self) -> None:
        self.until(lambda: self.tasks.under_way() == 0)

    @staticmethod
    def said(widget: Any) -> str:
        QApplication.processEvents()  # a layout shows its new child a turn later
        return " | ".join(row.line.text for row in widget.findChildren(FindingRow) if not row.isHidden())

    def choose(self) -> None:
        """The card of the settings, and the question behind it."""
        preferences = Preferences(self.world.place / "settings.json", Settings())
        page = SettingsPage(
            self.world.vault,
            tasks=self.tasks,
            clock=self.world.clock,
            preferences=preferences,
            chooser=self.chooser,
        )
        page.show()
        page.enter()
        self.settle()
        press(page.county.token, Qt.Key.Key_Space)
        question = page.keys.question
        assert isinstance(question, TokenQuestion)
        question.begin("use")
        print("nothing chosen:", self.said(question))
        self.chooser.answers.append(self.module)
        press(question.choose, Qt.Key.Key_Space)
        self.settle()
        print("offered:", [button.text().split(" · ")[0] for button in question.group.buttons()])
        type_text(question.pin.line, "000000")
        press(question.pin.line, Qt.Key.Key_Return)
        self.settle()
        print("wrong:", self.said(question), "|", repr(question.pin.value()))
        type_text(question.pin.line, self.pin)
        press(question.pin.line, Qt.Key.Key_Return)
        self.until(lambda: page.keys.question is None)
        self.settle()
        print("settings:", county.state(self.world.vault).token, "|", page.county.token.text())
        page.hide()

    def enrol(self) -> None:
        """The form is signed on the USB key."""
        made = EnrolWizard(self.world.vault, tasks=self.tasks, chooser=self.chooser, drives=self.sticks)
        made.show()
        made.enter()
        self.settle()
        type_text(made.ask.password.line, PASSWORD)
        press(made.ask.password.line, Qt.Key.Key_Return)
        print("form: pin asked", not made.ask.pin.isHidden(), made.step())
        type_text(made.ask.pin.line, self.pin)
        press(made.ask.pin.line, Qt.Key.Key_Return)
        self.until(lambda: made.step() == "form")
        name, content = county.form(self.world.vault) or ("", b"")
        (self.world.stick / name).write_bytes(content)
        letter = self.world.certify(self.world.stick / name)
        root = county.look_at_letter(self.world.vault, letter).root
        print("certified:", county.take_letter(self.world.vault, letter, root=root).standing.value)
        made.hide()

    def sign(self) -> None:
        """A packet is signed: not with a wrong PIN, not without the USB key, then with it."""
        begun = drafts.begin(self.world.vault, "study_session", values=SESSION)
        done = records.move(self.world.vault, begun.id, "finish", revision=begun.revision)
        made = PacketWizard(
            self.world.vault, tasks=self.tasks, clock=self.world.clock, chooser=self.chooser, drives=self.sticks
        )
        made.show()
        made.enter()
        self.settle()
        made.choose.rows.tick([done.id])
        made.steps.next.click()
        self.settle()
        made.steps.next.click()
        self.until(lambda: made.look.pages is not None)
        made.steps.next.click()
        type_text(made.sign.password.line, PASSWORD)
        made.steps.next.click()
        print("without a pin:", made.step(), made.sign.pin.line.text() == "")
        type_text(made.sign.pin.line, "000000")
        made.steps.next.click()
        self.settle()
        print("wrong:", self.said(made.sign), "|", repr(made.sign.pin.value()), made.sign.password.value() == PASSWORD)
        away = self.tokens.with_name("pulled out")
        self.tokens.rename(away)
        self.tokens.mkdir()
        type_text(made.sign.pin.line, self.pin)
        made.steps.next.click()
        self.settle()
        print("pulled out:", self.said(made.sign))
        self.tokens.rmdir()
        away.rename(self.tokens)
        made.steps.next.click()
        self.until(lambda: made.step() == "carry")
        print("signed:", repr(made.sign.pin.value()), repr(made.sign.password.value()))
        made.steps.next.click()
        self.until(lambda: made.delivery.carried is not None)
        row = self.world.rows(made.delivery.carried.path)[0] if made.delivery.carried else None
        print("desk:", row.verdict.light.value if row else "")
        made.hide()

    def end(self) -> None:
        """Take everything down."""
        self.tasks.close()
        self.world.close()


if __name__ == "__main__":
    story = Story(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4]))
    story.choose()
    story.enrol()
    story.sign()
    story.end()
