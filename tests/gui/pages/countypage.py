"""A school's pages over a vault that has a county: the real desk answers, the real pages read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from core.records.errand import Remark
from core.services import receipts
from core.services.desk import handover, replies
from core.views.verdicts import DriveView
from gui.pages.page import Page
from tests.flows.test_school_and_county import World
from tests.gui.pages.opened import Opened
from tests.support.stage import AnsweringChooser


class Sticks:
    """The sticks a test has plugged in."""

    def __init__(self, *folders: Path) -> None:
        self.drives = tuple(DriveView(path=one, label="云岙小学 8GB", free=1, writable=True) for one in folders)

    def look(self) -> None:
        """There is nothing new to see."""


class WithCounty:
    """A world of school and county, and a bench for the school's pages."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        (folder / "bench").mkdir()
        (folder / "world").mkdir()
        self.bench = Opened(folder / "bench", qtbot)
        self.world = World(folder / "world")
        self.vault, self.tasks, self.clock = self.world.vault, self.bench.tasks, self.world.clock
        self.chooser = AnsweringChooser()
        self.sticks = Sticks(self.world.stick)

    def show(self, page: Page, **how: Any) -> None:
        """Show a page in front and listen to it."""
        self.bench.show(page, **how)

    def close(self) -> None:
        """Take everything down."""
        self.bench.close()
        self.world.close()


@contextmanager
def with_county(folder: Path, qtbot: QtBot) -> Iterator[WithCounty]:
    """Open a school and its county."""
    made = WithCounty(folder, qtbot)
    try:
        yield made
    finally:
        made.close()


def sent_back(world: World, *, field: str = "content", note: str = "改好再报。") -> str:
    """Hand a session in, have it sent back with a remark, and take the return in; returns the record."""
    world.trusted()
    row = world.rows(world.packet())[0]
    item = row.incoming.items[0]
    remark = Remark(record=item.record, number=item.number, field=field, label="学习内容", text="请写明讨论了什么。")
    back = replies.send_back(world.desk, row.incoming.id, remarks=[remark], note=note, folder=world.place)
    receipts.take(world.vault, handover.carry(world.desk, back.id, world.stick).path)
    return item.record
