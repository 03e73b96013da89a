"""Records become pages, pages a signed file, and the file is judged before it is believed."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from core.base.canonical import encode
from core.base.clock import FixedClock
from core.base.errors import (
    Cancelled,
    FileMissing,
    FileTooLarge,
    MissingGlyph,
    NothingChosen,
    RecordGone,
    RecordMoved,
    SealNotBelieved,
    WrongPassword,
)
from core.base.jobs import Cancellable
from core.campaign.reader import preset
from core.records.content import Record
from core.records.packet import record_digest
from core.records.workflow import Effect
from core.services import (
    attachments,
    campaigns,
    choosing,
    drafts,
    judging,
    packets,
    passing,
    preview,
    records,
    snapshot,
)
from core.store.vault import Vault
from core.views.verdicts import Light
from tests.support.examples import EXAMPLES
from tests.support.vaults import ITEM, NOON, PASSWORD, SESSION, open_copy, unlike


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path, clock=FixedClock(NOON))
    yield opened
    opened.close()


@pytest.fixture
def session(vault: Vault) -> Record:
    """A finished study session."""
    begun = drafts.begin(vault, "study_session", values=SESSION)
    return records.move(vault, begun.id, "finish", revision=begun.revision)


def test_only_finished_records_may_go_into_a_packet(vault: Vault, session: Record) -> None:
    draft = drafts.begin(vault, "study_session", values=SESSION)
    by_id = {candidate.line.id: candidate for candidate in choosing.candidates(vault)}
    assert by_id[session.id].reason == ""
    assert not by_id[draft.id].chosen
    assert by_id[draft.id].reason == "draft"


def test_only_what_a_notice_wants_handed_in_is_chosen_and_only_once(
    vault: Vault, session: Record, tmp_path: Path
) -> None:
    campaigns.take(vault, preset())
    begun = drafts.begin(vault, "progress_report", values=EXAMPLES["progress_report"])
    first = next(move for move in records.open_record(vault, begun.id).moves if move.effect is Effect.NUMBER)
    report = records.move(vault, begun.id, first.key, revision=records.read(vault, begun.id).revision)
    chosen = [one.line.id for one in choosing.candidates(vault) if one.chosen]
    assert chosen == [report.id], "a study session is kept for inspections"
    drawn = packets.draw(vault, [report.id, session.id], title="九月份报送包", folder=tmp_path)
    packets.seal(vault, drawn, password=PASSWORD)
    assert not any(one.chosen for one in choosing.candidates(vault)), "it lies in a packet already"


def test_what_was_handed_in_before_there_were_packets_is_not_chosen_again(vault: Vault) -> None:
    campaigns.take(vault, preset())
    begun = drafts.begin(vault, "progress_report", values=EXAMPLES["progress_report"])
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    assert [one.chosen for one in choosing.candidates(vault)] == [True]
    with vault.work() as session:
        passing.advance(vault, session, (done.id,), move="submit")
    assert [one.chosen for one in choosing.candidates(vault)] == [False]


def test_the_notices_packets_take_what_their_activities_ask_for(vault: Vault, session: Record, tmp_path: Path) -> None:
    assert choosing.offers(vault) == (), "no campaign is under way"
    campaigns.take(vault, preset())
    begun = drafts.begin(vault, "progress_report", values=EXAMPLES["progress_report"])
    report = records.move(vault, begun.id, "finish", revision=begun.revision)

    def offered() -> dict[str, set[str]]:
        return {offer.name: set(offer.records) for offer in choosing.offers(vault)}

    assert offered() == {
        "建议书报送包": set(),
        "月度书面材料包": {report.id},
        "迎检包": {session.id},
        "总结归档包": {report.id, session.id},
    }
    drawn = packets.draw(vault, [report.id, session.id], title="九月份报送包", folder=tmp_path)
    packets.seal(vault, drawn, password=PASSWORD)
    after = offered()
    assert after["月度书面材料包"] == set(), "it is on its way to the office"
    assert after["迎检包"] == {session.id}, "whoever comes to look sees it all the same"


def test_an_item_that_is_open_for_a_change_waits_until_that_is_done(vault: Vault) -> None:
    item = drafts.begin(vault, "rectification", values=ITEM)
    item = records.move(vault, item.id, "register", revision=item.revision)
    assert [one.reason for one in choosing.candidates(vault)] == [""]
    item = records.move(vault, item.id, "revise", answers={"reason": "原因写得不准"}, revision=item.revision)
    assert [one.reason for one in choosing.candidates(vault)] == ["draft"]
    records.move(vault, item.id, "settle", revision=item.revision)
    assert [one.reason for one in choosing.candidates(vault)] == [""]


def test_a_void_record_is_listed_in_the_contents_and_not_in_the_ledger(vault: Vault, tmp_path: Path) -> None:
    for title in ("校门口水沟盖板缺失", "食堂台阶没有扶手"):
        item = drafts.begin(vault, "rectification", values={**ITEM, "title": title})
        item = records.move(vault, item.id, "register", revision=item.revision)
    records.move(vault, item.id, "void", answers={"reason": "重复录入了"}, revision=item.revision)
    thrown = drafts.begin(vault, "rectification", values=ITEM)
    records.move(vault, thrown.id, "void", answers={"reason": "没有开始"}, revision=thrown.revision)
    by_id = {one.line.id: one for one in choosing.candidates(vault)}
    assert by_id[item.id].reason == ""
    assert by_id[thrown.id].reason == "void"
    drawn = packets.draw(vault, [one for one in by_id if not by_id[one].reason], title="九月份报送包", folder=tmp_path)
    line = packets.seal(vault, drawn, password=PASSWORD)
    texts = _texts(packets.content(vault, line.id))
    assert "RC-2008-002" in texts[2]
    assert "作废" in texts[2]
    assert [page for page, text in enumerate(texts) if "问题清单" in text and "食堂台阶没有扶手" in text] == [2]


@pytest.mark.parametrize("title", ["长" * 300, "九月份\x07报送包<b>%s{x}", ""])
def test_no_title_stops_the_packet(vault: Vault, session: Record, tmp_path: Path, title: str) -> None:
    drawn = packets.draw(vault, [session.id], title=title, folder=tmp_path)
    assert packets.seal(vault, drawn, password=PASSWORD).pages == drawn.pages


def test_an_attachment_that_shrinks_like_a_bomb_is_believed_all_the_same(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "空白.txt"
    path.write_bytes(bytes(2_000_000))
    begun = drafts.begin(vault, "study_session", values=SESSION)
    held = attachments.add(vault, begun.id, "attachments", path, type="document")
    done = records.move(vault, begun.id, "finish", revision=held.revision)
    drawn = packets.draw(vault, [done.id], title="九月份报送包", folder=tmp_path)
    line = packets.seal(vault, drawn, password=PASSWORD)
    assert line.size > 2_000_000


def test_a_packet_nobody_would_take_in_is_refused_before_it_is_signed(
    vault: Vault, session: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packets, "LARGEST", 100_000)
    with pytest.raises(FileTooLarge) as told:
        packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    assert told.value.particulars["name"] == "九月份报送包"


def _texts(content: bytes) -> list[str]:
    """Return the text of every page without blanks."""
    document = pypdfium2.PdfDocument(content)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def test_the_check_sorts_what_it_finds_by_weight(vault: Vault, session: Record) -> None:
    bad = drafts.begin(vault, "study_session", values={**unlike(SESSION, 1), "end_time": "18:00"})
    checked = choosing.check(vault, [session.id, bad.id])
    assert [line.id for line in checked.lines] == [session.id, bad.id]
    assert {finding.record for finding in checked.errors} == {bad.id}
    assert not checked.ready
    assert choosing.check(vault, [session.id]).ready


def test_a_snapshot_carries_people_kinds_and_digests(vault: Vault, session: Record) -> None:
    document = snapshot.take(vault, [session.id], title="九月份报送包")
    assert {person.name for person in document.people} >= {"林志远", "王䶮", "苏𬍛"}
    assert all(not person.initials for person in document.people)
    assert document.kind("study_session").version == 1
    assert document.entries[0].sha256 == record_digest(document.entries[0].record)
    assert document.journal is not None
    assert document.journal.entries > 0
    assert document.signer == "林志远"


def test_what_is_private_in_an_ordinary_record_does_not_leave_with_a_packet(vault: Vault, tmp_path: Path) -> None:
    opinions = [{**EXAMPLES["forum"]["opinions"][0], "contact": "蔡明朗 13812345678"}]
    briefing = f"{EXAMPLES['forum']['briefing']}会后按13812345678回了电话。"
    begun = drafts.begin(vault, "forum", values={**EXAMPLES["forum"], "opinions": opinions, "briefing": briefing})
    for one in records.lacking(vault, begun.id, "finish"):
        begun = records.explain(vault, begun.id, one.mark, "照实记的，有通知。", revision=begun.revision)
    forum = records.move(vault, begun.id, "finish", revision=begun.revision)

    drawn = packets.draw(vault, [forum.id], title="九月份报送包", folder=tmp_path)
    packet = packets.seal(vault, drawn, password=PASSWORD)

    content = packets.content(vault, packet.id)
    whole = "".join(_texts(content))
    assert "13812345678" not in whole
    assert "蔡明朗" not in whole
    assert b"13812345678" not in encode(snapshot.take(vault, [forum.id], title="x"))
    assert records.read(vault, forum.id).values["opinions"][0]["contact"] == "蔡明朗 13812345678", "here it stays"


def test_a_packet_of_nothing_is_refused(vault: Vault) -> None:
    with pytest.raises(NothingChosen):
        snapshot.take(vault, [], title="空")
    with pytest.raises(RecordGone):
        snapshot.take(vault, ["0" * 32], title="空")


def test_a_packet_is_drawn_signed_judged_and_kept(vault: Vault, session: Record, tmp_path: Path) -> None:
    drawn = packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    line = packets.seal(vault, drawn, password=PASSWORD)
    assert line.records == 1
    assert line.pages == drawn.pages
    assert packets.listing(vault) == (line,)
    assert records.read(vault, session.id).state == "signed"
    copy = packets.fetch(vault, line.id, tmp_path)
    assert copy.name.endswith(".pdf")
    assert line.code in copy.name
    assert judging.judge(copy, trust=tmp_path / "nobody.json").light is Light.UNDECIDED


def test_sealing_the_same_drawing_twice_gives_the_same_packet(vault: Vault, session: Record, tmp_path: Path) -> None:
    drawn = packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    first = packets.seal(vault, drawn, password=PASSWORD)
    assert packets.seal(vault, drawn, password=PASSWORD) == first
    assert len(packets.listing(vault)) == 1


def test_a_wrong_password_signs_nothing(vault: Vault, session: Record, tmp_path: Path) -> None:
    drawn = packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    with pytest.raises(WrongPassword):
        packets.seal(vault, drawn, password="guess")
    assert packets.listing(vault) == ()
    assert records.read(vault, session.id).state == "done"


def test_a_record_changed_after_drawing_stops_the_seal(vault: Vault, session: Record, tmp_path: Path) -> None:
    drawn = packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    records.move(vault, session.id, "revise", answers={"reason": "补一句讨论发言"}, revision=session.revision)
    with pytest.raises(RecordMoved):
        packets.seal(vault, drawn, password=PASSWORD)
    assert packets.listing(vault) == ()


def test_what_our_own_judge_refuses_is_never_kept(vault: Vault, session: Record, tmp_path: Path) -> None:
    drawn = packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    again = packets.draw(vault, [session.id], title="九月份报送包", folder=tmp_path)
    again.path.write_bytes(drawn.path.read_bytes())
    with pytest.raises(SealNotBelieved):
        packets.seal(vault, again, password=PASSWORD)
    assert packets.listing(vault) == ()
    assert records.read(vault, session.id).state == "done"


def test_cancelling_the_drawing_leaves_no_file(vault: Vault, session: Record, tmp_path: Path) -> None:
    place = tmp_path / "work"
    place.mkdir()
    progress = Cancellable()
    progress.cancel()
    with pytest.raises(Cancelled):
        packets.draw(vault, [session.id], title="九月份报送包", folder=place, progress=progress)
    assert not list(place.glob("*.pdf"))


def test_a_character_no_font_has_stops_the_export_with_its_place(vault: Vault, tmp_path: Path) -> None:
    begun = drafts.begin(vault, "study_session", values={**SESSION, "place": "会议室\U0001f600"})
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    with pytest.raises(MissingGlyph) as caught:
        packets.draw(vault, [done.id], title="九月份报送包", folder=tmp_path)
    assert caught.value.particulars["codepoint"] == "U+1F600"


def test_a_packet_nobody_made_is_missing(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        packets.fetch(vault, "0" * 32, tmp_path)


def test_a_sheet_and_the_ledger_can_be_printed_without_a_packet(vault: Vault, session: Record) -> None:
    assert preview.record_pdf(vault, session.id).startswith(b"%PDF-")
    assert preview.ledger_pdf(vault, "rectification").startswith(b"%PDF-")
    half = msgspec.structs.replace(session, values={}, number="", state="draft")
    assert preview.draft_pdf(vault, half).startswith(b"%PDF-")


def test_what_is_not_public_says_so_beside_its_state_and_not_instead_of_it(vault: Vault) -> None:
    begun = drafts.begin(vault, "petition", values=EXAMPLES["petition"])
    (candidate,) = choosing.candidates(vault)
    assert (candidate.sealable, candidate.reason, candidate.chosen) == (True, "draft", False)
    first = next(move for move in records.open_record(vault, begun.id).moves if move.effect is Effect.NUMBER)
    records.move(vault, begun.id, first.key, revision=begun.revision)
    (candidate,) = choosing.candidates(vault)
    assert (candidate.sealable, candidate.reason, candidate.chosen) == (True, "", False)
