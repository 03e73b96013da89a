"""What one record keeps private is looked for in all others, whatever the name and whatever became of the record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.services import checking
from core.store import facts
from core.store.vault import Vault
from tests.core.services.hand import Hand
from tests.support.vaults import SESSION, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def told_by(vault: Vault, text: str) -> list[tuple[str, str]]:
    """Return the private names, and where they are kept, that a study record for everybody tells."""
    record = Hand(vault, "study_session", **{**SESSION, "summary": text, "publication_scope": "staff"}).record
    with vault.look() as session:
        found = checking.findings(vault, session, record)
    return [(str(one.particulars["name"]), str(one.particulars["number"])) for one in found if one.rule == "H03"]


@pytest.mark.parametrize("name", ["涂小明", "仝明", "阿卜杜拉", "Mary Hill"])
def test_a_name_with_any_surname_is_found_in_other_records(vault: Vault, name: str) -> None:
    petition = Hand(vault, "petition", petitioner=name)
    petition.move("register")

    assert told_by(vault, f"夜学上说到{name}反映的事，大家都谈了看法。") == [(name, petition.record.number)]


def test_people_of_the_roster_and_ordinary_words_are_no_private_names(vault: Vault) -> None:
    Hand(vault, "petition", petitioner="学生家长")
    Hand(vault, "dispute", mediator="学校")

    with vault.look() as session:
        assert facts.hidden_names(session) == {}


def test_a_void_petition_keeps_its_petitioner_private(vault: Vault) -> None:
    petition = Hand(vault, "petition", petitioner="蔡明")
    petition.move("register")
    petition.move("void", reason="登记重了，另有一件。")

    assert petition.record.state == "void"
    assert told_by(vault, "夜学上说到蔡明反映的事。") == [("蔡明", petition.record.number)]
