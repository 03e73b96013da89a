"""回执: all that waits goes onto the stick in one go, with a result for each file."""

import pytest

from core.campaign.reader import preset
from core.services.desk import authority, handover, intake, replies
from tests.support.desks import StagedDesk


@pytest.fixture
def waiting(qtbot, tmp_path):
    """A desk with a receipt and a notice that were made and not carried."""

    class Made(StagedDesk):
        def __init__(self) -> None:
            super().__init__(tmp_path, language="en")

        def before(self) -> None:
            world = self.world
            row = next(intake.scan(world.desk.register, iter([world.packet()]), clock=world.clock))
            replies.receive(world.desk, row.incoming.id, folder=world.place)
            authority.notice(world.desk, preset(), folder=world.place)

    found = Made()
    yield found
    found.close()


def register(scene: StagedDesk):
    return scene.stage.window._vault.register


def test_all_that_waits_is_carried_and_told_file_by_file(waiting):
    waiting.plug_in()
    page = waiting.go("answers")
    assert len(page.waiting()) == 2
    assert page._schools.count() == 2
    page.all_button.click()
    page.handover.carry(waiting.world.stick)
    waiting.stage.settle(seconds=60)
    assert replies.waiting(register(waiting)) == ()
    assert page.waiting() == ()
    assert page.all_button.isHidden()
    names = {line.name for line in handover.listing(register(waiting))[:2]}
    assert names == {path.name for path in waiting.world.stick.rglob("*.pdf")} & names
    assert len(names) == 2


def test_one_that_cannot_be_written_is_told_and_offered_again(waiting):
    waiting.plug_in()
    page = waiting.go("answers")
    name = page.waiting()[0].name
    (waiting.world.stick / name).write_bytes(b"somebody else's file")
    page.all_button.click()
    page.handover.carry(waiting.world.stick)
    waiting.stage.settle(seconds=60)
    assert [one.name for one in replies.waiting(register(waiting))] == [name]
    assert page.handover.letting_go is None
    assert page.handover._places.isVisible()
    (waiting.world.stick / name).unlink()
    page.handover.carry(waiting.world.stick)
    waiting.stage.settle(seconds=60)
    assert replies.waiting(register(waiting)) == ()
    assert page.handover.letting_go is not None


def test_the_log_prints_a_slip_for_a_round(waiting):
    page = waiting.go("answers")
    page._print(handover.listing(register(waiting))[:1])
    waiting.stage.settle(seconds=60)
    window = waiting.stage.window.shell()._places.print_window
    assert window.isVisible()
    window.reject()


def test_nothing_that_waits_is_said_calmly(scene):
    page = scene.go("answers")
    assert page.waiting() == ()
    assert page.all_button.isHidden()
    page.write_all()
    assert page.handover.isHidden()
