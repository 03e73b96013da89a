"""Screens of an update: on the stick, refused, under way, done, and on the closed cover."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from core.base.errors import UpdateCutOff
from core.base.version import VERSION
from gui.windows.updating import UpdatingCard
from tests.support.bundles import HERE, install, lay_update, plugged, stand_in
from tests.support.stage import Stage
from tests.support.vaults import lay

UPDATE = ("update-none", "update", "update-refused", "update-done", "update-failed", "update-next", "update-cover")
CHANGES = {
    "zh_CN": (
        "插上县局的U盘，程序自己找到更新，核对后再装",
        "打印整改台账时可以只印没有销号的",
        "备份写到U盘以后，写明可以安全拔出",
        "修正：调研日记在150%字号下最后一行看不到",
    ),
    "en": (
        "An update on the county’s stick is found by itself and compared before it is laid down",
        "The rectification ledger prints only what is still open, if that is wanted",
        "A backup on a stick says when it is safe to pull it out",
        "Mended: the last line of a research diary was out of sight at 150 %",
    ),
}


class Updated:
    """A school whose program seems to run from a folder of its own, and a stick; `close` must be called."""

    def __init__(self, folder: Path, **how: Any) -> None:
        self._patch = pytest.MonkeyPatch()
        self.stick = folder / "stick"
        self.stick.mkdir(parents=True)
        stand_in(self._patch, install(folder / "taizhang", VERSION))
        self.stage = Stage(folder, vault=lay(folder), **how)
        self.stage.unlock()

    def close(self) -> None:
        """End it."""
        self.stage.close()
        self._patch.undo()

    def screens(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield each screen's name, and how to get there from the one before."""
        steps = (self._none, self._offer, self._refused, self._done, self._failed, self._next, self._cover)
        yield from zip(UPDATE, steps, strict=True)

    def _card(self) -> Any:
        shell = self.stage.window.shell()
        assert shell is not None
        shell.go("settings")
        self.stage.settle()
        page: Any = shell.page()
        return page.updates

    def _look(self, card: Any) -> None:
        card.look((plugged(self.stick),))
        self.stage.settle()
        shell = self.stage.window.shell()
        page: Any = shell.page() if shell is not None else None
        for _turn in range(3 if page is not None else 0):
            QApplication.processEvents()
            bar = page._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _none(self) -> None:
        self._look(self._card())

    def _offer(self) -> None:
        self.update = lay_update(self.stick, changes=CHANGES, large=3 << 20)
        self._look(self._card())

    def _refused(self) -> None:
        (self.update / f"{HERE}.sig").unlink()
        self._look(self._card())

    def _done(self) -> None:
        shutil.rmtree(self.update)
        lay_update(self.stick, changes=CHANGES)
        card = self._card()
        self._look(card)
        card.update_now()
        self.stage.until(lambda: isinstance(self._shown(), UpdatingCard))
        self.stage.settle()

    def _shown(self) -> Any:
        return self.stage.window._standing.now()

    def _failed(self) -> None:
        self._shown()._failed(UpdateCutOff(path=str(self.stick)))

    def _next(self) -> None:
        self._shown().buttons["book"].click()
        self.stage.unlock()
        shutil.rmtree(self.stick / "台账更新-0.2.0")
        self._look(self._card())

    def _cover(self) -> None:
        self.stage.window.lock()
        self.stage.settle()
        lay_update(self.stick, "0.3.0", changes=CHANGES)
        self.stage.window._updating.show()
        self.stage.settle()
        self._look(self._shown().updates)
