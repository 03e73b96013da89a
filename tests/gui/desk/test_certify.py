"""发证: nothing is certified before the fingerprint was compared, and the letter goes onto the stick of the form."""

import pytest

from core.records.errand import Why
from core.services import county
from core.services.desk import authority
from core.views.county import Standing
from tests.support.desks import LONG_NAME, StagedDesk, take_letter


@pytest.fixture
def fresh(qtbot, tmp_path):
    """A desk that has certified nobody yet, with a form on the stick and the pane open."""
    found = StagedDesk(tmp_path, language="en", trusted=False)
    found.form()
    found.read_stick()
    yield found
    found.close()


def schools(scene: StagedDesk):
    return authority.schools(scene.stage.window._vault.register)


def test_it_certifies_nobody_before_the_fingerprint_is_compared(fresh):
    pane = fresh.page().form
    assert pane.isVisible()
    pane.certify_button.click()
    fresh.stage.settle()
    assert schools(fresh) == ()
    assert pane._says.count() == 1
    assert fresh.stage.window.focusWidget() is pane.same


def test_the_letter_goes_onto_the_same_stick_and_the_school_takes_it(fresh):
    pane = fresh.page().form
    form = pane.fingerprint.digits.text()
    assert len(form.split()) == 16
    pane.same.click()
    pane.certify_button.click()
    fresh.stage.settle(seconds=60)
    assert [school.principal for school in schools(fresh)] == ["林志远"]
    assert list(fresh.world.stick.rglob("*证书函*.pdf"))
    assert pane.handover.letting_go is not None
    take_letter(fresh.world)
    assert county.state(fresh.world.vault).standing is Standing.CERTIFIED


def test_names_are_needed_and_stand_as_the_county_writes_them(fresh):
    pane = fresh.page().form
    pane.same.click()
    pane.name.set_value("")
    pane.certify_button.click()
    fresh.stage.settle()
    assert schools(fresh) == ()
    pane.name.set_value(LONG_NAME)
    pane.principal.set_value("王䶮")
    pane.certify_button.click()
    fresh.stage.settle(seconds=60)
    assert [(school.name, school.principal) for school in schools(fresh)] == [(LONG_NAME, "王䶮")]


def test_a_second_form_of_the_school_takes_the_first_certificates_place(scene):
    (before,) = schools(scene)
    form = scene.form(Why.LOST)
    page = scene.read_stick()
    page._choose(next(entry.key for entry in page.entries() if entry.row.path == form))
    scene.stage.settle()
    pane = page.form
    assert "withdrawn" in pane._known.text()
    pane.same.click()
    pane.certify_button.click()
    scene.stage.settle(seconds=60)
    (after,) = schools(scene)
    assert after.id == before.id
    assert after.fingerprint != before.fingerprint
    assert after.withdrawn == 1


def test_another_form_asks_for_comparing_anew(fresh):
    page = fresh.page()
    page.form.same.click()
    other = fresh.form(Why.RENEWAL)
    page = fresh.read_stick()
    entry = next(entry for entry in page.entries() if entry.row.path == other)
    page._choose(entry.key)
    fresh.stage.settle()
    assert not page.form.same.isChecked()


def test_another_form_of_the_same_name_in_the_same_place_shows_its_own_fingerprint(fresh):
    page = fresh.page()
    before = page.form.fingerprint.digits.text()
    path = next(entry.row.path for entry in page.entries() if entry.form)
    page.form.same.setChecked(True)
    again = fresh.form(Why.LOST)
    again.replace(path)
    fresh.read_stick()
    assert [entry.row.path for entry in page.entries() if entry.form] == [path]
    assert page.form.fingerprint.digits.text() != before
    assert not page.form.same.isChecked()
