"""Draw a principal's year, step by step, from the real windows: the pictures of docs/guide/校长.md.

A record book is made by its wizard; the rest is the fictional school of the demonstration, with a county's desk and a
stick between them.
"""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QScrollArea

from core.records.errand import Remark
from core.services import demonstration, people, records, sticking
from core.services.desk import authority, desks, handover, intake, replies
from gui.widgets.attendance import AttendanceField
from gui.widgets.question import Question
from tests.support.picturing import OneStick, Scene
from tests.support.screens import add_examples, school
from tests.support.stage import Stage
from tests.support.vaults import CHEAP

SIZE = (1204, 640)
BEFORE = "school-"
PASSWORD = "夜学 2008 云岙小学"
STICK = "云岙小学"


class Beginning(Scene):
    """From the first page to the recovery sheet."""

    def draw(self) -> None:
        """Go the whole way."""
        wizard: Any = self.stage.window._standing.now()
        wizard.school.recall(
            {"name": "云川县云岙镇中心小学", "short": "云岙小学", "district": "云岙学区", "superior": "云川县教育局"}
        )
        wizard.people.recall(
            {"name": "林志远", "party": True, "staff": "周海燕 书记 党员\n王䶮 教导主任\n苏𬍛 音乐教师"}
        )
        for field in (wizard.secret.pair.first, wizard.secret.pair.second):
            field.setText(PASSWORD)
        wizard.secret.pair.first.edited.emit()
        self.grab("first-run")
        for _step in range(3):
            wizard.onward()
        self.grab("password")
        wizard.onward()
        wizard.onward()
        self.stage.until(lambda: self.stage.window.shell() is not None, seconds=60)
        page = self.go("settings", card="ways")
        page.ways.make.click()
        self.settle()
        dialog = page.ways.dialog
        dialog.field.line.setText(PASSWORD)
        dialog.buttons["open"].click()
        self.grab_print("recovery-sheet")


class Principal(Scene):
    """The fictional school on the nineteenth of September."""

    def __init__(self, out: Path, place: Path, stage: Stage, *, count: int) -> None:
        super().__init__(out, stage, before=BEFORE, count=count)
        self.place = place
        self.stick = place / STICK
        self.safe = place / "safe"
        for folder in (self.stick, self.safe):
            folder.mkdir()
        sticking.drives = lambda: OneStick(self.stick)  # type: ignore[attr-defined]
        self.desk = desks.create(
            place / "county",
            password="收件台 2008",
            county="云川县教育局",
            clerk="周望舒",
            safe=desks.Safe(self.safe, "根密钥 2008"),
            clock=stage.clock,
            quick_keys=True,
            cost=CHEAP,
        )

    @property
    def vault(self) -> Any:
        """The open record book."""
        return self.stage.window._vault

    def draw(self) -> None:
        """Go the whole way."""
        self.write()
        self.follow()
        self.print_out()
        self.enrol()
        self.hand_in()
        self.answers()
        self.inspection()
        self.keep()
        self.lock()
        self.succeed()

    # --- the parts ---------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Today, and an evening of study."""
        self.go("home")
        self.grab("home")
        self.page().new_wanted.emit("study_session", "night_study", None)
        self._editor()
        form = self.page().form()
        title = form.editor("title").entry(("title",))
        title.setText("怎样把课堂提问分给后排")
        title.edited.emit()
        self.stage.until(lambda: not self.page().saving().unsaved)
        self.grab("editor")
        field = next(iter(self.page().findChildren(AttendanceField)))
        away = next(person.id for person in people.listing(self.vault) if person.name == "吴立新")
        field._tiles.tile(away).click()
        field.absence(away).reason.setCurrentIndex(1)
        field.absence(away).reason.edited.emit()
        self.stage.until(lambda: not self.page().saving().unsaved)
        self.grab("absent", of=[field])

    def follow(self) -> None:
        """What became of a session, and the ledger."""
        told = next(line for line in records.listing(self.vault, "forum") if line.number)
        page = self.go("research", record=told.id)
        page.pane().show_record(told.id)
        self.settle()
        bar = page.pane()._scroll.verticalScrollBar()
        bar.setValue(bar.maximum())
        self.grab("became")
        self.go("rectification")
        self.grab("ledger")
        self.go("campaigns")
        self.grab("campaign")

    def print_out(self) -> None:
        """The print window."""
        page = self.go("study")
        listed = page.listed()
        listed.selectAll()
        draft = listed.model().index(0, 0)
        listed.selectionModel().select(draft, QItemSelectionModel.SelectionFlag.Deselect)
        self.settle()
        page.print_now()
        window = self.print_window()
        window.resize(window.size().boundedTo(self.stage.window.size()))
        self.settle()
        self.grab("print", window)

    def enrol(self) -> None:
        """The form, the letter, and what 设置 says afterwards."""
        self.plug_in(self.stick, STICK)
        page = self.go("settings")
        page.county.next.click()
        self.settle()
        wizard = self.page().wizard
        wizard.ask.contact.setText("0577-6470 1234")
        wizard.ask.contact.edited.emit()
        wizard.ask.password.line.setText(self.stage.password)
        wizard.steps.next.click()
        self.stage.until(lambda: wizard.step() == "form", seconds=60)
        self.grab("form")
        wizard.steps.next.click()
        wizard.steps.next.click()
        self.stage.until(lambda: wizard.carried is not None, seconds=60)
        form = wizard.carried.path
        seen = authority.look_at_form(self.desk, form)
        letter = authority.certify(
            self.desk, form, name=seen.school, principal=seen.principal, confirmed=seen.key, folder=self.place
        )
        handover.carry(self.desk, letter.id, self.stick)
        page = self._read()
        next(line for line in page.lines() if line.action).action.click()
        self.settle()
        question = page.question
        self.grab_over("letter", question)
        question.agrees.set_value(on=True)
        question.buttons["take"].click()
        self.settle()

    def hand_in(self) -> None:
        """A packet, step by step."""
        from tests.support.screens import _onward

        wizard = self.go("packet").wizard
        wizard.choose.rows.tick_all(on=False)
        own = {"study_session", "research_diary", "rectification"}
        told = {line.id for line in records.listing(self.vault) if line.kind in own}
        wizard.choose.rows.tick_all(on=True)
        wizard.choose.rows.tick([record for record in wizard.choose.chosen() if record in told])
        listed = wizard.choose.list
        listed.scrollTo(listed.model().index(listed.model().rowCount() - 8, 0))
        self.grab("choose")
        wizard.steps.next.click()
        self.settle()
        self.grab("check")
        _onward(self.stage, "look")
        wizard.steps.next.click()
        wizard.sign.password.line.setText(self.stage.password)
        wizard.steps.next.click()
        self.stage.until(lambda: wizard.step() == "carry", seconds=60)
        wizard.carry.show_drives(self.stage.window.drives().drives)
        wizard.steps.next.click()
        self.stage.until(lambda: wizard.delivery.carried is not None, seconds=60)
        self.grab("carried")
        self.packet = wizard.delivery.carried.path
        wizard.steps.next.click()
        self.settle()

    def answers(self) -> None:
        """What came back: a return, mended."""
        self.stage.clock.set(self.stage.clock.now() + timedelta(days=1))
        row = next(iter(intake.scan(self.desk.register, iter([self.packet]), clock=self.stage.clock)))
        item = next(item for item in row.incoming.items if item.number.startswith("ST-"))
        remark = Remark(
            record=item.record,
            number=item.number,
            field="content",
            label="学习内容",
            text="请写明讨论了哪些问题。",
        )
        back = replies.send_back(self.desk, row.incoming.id, remarks=[remark], note="改好再报。", folder=self.place)
        handover.carry(self.desk, back.id, self.stick)
        page = self._read()
        self.grab("answers")
        line = next(line for line in page.lines() if line.chip.text == "退回")
        line.action.click()
        self._editor()
        editor = self.page()
        editor.press_done()
        self.settle()
        next(one for one in editor.findChildren(Question) if one.isVisible()).buttons["yes"].click()
        self.settle()
        editor.form().go_to(("content",))
        self.settle()
        for area in editor.findChildren(QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + (120 if bar.value() else 0))
        self.grab("mending")

    def inspection(self) -> None:
        """What agrees and what does not."""
        self.go("inspection")
        self.grab("inspection")

    def keep(self) -> None:
        """A backup on this computer and on the stick."""
        page = self.go("backup")
        page.state.now.click()
        self.settle()
        page.stick.write.click()
        self.settle()
        self.grab("backup", of=[page.state, page.stick])

    def lock(self) -> None:
        """The cover, and the recovery sheet's code."""
        self.stage.window.lock()
        self.settle()
        self.stage.until(lambda: self.stage.window.cover() is not None)
        card = self.stage.window.cover()
        self.grab("cover", of=[card._card])
        card.turn()
        self.grab("forgot", of=[card._card])
        card.turn()
        self.stage.unlock()

    def succeed(self) -> None:
        """Another principal."""
        self.go("succession")
        self.grab("succession")

    # --- tools -----------------------------------------------------------------------------------------------

    def _read(self) -> Any:
        page = self.go("answers", sticks=True)
        self.settle()
        return page

    def _editor(self) -> None:
        self.stage.until(lambda: self.page().tells_saved and self.page().form() is not None)
        self.settle()

    def grab_over(self, name: str, dialog: Any) -> None:
        """Keep what a dialog shows, and let it stand."""
        reject, dialog.reject = dialog.reject, lambda: None
        self.grab(name, dialog)
        dialog.reject = reject


def draw_school(out: Path, *, percent: int = 100) -> int:
    """Draw all pictures; returns how many."""
    with tempfile.TemporaryDirectory(prefix="guide-school-") as place:
        return _draw(out, Path(place), percent=percent)


def _draw(out: Path, place: Path, *, percent: int) -> int:
    first = place / "first"
    for folder in (first, place / "program"):
        folder.mkdir()
    beginning = Beginning(out, Stage(first, percent=percent, size=SIZE), before=BEFORE)
    try:
        beginning.draw()
    finally:
        beginning.stage.close()
    vault, clock = school(place)
    add_examples(vault, clock)
    stage = Stage(
        place / "program", vault=vault, percent=percent, size=SIZE, clock=clock, password=demonstration.PASSWORD
    )
    stage.unlock()
    story = Principal(out, place, stage, count=beginning.count)
    try:
        story.draw()
    finally:
        stage.close()
        story.desk.close()
    return story.count
