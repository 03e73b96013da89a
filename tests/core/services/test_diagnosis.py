"""The diagnosis report helps a repairer and tells nothing that a person wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.services import backups, diagnosis, drafts, records, seals, waysin
from core.store.vault import Vault
from tests.support.vaults import CHEAP, DIARY, NOON, PASSWORD, PEOPLE, SCHOOL, SESSION, open_copy

SECRETS = (
    SCHOOL.name,
    SCHOOL.short,
    SCHOOL.superior,
    PASSWORD,
    "另一个口令 2008",
    "书记 2008",
    "批评与自我批评的细节",
    *(person.name for person in PEOPLE),
    *(value for value in (*SESSION.values(), *DIARY.values()) if isinstance(value, str) and len(value) > 3),
)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = open_copy(tmp_path, clock=FixedClock(NOON))
    for kind, values in (("study_session", SESSION), ("research_diary", DIARY)):
        begun = drafts.begin(found, kind, values=values)
        records.move(found, begun.id, "finish", revision=begun.revision)
    seals.choose(found, "另一个口令 2008", cost=CHEAP)
    drafts.begin(found, "criticism_meeting", values={"title": "批评与自我批评的细节"})
    waysin.set_second(found, PASSWORD, "书记 2008", cost=CHEAP)
    backups.make(found)
    yield found
    found.close()


def test_it_has_what_a_repairer_asks_for(vault: Vault, tmp_path: Path):
    log = tmp_path / "taizhang.log"
    log.write_text("2026-11-26 12:00 ERROR taizhang.gui crash DiskFull at forms.py:12\n", encoding="utf-8")
    told = diagnosis.report(vault, clock=vault.clock, log=log)
    for wanted in (
        "program: Taizhang", "system:", "sqlcipher3: 0", "schema: ", "kind: study_session 1", "backup: last=",
        "examined: records=3", "crash DiskFull at forms.py:12",
    ):  # fmt: skip
        assert wanted in told, wanted


def test_nothing_that_anybody_wrote_stands_in_it(vault: Vault, tmp_path: Path):
    log = tmp_path / "taizhang.log"
    log.write_text(f"ERROR taizhang.core disk_full {tmp_path}/林志远/云岙小学.taizhang/vault.db\n", encoding="utf-8")
    path = tmp_path / "诊断报告.txt"
    diagnosis.save(vault, path, clock=vault.clock, log=log)
    content = path.read_bytes()
    for secret in SECRETS:
        for code in ("utf-8", "utf-16-le", "gb18030"):
            assert secret.encode(code) not in content, secret
    assert str(vault.folder) not in content.decode()
    assert vault.key.hex() not in content.decode()


def test_without_an_open_vault_it_tells_of_the_computer(tmp_path: Path):
    told = diagnosis.report(None, clock=FixedClock(NOON), log=tmp_path / "none.log")
    assert "vault: not open" in told
