"""After an item has grown out of an opinion: growing twice gives the same one, and voiding it is told at the forum."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.errors import RecordVoid
from core.records.field import ROW
from core.services import drafts, links, records
from core.services.vaults import Vault
from tests.core.services.hand import Hand
from tests.flows.acting import move, read, said, vault_of
from tests.support.stage import Stage, staged
from tests.support.vaults import FORUM, ITEM, open_copy

PROGRESS = "轮值表排到十二月底，每天两名教师，开放一楼两间教室，头三天留校四十一人。"
CLOSED = "轮值表已经张贴，三天都按表到岗，同意销号。"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    found = staged(tmp_path, language="en")
    yield found
    found.close()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = open_copy(tmp_path)
    yield found
    found.close()


def close_item(item: Hand) -> None:
    """Take an item from its draft to its closing."""
    keys = ("title", "category", "cause", "measures", "lead_leader", "responsible", "limit")
    item.save(**{key: ITEM[key] for key in keys}, deadline="2008-09-30")
    item.move("register")
    item.move("start", on="2008-09-18", by="p03")
    item.move("report", on="2008-09-19", by="p03", note=PROGRESS)
    item.save(evidence=[{"title": "轮值表原件", "type": "document", "on": "2008-09-19"}])
    item.move("complete", on="2008-09-19", by="p03")
    item.move("accept", on="2008-09-19", by="p02", note=CLOSED)


def finished_forum(vault: Vault) -> Hand:
    """Return a finished forum."""
    forum = Hand(vault, drafts.begin(vault, "forum", values=FORUM))
    forum.move("finish")
    return forum


def test_growing_twice_gives_the_same_record(vault: Vault) -> None:
    forum = finished_forum(vault)
    first = forum.values["opinions"][0]
    item = links.grow(vault, forum.record.id, "opinions_item", row=first[ROW])
    again = links.grow(vault, forum.record.id, "opinions_item", row=first[ROW])
    assert again.id == item.id
    assert len(records.listing(vault, "rectification")) == 1
    carried = ("problem", "deadline", "source", "source_ref", "proposed_on")
    assert [item.values.get(key) for key in carried] == [
        first["content"],
        first["due"],
        "forum",
        forum.record.number,
        FORUM["date"],
    ]
    close_item(Hand(vault, item))
    assert links.grow(vault, forum.record.id, "opinions_item", row=first[ROW]).id == item.id


def test_voiding_the_item_leaves_the_opinion_without_a_course_and_the_forum_says_so(vault: Vault) -> None:
    forum = finished_forum(vault)
    first, second = forum.values["opinions"]
    item = Hand(vault, links.grow(vault, forum.record.id, "opinions_item", row=first[ROW]))
    close_item(item)
    for row in (first, second):
        known = links.answers_for(vault, forum.record.id, row[ROW])
        assert known == {"row": row[ROW], "reply": CLOSED if row is first else row["reply"]}
        forum.move("answer", row=row[ROW], answered_on="2008-09-19", answer_way="person", by="p02", note=known["reply"])
    forum.move("close", closed_on="2008-09-19")
    before = {finding.code for finding in records.open_record(vault, forum.record.id).findings}
    assert "follower_void" not in before

    item.move("void", reason="同另一件是一回事")

    view = records.open_record(vault, forum.record.id)
    (lost,) = [finding for finding in view.findings if finding.code == "follower_void"]
    assert (lost.rule, lost.level, lost.path) == ("E11", "W", ("opinions", 0, "handling"))
    assert (lost.particulars["number"], lost.other) == (item.record.number, item.record.id)

    # it may grow anew, and the new item takes the place of the void one
    other = links.grow(vault, forum.record.id, "opinions_item", row=first[ROW])
    assert other.id != item.record.id
    assert not any(one.code == "follower_void" for one in records.open_record(vault, forum.record.id).findings)


def test_the_forum_says_in_the_window_that_its_item_is_void(stage: Stage) -> None:
    vault = vault_of(stage)
    forum = finished_forum(vault)
    first = forum.values["opinions"][0]
    item = Hand(vault, links.grow(vault, forum.record.id, "opinions_item", row=first[ROW]))
    close_item(item)
    pane = read(stage, "rectification", item.record.id)
    move(stage, pane, "void", reason="同另一件是一回事")
    assert records.read(vault, item.record.id).state == "void"
    pane = read(stage, "research", forum.record.id)
    assert any("which is void" in text and item.record.number in text for text in said(pane))
    with pytest.raises(RecordVoid):
        links.tie(vault, forum.record.id, item.record.number, row=first[ROW])
