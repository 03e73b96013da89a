"""Signers certified under a county root: revocation is asked for, always."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.signing.identity import Identity
from core.signing.judge import judge
from core.signing.revocation import learn
from core.signing.trust import Trust
from core.signing.verdict import Action, Light, Moments, Reason
from tests.support.signed import signed_packet, signer
from tests.support.smallpacket import WHEN

START = datetime(2008, 1, 1, tzinfo=UTC)
END = datetime(2012, 1, 1, tzinfo=UTC)


class County:
    """A county authority: its root, the principals it certifies, the lists of those it withdraws."""

    def __init__(self, name: str = "云川县教育局") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        public = self.key.public_key()
        self.identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(public)
        root = (
            self._blank(self.name, public)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(usage(key_cert_sign=True, crl_sign=True), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )
        self.root = root.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _blank(self, subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(START)
            .not_valid_after(END)
        )

    def certify(self, identity: Identity) -> Identity:
        """Return the identity with a certificate of the county's instead of its own; no CRL distribution point."""
        own = x509.load_der_x509_certificate(identity.certificate)
        public = own.public_key()
        assert isinstance(public, ec.EllipticCurvePublicKey)
        builder = self._blank(own.subject, public).add_extension(self.identifier, critical=False)
        for extension in own.extensions:
            if extension.oid != x509.AuthorityKeyIdentifier.oid:
                builder = builder.add_extension(extension.value, critical=extension.critical)
        issued = builder.sign(self.key, hashes.SHA256())
        return msgspec.structs.replace(identity, certificate=issued.public_bytes(serialization.Encoding.DER))

    def revocation_list(self, *withdrawn: tuple[Identity, datetime], number: int = 1, issued: datetime = WHEN) -> bytes:
        """Return a revocation list, DER."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.name)
            .last_update(issued)
            .next_update(issued + timedelta(days=60))
            .add_extension(x509.CRLNumber(number), critical=False)
            .add_extension(self.identifier, critical=False)
        )
        for identity, moment in withdrawn:
            serial = x509.load_der_x509_certificate(identity.certificate).serial_number
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(moment).build()
            )
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def usage(**given: bool) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
        " encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: given.get(name, False) for name in names.split()})


@pytest.fixture(scope="module")
def county() -> County:
    return County()


@pytest.fixture(scope="module")
def principal(county: County) -> Identity:
    return county.certify(signer())


@pytest.fixture(scope="module")
def packet(principal: Identity, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed_packet(tmp_path_factory.mktemp("chain"), identity=principal)


def outcome(packet: Path, trust: Trust) -> tuple[Light, Reason, Action]:
    verdict = judge(packet, trust)
    return verdict.light, verdict.reason, verdict.action


def test_a_signer_certified_by_the_county_and_not_withdrawn_is_valid(packet: Path, county: County):
    trust = Trust(roots=(county.root,), revocation_lists=(county.revocation_list(),))
    verdict = judge(packet, trust)
    assert (verdict.light, verdict.reason) == (Light.VALID, Reason.COUNTY_CERTIFICATE)
    assert verdict.signer is not None
    assert verdict.signer.registered


def test_a_leaf_without_a_distribution_point_is_not_accepted_without_a_list(packet: Path, county: County):
    """The revocation trap: soft-fail and hard-fail both accept it."""
    assert outcome(packet, Trust(roots=(county.root,))) == (
        Light.UNDECIDED,
        Reason.REVOCATION_UNKNOWN,
        Action.UPDATE_REVOCATION,
    )


@pytest.mark.parametrize("days_before", [0, 1, 30])
def test_a_withdrawn_signer_is_refused(packet: Path, county: County, principal: Identity, days_before):
    withdrawn = county.revocation_list((principal, WHEN - timedelta(days=days_before)))
    trust = Trust(roots=(county.root,), revocation_lists=(withdrawn,))
    assert outcome(packet, trust)[:2] == (Light.INVALID, Reason.REVOKED)


def test_a_signature_claiming_to_be_older_than_the_withdrawal_is_undecided(
    packet: Path, county: County, principal: Identity
):
    later = county.revocation_list((principal, WHEN + timedelta(days=9)), issued=WHEN + timedelta(days=10))
    trust = Trust(roots=(county.root,), revocation_lists=(later,))
    assert outcome(packet, trust)[:2] == (Light.UNDECIDED, Reason.REVOCATION_UNKNOWN)


def test_a_list_issued_after_the_signature_counts(packet: Path, county: County):
    later = county.revocation_list(issued=WHEN + timedelta(days=30))
    trust = Trust(roots=(county.root,), revocation_lists=(later,))
    assert outcome(packet, trust)[:2] == (Light.VALID, Reason.COUNTY_CERTIFICATE)


def test_a_list_older_than_the_newest_ever_seen_is_not_used(packet: Path, county: County):
    """Nothing else prevents putting an old list, with nobody on it, in the place of a new one."""
    trust = Trust(roots=(county.root,), revocation_lists=(county.revocation_list(number=4),))
    newer = learn(trust, [county.revocation_list(number=5)])
    trust = msgspec.structs.replace(trust, seen_lists=newer.seen_lists)
    assert outcome(packet, trust)[:2] == (Light.UNDECIDED, Reason.REVOCATION_UNKNOWN)


def test_a_list_of_another_county_does_not_count(packet: Path, county: County):
    foreign = County("云川县教育局").revocation_list()
    trust = Trust(roots=(county.root,), revocation_lists=(foreign,))
    assert outcome(packet, trust)[:2] == (Light.UNDECIDED, Reason.REVOCATION_UNKNOWN)


def test_a_signer_of_another_county_is_undecided(packet: Path):
    other = County("邻县教育局")
    trust = Trust(roots=(other.root,), revocation_lists=(other.revocation_list(),))
    assert outcome(packet, trust)[:2] == (Light.UNDECIDED, Reason.ISSUER_UNKNOWN)
    assert outcome(packet, Trust())[:2] == (Light.UNDECIDED, Reason.ISSUER_UNKNOWN)


def test_a_county_of_the_same_name_with_another_key_is_not_the_county(packet: Path):
    impostor = County("云川县教育局")
    trust = Trust(roots=(impostor.root,), revocation_lists=(impostor.revocation_list(),))
    assert outcome(packet, trust)[0] is Light.UNDECIDED


def test_a_damaged_list_is_no_crash(packet: Path, county: County):
    trust = Trust(roots=(county.root,), revocation_lists=(b"no list",))
    assert outcome(packet, trust)[0] in (Light.UNDECIDED, Light.INVALID)


def test_a_signature_that_a_receipt_saw_before_the_withdrawal_stays_valid(
    packet: Path, county: County, principal: Identity
):
    later = county.revocation_list((principal, WHEN + timedelta(days=9)), issued=WHEN + timedelta(days=10))
    trust = Trust(roots=(county.root,), revocation_lists=(later,))
    seen = judge(packet, trust, Moments(now=WHEN + timedelta(days=20), vouched=WHEN + timedelta(days=1)))
    assert (seen.light, seen.reason) == (Light.VALID, Reason.COUNTY_CERTIFICATE)
    late = judge(packet, trust, Moments(now=WHEN + timedelta(days=20), vouched=WHEN + timedelta(days=10)))
    assert (late.light, late.reason) == (Light.INVALID, Reason.REVOKED)


def test_after_the_certificate_ran_out_only_a_receipt_keeps_the_packet_green(packet: Path, county: County):
    trust = Trust(roots=(county.root,), revocation_lists=(county.revocation_list(issued=WHEN + timedelta(days=30)),))
    years_later = END + timedelta(days=400)
    alone = judge(packet, trust, Moments(now=years_later))
    assert (alone.light, alone.reason, alone.action) == (Light.UNDECIDED, Reason.EXPIRED_SINCE, Action.FIND_RECEIPT)
    vouched = judge(packet, trust, Moments(now=years_later, vouched=WHEN + timedelta(days=1)))
    assert vouched.light is Light.VALID
    too_late = judge(packet, trust, Moments(now=years_later, vouched=END + timedelta(days=1)))
    assert too_late.reason is Reason.EXPIRED_SINCE


def test_a_time_later_than_this_computers_clock_is_undecided(packet: Path, county: County):
    trust = Trust(roots=(county.root,), revocation_lists=(county.revocation_list(),))
    early = judge(packet, trust, Moments(now=WHEN - timedelta(days=2)))
    assert (early.light, early.reason, early.action) == (Light.UNDECIDED, Reason.CLOCK, Action.CHECK_CLOCK)
    assert judge(packet, trust, Moments(now=WHEN - timedelta(hours=2))).light is Light.VALID


def test_a_time_earlier_than_the_data_is_undecided(county: County, principal: Identity, tmp_path: Path):
    trust = Trust(roots=(county.root,), revocation_lists=(county.revocation_list(),))
    back = signed_packet(tmp_path, identity=principal, when=WHEN - timedelta(days=20))
    verdict = judge(back, trust)
    assert (verdict.light, verdict.reason) == (Light.UNDECIDED, Reason.CLOCK)
    assert verdict.particulars["detail"] == "behind"
