"""推出U盘: what is said when a stick was let go, and when it was not."""

import pytest

from core.views.handover import Farewell
from gui.widgets.farewell import LettingGo


@pytest.fixture
def asked(qtbot):
    found = LettingGo()
    qtbot.addWidget(found)
    return found


@pytest.mark.parametrize("how", [Farewell.POWERED_OFF, Farewell.UNMOUNTED])
def test_a_stick_that_is_let_go_may_be_pulled_out_and_is_not_asked_about_again(asked, how):
    asked.tell(how)
    assert asked.said().endswith("pull it out.")
    assert asked.button.isHidden()


def test_where_no_tool_ejects_the_systems_own_way_is_named(asked):
    asked.tell(Farewell.FLUSHED)
    assert asked.said().startswith("Everything is written.")
    assert not asked.button.isHidden()


def test_a_refusal_is_said_and_gone_with_the_next_try(asked, qtbot):
    asked.refuse("Something still uses it.")
    assert asked.said() == "Something still uses it."
    with qtbot.waitSignal(asked.wanted):
        asked.button.click()
    assert asked.said() == ""
