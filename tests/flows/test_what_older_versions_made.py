"""Vault, backup, packet and receipt of every version that was ever given away are opened for ever."""

import shutil
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.records.errand import Reply
from core.services import drafts, health, judging, receipts, restoring, seals, vaults
from core.services.desk import authority, desks
from core.services.desk import trust as trusting
from core.signing.trust import load
from core.signing.verdict import Light
from core.store import records as shelf
from core.store.records import Filter
from core.views.backups import DeskFound
from core.views.health import Health
from tests.flows.test_school_and_county import COUNTY, SECRET
from tests.support.keepsake import SEALED, SECOND
from tests.support.restored import rehearsed
from tests.support.vaults import NOON, PASSWORD

DATA = Path(__file__).resolve().parents[1] / "data"
VERSIONS = sorted(path for path in DATA.iterdir() if path.name.startswith("v"))
CLOCK = FixedClock(NOON)


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a version's keepsakes, so that they themselves stay as they are."""
    target = tmp_path / "made"
    shutil.copytree(request.param, target)
    return target


def test_its_vault_opens_by_both_passwords_is_whole_and_goes_on(made: Path):
    for secret in (PASSWORD, SECOND):
        vault = vaults.open_vault(made / "school.taizhang", secret, clock=CLOCK)
        found: Health = health.examine(vault)
        assert (found.findings, found.records) == ((), 3)
        with vault.look() as session:
            kinds = {line.kind: line.heading for line in shelf.lines(session, Filter())}
        assert kinds["study_session"] == "优先发展教育与办好村小"
        seals.unlock(vault, SEALED)
        begun = drafts.begin(vault, "research_diary", values={"topic": "接着写"})
        drafts.discard(vault, begun.id, revision=begun.revision)
        assert receipts.listing(vault) == () or not receipts.listing(vault)[0].returned
        vault.close()


def test_its_backup_is_opened_and_restored(made: Path, tmp_path: Path):
    backup = made / "vault.taizhang-backup"
    assert rehearsed(backup, PASSWORD, clock=CLOCK).records == 3
    done = restoring.restore(backup, PASSWORD, tmp_path / "restored", clock=CLOCK)
    vaults.open_vault(done.folder, PASSWORD, clock=CLOCK).close()


def test_its_desks_backup_is_opened_and_restored_and_goes_on(made: Path, tmp_path: Path):
    backup = made / "desk.taizhang-backup"
    told = restoring.rehearse(backup, SECRET, clock=CLOCK)
    assert isinstance(told, DeskFound)
    assert (told.county, told.schools, told.packets, told.answers) == (COUNTY, 1, 1, 2)
    done = restoring.restore(backup, SECRET, tmp_path / "restored", clock=CLOCK)
    desk = desks.open_desk(done.folder, SECRET, clock=CLOCK)
    (school,) = authority.schools(desk.register)
    assert school.fingerprint
    trusting.renew_signer(desk, "王䶮")
    desk.close()


def test_its_packet_and_its_receipt_are_still_believed(made: Path):
    trust = load(made / "county.json")
    packet = judging.believe_now(made / "packet.pdf", trust=trust, clock=CLOCK)
    receipt = judging.believe_now(made / "receipt.pdf", trust=trust, clock=CLOCK)
    assert (packet.light, receipt.light) == (Light.VALID, Light.VALID), (packet.reason, receipt.reason)
    assert receipt.data is not None
    assert isinstance(receipt.data.body, Reply)
    assert receipt.data.body.sha256 == packet.sha256
