"""The program tries itself on the computer it was brought to: a record book made, shown, printed, signed, judged, kept.

Everything happens in a passing folder with the fictional school; nothing of the person's own is touched. The window is
the real one on this screen, the judge is the real child process, the backup is really restored.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.base.clock import SystemClock
from core.base.errors import UserError
from core.base.jobs import Progress
from core.base.settings import Language, Settings
from gui.messages import _, about, fill, verdict

if TYPE_CHECKING:
    from core.services.demonstration import Demonstration

RARE = "王䶮、苏𬍛、何镕喆，余额叁仟圆整"
"""What most programs print with gaps."""
PATIENCE = 60.0
"""Seconds the window may take to open the book."""
COLOURS = 40
"""A window that was drawn shows at least so many; an empty one shows one or two."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How one step went."""

    step: str
    passed: bool
    seconds: float
    said: str = ""
    """What came out, or what went wrong."""


class Failed(Exception):
    """A step ended, and what came out is not what has to come out."""


class SelfCheck:
    """Goes through the steps and tells each as it ends; one that failed does not stop those that can do without it."""

    def __init__(
        self, folder: Path, tell: Callable[[Outcome], None], *, language: Language, progress: Progress
    ) -> None:
        self._folder, self._tell, self._language, self._progress = folder, tell, language, progress
        self.passed = True

    def run(self) -> bool:
        """Do everything; returns whether all of it went well."""
        with self._step("school") as say:
            done = self._school(say)
        if not self.passed:
            return False
        for name, step in (
            ("window", self._window),
            ("page", self._page),
            ("judge", self._judge),
            ("backup", self._backup),
        ):
            with self._step(name) as say:
                step(done, say)
        return self.passed

    @contextmanager
    def _step(self, name: str) -> Iterator[Callable[[str], None]]:
        began, said = time.perf_counter(), [""]
        wrong = ""
        try:
            yield lambda text: said.__setitem__(0, text)
        except UserError as error:
            wrong = about(error).text()
        except Exception as error:  # noqa: BLE001 -- whatever goes wrong here is what is to be told
            wrong = f"{type(error).__name__}: {error}"
        seconds = round(time.perf_counter() - began, 2)
        self.passed = self.passed and not wrong
        self._tell(Outcome(step=step_words(name), passed=not wrong, seconds=seconds, said=wrong or said[0]))

    # --- steps -----------------------------------------------------------------------------------------

    def _school(self, say: Callable[[str], None]) -> "Demonstration":
        """Make the book, record, draw the pages, sign and carry."""
        from core.services.demonstration import demonstrate

        done = demonstrate(self._folder, progress=self._progress)
        say(fill(_("{count} records, {pages} pages"), {"count": sum(done.kinds.values()), "pages": done.pages}))
        return done

    def _window(self, done: "Demonstration", say: Callable[[str], None]) -> None:
        """Open the book in the real window on this screen, and look at the picture of it."""
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication

        from gui.app import assemble

        qt = QApplication.instance() or QApplication(["taizhang"])
        assert isinstance(qt, QApplication)
        made = assemble(qt, folder=self._folder / "settings", settings=Settings(language=self._language))
        made.preferences.change(vault=str(done.vault), idle_minutes=0)
        window = made.window

        def until(reached: Callable[[], bool]) -> None:
            end = time.monotonic() + PATIENCE
            while not reached():
                if time.monotonic() > end:
                    raise Failed(_("The window did not open the record book."))
                qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

        gone: list[bool] = []
        window.closed.connect(lambda: gone.append(True))
        try:
            window.begin()
            window.show()
            cover = window.cover()
            assert cover is not None
            cover.entered.emit(done.password)
            until(lambda: window.shell() is not None and not made.tasks.under_way())
            picture = window.grab().toImage()
            window.close()
            until(lambda: bool(gone))
        finally:
            made.close()
        across = range(0, picture.width(), 7)
        seen = {picture.pixel(x, y) for x in across for y in range(0, picture.height(), 7)}
        if len(seen) < COLOURS:
            raise Failed(_("The window stayed empty."))
        say(f"{picture.width()} × {picture.height()}, {qt.platformName()}")

    def _page(self, done: "Demonstration", say: Callable[[str], None]) -> None:
        """Print rare characters and read them back from the page."""
        from core.services import drafts, preview, vaults
        from gui.widgets.raster import find_on_pages

        vault = vaults.open_vault(done.vault, done.password, clock=SystemClock())
        try:
            record = drafts.begin(vault, "study_session", values={"title": RARE})
            page = preview.draft_pdf(vault, record)
            drafts.discard(vault, record.id, revision=record.revision)
        finally:
            vaults.close(vault)
        if not find_on_pages(page, RARE, [0]):
            raise Failed(_("The page does not show them."))
        say(RARE)

    def _judge(self, done: "Demonstration", say: Callable[[str], None]) -> None:
        """Have the packet judged by a child process, and refused once a byte is changed."""
        from core.services.judging import judge

        spoilt = self._folder / "spoilt.pdf"
        data = bytearray(done.packet.read_bytes())
        data[len(data) // 2] ^= 1
        spoilt.write_bytes(data)
        good, bad = judge(done.packet, trust=done.trust), judge(spoilt, trust=done.trust)
        if good.light != "valid" or bad.light != "invalid":
            raise Failed(f"{good.light}: {good.reason}; {bad.light}: {bad.reason}")
        say(verdict(good.reason, good.particulars).reason)

    def _backup(self, done: "Demonstration", say: Callable[[str], None]) -> None:
        """Back up, restore elsewhere, and count."""
        from core.services import backups, restoring, vaults

        clock = SystemClock()
        vault = vaults.open_vault(done.vault, done.password, clock=clock)
        try:
            made = backups.make(vault)
        finally:
            vaults.close(vault)
        put = restoring.restore(made.path, done.password, self._folder / "restored.taizhang", clock=clock)
        again = vaults.open_vault(put.folder, done.password, clock=clock)
        try:
            count = restoring.look(again).records
        finally:
            vaults.close(again)
        if count != sum(done.kinds.values()):
            raise Failed(fill(_("{count} records came back."), {"count": count}))
        say(fill(_("{count} records came back."), {"count": count}))


def step_words(name: str) -> str:
    """Return what a step is called."""
    return {
        "school": _("Record book, pages, signature"),
        "window": _("Window"),
        "page": _("Rare characters"),
        "judge": _("Judging"),
        "backup": _("Backup and restoring"),
    }[name]
