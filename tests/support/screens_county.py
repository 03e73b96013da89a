"""Pictures of the loop with the county: letter, answers, what was sent back and mended, closed packets, USB keys."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from core.base.errors import PinWrong
from core.campaign.reader import preset
from core.records.errand import Remark
from core.services import drafts, packets, records, vaults
from core.services.desk import authority, handover, replies
from core.views.county import TokenLine
from core.views.verdicts import DriveView
from gui.widgets.question import Question
from tests.flows.test_school_and_county import World
from tests.support.examples import EXAMPLES
from tests.support.stage import Stage

TOKENS = (
    TokenLine(label="校长", serial="a", maker="示例厂商", few_tries=False, locked=False),
    TokenLine(label="旧U盾", serial="b", maker="示例厂商", few_tries=False, locked=True),
)
COUNTY = (
    "county-choose-before",
    "county-letter",
    "county-settings",
    "county-token",
    "county-answers",
    "county-packets",
    "county-sent-back",
    "county-mending",
    "county-choose-closed",
    "county-replaces",
    "county-sign-token",
    "county-judge",
)
"""Names of the pictures."""


class Loop:
    """A school and its county, and the pictures in the order in which things happen."""

    def __init__(self, folder: Path, **how: Any) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.world = World(folder)
        self.world.certify(self.world.enrol())
        begun = drafts.begin(self.world.vault, "petition", values=EXAMPLES["petition"])
        first = records.open_record(self.world.vault, begun.id).moves[0]
        records.move(self.world.vault, begun.id, first.key, revision=begun.revision)
        vaults.close(self.world.vault)
        self.stage = Stage(folder, vault=self.world.vault.folder, clock=self.world.clock, **how)
        self.stage.unlock()
        drive = DriveView(path=self.world.stick, label="云岙小学 8GB", free=7_300_000_000, writable=True)
        drives = self.stage.window._drives
        drives.drives = (drive,)
        drives._looking = True  # it finds no other
        self.world.vault = self.stage.window._vault
        self.record = ""

    def close(self) -> None:
        """Take everything down."""
        self.stage.close()
        self.world.desk.close()

    def screens(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Yield names of pictures and how to get to each from the one before."""
        ways = (
            partial(self._go, "packet"),
            self._letter,
            self._settings,
            self._token,
            self._answers,
            partial(self._go, "submit"),
            self._sent_back,
            self._mending,
            self._closed,
            self._replaces,
            self._sign,
            partial(self._go, "judge", sticks=True),
        )
        yield from zip(COUNTY, ways, strict=True)

    def _go(self, place: str, **memory: Any) -> None:
        self.stage.window.shell().go(place, memory)
        self.stage.settle(seconds=60)

    def _page(self) -> Any:
        return self.stage.window.shell().page()

    def _letter(self) -> None:
        self._go("answers", sticks=True)
        self._ask()

    def _ask(self) -> None:
        next(line for line in self._page().lines() if line.action).action.click()
        self.stage.settle()
        self.stage.overlay = self._page().question

    def _settings(self) -> None:
        self._ask()
        question, self.stage.overlay = self._page().question, None
        question.agrees.set_value(on=True)
        question.buttons["take"].click()
        self.stage.settle()
        self._go("settings")
        page = self._page()
        page._scroll.verticalScrollBar().setValue(page.county.y())

    def _token(self) -> None:
        page = self._page()
        page.county.token.click()
        question = page.keys.question
        question._show(TOKENS)
        question._refused(PinWrong(label="校长", last=1))
        self.stage.overlay = question

    def _answers(self) -> None:
        world = self.world
        row = world.rows(world.packet())[0]
        item = row.incoming.items[0]
        self.record = item.record
        remark = Remark(
            record=item.record, number=item.number, field="content", label="学习内容", text="请写明讨论了什么。"
        )
        back = replies.send_back(world.desk, row.incoming.id, remarks=[remark], note="改好再报。", folder=world.place)
        notice = authority.notice(world.desk, preset(), words="请各校于本月内导入。", folder=world.place)
        for made in (back, notice):
            handover.carry(world.desk, made.id, world.stick)
        (world.stick / "课表.pdf").write_bytes(b"%PDF-1.7 a timetable")
        self._go("answers", sticks=True)

    def _sent_back(self) -> None:
        self._page()._mend(packets.listing(self.world.vault)[0])
        self.stage.until(lambda: self._page().tells_saved and self._page().form() is not None)
        self.stage.settle()

    def _mending(self) -> None:
        editor = self._page()
        editor.press_done()
        self.stage.settle()
        next(one for one in editor.findChildren(Question) if one.isVisible()).buttons["yes"].click()
        self.stage.settle()
        editor.form().go_to(("content",))

    def _closed(self) -> None:
        self._page().press_done()
        self.stage.settle()
        self._go("packet")
        choose = self._page().wizard.choose
        choose.sealed.set_value(on=True)
        choose.sealed.edited.emit()

    def _replaces(self) -> None:
        wizard = self._page().wizard
        wizard.choose.sealed.set_value(on=False)
        wizard.choose.sealed.edited.emit()
        wizard.choose.rows.tick([self.record])
        wizard.steps.next.click()
        self.stage.settle()

    def _sign(self) -> None:
        wizard = self._page().wizard
        for row in wizard.check.rows():
            row.field.setText("情况已经核实，原因写在会议记录里。")
            row.field.edited.emit()
        wizard.steps.next.click()
        self.stage.until(lambda: wizard._drawn is not None, seconds=60)
        wizard.steps.next.click()
        wizard.sign.show_token("校长")
        wizard.sign.refuse(PinWrong(label="校长", last=0))
        self.stage.settle()
