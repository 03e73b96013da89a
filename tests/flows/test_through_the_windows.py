"""Two schools and a county, each in a window of its own, and one real exFAT stick: from set-up to the last receipt."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from core.base.clock import FixedClock
from core.exchange.layout import DOWN, UP, find_documents
from core.services import county, drafts, packets, people, records, sticking, submit, vaults
from core.services.desk import reports
from core.services.desk import trust as trusting
from core.services.vaults import Vault
from core.views.county import Standing
from core.views.desk import State
from tests.support.deskwindow import DeskWindow
from tests.support.exfat import ExfatStick, drives_with, exfat
from tests.support.schoolwindow import SchoolWindow
from tests.support.stage import Stage
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, SCHOOL, SESSION

COUNTY = "云川县教育局"
FIRST, SECOND = "云川县云岙镇中心小学", "云川县白石小学"


def school(folder: Path, clock: FixedClock, name: str) -> SchoolWindow:
    """Make a school's vault, with a key of its own, and open its program."""
    folder.mkdir()
    vault = vaults.create(
        folder / "school",
        password=PASSWORD,
        school=msgspec.structs.replace(SCHOOL, name=name, short=name[3:]),
        principal=PEOPLE[0],
        clock=clock,
        cost=CHEAP,
        quick_key=True,
    )
    for person in PEOPLE[1:]:
        people.save(vault, person)
    vault.close()
    stage = Stage(folder, vault=vault.folder, clock=clock)
    stage.unlock()
    return SchoolWindow(stage)


class Loop:
    """The three windows and the stick that goes from hand to hand."""

    def __init__(self, folder: Path, stick: ExfatStick) -> None:
        self.clock, self.stick, self.folder = FixedClock(NOON), stick, folder
        self.safe = folder / "safe"
        self.safe.mkdir()
        self.schools = (school(folder / "a", self.clock, FIRST), school(folder / "b", self.clock, SECOND))
        (folder / "county").mkdir()
        self.desk = DeskWindow(Stage(folder / "county", clock=self.clock))

    def windows(self) -> Iterator[Stage]:
        for one in (*self.schools, self.desk):
            yield one.stage

    def travel(self) -> None:
        """Pull the stick out of one computer and put it into the next; every program looks."""
        self.stick.reinsert()
        for stage in self.windows():
            stage.window._drives.look()
            stage.settle()

    def on_stick(self) -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in find_documents(self.stick.folder)}

    def close(self) -> None:
        for stage in self.windows():
            stage.close()


@pytest.fixture
def loop(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    with exfat(tmp_path / "usb", size=32 << 20) as stick:
        drives = drives_with(tmp_path / "blocks", stick)
        for module in (sticking, submit):
            monkeypatch.setattr(module, "drives", lambda: drives)
        made = Loop(tmp_path, stick)
        yield made
        made.close()


def finished(vault: Vault) -> str:
    begun = drafts.begin(vault, "study_session", values=SESSION)
    return records.move(vault, begun.id, "finish", revision=begun.revision).id


def test_two_schools_and_a_county_close_the_loop_through_their_windows(loop: Loop):
    one, two = loop.schools
    desk = loop.desk
    desk.set_up(loop.folder / "county" / "desk", loop.safe, county=COUNTY, clerk="周望舒")
    register = desk.stage.window._vault.register

    for window in loop.schools:
        loop.travel()
        assert window.make_form().parent.name == UP
    loop.travel()
    desk.read()
    shown = {name: desk.certify(name) for name in (FIRST, SECOND)}
    for window, name in zip(loop.schools, (FIRST, SECOND), strict=True):
        assert county.state(window.vault).key.split() == shown[name].split(), (
            "the clerk saw the fingerprint that the paper has"
        )
    for window in loop.schools:
        loop.travel()
        window.take_letter()
        state = county.state(window.vault)
        assert (state.standing, state.root) == (Standing.CERTIFIED, trusting.view(desk.stage.window._vault).root)

    ids = [finished(window.vault) for window in loop.schools]
    for window, record in zip(loop.schools, ids, strict=True):
        loop.travel()
        assert window.hand_in(record).parent.name == UP
    before = loop.on_stick()

    loop.travel()
    desk.read()
    assert {packet.school_name for packet in reports.arrivals(register)} == {FIRST, SECOND}
    desk.receive(FIRST)
    sent_back = desk.send_back(SECOND, "content", "请写明讨论了什么。")
    assert len([path for path in loop.on_stick() if path.parent.name == DOWN]) == 4

    loop.travel()
    one.read()
    assert records.read(one.vault, ids[0]).state == "received"
    loop.travel()
    two.mend("讨论了村小的课桌，五人都发了言。")
    assert records.read(two.vault, ids[1]).state == "done"
    two.hand_in_again(ids[1])

    loop.travel()
    desk.read()
    new = desk.receive(SECOND)
    assert new.replaces == sent_back.id
    loop.travel()
    two.read()
    assert records.read(two.vault, ids[1]).state == "received"
    newest, oldest = packets.listing(two.vault)
    assert (newest.received_on is not None, oldest.replaced_by) == (True, newest.title)
    assert [line.packets[0].state for line in reports.overview(register)] == [State.RECEIVED] * 2
    after = loop.on_stick()
    assert all(after[path] == content for path, content in before.items()), "what lay on the stick is as it was"
    assert all(not stage.crashes for stage in loop.windows())
