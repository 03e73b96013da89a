"""Which revocation lists are believed, and that an old one never takes the place of a new one."""

from core.signing.revocation import learn, name_of, usable
from core.signing.trust import Trust
from tests.core.signing.test_chain import County


def test_the_newest_list_of_an_issuer_is_kept_and_its_number_remembered():
    county = County()
    old, new = county.revocation_list(number=4), county.revocation_list(number=5)
    trust = learn(Trust(roots=(county.root,)), [old, new])
    assert trust.revocation_lists == (new,)
    assert trust.seen_lists == {name_of(new): 5}
    assert learn(trust, [old]) == trust


def test_a_list_that_no_issuer_of_ours_signed_changes_nothing():
    county, impostor = County(), County()
    trust = learn(Trust(roots=(county.root,)), [county.revocation_list(number=4)])
    assert learn(trust, [impostor.revocation_list(number=9), b"no list", b""]) == trust


def test_an_issuer_that_no_root_has_signed_is_not_learnt():
    county, impostor = County(), County("邻县教育局")
    trust = learn(Trust(roots=(county.root,)), [impostor.revocation_list()], issuers=[impostor.root, b"none"])
    assert trust.issuers == ()
    assert trust.revocation_lists == ()


def test_a_list_with_a_lower_number_than_was_seen_is_not_usable_even_if_it_lies_in_the_trust():
    county = County()
    trust = Trust(roots=(county.root,), revocation_lists=(county.revocation_list(number=4),))
    assert usable(trust, (b"signer",)) == list(trust.revocation_lists)
    seen = Trust(
        roots=trust.roots,
        revocation_lists=trust.revocation_lists,
        seen_lists={name_of(trust.revocation_lists[0]): 5},
    )
    assert usable(seen, (b"signer",)) == []
