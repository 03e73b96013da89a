"""设置 of a desk: the notice of the root, the clerk, the issuing certificate, the password."""

import pytest

from core.base.errors import WrongPassword
from core.base.version import VERSION
from core.services import backups, restoring, updates
from core.services.desk import desks
from core.services.desk import trust as trusting
from core.views.backups import DeskFound
from gui.windows.updating import UpdatingCard
from tests.flows.test_school_and_county import SECRET
from tests.support.bundles import install, lay_update, plugged, stand_in, started
from tests.support.desks import StagedDesk


@pytest.fixture
def page(scene):
    return scene.go("settings")


def asked(card) -> bool:
    return card.question is not None


def view(scene: StagedDesk):
    return trusting.view(scene.stage.window._vault)


def test_the_notice_of_the_root_is_shown_for_printing(scene, page):
    assert page.root.digits.text().split() == view(scene).root.upper().split()
    page.print_button.click()
    scene.stage.settle(seconds=60)
    window = scene.stage.window.shell()._places.print_window
    assert window.isVisible()
    window.reject()


def test_another_clerk_signs_from_now_on(scene, page):
    card = page.clerk
    card.button.click()
    assert not asked(card)
    card.name.set_value("周望舒")
    card.button.click()
    assert not asked(card)
    card.name.set_value("王䶮")
    card.button.click()
    card.question.buttons["no"].click()
    scene.stage.settle()
    assert view(scene).clerk == "周望舒"
    card.button.click()
    card.question.buttons["yes"].click()
    scene.stage.settle(seconds=60)
    assert view(scene).clerk == "王䶮"
    assert scene.stage.app.preferences.now.principal == "王䶮"


def box(scene: StagedDesk):
    return scene.world.safe / desks.ROOT_NAME


def fill_in(scene: StagedDesk, card, password: str = "root 2008") -> None:
    scene.stage.chooser.answers.append(box(scene))
    card._browse()
    card.password.line.setText(password)


def test_a_new_issuing_certificate_needs_the_root_key_and_its_password(scene, page):
    card = page.issuing
    card.button.click()
    assert not asked(card)
    before = view(scene).list_number
    fill_in(scene, card, "not it")
    card.button.click()
    card.question.buttons["yes"].click()
    scene.stage.settle(seconds=60)
    assert len(trusting.chain_certificates(scene.stage.window._vault.register)) == 1
    assert card.password.value() == "not it"
    fill_in(scene, card)
    card.button.click()
    card.question.buttons["yes"].click()
    scene.stage.settle(seconds=60)
    assert len(trusting.chain_certificates(scene.stage.window._vault.register)) == 2
    assert card.password.value() == ""
    assert view(scene).withdrawn == 0
    assert before


def test_a_lost_issuing_key_asks_more_gravely_and_counts_for_nothing(scene, page):
    scene.world.packet()
    card = page.issuing
    fill_in(scene, card)
    card.lost.click()
    card.button.click()
    assert card.question.windowTitle() == "Withdraw all certificates and begin anew?"
    card.question.buttons["yes"].click()
    scene.stage.settle(seconds=60)
    intake = scene.read_stick()
    assert all(entry.incoming is None for entry in intake.entries())


def test_the_root_key_of_another_county_is_told(scene, page, tmp_path):
    other = StagedDesk.root_box(tmp_path / "other")
    card = page.issuing
    scene.stage.chooser.answers.append(other)
    card._browse()
    card.password.line.setText("root 2008")
    card.button.click()
    card.question.buttons["yes"].click()
    scene.stage.settle(seconds=60)
    assert len(trusting.chain_certificates(scene.stage.window._vault.register)) == 1
    assert card.says.count() == 1


def test_the_password_is_changed_only_with_the_present_one(scene, page):
    desk = scene.stage.window._vault
    for old in ("not it", SECRET):
        page._password.old.line.setText(old)
        for field in (page._password.new.first, page._password.new.second):
            field.setText("desk 2009")
        page._password.change()
        scene.stage.settle(seconds=60)
        if old != SECRET:
            desks.verify(desk, SECRET)
    desks.verify(desk, "desk 2009")
    with pytest.raises(WrongPassword):
        desks.verify(desk, SECRET)


def test_a_desk_is_backed_up_and_closed_before_the_program_is_updated(scene, tmp_path, monkeypatch):
    root = stand_in(monkeypatch, install(tmp_path / "taizhang", VERSION))
    stick = tmp_path / "update"
    stick.mkdir()
    lay_update(stick)
    page = scene.go("settings")
    scene.stage.window.drives().changed.emit((plugged(stick),))
    scene.stage.settle(seconds=60)
    assert page.updates.go.text() == "Update to 0.2.0"
    folder = scene.stage.window.book().folder
    page.updates.go.click()
    window = scene.stage.window
    scene.stage.until(lambda: isinstance(window._standing.now(), UpdatingCard), seconds=60)
    scene.stage.settle(seconds=60)
    assert window._standing.now().heading.text() == "Version 0.2.0 starts next time"
    assert started(root) == "0.2.0"
    assert window.book() is None
    (kept,) = (folder / backups.FOLDER / updates.BEFORE).glob(backups.FILES)
    assert isinstance(restoring.rehearse(kept, SECRET, clock=scene.clock), DeskFound)
