"""The program tries itself: every step with the real parts, and a mistake is a line, not an end."""

from pathlib import Path

import pytest

from core.base.errors import DiskFull
from core.base.jobs import Silent
from core.base.settings import Language
from core.services import demonstration
from gui.messages import use
from gui.selfcheck import Outcome, SelfCheck


@pytest.fixture
def told(qapp):
    use("en")
    return []


def check(folder: Path, told: list[Outcome]) -> SelfCheck:
    """Return a check that tells into a list."""
    return SelfCheck(folder, told.append, language=Language.ENGLISH, progress=Silent())


def test_everything_is_tried_and_goes_well(tmp_path, told):
    assert check(tmp_path, told).run(), told
    assert [outcome.step for outcome in told] == [
        "Record book, pages, signature",
        "Window",
        "Rare characters",
        "Judging",
        "Backup and restoring",
    ]
    assert all(outcome.passed and outcome.said for outcome in told)


def test_a_step_that_fails_says_why_and_the_others_go_on(tmp_path, told, monkeypatch):
    def broken(self, done, say):
        raise KeyError("no such face")

    monkeypatch.setattr(SelfCheck, "_page", broken)
    monkeypatch.setattr(SelfCheck, "_window", lambda self, done, say: say("seen elsewhere"))
    assert not check(tmp_path, told).run()
    wrong = [outcome for outcome in told if not outcome.passed]
    assert [outcome.said for outcome in wrong] == ["KeyError: 'no such face'"]
    assert told[-1].step == "Backup and restoring"


def test_without_a_record_book_nothing_else_is_tried(tmp_path, told, monkeypatch):
    def full(*_arguments, **_options):
        raise DiskFull(path=str(tmp_path), needed=10_000_000, free=1)

    monkeypatch.setattr(demonstration, "demonstrate", full)
    assert not check(tmp_path, told).run()
    assert len(told) == 1
    assert "too little room" in told[0].said
