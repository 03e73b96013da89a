"""Another principal: records and receipts go over, the leaving one's key and passwords do not."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.base.errors import BadRequest, PersonMissing, SamePerson, WrongPassword
from core.services import county, drafts, identities, packets, people, records, succession, vaults, waysin
from core.signing import identity as signing
from core.signing.verdict import Light
from core.store import journal, settings
from core.store.vault import Vault
from core.views.succession import HandOver
from tests.core.services.test_waysin import code_on
from tests.flows.test_school_and_county import World
from tests.support.pdfs import text_of
from tests.support.vaults import CHEAP, DIARY, ITEM, NOON, PASSWORD, SESSION, open_copy

NEW = "校长 2009"
SINCE = date(2008, 9, 20)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    found = open_copy(tmp_path, clock=FixedClock(NOON))
    for kind, values in (("study_session", SESSION), ("research_diary", DIARY)):
        begun = drafts.begin(found, kind, values=values)
        records.move(found, begun.id, "finish", revision=begun.revision)
    drafts.begin(found, "rectification", values=ITEM)
    yield found
    found.close()


def hand_over(vault: Vault, password: str = PASSWORD) -> HandOver:
    return succession.hand_over(vault, "p02", since=SINCE, password=password, new_password=NEW, cost=CHEAP)


def test_the_school_goes_on_under_the_new_principal(vault: Vault):
    found = hand_over(vault)
    assert (found.leaving, found.coming, found.records) == ("林志远", "单秀英", 3)
    assert people.get_school(vault).principal == "p02"
    leaving, coming = (list(people.terms(vault, who)) for who in ("p01", "p02"))
    assert leaving[-1].until == SINCE - timedelta(days=1)
    assert (coming[-1].post, coming[-1].since) == ("校长", SINCE)
    with vault.look() as session:
        assert journal.first_fault(session) is None
        (entry,) = journal.telling(session, journal.What.HANDED_OVER)
    assert (entry.by, entry.body["to"]) == ("p01", "p02")


def test_the_leaving_one_s_key_is_taken_out_and_what_it_signed_is_still_believed(vault: Vault, tmp_path: Path):
    before = identities.current(vault)
    drawn = packets.draw(vault, finished(vault), title="离任前", folder=tmp_path)
    line = packets.seal(vault, drawn, password=PASSWORD)
    hand_over(vault)
    now = identities.current(vault)
    assert (now.name, now.fingerprint != before.fingerprint) == ("单秀英", True)
    with vault.look() as session:
        kept = [signing.decode(content) for content in settings.identity_contents(session)]
    assert [one.private_key for one in kept if one.fingerprint == before.fingerprint] == [b""]
    assert now.private_key
    vault.close()
    for path in vault.folder.rglob("*"):
        assert before.private_key not in (path.read_bytes() if path.is_file() else b"")
    again = vaults.open_vault(vault.folder, NEW, clock=FixedClock(NOON))
    from core.services import judging

    path = tmp_path / "signed.pdf"
    path.write_bytes(packets.content(again, line.id))
    assert judging.believe(path, trust=identities.own(again)).light is Light.VALID
    again.close()


def finished(vault: Vault) -> tuple[str, ...]:
    from core.store import records as shelf
    from core.store.records import Filter

    with vault.look() as session:
        return tuple(line.id for line in shelf.lines(session, Filter(kinds=("study_session",))))


def test_no_way_in_of_before_opens_it_any_more(vault: Vault):
    code = code_on(waysin.make_sheet(vault, PASSWORD, cost=CHEAP))
    waysin.set_second(vault, PASSWORD, "书记", cost=CHEAP)
    hand_over(vault)
    vault.close()
    for secret in (PASSWORD, code, "书记"):
        with pytest.raises(WrongPassword):
            vaults.open_vault(vault.folder, secret, clock=FixedClock(NOON))
    vaults.open_vault(vault.folder, NEW, clock=FixedClock(NOON)).close()


def test_it_can_be_done_again_when_the_power_failed_after_the_password_was_changed(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(succession, "_end_term", lambda *_args, **_more: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            hand_over(vault)
    assert people.get_school(vault).principal == "p01"
    with pytest.raises(WrongPassword):
        hand_over(vault)
    hand_over(vault, NEW)
    assert people.get_school(vault).principal == "p02"


def test_nothing_changes_with_a_wrong_password_or_a_wrong_person(vault: Vault):
    with pytest.raises(WrongPassword):
        hand_over(vault, "guess")
    for who, error in (("nobody", PersonMissing), ("p01", SamePerson)):
        with pytest.raises(error):
            succession.hand_over(vault, who, since=SINCE, password=PASSWORD, new_password=NEW, cost=CHEAP)
    vaults.verify(vault, PASSWORD)
    assert people.get_school(vault).principal == "p01"


def test_the_list_says_what_goes_over_and_has_room_for_three_signatures(vault: Vault):
    found = succession.look(vault, "p02", since=SINCE)
    pdf = succession.list_pdf(found)
    text = "".join(text_of(pdf).split())
    for said in ("台账交接清单", "林志远", "单秀英", "学习记录", "合计", "移交人", "接交人", "监交人", ITEM["title"]):
        assert said in text, said
    assert f"{found.journal_entries}条" in text
    assert found.journal_digest[:32] in text


def test_an_old_letter_does_not_bring_the_former_principal_back(tmp_path: Path):
    world = World(tmp_path)
    letter = world.certify(world.enrol())
    root = county.look_at_letter(world.vault, letter).root
    county.take_letter(world.vault, letter, root=root)
    succession.hand_over(world.vault, "p02", since=SINCE, password=PASSWORD, new_password=NEW, cost=CHEAP)
    for look in (county.look_at_letter, lambda vault, path: county.take_letter(vault, path, root=root)):
        with pytest.raises(BadRequest):
            look(world.vault, letter)
    assert people.get_school(world.vault).principal == "p02"
    assert {person.id: person.name for person in people.listing(world.vault)}["p02"] == "单秀英"
    world.close()
