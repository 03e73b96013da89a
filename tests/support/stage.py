"""The whole program on a stage: real window, real vault, cheap keys, a clock that stands, dialogs that answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.base.clock import FixedClock
from core.base.settings import Language, Settings, Theme
from core.services import vaults
from core.services.desk import desks
from gui.app import Application, assemble
from gui.widgets.choosing import Chooser
from tests.support.printers import COLOUR, DUPLEX, LASER, FilePrinters
from tests.support.vaults import CHEAP, NOON, PASSWORD, lay


class AnsweringChooser(Chooser):
    """Answers every file dialog with what it was told before."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.asked: list[str] = []

    def folder(self, parent: QWidget, *, title: str, start: Path) -> Path | None:
        self.asked.append(title)
        found: Path | None = self.answers.pop(0)
        return found

    def files(self, parent: QWidget, *, title: str, start: Path, kinds: str) -> Sequence[Path]:
        self.asked.append(title)
        found: Sequence[Path] = self.answers.pop(0)
        return found

    def file(self, parent: QWidget, *, title: str, start: Path, kinds: str) -> Path | None:
        self.asked.append(title)
        found: Path | None = self.answers.pop(0)
        return found

    def new_file(self, parent: QWidget, *, title: str, start: Path, kinds: str) -> Path | None:
        self.asked.append(start.name)
        found: Path | None = self.answers.pop(0)
        return found


class Stage:
    """One program; `close` must be called, for its threads."""

    def __init__(
        self,
        folder: Path,
        *,
        vault: Path | None = None,
        language: str = "zh_CN",
        theme: str = "light",
        percent: int = 100,
        size: tuple[int, int] = (1366, 698),
        clock: FixedClock | None = None,
        password: str = PASSWORD,
    ) -> None:
        self.printers = FilePrinters(folder, LASER, DUPLEX, COLOUR)
        qt = QApplication.instance() or QApplication([])
        assert isinstance(qt, QApplication)
        self.clock = clock or FixedClock(NOON)
        self.chooser = AnsweringChooser()
        self.password = password
        self.overlay: Any = None
        """A dialog to be drawn over the window's picture."""
        self.packet: Path | None = None
        """A packet that was written, for whoever judges it next."""
        self.app: Application = assemble(
            qt,
            folder=folder,
            clock=self.clock,
            settings=Settings(
                language=Language(language),
                theme=Theme(theme),
                text_scale=percent,
                vault=str(vault) if vault else "",
                school="云川县云岙镇中心小学",
                principal="林志远校长",
            ),
            make=self._make,
            make_desk=self._make_desk,
            chooser=self.chooser,
            printers=self.printers,
        )
        self.crashes: list[BaseException] = []
        self.app.tasks.crashed.connect(self.crashes.append)
        self.window = self.app.window
        self.window.resize(*size)
        self.window.begin()
        self.window.show()
        self.settle()

    def _make(self, answers: Any, progress: Any) -> Any:
        return vaults.create(
            answers.folder,
            password=answers.password,
            school=answers.school,
            principal=answers.principal,
            others=answers.others,
            campaign_id=answers.campaign,
            clock=self.clock,
            cost=CHEAP,
            quick_key=True,
            progress=progress,
        )

    def _make_desk(self, answers: Any, progress: Any) -> Any:
        return desks.create(
            answers.folder,
            password=answers.password,
            county=answers.county,
            clerk=answers.clerk,
            safe=desks.Safe(answers.safe, answers.safe_password),
            clock=self.clock,
            cost=CHEAP,
            quick_keys=True,
            progress=progress,
        )

    def expect_crashes(self) -> None:
        """Let the program's own notice deal with mistakes; else they fail the test."""
        self.app.tasks.crashed.disconnect(self.crashes.append)

    def unlock(self) -> None:
        """Type the password on the closed cover and wait for the page behind it."""
        card = self.window.cover()
        assert card is not None
        card.field.line.setText(self.password)
        card.open_button.click()
        self.until(lambda: self.window.shell() is not None)
        self.settle()

    def settle(self, *, seconds: float = 20.0) -> None:
        """Let everything that was asked for be answered."""
        self.until(lambda: self.app.tasks.under_way() == 0, seconds=seconds)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Callable[[], Any], *, seconds: float = 20.0) -> None:
        """Run the window until something holds; fails when it never does."""
        loop, found = QEventLoop(), []
        tick, end = QTimer(), QTimer()

        def look() -> None:
            try:
                done = bool(self.crashes or holds())
            except Exception as error:  # noqa: BLE001 - raised again below, out of Qt's loop
                self.crashes.append(error)
                done = True
            if done:
                found.append(True)
                loop.quit()

        tick.timeout.connect(look)
        end.setSingleShot(True)
        end.timeout.connect(loop.quit)
        tick.start(5)
        end.start(int(seconds * 1000))
        loop.exec()
        tick.stop()
        end.stop()
        if self.crashes:
            raise self.crashes[0]
        assert found, "waited in vain"

    def close(self) -> None:
        """End the program: window, vault, threads."""
        self.window.close()
        self.settle()
        self.app.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def staged(folder: Path, **how: Any) -> Stage:
    """Lay a copy of the model vault into a folder, open the program on it, and unlock it."""
    stage = Stage(folder, vault=lay(folder), **how)
    stage.unlock()
    return stage
