"""The journal to be read: every deed with its day and person, no record's words, exported, and proven unbroken."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import text

from core.base.clock import FixedClock
from core.services import audit, backups, drafts, records
from core.store.vault import Vault
from tests.support.vaults import NOON, SESSION, open_copy

HEADS = ("序号", "时间", "谁", "做了什么", "关于", "说明")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = open_copy(tmp_path, clock=FixedClock(NOON))
    begun = drafts.begin(found, "study_session", values=SESSION)
    records.move(found, begun.id, "finish", revision=begun.revision)
    yield found
    found.close()


def test_every_deed_is_there_with_its_person_and_what_it_was_about(vault: Vault):
    backups.make(vault)
    audit.note_printed(vault, "学习记录", pages=2)
    audit.note_exported(vault, "记录一览", name="一览.xlsx")
    deeds = audit.listing(vault)
    whats = [deed.what for deed in deeds]
    assert whats[:3] == ["exported", "printed", "backup_made"]
    assert {"vault_made", "person_added", "unlocked", "record_moved"} <= set(whats)
    moved = next(deed for deed in deeds if deed.what == "record_moved")
    assert (moved.by, moved.about) == ("林志远", f"ST-2008-001 {SESSION['title']}")
    assert deeds[1].particulars == {"title": "学习记录", "pages": 2}
    assert [deed.seq for deed in deeds] == sorted((deed.seq for deed in deeds), reverse=True)


def test_of_what_is_not_for_everybody_only_number_and_kind_are_told(vault: Vault):
    begun = drafts.begin(vault, "dispute", values={"title": "宅基地纠纷的细节"})
    deeds = [deed for deed in audit.listing(vault) if deed.record == begun.id]
    assert deeds
    assert all("宅基地" not in deed.about for deed in deeds)
    assert all("宅基地" not in str(deed.particulars) for deed in audit.listing(vault))


def test_days_and_pages_of_the_list(vault: Vault):
    assert isinstance(vault.clock, FixedClock)
    vault.clock.set(NOON + timedelta(days=2))
    audit.note_printed(vault, "一", pages=1)
    day = (NOON + timedelta(days=2)).date()
    assert [deed.what for deed in audit.listing(vault, since=day)] == ["printed"]
    assert "printed" not in [deed.what for deed in audit.listing(vault, until=NOON.date())]
    first = audit.listing(vault, limit=3)
    second = audit.listing(vault, before=first[-1].seq, limit=3)
    assert [deed.seq for deed in (*first, *second)] == [deed.seq for deed in audit.listing(vault, limit=6)]


def test_the_whole_of_it_is_exported_with_its_digest(vault: Vault, tmp_path: Path):
    path = tmp_path / "操作记录.xlsx"
    count = audit.export(vault, path, say=lambda deed: (deed.what.upper(), ""), heads=HEADS, note="副本")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1] == HEADS
    assert len(rows) == 2 + count + 1
    assert any(row[3] == "RECORD_MOVED" for row in rows)
    assert rows[-1][4] == audit.chain(vault).digest


def test_an_entry_that_was_changed_is_found_by_its_number(vault: Vault):
    assert audit.chain(vault).fault is None
    with vault.work() as session:
        session.execute(text("DROP TRIGGER journal_fixed"))
        session.execute(text("UPDATE journal SET by = 'p02' WHERE seq = 3"))
    assert audit.chain(vault).fault == 3
