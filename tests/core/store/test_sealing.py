"""What is locked away inside the vault: bound to its record, unreadable without its key, refused if changed."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import SealClosed, SealExists, SealMissing, VaultDamaged, WrongPassword
from core.records.catalogue import find_kind
from core.records.content import Record
from core.services import drafts
from core.store import sealing
from core.store.vault import Vault
from tests.support.vaults import CHEAP, NOON, open_copy

OWN = "另一个口令 2008'\";--"
CONTENT = {"values": {"title": "查摆问题，𬍛"}, "explanations": {}}


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def sealed(vault: Vault) -> Vault:
    with vault.work() as session:
        sealing.choose(session, OWN, vault=vault.id, cost=CHEAP)
    return vault


def record(kind: str = "criticism_meeting") -> Record:
    return Record(id="r1", kind=kind, kind_version=1, entered_at=NOON, changed_at=NOON)


def test_before_a_password_was_chosen_nothing_can_be_locked_or_opened(vault: Vault) -> None:
    with vault.look() as session:
        assert not sealing.exists(session)
        for act in (
            lambda: sealing.close_up(session, "r1", CONTENT),
            lambda: sealing.unlock(session, OWN, vault=vault.id),
            lambda: sealing.change(session, old=OWN, new="x", vault=vault.id, cost=CHEAP),
        ):
            with pytest.raises(SealMissing):
                act()


def test_what_was_locked_comes_back_as_it_was_and_looks_different_each_time(sealed: Vault) -> None:
    with sealed.look() as session:
        one, other = (sealing.close_up(session, "r1", CONTENT) for _ in range(2))
        assert one != other
        assert sealing.open_up(session, "r1", one) == sealing.open_up(session, "r1", other) == CONTENT
        assert "查摆" not in base64.b64decode(one[sealing.SEALED]).decode("utf-8", errors="ignore")


@pytest.mark.parametrize("plain", [None, {}, {"title": "普通"}, [], "text", {"sealed": "x", "more": 1}])
def test_what_was_never_locked_goes_through_as_it_is(sealed: Vault, plain: Any) -> None:
    with sealed.look() as session:
        assert sealing.open_up(session, "r1", plain) == plain


def test_of_another_record_or_with_one_byte_changed_it_is_damaged(sealed: Vault) -> None:
    with sealed.look() as session:
        told = sealing.close_up(session, "r1", CONTENT)
        raw = bytearray(base64.b64decode(told[sealing.SEALED]))
        for at in (0, 12, len(raw) - 1):
            changed = bytearray(raw)
            changed[at] ^= 1
            with pytest.raises(VaultDamaged):
                sealing.open_up(session, "r1", {sealing.SEALED: base64.b64encode(changed).decode()})
        with pytest.raises(VaultDamaged) as damaged:
            sealing.open_up(session, "r2", told)
        assert damaged.value.particulars["part"] == "record"


@pytest.mark.parametrize("cut", [0, 5, 12, 20])
def test_a_half_of_it_is_damaged_too(sealed: Vault, cut: int) -> None:
    with sealed.look() as session:
        raw = base64.b64decode(sealing.close_up(session, "r1", CONTENT)[sealing.SEALED])[:cut]
        with pytest.raises(VaultDamaged):
            sealing.open_up(session, "r1", {sealing.SEALED: base64.b64encode(raw).decode()})


@pytest.mark.parametrize("text", ["", "not base64 at all", "é"])
def test_what_is_no_locked_text_is_damaged(sealed: Vault, text: str) -> None:
    with sealed.look() as session, pytest.raises(VaultDamaged):
        sealing.open_up(session, "r1", {sealing.SEALED: text})


def test_closed_it_neither_locks_nor_opens_and_the_right_password_only_opens_it(sealed: Vault) -> None:
    with sealed.look() as session:
        told = sealing.close_up(session, "r1", CONTENT)
    sealed.lock_away()
    with sealed.look() as session:
        assert not sealing.is_open(session)
        for act in (
            lambda: sealing.close_up(session, "r1", CONTENT),
            lambda: sealing.open_up(session, "r1", told),
        ):
            with pytest.raises(SealClosed):
                act()
        with pytest.raises(WrongPassword):
            sealing.unlock(session, "不对", vault=sealed.id)
        assert not sealing.is_open(session)
        with pytest.raises(WrongPassword):
            sealing.unlock(session, OWN, vault="another vault")
        sealing.unlock(session, OWN, vault=sealed.id)
        assert sealing.open_up(session, "r1", told) == CONTENT


def test_the_password_is_chosen_once_and_with_a_new_one_the_old_content_still_opens(sealed: Vault) -> None:
    with sealed.look() as session:
        told = sealing.close_up(session, "r1", CONTENT)
    with sealed.work() as session:
        with pytest.raises(SealExists):
            sealing.choose(session, "又一个", vault=sealed.id, cost=CHEAP)
        sealing.change(session, old=OWN, new="新口令", vault=sealed.id, cost=CHEAP)
    sealed.lock_away()
    with sealed.look() as session:
        with pytest.raises(WrongPassword):
            sealing.unlock(session, OWN, vault=sealed.id)
        sealing.unlock(session, "新口令", vault=sealed.id)
        assert sealing.open_up(session, "r1", told) == CONTENT


def test_of_a_locked_record_the_journal_keeps_what_happened_and_hides_what_was_said(sealed: Vault) -> None:
    kind = find_kind("criticism_meeting")
    body = {"move": "finish", "version": 1, "heading": "查摆", "answers": {"note": "一句话"}, "record": CONTENT}
    with sealed.look() as session:
        kept = sealing.for_journal(session, kind, record(), body)
        assert set(kept) == {"move", "version", "secret"}
        assert sealing.from_journal(session, "r1", kept) == body
        assert sealing.for_journal(session, find_kind("task"), record("task"), body) is body
        assert sealing.from_journal(session, "r1", body) is body
    sealed.lock_away()
    with sealed.look() as session:
        assert sealing.from_journal(session, "r1", kept) == {"move": "finish", "version": 1}


def test_a_transaction_that_is_taken_back_leaves_no_password_and_nothing_open(vault: Vault) -> None:
    def chosen_in_vain() -> None:
        with vault.work() as session:
            sealing.choose(session, OWN, vault=vault.id, cost=CHEAP)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        chosen_in_vain()
    with vault.look() as session:
        assert not sealing.exists(session)
        assert not sealing.is_open(session), "a key that is kept nowhere would lock records away for ever"
    with pytest.raises(SealMissing):
        drafts.begin(vault, "criticism_meeting")
