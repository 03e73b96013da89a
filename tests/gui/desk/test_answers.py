"""The two answers to a packet, made in the window and carried onto the stick it came on."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from core.services import receipts, records
from core.services.desk import replies, reports, unsent
from core.views.desk import State
from tests.support.desks import StagedDesk


@pytest.fixture
def packet(scene):
    """The pane of a packet that was read just now."""
    scene.world.packet()
    page = scene.read_stick()
    page._choose(next(entry.key for entry in page.entries() if entry.incoming is not None))
    scene.stage.settle()
    return page.packet


def stands(scene: StagedDesk) -> State:
    return reports.arrivals(scene.stage.window._vault.register)[0].state


def answers_on(scene: StagedDesk, word: str):
    return [path for path in scene.world.stick.rglob("*.pdf") if word in path.name]


def test_a_receipt_goes_onto_the_same_stick_and_the_school_takes_it(scene, packet):
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    assert stands(scene) is State.RECEIVED
    (receipt,) = answers_on(scene, "回执")
    assert not receipts.take(scene.world.vault, receipt).returned
    assert packet.handover.letting_go is not None
    assert replies.waiting(scene.stage.window._vault.register) == ()


def test_a_return_with_remarks_goes_onto_the_same_stick(scene, packet):
    packet.return_button.click()
    remarks = packet.remarks
    remarks.send_button.click()
    scene.stage.settle()
    assert stands(scene) is State.TAKEN
    remarks.field.set_value("discussion")
    remarks.text.setPlainText("请写明讨论了什么。")
    remarks.add_button.click()
    remarks.text.setPlainText("请补签到表。")
    remarks.send_button.click()
    scene.stage.settle(seconds=60)
    assert stands(scene) is State.RETURNED
    (path,) = answers_on(scene, "退回")
    assert receipts.take(scene.world.vault, path).returned
    item = packet.packet().items[0]
    assert records.read(scene.world.vault, item.record).state == "returned"
    assert [(one.field, one.text) for one in receipts.remarks(scene.world.vault, item.record)] == [
        ("discussion", "请写明讨论了什么。"),
        ("", "请补签到表。"),
    ]


def test_a_remark_can_be_taken_away_again(scene, packet):
    packet.return_button.click()
    packet.remarks.text.setPlainText("第一条")
    packet.remarks.add()
    packet.remarks.text.setPlainText("第二条")
    packet.remarks.add()
    packet.remarks._drop(0)
    assert [one.text for one in packet.remarks.remarks()] == ["第二条"]
    packet.remarks.cancelled.emit()
    assert packet.remarks.isHidden()
    assert stands(scene) is State.TAKEN


def test_a_stick_that_is_gone_leaves_the_receipt_waiting_and_it_can_be_carried_later(scene, packet):
    kept = scene.world.stick.with_name("kept")
    shutil.move(scene.world.stick, kept)
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    register = scene.stage.window._vault.register
    assert stands(scene) is State.RECEIVED
    assert len(replies.waiting(register)) == 1
    shutil.move(kept, scene.world.stick)
    packet.handover.carry(scene.world.stick)
    scene.stage.settle(seconds=60)
    assert replies.waiting(register) == ()
    assert answers_on(scene, "回执")


def test_a_receipt_never_goes_onto_another_stick_that_stands_in_the_same_place(scene, packet):
    stick, kept = scene.world.stick, scene.world.stick.with_name("kept")
    shutil.move(stick, kept)
    stick.mkdir()
    other = stick / "另一所学校.pdf"
    other.write_bytes(b"%PDF-1.7 the packet of another school")
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    assert stands(scene) is State.RECEIVED
    assert list(stick.rglob("*.pdf")) == [other]
    assert len(replies.waiting(scene.stage.window._vault.register)) == 1
    assert packet.handover._places.isVisible()
    assert "does not lie there any more" in text_of(packet.handover)
    packet.handover.carry(kept)
    scene.stage.settle(seconds=60)
    assert [path for path in kept.rglob("*.pdf") if "回执" in path.name]


def test_a_file_of_the_same_name_from_another_school_is_not_taken_for_the_one_that_was_read(scene, packet):
    sent = next(path for path in scene.world.stick.rglob("*.pdf") if "报送包" in path.name)
    sent.write_bytes(sent.read_bytes() + b"\n")
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    assert answers_on(scene, "回执") == []
    assert packet.handover._places.isVisible()


def test_a_stick_that_takes_nothing_is_told_and_nothing_counts_as_carried(scene, packet):
    packet.return_button.click()
    packet.remarks.text.setPlainText("请补签到表。")
    shutil.rmtree(scene.world.stick)
    scene.world.stick.write_bytes(b"no folder any more")
    packet.remarks.send_button.click()
    scene.stage.settle(seconds=60)
    assert len(replies.waiting(scene.stage.window._vault.register)) == 1
    assert packet.handover.letting_go is None
    assert packet.handover._places.isVisible()


def test_programs_on_the_stick_are_told_and_left_alone(scene, packet):
    stranger = scene.world.stick / "新建文件夹.exe"
    stranger.write_bytes(b"MZ")
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    rows = [packet.handover._below.itemAt(at).widget() for at in range(packet.handover._below.count())]
    assert any("新建文件夹.exe" in text_of(row) for row in rows)
    assert stranger.read_bytes() == b"MZ"


def test_the_slip_is_shown_for_printing(scene, packet):
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    packet.handover.slip_button.click()
    scene.stage.settle(seconds=60)
    window = scene.stage.window.shell()._places.print_window
    assert window.isVisible()
    window.reject()


def test_letting_go_of_what_is_no_stick_any_more_says_so(scene, packet):
    packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    packet.handover.letting_go.button.click()
    scene.stage.settle()
    assert packet.handover.letting_go.said().startswith("The stick is no longer there.")


def text_of(widget) -> str:
    """Return all words of a widget."""
    from gui.widgets.text import Label

    return " ".join(label.text() for label in widget.findChildren(Label))


def test_remarks_that_are_not_signed_outlive_a_lock_and_the_program(scene, packet):
    packet.return_button.click()
    packet.remarks.text.setPlainText("第一条")
    packet.remarks.add()
    packet.remarks.text.setPlainText("写到一半")
    scene.stage.window.lock()
    scene.stage.settle()
    scene.stage.unlock()
    scene.stage.settle()
    again = scene.page().packet.remarks
    assert not again.isHidden(), "one comes back to where one was writing"
    assert [one.text for one in again.remarks()] == ["第一条", "写到一半"]
    scene.page().packet.send_back()
    scene.stage.settle(seconds=60)

    assert unsent.kept(scene.stage.window._vault) == {}
    assert stands(scene) is State.RETURNED


def test_only_the_main_window_stands_on_the_screen(scene):
    scene.go("intake")
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [scene.stage.window]
