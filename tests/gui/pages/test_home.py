"""The first page: three columns, the notice's words in place, one button a row."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from core.campaign.reader import preset
from core.services import campaigns, demonstration, drafts, records
from gui.pages.calendar import CalendarPage
from gui.pages.editor import EditorPage
from gui.pages.home import HomePage
from gui.pages.inspection import InspectionPage
from gui.widgets.buttons import Button
from gui.widgets.text import Label
from gui.widgets.theme import Room
from gui.widgets.todo import TodoRow
from gui.windows.packet_place import PacketPlace
from tests.support.examples import EXAMPLES
from tests.support.screens import school
from tests.support.stage import Stage, staged
from tests.support.vaults import open_copy


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The fictional school with all its records, made once."""
    return school(tmp_path_factory.mktemp("school"))


@pytest.fixture
def stage(tmp_path, told):
    vault, clock = told
    found = Stage(tmp_path, vault=vault, clock=clock, password=demonstration.PASSWORD)
    found.unlock()
    yield found
    found.close()


def page(stage: Stage) -> HomePage:
    found = stage.window.shell().page()
    assert isinstance(found, HomePage)
    return found


def rows(stage: Stage, column: str) -> list[TodoRow]:
    return page(stage)._columns[column].rows()


def test_what_is_due_soon_stands_in_its_column_with_chip_and_button(stage):
    todos = [row.todo for row in rows(stage, "due_soon")]
    overdue = next(todo for todo in todos if "应急疏散" in todo.heading)
    assert overdue.chip.text == "逾期 81 天"
    assert overdue.action
    assert overdue.quote


def test_the_notices_words_unfold_in_place_and_fold_again(stage):
    row = next(row for row in rows(stage, "due_soon") if row.todo.quote)
    before = row.heightForWidth(row.width())
    row._link.click()
    assert row._quote is not None
    stage.settle()
    assert row.heightForWidth(row.width()) > before
    row._link.click()
    assert row._quote is None


def test_the_badge_of_the_rail_counts_what_is_overdue(stage):
    shell = stage.window.shell()
    assert shell._rail._places["rectification"].badge == 1


def test_a_draft_stands_under_a_heading_of_its_own_uncounted_and_its_button_opens_it(stage):
    begun = drafts.begin(stage.window._vault, "study_session", values={"title": "没写完的一次"})
    page(stage).enter()
    stage.settle()
    column = page(stage)._columns["to_hand_in"]
    row = next(row for row in rows(stage, "to_hand_in") if row.todo.heading == "没写完的一次")
    assert row.todo.chip.text == "草稿"
    heads = [label for label in column.findChildren(Label) if label.text() == "写了一半的"]
    assert len(heads) == 1
    places = [column._rows.indexOf(widget) for widget in (heads[0].parentWidget(), row)]
    assert places[0] < places[1]
    assert column.count == sum(found.todo.chip.text != "草稿" for found in rows(stage, "to_hand_in"))
    row.acted.emit(row.todo.key)
    shell = stage.window.shell()
    stage.until(lambda: isinstance(shell.page(), EditorPage) and shell.page().form() is not None)
    assert shell.page().memory()["record"] == begun.id
    stage.settle()


def lawful(tmp_path) -> Stage:
    """A school with the campaign and nothing else, its window open."""
    vault = open_copy(tmp_path)
    campaigns.take(vault, preset())
    folder = vault.folder
    vault.close()
    stage = Stage(tmp_path, vault=folder)
    stage.unlock()
    return stage


@pytest.fixture
def bare(tmp_path):
    found = lawful(tmp_path)
    yield found
    found.close()


def row(stage: Stage, column: str, heading: str) -> TodoRow:
    return next(row for row in rows(stage, column) if row.todo.heading == heading)


def test_a_month_without_disputes_is_said_in_one_press(bare):
    nil = row(bare, "to_hand_in", "8月矛盾纠纷排查化解")
    assert nil.todo.line == "没有就作零报告"
    assert nil.todo.action == "零报告"
    nil.acted.emit(nil.todo.key)
    nil.acted.emit(nil.todo.key)
    bare.settle()
    (line,) = records.listing(bare.window._vault, "dispute_month")
    assert (line.number, line.state) == ("DM-2008-001", "done")
    assert "8月矛盾纠纷排查化解" not in [row.todo.heading for row in rows(bare, "to_hand_in")]
    assert isinstance(bare.window.shell().page(), HomePage), "nothing was left to write"


def test_a_month_that_can_not_be_said_in_one_press_is_opened(bare):
    vault = bare.window._vault
    begun = drafts.begin(vault, "dispute_month", values={"month": "2008-08"})
    page(bare).enter()
    bare.settle()
    nil = row(bare, "to_hand_in", "8月矛盾纠纷排查化解")
    nil.acted.emit(nil.todo.key)
    shell = bare.window.shell()
    bare.until(lambda: isinstance(shell.page(), EditorPage) and shell.page().form() is not None)
    assert shell.page().memory()["record"] == begun.id


def test_what_is_handed_in_only_if_it_happens_says_so(bare):
    event = row(bare, "to_hand_in", "稳定信息报送")
    assert event.todo.chip.text == "有事才报"
    assert event.todo.line == "发生后 1 天内 · 交县教育局"
    assert event.todo.action == "填一份"
    heard = []
    page(bare).new_wanted.connect(lambda *what: heard.append(what))
    event.acted.emit(event.todo.key)
    assert heard == [("info_report", "", None)]


def test_a_paper_that_is_written_goes_straight_into_a_packet(bare):
    vault = bare.window._vault
    paper = {**EXAMPLES["progress_report"], "month": "2008-09"}
    begun = drafts.begin(vault, "progress_report", values=paper)
    records.move(vault, begun.id, "finish", revision=begun.revision)
    other = drafts.begin(vault, "leave", values=EXAMPLES["leave"])
    records.move(vault, other.id, "finish", revision=other.revision)
    page(bare).enter()
    bare.settle()
    ready = row(bare, "to_hand_in", "9月进展及困难问题书面材料")
    assert ready.todo.line == "写好了 · 9月30日前交县教育局"
    ready.acted.emit(ready.todo.key)
    bare.settle()
    place = bare.window.shell().page()
    assert isinstance(place, PacketPlace)
    assert place.wizard.choose.chosen() == (begun.id,)


def test_a_paper_that_is_not_written_offers_to_write_it(bare):
    paper = row(bare, "to_hand_in", "9月进展及困难问题书面材料")
    assert paper.todo.line == "9月30日前 · 交县教育局"
    assert paper.todo.action == "去写"


def test_every_campaign_under_way_is_named(bare):
    assert page(bare)._head.link().text() == "2008主题实践活动"
    assert page(bare)._head._context.whole() == "2008年9月19日 星期五"


def test_several_campaigns_are_counted_where_their_names_have_no_room(bare):
    campaigns.take(bare.window._vault, replace(preset(), id="reading-2008", title_short="读书年"))
    page(bare).enter()
    bare.settle()
    names = page(bare)._shown.campaigns
    assert len(names) == 2
    assert page(bare)._head.link().text() == " · ".join(names)
    bare.app.preferences.change(text_scale=150)
    bare.settle()
    assert page(bare)._head.link().text() == "2 个主题活动"
    bare.app.preferences.change(text_scale=100)
    bare.settle()


def test_the_lesser_buttons_go_into_a_menu_where_there_is_less_room(bare):
    head = page(bare)._head

    def folded() -> list[str]:
        return [button.accessibleName() for button in head.folded()]

    assert folded() == []
    bare.app.preferences.change(text_scale=150)
    bare.settle()
    assert folded() == ["日历", "迎检"]
    assert head._more.isVisible()
    bare.app.preferences.change(text_scale=200)
    bare.settle()
    assert folded() == ["查找", "日历", "迎检"]
    bare.app.preferences.change(text_scale=100)
    bare.settle()
    assert not head._more.isVisible()


def test_calendar_and_inspection_are_one_press_away_and_lead_back(bare):
    shell = bare.window.shell()
    for name, kind in (("日历", CalendarPage), ("迎检", InspectionPage)):
        next(button for button in page(bare)._head.findChildren(Button) if button.accessibleName() == name).click()
        bare.settle()
        assert isinstance(shell.page(), kind)
        assert shell._rail.current() == "home"
        shell.page()._head.went_back.emit()
        bare.settle()
        assert isinstance(shell.page(), HomePage)


def test_the_calendar_has_a_key_of_its_own_from_everywhere(bare):
    shell = bare.window.shell()
    shell.go("settings")
    bare.settle()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(bare.window, Qt.Key.Key_C, both)
    bare.settle()
    assert isinstance(shell.page(), CalendarPage)
    shell.back()
    assert shell._here == "settings"


def test_less_room_shows_one_column_behind_tabs(stage):
    stage.app.preferences.change(text_scale=200)
    stage.settle()
    home = page(stage)
    assert home._room is Room.NARROW
    assert [key for key, part in home._columns.items() if part.isVisible()] == ["to_hand_in"]
    home._tabs.step(1)
    assert [key for key, part in home._columns.items() if part.isVisible()] == ["due_soon"]
    stage.app.preferences.change(text_scale=100)
    stage.settle()
    assert all(part.isVisible() for part in home._columns.values())


def test_no_row_is_wider_than_its_column(stage):
    for percent in (100, 125, 150, 200):
        stage.app.preferences.change(text_scale=percent)
        stage.settle()
        for key in ("to_hand_in", "due_soon", "handed_in"):
            column = page(stage)._columns[key]
            if not column.isVisible():
                continue
            room = column.findChild(QScrollArea).viewport().width()
            for row in column.rows():
                assert row.minimumSizeHint().width() <= room, (percent, row.todo.heading)
    stage.app.preferences.change(text_scale=100)


def test_an_empty_school_says_so_in_every_column(tmp_path):
    stage = staged(tmp_path)
    home = page(stage)
    assert all(not part.rows() for key, part in home._columns.items() if key != "due_soon")
    stage.close()


def test_the_campaigns_named_under_the_title_lead_to_their_page(stage):
    link = page(stage)._head.link()
    assert link.text() == "2008主题实践活动"
    link.click()
    stage.settle()
    assert stage.window.shell().here()["place"] == "campaigns"
    stage.window.shell().back()
    stage.settle()
    assert isinstance(stage.window.shell().page(), HomePage)
