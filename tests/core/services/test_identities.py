"""The key in use names who signs now."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from core.base.clock import FixedClock
from core.services import drafts, identities, judging, packets, people, records
from core.signing.judge import judge
from core.signing.verdict import Light, Reason
from core.store.vault import Vault
from core.views.packets import PacketLine
from tests.support.vaults import NOON, PASSWORD, SESSION, open_copy, unlike


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path, clock=FixedClock(NOON))
    yield opened
    opened.close()


def seal(vault: Vault, folder: Path, *, day: str) -> PacketLine:
    """Make a packet of one session."""
    begun = drafts.begin(vault, "study_session", values={**unlike(SESSION, int(day[-2:])), "date": day})
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    drawn = packets.draw(vault, [done.id], title="九月份报送包", folder=folder)
    return packets.seal(vault, drawn, password=PASSWORD)


def test_the_same_principal_keeps_the_same_key(vault: Vault) -> None:
    assert identities.current(vault).fingerprint == identities.current(vault).fingerprint
    assert identities.current(vault).name == "林志远"


def test_a_corrected_name_gets_a_new_certificate_and_can_sign(vault: Vault, tmp_path: Path) -> None:
    before = identities.current(vault)
    old = seal(vault, tmp_path, day="2008-09-17")
    school = people.get_school(vault)
    principal = next(person for person in people.listing(vault) if person.id == school.principal)
    people.save(vault, msgspec.structs.replace(principal, name="林志媛", initials=""))
    after = identities.current(vault)
    assert after.name == "林志媛"
    assert after.fingerprint != before.fingerprint
    line = seal(vault, tmp_path, day="2008-09-18")
    assert judging.judge(packets.fetch(vault, line.id, tmp_path), trust=None).signer == "林志媛"
    still = judge(packets.fetch(vault, old.id, tmp_path), identities.own(vault))
    assert still.light is Light.VALID, "what the old key signed stays valid"


def test_a_renamed_school_gets_a_new_certificate(vault: Vault) -> None:
    people.save_school(vault, msgspec.structs.replace(people.get_school(vault), name="云川县云岙镇实验小学"))
    assert identities.current(vault).school == "云川县云岙镇实验小学"


def test_after_three_years_a_new_certificate_is_made(vault: Vault) -> None:
    before = identities.current(vault)
    vault.clock.set(NOON + timedelta(days=365 * 3 + 2))  # type: ignore[attr-defined]
    assert identities.current(vault).fingerprint != before.fingerprint


def test_a_packet_of_another_school_than_the_certificates_is_refused(vault: Vault, tmp_path: Path) -> None:
    identity = identities.current(vault)
    begun = drafts.begin(vault, "study_session", values=SESSION)
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    people.save_school(vault, msgspec.structs.replace(people.get_school(vault), name="上垟小学"))
    drawn = packets.draw(vault, [done.id], title="九月份报送包", folder=tmp_path)
    from core.signing.sign import sign
    from core.signing.stamp import Stamp

    signed = tmp_path / "signed.pdf"
    sign(drawn.path, signed, identity=identity, stamp=Stamp(page=drawn.place[0], rect=drawn.place[1:]), when=NOON)
    verdict = judge(signed, identities.own(vault))
    assert (verdict.light, verdict.reason, verdict.particulars) == (Light.INVALID, Reason.DATA, {"detail": "school"})
