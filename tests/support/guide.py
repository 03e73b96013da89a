"""Draw the ways of a county's clerk and of a principal from the real windows, and lay their guides out.

`python -m tests.support.guide FOLDER [PERCENT] [long]` writes the pictures of docs/guide, in Chinese, and both guides
as PDF with the pictures that are kept. A real desk is set up by its wizard, a real school makes its form and its
packets; "long" gives the clerk's school a name of sixty characters.
"""

import os
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from core.base.clock import FixedClock
from core.records.errand import Why
from core.services import county, drafts, guides, packets, records, sticking, submit
from core.services.guides import Reader
from tests.support.desks import LONG_NAME, add_school, take_first_letter
from tests.support.guide_school import draw_school
from tests.support.picturing import OneStick, Scene
from tests.support.stage import Stage
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy

OTHERS = ("云川县第一小学", "云川县白石小学", "云川县桥墩镇中心小学", "云川县矾山镇第二小学")
DESK_PASSWORD = "收件台 2008"
SIZE = (1204, 640)
"""Of the window: not as wide as the screens it is made for, so that more of it is read on paper."""


class Guide(Scene):
    """One clerk's first days; each step leaves a numbered picture."""

    def __init__(self, out: Path, place: Path, *, percent: int = 100, name: str = "") -> None:
        self.place, self.name = place, name
        self.clock = FixedClock(NOON)
        self.stick, self.safe = place / "云岙小学", place / "空白U盘"
        for folder in (self.stick, self.safe, place / "school", place / "program"):
            folder.mkdir()
        self.vault = open_copy(place / "school", clock=self.clock)
        super().__init__(
            out,
            Stage(place / "program", percent=percent, size=SIZE, clock=self.clock, password=DESK_PASSWORD),
        )
        sticking.drives = lambda: OneStick(self.stick)  # type: ignore[attr-defined]

    def close(self) -> None:
        """End the program and the school."""
        self.stage.close()
        self.vault.close()

    def draw(self) -> int:
        """Go the whole way; returns how many pictures there are."""
        self.set_up()
        self.enrol()
        self.take_in()
        self.look_around()
        return self.count

    # --- the parts -------------------------------------------------------------------------------------

    def set_up(self) -> None:
        """From the first page to the notice of the root."""
        self.grab("first-run")
        self.plug_in(self.safe, "空白U盘")
        first: Any = self.stage.window._standing.now()
        first.language.county_button.click()
        wizard: Any = self.stage.window._standing.now()
        wizard.show_drives(self.stage.window.drives().drives)
        wizard.names.county.set_value("云川县教育局")
        wizard.names.county.edited.emit()
        wizard.names.clerk.set_value("周望舒")
        wizard.names.where.set_value("D:\\台账\\云川县教育局.taizhang-desk")
        self.grab("setup-names")
        wizard.names.where.set_value(str(self.place / "program" / "云川县教育局.taizhang-desk"))
        wizard.onward()
        for field in (wizard.secret.pair.first, wizard.secret.pair.second):
            field.setText(DESK_PASSWORD)
        wizard.secret.pair.first.edited.emit()
        self.grab("setup-password")
        wizard.onward()
        for field in (wizard.safe.pair.first, wizard.safe.pair.second):
            field.setText("根密钥 2008 保险柜")
        wizard.safe.where.set_folder(self.safe)
        wizard.safe.pair.first.edited.emit()
        self.grab("setup-root-key")
        wizard.onward()
        self.stage.until(lambda: self.stage.window.shell() is not None)
        self.grab("setup-done")
        page = self.page()
        page.print_button.click()
        self.grab_print("root-notice")
        self.plug_in()
        self.go("intake")
        self.grab("intake-empty")

    def enrol(self) -> None:
        """The school's form is compared, and its letter goes onto the stick."""
        county.enrol(self.vault, password=PASSWORD, why=Why.FIRST, contact="0577-6470 1234", folder=self.place)
        name, content = county.form(self.vault)
        (self.stick / name).write_bytes(content)
        page = self.read()
        page._opened(page.list.currentIndex())
        self.grab("form")
        page.form.same.click()
        if self.name:
            page.form.name.set_value(self.name)
            page.form.principal.set_value("王䶮")
        self.scroll(page.form)
        self.grab("form-compared")
        page.form.certify()
        self.settle()
        self.scroll(page.form)
        self.grab("letter-written")
        take_first_letter(self.vault, self.stick)
        self.clock.set(self.clock.now() + timedelta(days=1))

    def take_in(self) -> None:
        """One packet is received, the next sent back with remarks."""
        self.packet("九月份学习情况", "2008-09-18")
        page = self.read()
        self.choose(0)
        self.grab("packet")
        page.packet.receive()
        self.settle()
        self.grab("receipt")
        self.clock.set(self.clock.now() + timedelta(days=1))
        self.packet("九月份补充材料", "2008-09-19")
        (self.stick / "下载的文件.pdf").write_bytes(b"%PDF-1.7 not a file at all")
        page = self.read()
        self.choose(0)
        page.packet.write_remarks()
        remarks = page.packet.remarks
        remarks.text.setPlainText("请写明讨论了哪些问题。")
        remarks.field.set_value("discussion")
        remarks.add()
        remarks.text.setPlainText("请补学习人员签到。")
        self.grab("remarks")
        page.packet.send_back()
        self.settle()
        self.grab("return")
        key = next(key for key, entry in page._entries.items() if entry.group == "bad")
        page._choose(key)
        page._opened(page.list.currentIndex())
        self.grab("not-valid")

    def look_around(self) -> None:
        """The lists, a notice, what waits for a stick, and the settings."""
        self.packet("九月份夜学记录", "2008-09-20")
        self.read()
        self.stage.window.lock()
        self.settle()
        self.stage.unlock()
        self.go("intake")
        self.choose(0)
        self.page().packet.receive()
        self.settle()
        desk = self.stage.window._vault
        for number, name in enumerate(OTHERS):
            add_school(desk, number, name)
        page = self.go("schools")
        self.grab("schools")
        page._opened(page.list.currentIndex())
        page.withdraw_button.click()
        page.reason.setPlainText("密钥U盘丢失")
        self.settle()
        self.grab("withdraw", page.question)
        page = self.go("notices")
        page.words.setPlainText("请各校于本月内导入，按时间要求开展活动。")
        page.sign()
        self.settle()
        self.grab("notice")
        self.go("answers")
        self.grab("receipts")
        page = self.page()
        page.write_all()
        page.handover.carry(self.stick)
        self.settle()
        self.grab("receipts-written")
        page = self.go("settings")
        self.grab("settings")
        self.scroll(page)
        self.grab("settings-keys")
        own = self.place / "收件台备份"
        own.mkdir()
        self.plug_in(own, own.name)
        page = self.go("backup")
        page.state.now.click()
        self.settle()
        self.grab("backup")

    # --- tools -----------------------------------------------------------------------------------------

    def read(self) -> Any:
        """Read the school's stick."""
        self.plug_in(self.stick, "云岙小学")
        page = self.go("intake")
        page._back_to_list()
        page.read_sticks()
        self.settle()
        return page

    def choose(self, at: int) -> None:
        """Choose the packet that waits for its answer, counted from the top."""
        page = self.page()
        waiting = [key for key, entry in page._entries.items() if entry.incoming and entry.incoming.state == "taken"]
        page._choose(waiting[at])
        page._opened(page.list.currentIndex())
        self.settle()

    def packet(self, title: str, day: str) -> None:
        """Let the school seal a packet and lay it onto the stick."""
        begun = drafts.begin(self.vault, "study_session", values={**SESSION, "date": day})
        for finding in records.open_record(self.vault, begun.id).findings:
            if finding.level == "W":
                now = records.read(self.vault, begun.id)
                drafts.explain(self.vault, begun.id, finding.mark, "照实记的，有通知。", revision=now.revision)
        now = records.read(self.vault, begun.id)
        done = records.move(self.vault, begun.id, "finish", revision=now.revision)
        drawn = packets.draw(self.vault, [done.id], title=title, folder=self.place)
        line = packets.seal(self.vault, drawn, password=PASSWORD)
        submit.carry(self.vault, line.id, self.stick)


def draw(out: Path, *, percent: int = 100, name: str = "") -> int:
    """Draw the clerk's pictures; returns how many."""
    place = Path(tempfile.mkdtemp(prefix="guide-"))
    guide = Guide(out, place, percent=percent, name=name)
    try:
        return guide.draw()
    finally:
        guide.close()
        shutil.rmtree(place)


def lay_out(out: Path) -> list[Path]:
    """Write the guides as they are kept in docs/guide as PDF; returns the files."""
    written = []
    for reader in Reader:
        path = out / f"{reader.value}.pdf"
        path.write_bytes(guides.printed(reader))
        written.append(path)
    return written


if __name__ == "__main__":
    target, *more = sys.argv[1:] or ["build/guide"]
    scale = next((int(one) for one in more if one.isdigit()), 100)
    many = draw(Path(target), percent=scale, name=LONG_NAME if "long" in more else "")
    many += draw_school(Path(target), percent=scale)
    files = " and ".join(str(path) for path in lay_out(Path(target)))
    sys.stdout.write(f"{many} pictures in {target}; {files}\n")
