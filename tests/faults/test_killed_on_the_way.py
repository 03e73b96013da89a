"""The program is killed while packets and answers change hands: what was told is so, on both sides, and goes on.

A round costs a few seconds; see `test_killed` for how many there are.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from core.base.canonical import digest, file_digest
from core.base.files import PART
from core.exchange.layout import find_documents
from core.services import packets, receipts, records, submit, vaults
from core.services.desk import desks, handover, intake, replies
from core.services.vaults import Vault
from core.store import health
from core.store.register import ledger
from core.views.county import ReplyView
from core.views.desk import State
from tests.faults.test_killed import ROUNDS, SEED, run_and_kill
from tests.faults.way import PACKETS, SECRET, Way, answer, clock, laid, prepared
from tests.support.vaults import PASSWORD

LONGEST = 0.25
"""Seconds after the line that was waited for; most steps take about as long."""


@pytest.fixture(scope="module")
def way(tmp_path_factory: pytest.TempPathFactory) -> Way:
    """Everything once, undisturbed."""
    return prepared(tmp_path_factory.mktemp("way"))


@pytest.fixture
def round_folder(tmp_path: Path) -> Path:
    """An empty folder for a round, to be emptied by `cleared`."""
    return tmp_path / "round"


def cleared(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "out").mkdir(parents=True)
    return folder


def told_of(lines: list[str], verb: str) -> list[str]:
    return [line.split()[1] for line in lines if line.split()[0] == verb]


def reopened(folder: Path) -> Vault:
    """Open a school's vault after the crash and look through all of it."""
    vault = vaults.open_vault(folder, PASSWORD, clock=clock())
    with vault.look() as session:
        assert health.examine(session) == ()
    assert not [path.name for path in folder.iterdir() if path.is_dir() and path.name != "backups"]
    return vault


def check_register(desk: desks.Desk, told: list[str], out: Path) -> Counter[str]:
    """Compare a desk's register with what was told, and with itself."""
    with desk.register.look() as session:
        run = session.connection().exec_driver_sql
        assert run("PRAGMA cipher_integrity_check").all() == []
        assert run("PRAGMA integrity_check").scalar() == "ok"
        assert run("PRAGMA foreign_key_check").all() == []
        arrivals = {one.id: one for one in ledger.arrivals(session)}
        answers = {one.id: one for one in ledger.outgoing(session) if one.about in arrivals}
        digests = {one.id: one.sha256 for one in arrivals.values()} | {one.id: one.sha256 for one in answers.values()}
        assert {one: digest(ledger.content(session, one)) for one in digests} == digests
    assert set(told_of(told, "taken")) <= arrivals.keys()
    assert set(told_of(told, "made")) <= answers.keys()
    answered = Counter(one.about for one in answers.values())
    for one in arrivals.values():
        assert answered[one.id] == (one.state is not State.TAKEN), "an answer and the state it brings, or neither"
    known = {one.sha256 for one in answers.values()}
    there = {path.name for path in out.rglob("*.pdf") if file_digest(path) in known}
    assert there == {path.name for path in out.rglob("*") if path.is_file() and not path.name.endswith(PART)}
    assert set(told_of(told, "carried")) <= there
    noted = {one.name for one in answers.values() if one.carried_at is not None}
    assert set(told_of(told, "carried")) <= noted <= there
    return Counter(taken=len(arrivals), made=len(answers), carried=len(noted))


def test_a_desk_killed_while_taking_in_and_answering_has_what_it_told(way: Way, round_folder: Path) -> None:
    draw, found = random.Random(SEED), Counter[str]()
    for _ in range(ROUNDS):
        out = cleared(round_folder) / "out"
        folder = laid(way.desk, round_folder)
        after, first = draw.uniform(0.0, LONGEST), draw.randrange(3 * PACKETS)
        told = run_and_kill("taking", folder, way.up, out, after=after, told_first=first)
        found.update(line.split()[0] for line in told)
        with closing(desks.open_desk(folder, SECRET, clock=clock())) as desk:
            assert not [path.name for path in folder.iterdir() if path.is_dir()], "nothing lies open"
            check_register(desk, told, out)
            rows = list(intake.scan(desk.register, intake.documents(way.up), clock=desk.clock))
            assert len({row.incoming.id for row in rows if row.incoming}) == PACKETS, (
                "all of them come in the next time"
            )
            number = draw.randrange(PACKETS)
            waits = next((row.incoming for row in rows if row.incoming and row.incoming.state is State.TAKEN), None)
            if waits is not None:
                made = answer(desk, waits.id, number, round_folder)
                handover.carry(desk, made.id, out)
            for line in replies.waiting(desk.register):
                if line.type in {"receipt", "return"}:
                    handover.carry(desk, line.id, out)
            check_register(desk, told, out)
    print(f"told until killed at the desk: {dict(found)}")


def test_a_school_killed_while_handing_over_has_delivered_what_it_told(way: Way, round_folder: Path) -> None:
    draw, found = random.Random(SEED), Counter[str]()
    for _ in range(ROUNDS):
        out = cleared(round_folder) / "out"
        folder = laid(way.sealed, round_folder)
        after, first = draw.uniform(0.0, LONGEST), draw.randrange(PACKETS)
        told = run_and_kill("handing", folder, out, after=after, told_first=first)
        found.update(line.split()[0] for line in told)
        with closing(reopened(folder)) as vault:
            lines = {line.id: line for line in packets.listing(vault)}
            known = {line.sha256 for line in lines.values()}
            there = [path for path in out.rglob("*") if path.is_file() and not path.name.endswith(PART)]
            assert all(file_digest(path) in known for path in there), "whole under its name"
            for one in told_of(told, "carried"):
                assert lines[one].carried_at is not None
            there_now = {file_digest(path) for path in there}
            assert {line.sha256 for line in lines.values() if line.carried_at} <= there_now
            states = Counter(line.state for line in records.listing(vault, "study_session"))
            assert states["submitted"] == sum(line.carried_at is not None for line in lines.values())
            for one in lines:
                submit.carry(vault, one, out)
            assert {file_digest(path) for path in out.glob("*.pdf")} == known
            assert not [path for path in out.rglob("*") if path.name.endswith(PART)], "halves are swept away"
    print(f"told until killed over handing in: {dict(found)}")


def test_a_school_killed_while_taking_answers_has_what_it_told(way: Way, round_folder: Path) -> None:
    draw, found = random.Random(SEED), Counter[str]()
    answers = sorted(find_documents(way.down))
    for _ in range(ROUNDS):
        cleared(round_folder)
        folder = laid(way.handed, round_folder)
        after, first = draw.uniform(0.0, LONGEST), draw.randrange(PACKETS)
        told = run_and_kill("receiving", folder, way.down, after=after, told_first=first)
        found.update(line.split()[0] for line in told)
        with closing(reopened(folder)) as vault:
            kept = {one.id: one for one in receipts.listing(vault)}
            assert set(told_of(told, "taken")) <= kept.keys()
            check_answers(vault, kept.values())
            for path in answers:
                receipts.take(vault, path)
            check_answers(vault, receipts.listing(vault))
            assert len(receipts.listing(vault)) == PACKETS
    print(f"told until killed over taking answers: {dict(found)}")


def check_answers(vault: Vault, kept: Iterable[ReplyView]) -> None:
    """An answer is kept together with what it brings about, or neither."""
    kept = tuple(kept)
    returned = {one.packet for one in kept if one.returned}
    received = {one.packet for one in kept if not one.returned}
    for one in kept:
        assert receipts.content(vault, one.id).startswith(b"%PDF")
    lines = packets.listing(vault)
    assert {line.id for line in lines if line.returned_on} == returned
    assert {line.id for line in lines if line.received_on} == received
    states = Counter(line.state for line in records.listing(vault, "study_session"))
    assert (states["returned"], states["received"]) == (len(returned), len(received))
    assert states["submitted"] == PACKETS - len(kept)
