"""The recovery sheet and a second person's password: both open the vault, neither signs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import SameSecret, WrongPassword
from core.services import vaults, waysin
from core.store import journal, recovery, unlock
from core.store.unlock import SlotKind
from core.store.vault import Vault
from tests.support.pdfs import text_of
from tests.support.vaults import CHEAP, NOON, PASSWORD, open_copy

SECOND = "书记 2008"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = open_copy(tmp_path, clock=FixedClock(NOON))
    yield found
    found.close()


def code_on(pdf: bytes) -> str:
    """Type the code in from the printed page, as a person would: group after group."""
    return " ".join(re.findall(r"(?<!\d)\d{6}(?!\d)", text_of(pdf)))


def reopened(vault: Vault, secret: str) -> Vault:
    vault.close()
    return vaults.open_vault(vault.folder, secret, clock=FixedClock(NOON))


def test_what_is_typed_from_the_printed_sheet_opens_the_vault_and_a_new_password_can_be_set(vault: Vault):
    sheet = waysin.make_sheet(vault, PASSWORD, cost=CHEAP)
    typed = code_on(sheet)
    assert len(typed.split()) == recovery.GROUPS
    assert waysin.fits(vault, typed)
    again = reopened(vault, typed)
    assert waysin.state(again).opened_by == "recovery"
    vaults.change_password(again, old=typed, new="new 2009", cost=CHEAP)
    fresh = reopened(again, "new 2009")
    assert waysin.state(fresh).sheet_at == NOON
    with pytest.raises(WrongPassword):
        vaults.verify(fresh, PASSWORD)
    fresh.close()


def test_the_code_is_stored_nowhere(vault: Vault):
    code = code_on(waysin.make_sheet(vault, PASSWORD, cost=CHEAP)).replace(" ", "")
    vault.close()
    for path in vault.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for text in (code, recovery.grouped(code), code[:12]):
                assert text.encode() not in content, path
    again = vaults.open_vault(vault.folder, PASSWORD, clock=FixedClock(NOON))
    with again.look() as session:
        for entry in journal.telling(session, journal.What.RECOVERY_MADE):
            assert code[:6] not in str(entry.body)
    again.close()


def test_a_new_sheet_makes_the_old_one_useless(vault: Vault):
    first = code_on(waysin.make_sheet(vault, PASSWORD, cost=CHEAP))
    second = code_on(waysin.make_sheet(vault, PASSWORD, cost=CHEAP))
    assert not waysin.fits(vault, first)
    assert waysin.fits(vault, second)
    waysin.close_way(vault, PASSWORD, SlotKind.RECOVERY)
    assert not waysin.fits(vault, second)
    assert waysin.state(vault).sheet_at is None


def test_a_sheet_needs_the_principal_s_own_password(vault: Vault):
    before = (vault.folder / unlock.NAME).read_bytes()
    with pytest.raises(WrongPassword):
        waysin.make_sheet(vault, "guess", cost=CHEAP)
    assert (vault.folder / unlock.NAME).read_bytes() == before


def test_a_second_person_opens_the_vault_and_signs_nothing(vault: Vault):
    waysin.set_second(vault, PASSWORD, SECOND, cost=CHEAP)
    again = reopened(vault, SECOND)
    assert waysin.state(again).opened_by == "second"
    for refused in (
        lambda: vaults.verify(again, SECOND),
        lambda: vaults.change_password(again, old=SECOND, new="mine", cost=CHEAP),
        lambda: waysin.make_sheet(again, SECOND, cost=CHEAP),
        lambda: waysin.set_second(again, SECOND, "other", cost=CHEAP),
        lambda: waysin.close_way(again, SECOND, SlotKind.SECOND),
    ):
        with pytest.raises(WrongPassword):
            refused()
    vaults.verify(again, PASSWORD)
    again.close()


def test_the_second_password_is_one_of_its_own(vault: Vault):
    for same in (PASSWORD, recovery.grouped(recovery.new_code())):
        with pytest.raises(SameSecret):
            waysin.set_second(vault, PASSWORD, same, cost=CHEAP)
    assert waysin.state(vault).second_at is None


def test_slips_are_told_by_their_group_before_anything_is_tried():
    code = recovery.grouped(recovery.new_code())
    assert waysin.is_code(code)
    groups = code.split("-")
    groups[3] = f"{(int(groups[3]) + 1) % 1_000_000:06d}"
    assert waysin.wrong_groups("-".join(groups)) == (4,)
    assert not waysin.is_code("-".join(groups))
