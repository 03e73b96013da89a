"""The principal's key and certificate."""

from datetime import datetime, timedelta, timezone
from pathlib import Path
from subprocess import run

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.base.clock import FixedClock
from core.base.errors import BadIdentity, IdentityDamaged
from core.signing.identity import (
    DOCUMENT_SIGNING,
    Algorithm,
    Identity,
    decode,
    encode,
    fingerprint_of,
    grouped,
    make,
    subject_of,
)
from tests.support.signed import signer

NOON = datetime(2008, 2, 29, 12, tzinfo=timezone(timedelta(hours=8)))


def test_a_certificate_is_for_signing_documents_and_nothing_else():
    certificate = x509.load_der_x509_certificate(signer().certificate)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    assert not usage.value.key_encipherment
    purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert set(purposes) == {DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION}
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_a_certificate_carries_chinese_names_and_a_plain_serial_number():
    identity = signer("王䶮")
    assert subject_of(identity.certificate) == ("王䶮", "云川县云岙镇中心小学")
    certificate = x509.load_der_x509_certificate(identity.certificate)
    (serial,) = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    # 0x13 is PrintableString: X.520 allows nothing else here, and "_" is not in it.
    assert bytes([0x13, len(serial.value)]) + str(serial.value).encode() in identity.certificate
    assert str(serial.value).isalnum()


def test_openssl_finds_the_certificate_fit_for_signing(tmp_path: Path):
    path = tmp_path / "certificate.der"
    path.write_bytes(signer().certificate)
    told = run(
        ["openssl", "x509", "-inform", "DER", "-in", str(path), "-noout", "-purpose"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "S/MIME signing : Yes" in told
    assert "S/MIME signing CA : No" in told


def test_a_certificate_made_on_the_29th_of_february_ends_three_years_later():
    identity = make("林志远", school="云岙小学", algorithm=Algorithm.EC_P256, clock=FixedClock(NOON))
    assert identity.valid_until.date().isoformat() == "2011-02-28"
    assert identity.valid_from < NOON < identity.valid_until


def test_two_principals_of_one_name_have_different_names_in_their_certificates():
    both = [
        make("张敏", school="云岙小学", algorithm=Algorithm.EC_P256, clock=FixedClock(NOON)).certificate
        for _ in range(2)
    ]
    first, second = (x509.load_der_x509_certificate(der) for der in both)
    assert first.subject != second.subject


@pytest.mark.parametrize(("name", "school", "field"), [("", "云岙小学", "name"), ("林志远", "校" * 65, "school")])
def test_a_name_that_fits_no_certificate_is_refused_by_field(name, school, field):
    with pytest.raises(BadIdentity) as caught:
        make(name, school=school, algorithm=Algorithm.EC_P256, clock=FixedClock(NOON))
    assert caught.value.particulars == {"field": field, "longest": 64}


def test_an_identity_comes_back_from_the_vault_as_it_went_in():
    assert decode(encode(signer())) == signer()


def test_a_key_is_never_shown():
    assert signer().private_key.hex() not in repr(signer())
    assert repr(signer()) == f"Identity(fingerprint={signer().fingerprint})"


@pytest.mark.parametrize("kept", [b"", b"\x80", b"nothing of the kind"])
def test_a_damaged_identity_is_told(kept):
    with pytest.raises(IdentityDamaged):
        decode(kept)


def test_a_key_of_somebody_else_is_told():
    mine, other = signer(), signer("王䶮")
    swapped = Identity(certificate=mine.certificate, private_key=other.private_key, name=mine.name, school=mine.school)
    with pytest.raises(IdentityDamaged, match="key_mismatch"):
        decode(encode(swapped))


def test_a_fingerprint_is_shown_in_groups_of_four():
    fingerprint = fingerprint_of(b"certificate")
    assert grouped(fingerprint, groups=3) == f"{fingerprint[:4]} {fingerprint[4:8]} {fingerprint[8:12]} …".upper()
    assert grouped(fingerprint).replace(" ", "").lower() == fingerprint
