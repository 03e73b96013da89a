"""换校长 through the real window: the list, the passwords, and the school under another principal."""

from datetime import date, timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from core.services import identities, people, vaults
from core.services.vaults import Vault
from gui.widgets.finding import FindingRow
from gui.widgets.text import Label
from gui.windows.enrol_place import EnrolPlace
from gui.windows.succession_place import SuccessionPlace
from gui.wizards.succession import SuccessionWizard
from tests.flows.filling import retype
from tests.support.stage import Stage, staged
from tests.support.typing import type_text
from tests.support.vaults import PASSWORD

NEW = "新校长的口令 2009"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.window.shell().go("succession")
    found.settle()
    yield found
    found.close()


def vault_of(stage: Stage) -> Vault:
    found = stage.window._vault
    assert isinstance(found, Vault)
    return found


def wizard(stage: Stage) -> SuccessionWizard:
    page = stage.window.shell().page()
    assert isinstance(page, SuccessionPlace)
    return page.wizard


def onward(stage: Stage) -> None:
    wizard(stage).steps.next.click()
    stage.settle()


def said(stage: Stage) -> str:
    QApplication.processEvents()
    page = wizard(stage)
    return "\n".join(row.line.text for row in page.findChildren(FindingRow) if row.isVisibleTo(page))


def passwords(stage: Stage, old: str) -> None:
    step = wizard(stage).secret
    retype(step.password.line, old)
    for field in (step.pair.first, step.pair.second):
        retype(field, NEW)


def test_a_school_is_handed_over_and_the_enrolment_is_next(stage):
    before = identities.current(vault_of(stage)).fingerprint
    who = wizard(stage).who
    assert "林志远" in who._leaving.text()
    assert who.successor.findData("p01") < 0, "nobody follows themselves"
    who.successor.set_value("p02")
    onward(stage)
    assert wizard(stage).step() == "list"
    wizard(stage).list.print_button.click()
    stage.settle()
    window = stage.window.shell()._places.print_window
    assert window._paper.name == "交接清单"
    window.close()
    onward(stage)
    passwords(stage, "不是它")
    onward(stage)
    assert "口令不对" in said(stage)
    assert people.get_school(vault_of(stage)).principal == "p01", "nothing was written"
    passwords(stage, PASSWORD)
    onward(stage)
    assert wizard(stage).step() == "done"
    assert any("单秀英 现在是校长" in label.text() for label in wizard(stage).last.findChildren(Label))
    assert people.get_school(vault_of(stage)).principal == "p02"
    assert identities.current(vault_of(stage)).fingerprint != before
    vaults.verify(vault_of(stage), NEW)
    assert stage.app.preferences.now.principal == "单秀英校长"
    onward(stage)
    page = stage.window.shell().page()
    assert isinstance(page, EnrolPlace)
    assert page.memory() == {"why": "succession"}


def test_a_term_that_ends_before_it_begins_is_refused_at_the_first_step(stage):
    vault = vault_of(stage)
    people.save(vault, msgspec.structs.replace(people.listing(vault)[0], since=date(2008, 9, 10)))
    step = wizard(stage).who
    step.successor.set_value("p03")
    retype(step.since, "2008-09-01")
    onward(stage)
    assert wizard(stage).step() == "who"
    assert "林志远" in said(stage)
    retype(step.since, "乱写")
    onward(stage)
    assert "不是日期" in said(stage)


def test_cancel_leaves_everything_as_it_was(stage):
    onward(stage)
    onward(stage)
    assert wizard(stage).step() == "secret"
    wizard(stage).steps.back.click()
    assert wizard(stage).step() == "list"
    wizard(stage).steps.cancel.click()
    stage.settle()
    assert people.get_school(vault_of(stage)).principal == "p01"
    assert not isinstance(stage.window.shell().page(), SuccessionPlace)


def test_the_new_principal_is_greeted_on_the_cover_and_gets_in(stage):
    onward(stage)
    onward(stage)
    passwords(stage, PASSWORD)
    onward(stage)
    stage.clock.set(stage.clock.now() + timedelta(hours=1))
    stage.window.lock()
    stage.settle()
    stage.password = NEW
    stage.unlock()
    assert "单秀英" in stage.app.preferences.now.principal


def test_nobody_else_on_the_roster_is_said(stage):
    for person in ("p02", "p03", "p04", "p05"):
        people.remove(vault_of(stage), person, until=date(2008, 9, 1))
    stage.window.shell().go("home")
    stage.window.shell().go("succession")
    stage.settle()
    type_text(wizard(stage).who.since, "")
    onward(stage)
    assert "请选接任的人" in said(stage)
