"""学校: who has handed in what; a certificate is withdrawn only with a reason, and for good."""

import pytest

from core.services.desk import authority
from gui.desk.schools import group_of
from gui.widgets.buttons import Button
from tests.support.desks import LONG_NAME, StagedDesk


@pytest.fixture
def many(qtbot, tmp_path):
    found = StagedDesk(tmp_path, language="en", many=9)
    yield found
    found.close()


def test_the_list_is_filtered_by_tab_and_by_words(many):
    page = many.go("schools")
    assert len(page.lines()) == 10
    page.tabs.choose("nothing")
    assert all(not line.packets for line in page.lines())
    page.tabs.choose("waiting")
    assert {line.school.name for line in page.lines()} >= {LONG_NAME}
    page.tabs.choose("all")
    page.seeker.set_value("第3小学")
    assert [line.school.name for line in page.lines()] == ["云川县第3小学"]
    page.seeker.set_value("nobody")
    page._show_list()
    assert page.lines() == ()


def test_the_table_is_exported_as_it_is_shown(many, tmp_path):
    page = many.go("schools")
    path = tmp_path / "table.xlsx"
    many.stage.chooser.answers.append(path)
    page.export()
    many.stage.settle(seconds=60)
    assert path.read_bytes().startswith(b"PK")
    assert page._says.count() == 1


def certified(page):
    """Choose the school that has a certificate."""
    line = next(line for line in page.lines() if line.school.fingerprint)
    page.list.setCurrentIndex(page._rows.at(line.school.id))
    page._show_pane()
    return line.school


def school(scene: StagedDesk, ident: str):
    return next(one for one in authority.schools(scene.stage.window._vault.register) if one.id == ident)


def test_a_certificate_is_withdrawn_with_a_reason(scene):
    page = scene.go("schools")
    chosen = certified(page)
    page.withdraw_button.click()
    page.question.buttons["yes"].click()
    assert page.question.isVisible()
    assert not school(scene, chosen.id).withdrawn
    page.reason.setPlainText("密钥丢失")
    page.question.buttons["yes"].click()
    scene.stage.settle()
    after = school(scene, chosen.id)
    assert (after.withdrawn, after.fingerprint) == (1, "")


def test_thinking_better_of_it_withdraws_nothing(scene):
    page = scene.go("schools")
    chosen = certified(page)
    page.withdraw_button.click()
    page.reason.setPlainText("密钥丢失")
    page.question.buttons["no"].click()
    scene.stage.settle()
    assert school(scene, chosen.id) == chosen


def test_a_packet_that_waits_leads_to_its_answer(scene):
    scene.world.packet()
    scene.read_stick()
    page = scene.go("schools")
    certified(page)
    packet = page.lines()[0].packets[0]
    page.place_wanted.emit("intake", {"entry": packet.id})
    scene.stage.settle()
    assert scene.page().packet.packet().id == packet.id


def test_an_answer_that_was_lost_is_written_again_from_the_school_s_packet(scene):
    scene.world.packet()
    page = scene.read_stick()
    page._choose(next(entry.key for entry in page.entries() if entry.incoming is not None))
    scene.stage.settle()
    page.packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    (receipt,) = [
        path for path in scene.world.stick.rglob("*.pdf") if "回执" in path.name and "证书函" not in path.name
    ]
    receipt.unlink()
    page = scene.go("schools")
    certified(page)
    again = next(
        button for button in page.findChildren(Button) if button.accessibleName().startswith("Write the answer")
    )
    again.click()
    scene.stage.settle()
    outgoing = scene.page()
    outgoing.handover.carry(scene.world.stick)
    scene.stage.settle(seconds=60)
    assert receipt.is_file()


def test_a_school_with_a_packet_that_is_sent_back_is_under_way(many):
    page = many.go("schools")
    for line in page.lines():
        states = {str(packet.state) for packet in line.packets}
        expected = "nothing" if not states else "done" if states == {"received"} else "waiting"
        assert group_of(line) == expected
