"""Records are found by their words and by the people they name; the place found is shown."""

import pytest

from core.services import drafts, records, search
from tests.support.vaults import DIARY, ITEM, SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


@pytest.fixture
def laid(vault):
    return [
        drafts.begin(vault, kind, values=values)
        for kind, values in (("study_session", SESSION), ("research_diary", DIARY), ("rectification", ITEM))
    ]


def ids(hits):
    return [hit.line.id for hit in hits]


def test_words_are_found_wherever_they_stand(vault, laid):
    session, diary, item = (record.id for record in laid)
    assert ids(search.find(vault, "看护")) == [diary, session]
    assert ids(search.find(vault, "水沟")) == [item]
    assert ids(search.find(vault, "留校 调查")) == [session]
    assert ids(search.find(vault, "夜学")) == [session]
    assert ids(search.find(vault, "2008年9月15日")) == [item]
    assert search.find(vault, "没有的词") == ()
    assert search.find(vault, "  ") == ()
    assert search.count(vault, "看护") == 2
    assert len(search.find(vault, "看护", limit=1)) == 1


def test_the_marks_stand_on_the_words(vault, laid):
    (hit,) = search.find(vault, "水沟")
    assert hit.snippet[slice(*hit.marks[0])] == "水沟"
    assert "\n" not in hit.snippet
    (hit,) = search.find(vault, "盖板缺两块")
    assert hit.snippet[slice(*hit.marks[0])] == "盖板缺两块"


def test_people_are_found_by_initials_in_the_records_that_name_them(vault, laid):
    session, diary, item = (record.id for record in laid)
    assert set(ids(search.find(vault, "wy"))) == {session, item}
    (hit,) = [hit for hit in search.find(vault, "苏𬍛") if hit.line.id == session]
    assert hit.snippet[slice(*hit.marks[0])] == "苏𬍛"
    assert set(ids(search.find(vault, "lzy"))) == {session, diary}


def test_numbers_are_found(vault, laid):
    done = records.move(vault, laid[0].id, "finish", revision=1)
    assert ids(search.find(vault, "ST-2008-001")) == [done.id]


def test_what_was_typed_over_and_thrown_away_is_not_found(vault, laid):
    drafts.save(vault, laid[1].id, {"topic": "食堂的饭菜"}, revision=1)
    assert ids(search.find(vault, "看护")) == [laid[0].id]
    drafts.discard(vault, laid[0].id, revision=1)
    assert search.find(vault, "看护") == ()
