"""Taking a campaign up: a notice is looked at, refused or taken, a newer edition compared, a skeleton laid out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.campaign.reader import preset
from core.records.catalogue import bring
from core.services import campaigns
from gui.pages.campaigns import CampaignsPage
from gui.pages.offered import OfferedDialog
from gui.pages.skeletons import SkeletonQuestion
from gui.widgets.chip import Chip
from gui.widgets.text import Label
from tests.gui.pages.campaigning import READING, show, written
from tests.gui.pages.opened import Opened, opened
from tests.support.stage import AnsweringChooser


@pytest.fixture
def house(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    with opened(tmp_path, qtbot) as made:
        yield made
    bring(())


@pytest.fixture
def chooser() -> AnsweringChooser:
    return AnsweringChooser()


# --- taking one up -----------------------------------------------------------------------------------


def look(house: Opened, page: CampaignsPage, chooser: AnsweringChooser, path: Path) -> OfferedDialog:
    chooser.answers.append(path)
    page.choose_notice()
    house.settle()
    assert page.preview is not None
    return page.preview


def texts(dialog: OfferedDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label)]


def test_a_notice_is_looked_at_before_it_is_taken(house: Opened, chooser: AnsweringChooser) -> None:
    page = show(house, chooser)
    dialog = look(house, page, chooser, READING)
    said = texts(dialog)
    assert "“书香支部”党员读书年活动" in said
    assert "Must be done 4" in said
    assert any(text.startswith("Reading log: Book and chapter") for text in said)
    assert "集中学习时间: 12 hours" in said
    assert "This county asks" in [chip.text() for chip in dialog.findChildren(Chip)]
    assert dialog.received_on.day() == date(2008, 9, 19)
    dialog.leave.click()
    house.settle()
    assert [view.template.id for view in campaigns.listing(house.vault)] == [preset().id]


def test_taken_it_is_shown_with_the_day_it_came(house: Opened, chooser: AnsweringChooser) -> None:
    page = show(house, chooser)
    dialog = look(house, page, chooser, READING)
    dialog.received_on.set_value("2009-02-18")
    dialog.take.click()
    house.settle()
    shown = page.shown()
    assert shown is not None
    assert (shown.template.id, shown.received_on) == ("yc-2009-reading", date(2009, 2, 18))


def test_a_newer_edition_says_what_it_changes_and_keeps_what_the_school_has_set(
    house: Opened, chooser: AnsweringChooser, tmp_path: Path
) -> None:
    page = show(house, chooser)
    campaigns.receive(house.vault, preset().id, date(2008, 4, 25))
    dialog = look(house, page, chooser, written(tmp_path, edition=2, title="“树新形象”主题活动"))
    said = " ".join(texts(dialog))
    assert "Title" in said
    assert "1 → 2" in said
    assert dialog.received_on.day() == date(2008, 4, 25)
    dialog.take.click()
    house.settle()
    assert campaigns.current(house.vault)[0].edition == 2
    assert campaigns.current(house.vault)[0].issuer.received_on == date(2008, 4, 25)


def test_a_refused_file_is_said_and_nothing_of_it_is_taken(
    house: Opened, chooser: AnsweringChooser, tmp_path: Path
) -> None:
    page = show(house, chooser)
    chooser.answers.append(written(tmp_path, window={"start": "2009-01-01", "end": "2008-01-01"}))
    page.choose_notice()
    house.settle()
    assert page.preview is None
    assert [error.particulars["reason"] for error in house.troubles] == ["ends_before_start"]
    assert [view.template.window for view in campaigns.listing(house.vault)] == [preset().window]


def test_an_older_edition_is_refused(house: Opened, chooser: AnsweringChooser, tmp_path: Path) -> None:
    page = show(house, chooser)
    campaigns.take(house.vault, campaigns.look_at(house.vault, written(tmp_path, edition=3)).template)
    chooser.answers.append(written(tmp_path, edition=2))
    page.choose_notice()
    house.settle()
    assert [error.code() for error in house.troubles] == ["campaign_older"]


def test_thinking_better_of_it_in_the_file_dialog_does_nothing(house: Opened, chooser: AnsweringChooser) -> None:
    page = show(house, chooser)
    chooser.answers.append(None)
    page.choose_notice()
    house.settle()
    assert page.preview is None


# --- from a skeleton ---------------------------------------------------------------------------------


def skeleton(page: CampaignsPage) -> SkeletonQuestion:
    page.begin_from_skeleton()
    question = page.question
    assert isinstance(question, SkeletonQuestion)
    return question


def test_a_skeleton_is_laid_over_the_schools_days_and_looked_at(house: Opened) -> None:
    page = show(house, taken=False)
    question = skeleton(page)
    form = question.form
    assert form.which.count() == 6
    form.which.set_value("three-phases")
    form.title.setText("作风建设年")
    form.start.set_value("2008-09-20")
    form.end.set_value("2008-12-31")
    question.buttons["look"].click()
    house.settle()
    dialog = page.preview
    assert dialog is not None
    assert "作风建设年" in texts(dialog)
    dialog.take.click()
    house.settle()
    shown = page.shown()
    assert shown is not None
    assert shown.template.window.end == date(2008, 12, 31)
    assert len(shown.template.phases) == 3


def test_days_that_run_backwards_are_said_beside_them(house: Opened) -> None:
    page = show(house, taken=False)
    question = skeleton(page)
    form = question.form
    question.buttons["look"].click()
    assert set(form.findings()) == {"title", "start", "end"}
    form.title.setText("作风建设年")
    form.start.set_value("2008-12-31")
    form.end.set_value("2008-09-20")
    question.buttons["look"].click()
    assert list(form.findings()) == ["end"]
    assert "ends before it begins" in form.findings()["end"]
    assert question.isVisible()
    assert page.preview is None
