"""The key file: several ways to one key, each put in and taken away by itself."""

import json
from pathlib import Path

import pytest

from core.base.errors import WrongPassword
from core.store import recovery, unlock
from core.store.unlock import Cost, SlotKind
from tests.support.vaults import CHEAP

KEY = bytes(range(32))
VAULT = "v1"


def put(folder: Path, secret: str, kind: SlotKind = SlotKind.PASSWORD) -> None:
    unlock.wrap(folder, KEY, vault=VAULT, password=secret, cost=CHEAP, kind=kind)


def opened(folder: Path, secret: str) -> tuple[str, bytes]:
    found = unlock.unwrap(folder, secret)
    assert KEY.hex() not in repr(found)
    assert str(KEY) not in repr(found)
    return found.vault, found.key


def test_password_second_password_and_recovery_code_open_the_same_vault(tmp_path: Path):
    code = recovery.new_code()
    put(tmp_path, "school 2008")
    put(tmp_path, "secretary 2008", SlotKind.SECOND)
    put(tmp_path, code, SlotKind.RECOVERY)
    for secret in ("school 2008", "secretary 2008", code, recovery.grouped(code)):
        assert opened(tmp_path, secret) == (VAULT, KEY)
    assert unlock.ways(tmp_path) == (SlotKind.PASSWORD, SlotKind.SECOND, SlotKind.RECOVERY)
    with pytest.raises(WrongPassword):
        unlock.unwrap(tmp_path, recovery.new_code())


def test_another_password_leaves_the_other_ways_in(tmp_path: Path):
    code = recovery.new_code()
    put(tmp_path, "old")
    put(tmp_path, code, SlotKind.RECOVERY)
    put(tmp_path, "new")
    assert opened(tmp_path, "new") == opened(tmp_path, code) == (VAULT, KEY)
    with pytest.raises(WrongPassword):
        unlock.unwrap(tmp_path, "old")


def test_a_new_sheet_makes_the_old_one_useless_and_a_way_can_be_closed(tmp_path: Path):
    first, second = recovery.new_code(), recovery.new_code()
    put(tmp_path, "school 2008")
    put(tmp_path, first, SlotKind.RECOVERY)
    put(tmp_path, second, SlotKind.RECOVERY)
    with pytest.raises(WrongPassword):
        unlock.unwrap(tmp_path, first)
    assert opened(tmp_path, second) == (VAULT, KEY)
    unlock.close_way(tmp_path, SlotKind.RECOVERY)
    with pytest.raises(WrongPassword):
        unlock.unwrap(tmp_path, second)
    assert opened(tmp_path, "school 2008") == (VAULT, KEY)
    with pytest.raises(ValueError, match="stays"):
        unlock.close_way(tmp_path, SlotKind.PASSWORD)


def test_neither_code_nor_password_stands_in_the_key_file(tmp_path: Path):
    code = recovery.new_code()
    put(tmp_path, "school 2008")
    put(tmp_path, code, SlotKind.RECOVERY)
    for name in (unlock.NAME, unlock.SPARE):
        content = (tmp_path / name).read_text()
        assert code not in content
        assert recovery.grouped(code) not in content
        assert KEY.hex() not in content


def test_a_slot_that_says_it_is_of_another_kind_does_not_open(tmp_path: Path):
    code = recovery.new_code()
    put(tmp_path, code, SlotKind.RECOVERY)
    content = json.loads((tmp_path / unlock.NAME).read_text())
    slot = unlock.read(tmp_path).slots[0]
    assert content["slots"][0]["kind"] == "recovery"
    with pytest.raises(WrongPassword):
        unlock.open_slot(
            unlock.Slot(kind=SlotKind.PASSWORD, cost=slot.cost, salt=slot.salt, nonce=slot.nonce, wrapped=slot.wrapped),
            vault=VAULT,
            password=code,
        )


def test_the_cost_is_what_this_computer_can_bear():
    cost = Cost.measured()
    assert cost.memory_kib == 64 * 1024
    assert unlock.FEWEST <= cost.passes <= unlock.MOST
