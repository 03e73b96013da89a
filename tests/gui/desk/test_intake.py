"""收件: a stick is read, each file is a line, and what may be decided is decided here."""

from datetime import timedelta

from PySide6.QtWidgets import QLabel

from core.records.errand import Why
from core.services import drafts, packets, records, submit
from core.services.desk import reports
from gui.desk.entries import Entry, packet_chips
from tests.flows.test_school_and_county import SECRET
from tests.support.desks import StagedDesk
from tests.support.examples import EXAMPLES
from tests.support.vaults import PASSWORD, SESSION
from tests.support.words import words_of


def entry_of(page, name: str) -> Entry:
    """Return the line of a file by a part of its name."""
    return next(entry for entry in page.entries() if entry.row is not None and name in entry.row.path.name)


def packets_of(page) -> list[Entry]:
    return [entry for entry in page.entries() if entry.incoming is not None]


def choose(page, entry: Entry) -> None:
    page._choose(entry.key)


def register(scene: StagedDesk):
    return scene.stage.window._vault.register


def test_a_stick_with_good_bad_own_and_a_form_tells_of_each(scene):
    packet = scene.world.packet()
    form = scene.form(Why.LOST)
    broken = scene.world.stick / "坏了的.pdf"
    broken.write_bytes(b"%PDF-1.7 not a file at all")
    page = scene.read_stick()
    assert {entry.group for entry in page.entries()} == {"good", "bad"}
    assert len(page.entries()) == 4
    assert [entry.certified for entry in page.entries() if entry.form].count(True) == 1
    assert entry_of(page, packet.name).incoming is not None
    assert entry_of(page, form.name).form
    assert entry_of(page, broken.name).group == "bad"
    assert "1 of the county" in page._sum.text()
    assert "4 files read" in page._sum.text()
    assert [one.title for one in reports.arrivals(register(scene))] == ["九月份报送包"]
    for entry, pane in (
        (entry_of(page, packet.name), page.packet),
        (entry_of(page, form.name), page.form),
        (entry_of(page, broken.name), page.file),
    ):
        choose(page, entry)
        scene.stage.settle()
        assert page._stack.currentWidget() is pane


def test_a_stick_read_twice_takes_a_packet_in_once(scene):
    scene.world.packet()
    page = scene.read_stick()
    scene.read_stick()
    (entry,) = packets_of(page)
    assert not entry.row.fresh
    assert len(reports.arrivals(register(scene))) == 1


def test_the_tabs_show_a_part_and_the_empty_ones_lead_back(scene):
    scene.world.packet()
    page = scene.read_stick()
    page.tabs.choose("bad")
    page._show_list()
    assert page._rows.rowCount() == 0
    page._empty._button.click()
    assert page._rows.rowCount() == 2


def test_no_stick_is_said_and_a_folder_does_as_well(scene):
    page = scene.go("intake")
    scene.stage.window._drives.look = lambda: None
    page.read_sticks()
    assert page._says.count() == 1
    scene.world.packet()
    scene.stage.chooser.answers.append(scene.world.stick)
    page.choose_folder()
    scene.stage.settle(seconds=60)
    assert packets_of(page)[0].folder == scene.world.stick


def test_an_empty_stick_says_so(scene):
    for path in scene.world.stick.iterdir():
        path.unlink()
    page = scene.read_stick()
    assert page.entries() == ()
    assert page._says.count() == 1


def test_what_comes_from_a_folder_of_the_stick_is_answered_onto_the_stick(scene):
    inner = scene.world.stick / "报送"
    inner.mkdir()
    packet = scene.world.packet()
    packet.rename(inner / packet.name)
    scene.plug_in()
    page = scene.go("intake")
    page.judge([inner])
    scene.stage.settle(seconds=60)
    assert page.entries()[0].folder == scene.world.stick


def test_a_packet_from_another_clock_is_taken_in_only_when_that_is_meant(scene):
    now = scene.clock.now()
    begun = drafts.begin(scene.world.vault, "study_session", values=SESSION)
    done = records.move(scene.world.vault, begun.id, "finish", revision=begun.revision)
    scene.clock.set(now + timedelta(days=9))
    packet = scene.world.packet(done.id)
    scene.clock.set(now)
    page = scene.read_stick()
    entry = entry_of(page, packet.name)
    assert entry.may_overrule
    choose(page, entry)
    page.file.card.acted.emit()
    page.file.question.buttons["no"].click()
    scene.stage.settle()
    assert reports.arrivals(register(scene)) == ()
    page.file.card.acted.emit()
    page.file.question.buttons["take"].click()
    scene.stage.settle()
    assert [one.title for one in reports.arrivals(register(scene))] == ["九月份报送包"]
    assert page._stack.currentWidget() is page.packet


def test_a_sealed_one_from_another_clock_is_opened_for_it_too(scene):
    now = scene.clock.now()
    world = scene.world
    begun = drafts.begin(world.vault, "petition", values=EXAMPLES["petition"])
    scene.clock.set(now + timedelta(days=9))
    drawn = packets.draw(world.vault, [begun.id], title="信访件", folder=world.place, confidential=True)
    line = packets.seal(world.vault, drawn, password=PASSWORD)
    sealed = submit.carry(world.vault, line.id, world.stick).path
    scene.clock.set(now)
    page = scene.read_stick()
    choose(page, entry_of(page, sealed.name))
    page.file.card.acted.emit()
    page.file.question.buttons["take"].click()
    scene.stage.settle(seconds=60)
    (kept,) = reports.arrivals(register(scene))
    assert (kept.title, kept.confidential) == ("信访件", True)
    assert [chip.text for chip in packet_chips(kept)] == ["Confidential paper", "To be answered"]


def test_a_refused_file_gives_words_for_the_school(scene, qapp):
    broken = scene.world.stick / "坏了的.pdf"
    broken.write_bytes(b"%PDF-1.7 not a file at all")
    page = scene.read_stick()
    choose(page, entry_of(page, "坏了的"))
    page.file.card.acted.emit()
    page.file.question.buttons["copy"].click()
    assert "坏了的.pdf" in qapp.clipboard().text()


def test_reading_can_be_stopped_and_what_was_judged_stays(scene):
    for number in range(6):
        (scene.world.stick / f"坏{number}.pdf").write_bytes(b"%PDF-1.7 not a file at all")
    scene.plug_in()
    page = scene.go("intake")
    page.reader.judged.connect(lambda *_told: page.reader.stop())
    page.read_sticks()
    scene.stage.settle(seconds=60)
    assert 1 <= len(page.entries()) + page._ours < 7


def test_what_waits_for_its_answer_is_there_after_a_lock(scene):
    scene.world.packet()
    page = scene.read_stick()
    chosen = packets_of(page)[0].incoming.id
    choose(page, packets_of(page)[0])
    scene.stage.window.lock()
    scene.stage.password = SECRET
    scene.stage.settle()
    scene.stage.unlock()
    again = scene.page()
    assert [entry.incoming.id for entry in again.entries()] == [chosen]
    assert again.packet.packet().id == chosen


def test_a_packet_stays_in_the_list_when_another_stick_has_a_file_of_the_same_name_in_the_same_place(scene):
    path = scene.world.packet()
    page = scene.read_stick()
    (first,) = packets_of(page)
    path.write_bytes(b"%PDF-1.7 of another school")
    scene.read_stick()
    assert {entry.key for entry in page.entries() if entry.incoming is not None} == {first.key}
    assert [entry.group for entry in page.entries() if entry.row.path == path] == ["bad", "good"]
    choose(page, first)
    scene.stage.settle()
    assert page._stack.currentWidget() is page.packet


def test_a_file_that_was_bad_and_is_good_when_read_again_has_one_line(scene):
    path = scene.world.packet()
    whole = path.read_bytes()
    path.write_bytes(b"%PDF-1.7 cut off")
    page = scene.read_stick()
    assert entry_of(page, path.name).group == "bad"
    path.write_bytes(whole)
    scene.read_stick()
    (line,) = [entry for entry in page.entries() if entry.row.path == path]
    assert line.incoming is not None


def test_a_packet_from_before_its_certificate_was_withdrawn_is_not_called_withdrawn(scene, qapp):
    packet = scene.world.packet()
    scene.world.later(hours=1)
    form = scene.form(Why.LOST)
    page = scene.go("intake")
    page.judge([form])
    scene.stage.settle(seconds=60)
    page.form.same.setChecked(True)
    page.form.certify_button.click()
    scene.stage.settle(seconds=60)
    page.judge([packet])
    scene.stage.settle(seconds=60)
    line = entry_of(page, packet.name)
    assert line.row.verdict.reason == "revocation_unknown"
    choose(page, line)
    assert "sign anew with its present certificate" in words_of(page.file)
    page.file.card.acted.emit()
    page.file.question.buttons["copy"].click()
    assert "withdrawn" not in qapp.clipboard().text()


def test_the_last_year_of_the_issuing_certificate_is_told_where_the_clerk_works(scene):
    page = scene.go("intake")
    assert words_of(page.under_way) == ""
    scene.world.later(days=9 * 365 + 10)
    page.enter()
    scene.stage.settle(seconds=60)
    assert "issuing certificate runs out on" in page.under_way.banner.line.text
    page.under_way.banner.action.click()
    scene.stage.settle()
    assert scene.page().issuing.says.count() == 1


def test_an_empty_packet_is_a_line_with_its_reason_and_lock_files_are_none(scene):
    for name in ("报送包.pdf", "信访件.p7m", "~$报送包.pdf", "._报送包.pdf"):
        (scene.world.stick / name).write_bytes(b"")
    page = scene.read_stick()
    empty = [entry for entry in page.entries() if entry.row.verdict.reason == "empty"]
    assert sorted(entry.row.path.name for entry in empty) == ["信访件.p7m", "报送包.pdf"]
    assert {entry.group for entry in empty} == {"bad"}
    choose(page, empty[0])
    assert "This file is empty" in words_of(page.file)


def test_what_came_just_now_is_chosen_and_nothing_is_said_of_what_was_carried_before(scene):
    scene.world.packet(title="第一包")
    page = scene.read_stick()
    page.packet.receipt_button.click()
    scene.stage.settle(seconds=60)
    assert page.packet.handover.safe
    begun = drafts.begin(scene.world.vault, "research_diary", values=EXAMPLES["research_diary"])
    done = records.move(scene.world.vault, begun.id, "finish", revision=begun.revision)
    scene.world.packet(done.id, title="第二包")
    scene.read_stick()
    assert page.packet.packet().title == "第二包"
    assert not page.packet.handover.safe


def test_programs_on_the_stick_are_told_when_it_is_read(scene):
    (scene.world.stick / "新建文件夹.exe").write_bytes(b"MZ")
    page = scene.read_stick()
    assert "新建文件夹.exe" in " ".join(label.text() for label in page.findChildren(QLabel))


def test_where_one_pane_has_room_a_click_opens_and_reading_leads_back_to_the_list(scene):
    scene.world.packet()
    scene.stage.window.resize(700, 600)
    page = scene.read_stick()
    assert not page._panes.both()
    index = page._rows.at(packets_of(page)[0].key)
    page.list.clicked.emit(index)
    assert page._panes.second_shown()
    scene.read_stick()
    assert not page._panes.second_shown()
