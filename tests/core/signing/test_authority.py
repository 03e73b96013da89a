"""The county's authority: what it certifies is judged green, what it withdraws red, and it names everybody itself."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from core.base.clock import FixedClock
from core.base.errors import BadIdentity, BadRequest
from core.signing import authority as county
from core.signing.authority import Authority, Root, Withdrawn
from core.signing.identity import Algorithm, Identity, make
from core.signing.judge import judge
from core.signing.revocation import learn
from core.signing.roles import Role, role_of
from core.signing.trust import Trust
from core.signing.verdict import Light, Moments, Reason
from tests.support.signed import signed_packet, signer
from tests.support.smallpacket import SCHOOL, WHEN, document

BEFORE = FixedClock(WHEN - timedelta(days=20))
COUNTY = "云川县教育局"


@pytest.fixture(scope="module", params=[Algorithm.EC_P256, Algorithm.RSA_3072])
def founded(request: pytest.FixtureRequest) -> tuple[Root, Authority]:
    return county.found(COUNTY, clock=BEFORE, algorithm=request.param)


@pytest.fixture(scope="module")
def office(founded) -> Authority:
    return founded[1]


@pytest.fixture(scope="module")
def principal(office: Authority) -> Identity:
    certificate = county.certify(office, county.request(signer()), school=SCHOOL.name, name="林志远", clock=BEFORE)
    return county.adopt(signer(), certificate, (office.certificate,))


def trusting(office: Authority, *withdrawn: Withdrawn, number: int = 1, at: FixedClock = BEFORE) -> Trust:
    listed = county.revocation_list(office, withdrawn, number=number, clock=at)
    return learn(Trust(roots=(office.root,)), [office.root_list, listed], issuers=[office.certificate])


def test_a_packet_of_a_certified_school_is_valid(office: Authority, principal: Identity, tmp_path: Path):
    packet = signed_packet(tmp_path, identity=principal)
    verdict = judge(packet, trusting(office))
    assert (verdict.light, verdict.reason) == (Light.VALID, Reason.COUNTY_CERTIFICATE)
    assert len(trusting(office).revocation_lists) == 2


def test_both_lists_are_asked_for(office: Authority, principal: Identity, tmp_path: Path):
    packet = signed_packet(tmp_path, identity=principal)
    whole = trusting(office)
    for kept in whole.revocation_lists:
        part = msgspec.structs.replace(whole, revocation_lists=(kept,))
        assert judge(packet, part).reason is Reason.REVOCATION_UNKNOWN


def test_a_withdrawn_school_is_refused_and_an_old_list_does_not_help(
    office: Authority, principal: Identity, tmp_path: Path
):
    packet = signed_packet(tmp_path, identity=principal)
    lost = Withdrawn(serial=county.serial_of(principal.certificate), since=WHEN - timedelta(days=1))
    before, after = trusting(office), trusting(office, lost, number=2)
    assert judge(packet, after).reason is Reason.REVOKED
    back = learn(after, before.revocation_lists)
    assert judge(packet, back).reason is Reason.REVOKED


def test_a_packet_signed_by_the_desk_is_refused(office: Authority, tmp_path: Path):
    desk = county.desk_identity(office, "收件员", clock=BEFORE, algorithm=Algorithm.EC_P256)
    packet = msgspec.structs.replace(document(), school=msgspec.structs.replace(SCHOOL, name=COUNTY), signer="收件员")
    assert judge(signed_packet(tmp_path, packet, identity=desk), trusting(office)).reason is Reason.WRONG_ROLE


def test_the_county_writes_the_names_and_not_the_request(office: Authority):
    boastful = make("县长", school="云川县人民政府", algorithm=Algorithm.EC_P256, clock=BEFORE)
    asked = county.request(boastful)
    assert county.read_request(asked).school == "云川县人民政府"
    certificate = county.certify(office, asked, school=SCHOOL.name, name="林志远", clock=BEFORE)
    adopted = county.adopt(boastful, certificate, (office.certificate,))
    assert (adopted.name, adopted.school) == ("林志远", SCHOOL.name)
    assert role_of(x509.load_der_x509_certificate(certificate)) is Role.SCHOOL


def test_a_request_is_refused_when_its_key_is_not_proven_or_too_weak(office: Authority):
    asked = bytearray(county.request(signer()))
    asked[-3] ^= 1
    with pytest.raises(BadRequest) as caught:
        county.read_request(bytes(asked))
    assert caught.value.particulars["reason"] in ("signature", "form")
    with pytest.raises(BadRequest):
        county.certify(office, b"no request", school="a", name="b", clock=BEFORE)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    weak = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key, hashes.SHA256())
    with pytest.raises(BadRequest) as caught:
        county.read_request(weak.public_bytes(serialization.Encoding.DER))
    assert caught.value.particulars["reason"] == "key"


def test_a_certificate_that_names_nobody_is_not_adopted(office: Authority):
    issuer = x509.load_der_x509_certificate(office.certificate)
    own = x509.load_der_x509_certificate(signer().certificate)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(issuer.subject)
        .public_key(own.public_key())
        .serial_number(7)
        .not_valid_before(own.not_valid_before_utc)
        .not_valid_after(own.not_valid_after_utc)
    )
    key = serialization.load_der_private_key(office.private_key, password=None)
    nameless = builder.sign(key, hashes.SHA256())  # type: ignore[arg-type] # ours are RSA or EC
    with pytest.raises(BadRequest):
        county.adopt(signer(), nameless.public_bytes(serialization.Encoding.DER), (office.certificate,))


def test_a_certificate_for_another_key_is_not_adopted(office: Authority, principal: Identity):
    other = make("林志远", school=SCHOOL.name, algorithm=Algorithm.EC_P256, clock=BEFORE)
    with pytest.raises(BadRequest) as caught:
        county.adopt(other, principal.certificate, principal.chain)
    assert caught.value.particulars["reason"] == "other_key"


@pytest.mark.parametrize("name", ["", "  ", "名" * 65])
def test_a_name_that_no_certificate_can_hold_is_refused(office: Authority, name):
    with pytest.raises(BadIdentity):
        county.certify(office, county.request(signer()), school=SCHOOL.name, name=name, clock=BEFORE)


def test_certificates_last_twenty_ten_and_three_years(office: Authority, principal: Identity):
    def years(der: bytes) -> int:
        certificate = x509.load_der_x509_certificate(der)
        return certificate.not_valid_after_utc.year - certificate.not_valid_before_utc.year

    assert [years(der) for der in (office.root, office.certificate, principal.certificate)] == [20, 10, 3]
    listed = x509.load_der_x509_crl(county.revocation_list(office, (), number=1, clock=BEFORE))
    assert listed.next_update_utc - listed.last_update_utc == timedelta(days=200)


def test_a_list_that_ran_out_before_the_signature_decides_nothing(
    office: Authority, principal: Identity, tmp_path: Path
):
    late = WHEN + timedelta(days=300)
    data = msgspec.structs.replace(document(), made_at=late)
    packet = signed_packet(tmp_path, data, identity=principal, when=late)
    stale, fresh = trusting(office), trusting(office, at=FixedClock(late), number=2)
    assert judge(packet, stale, Moments(now=late)).reason is Reason.REVOCATION_UNKNOWN
    assert judge(packet, fresh, Moments(now=late)).light is Light.VALID


def test_a_new_issuing_authority_under_the_same_root_is_believed(founded, tmp_path: Path):
    root, _first = founded
    second = county.renew_issuing(root, COUNTY, clock=BEFORE, algorithm=Algorithm.EC_P256, number=2)
    certificate = county.certify(second, county.request(signer()), school=SCHOOL.name, name="林志远", clock=BEFORE)
    packet = signed_packet(tmp_path, identity=county.adopt(signer(), certificate, (second.certificate,)))
    assert judge(packet, trusting(second)).light is Light.VALID


def test_nothing_that_holds_a_key_shows_it(founded):
    root, office = founded
    for holder, key in ((root, root.private_key), (office, office.private_key)):
        assert key.hex() not in repr(holder)
        assert repr(key) not in repr(holder)
