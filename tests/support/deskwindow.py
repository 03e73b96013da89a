"""A county's program, driven as a clerk does: set up, forms compared, packets received and sent back."""

from pathlib import Path
from typing import Any

from tests.support.stage import Stage

DESK_PASSWORD = "收件台 2008"
ROOT_PASSWORD = "根密钥 2008 保险柜"


class DeskWindow:
    """The window of a county on its stage, from the first page on."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def set_up(self, folder: Path, safe: Path, *, county: str, clerk: str) -> None:
        """Go through the wizard; the root key goes into `safe`, a stick that is plugged in or a folder."""
        first: Any = self.stage.window._standing.now()
        first.language.county_button.click()
        wizard: Any = self.stage.window._standing.now()
        wizard.show_drives(self.stage.window.drives().drives)
        wizard.names.county.set_value(county)
        wizard.names.county.edited.emit()
        wizard.names.clerk.set_value(clerk)
        wizard.names.where.set_value(str(folder))
        wizard.names.where.edited.emit()
        wizard.onward()
        for field in (wizard.secret.pair.first, wizard.secret.pair.second):
            field.setText(DESK_PASSWORD)
        wizard.onward()
        for field in (wizard.safe.pair.first, wizard.safe.pair.second):
            field.setText(ROOT_PASSWORD)
        self.stage.chooser.answers.append(safe)
        wizard.safe.where.choose()
        wizard.onward()
        question = getattr(wizard, "question", None)
        if question is not None:
            question.buttons["keep"].click()
        self.stage.until(lambda: self.stage.window.shell() is not None, seconds=60)
        self.stage.settle(seconds=60)
        self.stage.password = DESK_PASSWORD

    def page(self) -> Any:
        """Return the page in front."""
        shell: Any = self.stage.window.shell()
        return shell.page()

    def go(self, place: str) -> Any:
        """Go to a place and return its page."""
        shell: Any = self.stage.window.shell()
        shell.go(place)
        self.stage.settle(seconds=60)
        return shell.page()

    def read(self) -> Any:
        """Press 读U盘 on 收件 and wait until everything on the stick was judged."""
        page = self.go("intake")
        page._back_to_list()
        page.read_sticks()
        self.stage.settle(seconds=120)
        return page

    def choose(self, word: str, *, form: bool = False, waiting: bool = False) -> Any:
        """Choose a line by a part of its school's name; returns its entry."""
        page = self.page()
        entry: Any = next(
            one
            for one in page.entries()
            if (one.form if form else one.incoming is not None)
            and word in (one.row.verdict.school if form else one.incoming.school_name)
            and not (waiting and one.incoming.state != "taken")
        )
        page._choose(entry.key)
        self.stage.settle()
        return entry

    def certify(self, school: str) -> str:
        """Compare a form's fingerprint and certify it; returns the fingerprint that was shown."""
        self.choose(school, form=True)
        pane = self.page().form
        shown: str = pane.fingerprint.digits.text()
        pane.same.click()
        pane.certify_button.click()
        self.stage.settle(seconds=60)
        return shown

    def receive(self, school: str) -> Any:
        """Make the receipt for a school's packet onto the same stick; returns the packet."""
        entry = self.choose(school, waiting=True)
        self.page().packet.receipt_button.click()
        self.stage.settle(seconds=60)
        return entry.incoming

    def send_back(self, school: str, field: str, words: str) -> Any:
        """Send a school's packet back with a remark beside a field; returns the packet."""
        entry = self.choose(school, waiting=True)
        pane = self.page().packet
        pane.return_button.click()
        pane.remarks.field.set_value(field)
        pane.remarks.text.setPlainText(words)
        pane.remarks.send_button.click()
        self.stage.settle(seconds=60)
        return entry.incoming
