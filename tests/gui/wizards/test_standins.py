"""Characters that no font has, on the way to a packet: asked all at once, kept for the packet, changed if need be."""

import pytest

from core.views.typefaces import StandIn
from gui.forms.standins import CHANGE, PRINT, StandInQuestion
from gui.wizards.packet import PacketWizard
from tests.core.documents.test_pages import texts_of
from tests.gui.wizards.test_packet import enter, open_wizard
from tests.support.stage import Stage, staged
from tests.support.vaults import SESSION

RARE, RARER = "\U00030ede", "\U0003134a"


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    yield found
    found.close()


def asked(stage: Stage) -> tuple[PacketWizard, StandInQuestion]:
    """Go to the look of a packet with two such characters, and wait for the question."""
    enter(stage, "study_session", {**SESSION, "place": f"{RARE}面馆{RARER}室"})
    wizard = open_wizard(stage)
    wizard.choose.rows.tick_all(on=True)
    wizard.steps.next.click()
    stage.settle()
    wizard.steps.next.click()
    return wizard, answer_wanted(stage, wizard)


def answer_wanted(stage: Stage, wizard: PacketWizard) -> StandInQuestion:
    stage.until(lambda: wizard.stand_ins.question is not None, seconds=60)
    question = wizard.stand_ins.question
    assert question is not None
    return question


def test_both_are_asked_at_once_and_the_packet_is_drawn_with_boxes(stage):
    wizard, question = asked(stage)
    assert set(question.choices()) == {RARE, RARER}
    said = " ".join(label.text() for label in question.findChildren(type(wizard.sign._rare._text)))
    assert "U+30EDE" in said
    assert "地点" in said
    question._fields[RARER].set_value("code")
    question.give(PRINT)
    stage.until(lambda: wizard._drawn is not None, seconds=60)
    assert wizard.stand_ins.choices == {RARE: StandIn.HAND, RARER: StandIn.CODE}
    assert RARE not in wizard._drawn.rare
    text = "".join(texts_of(wizard._drawn.path))
    assert f"{RARE}面馆{RARER}室" in text
    assert "留空格，以手写补" in text


def test_going_back_asks_anew(stage):
    wizard, question = asked(stage)
    question.give(PRINT)
    stage.until(lambda: wizard._drawn is not None, seconds=60)
    wizard.steps.back.click()
    assert wizard.step() == "check"
    stage.settle()
    wizard.steps.next.click()
    answer_wanted(stage, wizard).give(CHANGE)
    stage.settle()


def test_writing_it_another_way_leads_back_and_says_where_it_stands(stage):
    wizard, question = asked(stage)
    question.give(CHANGE)
    stage.settle()
    assert wizard.step() == "check"
    assert wizard._drawn is None
    assert not wizard.busy()
    banner = stage.window.shell()._banner
    assert banner is not None
