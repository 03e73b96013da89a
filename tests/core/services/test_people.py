"""The roster: terms of office, people of one name, renaming, finding."""

from datetime import date

import pytest

from core.base.errors import EmptyName, PersonMissing, TermEndsEarly
from core.records.content import Person
from core.services import drafts, people, records, search
from tests.support.vaults import NOON, SCHOOL, SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    found = open_copy(tmp_path)
    yield found
    found.close()


def test_somebody_new_gets_an_id_initials_and_the_last_place(vault):
    kept = people.save(vault, Person(id="", name=" 曾小雨 ", post="教师"))
    assert len(kept.id) == 32
    assert (kept.name, kept.initials) == ("曾小雨", "zxy")
    assert people.listing(vault)[-1] == kept


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lzy", ["林志远"]),
        ("LZ", ["林志远"]),
        ("s", ["单秀英", "苏𬍛"]),
        ("𬍛", ["苏𬍛"]),
        ("王", ["王䶮"]),
        ("O'N", ["陈 O'Neil"]),
        ("%", []),
        ("", []),
        ("xx", []),
    ],
)
def test_people_are_found_by_name_or_initials(vault, typed, found):
    assert [person.name for person in people.find(vault, typed)] == found


def test_two_people_of_one_name_are_told_apart_by_post(vault):
    people.save(vault, Person(id="", name="王䶮", post="教师"))
    (pair,) = people.namesakes(vault)
    assert (pair.name, len(pair.people), pair.told_apart) == ("王䶮", 2, True)
    people.save(vault, Person(id="", name="王䶮", post="教师"))
    assert not people.namesakes(vault)[0].told_apart


def test_who_left_stays_known_and_is_not_expected_any_more(vault):
    record = drafts.begin(vault, "study_session", values=SESSION)
    gone = people.remove(vault, "p04", until=date(2008, 8, 31))
    assert gone.until == date(2008, 8, 31)
    assert [person.id for person in people.listing(vault, on=NOON.date())] == ["p01", "p02", "p03", "p05"]
    assert len(people.listing(vault)) == 5
    assert people.find(vault, "sl", on=NOON.date()) == ()
    assert "苏𬍛" in {person.name for person in records.open_record(vault, record.id).people.values()}
    assert people.remove(vault, "p05").until == NOON.date()


def test_a_changed_post_begins_a_new_term(vault):
    people.save(vault, Person(id="p04", name="苏𬍛", post="教师", since=date(2005, 9, 1)))
    kept = people.change_post(vault, "p04", post="副校长", since=date(2008, 9, 1))
    assert kept.post == "副校长"
    before, now = people.terms(vault, "p04")
    assert (before.post, before.since, before.until) == ("教师", date(2005, 9, 1), date(2008, 8, 31))
    assert (now.post, now.since, now.until) == ("副校长", date(2008, 9, 1), None)
    assert people.terms(vault, "nobody") == ()


def test_a_new_name_is_taken_over_into_lists_and_search(vault):
    record = drafts.begin(vault, "study_session", values={**SESSION, "speaker": "p04"})
    people.save(vault, Person(id="p04", name="苏明", post="教师"))
    assert records.listing(vault)[0].bits[1] == "苏明"
    assert [hit.line.id for hit in search.find(vault, "苏明")] == [record.id]
    assert search.find(vault, "苏𬍛") == ()
    assert people.find(vault, "sm")[0].id == "p04"


def test_initials_typed_by_hand_stay(vault):
    people.save(vault, Person(id="p02", name="单秀英", initials="dxy"))
    assert people.save(vault, Person(id="p02", name="单秀兰", initials="dxl")).initials == "dxl"
    assert people.save(vault, Person(id="p02", name="曾秀兰", initials="dxl")).initials == "zxl"


def test_nonsense_is_refused(vault):
    with pytest.raises(EmptyName):
        people.save(vault, Person(id="", name="  "))
    with pytest.raises(TermEndsEarly):
        people.save(vault, Person(id="", name="甲", since=date(2008, 2, 1), until=date(2008, 1, 1)))
    for act in (people.remove, lambda vault, person: people.change_post(vault, person, post="x", since=NOON.date())):
        with pytest.raises(PersonMissing):
            act(vault, "nobody")


def test_the_school_names_people_of_its_roster(vault):
    from msgspec.structs import replace

    school = people.get_school(vault)
    assert (school.name, school.principal) == (SCHOOL.name, "p01")
    kept = people.save_school(vault, replace(school, secretary="p02", name=" 云岙小学 "))
    assert people.get_school(vault) == kept
    assert kept.name == "云岙小学"
    with pytest.raises(PersonMissing):
        people.save_school(vault, replace(school, secretary="nobody"))
    with pytest.raises(EmptyName):
        people.save_school(vault, replace(school, name=""))
