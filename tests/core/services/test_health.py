"""体检: what is wrong is found and named, what can be mended is, and the rest is taken out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from core.base.clock import FixedClock
from core.services import drafts, health, records, search, vaults
from core.store.vault import OPEN, Vault
from tests.support.vaults import CHEAP, DIARY, NOON, PASSWORD, SESSION, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = open_copy(tmp_path, clock=FixedClock(NOON))
    for kind, values in (("study_session", SESSION), ("research_diary", DIARY)):
        begun = drafts.begin(found, kind, values=values)
        records.move(found, begun.id, "finish", revision=begun.revision)
    yield found
    found.close()


def spoil(vault: Vault, *statements: str) -> None:
    with vault.work() as session:
        for statement in statements:
            session.execute(text(statement))


def test_a_whole_vault_has_nothing_wrong_with_it_and_is_left_as_it_was(vault: Vault):
    with vault.look() as session:
        before = session.execute(text("SELECT revision, payload, changed_at FROM record ORDER BY row")).all()
    for deep in (True, False):
        found = health.examine(vault, deep=deep)
        assert (found.findings, found.records, found.deep) == ((), 2, deep)
    with vault.look() as session:
        assert session.execute(text("SELECT revision, payload, changed_at FROM record ORDER BY row")).all() == before


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("UPDATE record SET heading = 'ganz anders' WHERE kind = 'study_session'", "drawn"),
        ("UPDATE record SET dated = '2001-01-01' WHERE kind = 'research_diary'", "drawn"),
        ("DELETE FROM person_time WHERE place = '学校会议室'", "drawn"),
        ("UPDATE deadline SET day = '2019-01-01'", "drawn"),
        ("DELETE FROM search", "search"),
    ],
)
def test_what_was_drawn_wrongly_is_found_by_its_record_and_mended(vault: Vault, statement: str, part: str):
    spoil(vault, statement)
    (found, *_more) = health.examine(vault).findings
    assert (found.part, found.mendable) == (part, True)
    if part == "drawn":
        assert "2008-001" in found.where
    assert health.mend(vault).findings == ()
    assert [hit.line.kind for hit in search.find(vault, "优先发展")] == ["study_session"]


def test_a_changed_entry_and_a_changed_attachment_are_named_and_can_t_be_mended(vault: Vault):
    with vault.work() as session:
        from core.store import blobs

        name = blobs.put(session, b"%PDF a scan", mime="application/pdf", at=NOON)
    spoil(
        vault,
        "DROP TRIGGER journal_fixed",
        "DROP TRIGGER blob_fixed",
        "UPDATE journal SET body = '{}' WHERE seq = 4",
        "UPDATE blob SET content = x'00'",
    )
    findings = {finding.part: finding for finding in health.examine(vault).findings}
    assert (findings["journal"].where, findings["journal"].mendable) == ("4", False)
    assert (findings["attachment"].where, findings["attachment"].mendable) == (name, False)
    assert {finding.part for finding in health.mend(vault).findings} == {"journal", "attachment"}


def test_every_readable_record_is_taken_out_and_the_others_are_named(vault: Vault, tmp_path: Path):
    spoil(vault, "UPDATE record SET payload = '{\"broken' WHERE kind = 'research_diary'")
    place = tmp_path / "rescued"
    place.mkdir()
    rescued = health.rescue(vault, place)
    assert (rescued.records, len(rescued.lost)) == (1, 1)
    (data,) = (json.loads(path.read_bytes()) for path in place.glob("*.json"))
    assert data["values"]["title"] == SESSION["title"]
    (page,) = place.glob("*.pdf")
    assert page.read_bytes().startswith(b"%PDF")


def test_what_is_locked_away_is_left_out_and_named(vault: Vault, tmp_path: Path):
    from core.services import seals

    seals.choose(vault, "另一个口令 2008", cost=CHEAP)
    begun = drafts.begin(vault, "criticism_meeting", values={"title": "来信"})
    seals.lock(vault)
    place = tmp_path / "rescued"
    place.mkdir()
    rescued = health.rescue(vault, place)
    assert rescued.records == 2
    assert len(rescued.lost) == 1
    assert not any("来信" in path.name for path in place.iterdir())
    assert begun.id


def test_a_vault_that_was_not_closed_is_known_by_what_lies_there(vault: Vault):
    assert (vault.folder / OPEN).exists()
    assert not vault.ended_badly
    vault.close()
    assert not (vault.folder / OPEN).exists()
    (vault.folder / OPEN).touch()
    again = vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON))
    assert again.ended_badly
    assert health.examine(again, deep=False).findings == ()
    again.close()
    third = vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON))
    assert not third.ended_badly
    third.close()


def test_a_deep_examination_keeps_nobody_from_writing(vault: Vault, monkeypatch: pytest.MonkeyPatch):
    from core.store import drawn

    before = drawn.stale
    saved = []

    def stale(*given: object, **more: object) -> object:
        saved.append(drafts.begin(vault, "forum", values={"title": "体检时照常写"}).id)
        return before(*given, **more)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(drawn, "stale", stale)
    assert health.examine(vault).findings == ()
    assert drafts.read(vault, saved[0]).values["title"] == "体检时照常写"
    assert [path.name for path in vault.folder.iterdir() if path.name.startswith("draw-")] == []
