"""Signatures that are sound in themselves but not of the form or with the certificate we accept."""

import re
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.signing.envelope import BadEnvelope, seal
from core.signing.identity import DOCUMENT_SIGNING
from core.signing.judge import judge
from core.signing.trust import Trust
from core.signing.verdict import Light, Reason
from tests.support.refusals import reason_of
from tests.support.reissued import reissued, replacing, usage
from tests.support.signed import resigned, signed_packet, signer, trusting
from tests.support.smallpacket import WHEN


@pytest.mark.parametrize(
    ("detail", "old", "new"),
    [
        ("sub_filter", b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached"),
        ("doc_mdp", b"/P 1", b"/P 2"),
        ("doc_mdp", b"/TransformMethod /DocMDP", b"/TransformMethod /DocMDQ"),
        ("field", b"(Signature1)", b"(Signature2)"),
        ("field", b"/FT /Sig", b"/FT /Btn"),
        ("dictionary", b"/M (", b"/W ("),
        ("perms", b"/DocMDP 2", b"/DocMDP 1"),
    ],
)
def test_a_signature_dictionary_of_another_form_is_refused(tmp_path: Path, detail, old, new):
    path = signed_packet(tmp_path)
    data = path.read_bytes()
    assert old in data
    path.write_bytes(resigned(data.replace(old, new)))
    assert reason_of(path) == (Reason.SIGNATURE_FORM, {"detail": detail})


@pytest.mark.parametrize(
    ("reason", "old", "new"),
    [
        (Reason.STRUCTURE, b"/SigFlags 3", b"/SigFlags 1"),
        (Reason.STRUCTURE, b"/AcroForm", b"/AcroFarm"),
        (Reason.BROKEN, b"/Type /Catalog", b"/Tipe /Catalog"),
        (Reason.BROKEN, b"xref\n", b"xrrf\n"),
    ],
)
def test_a_form_of_another_shape_is_refused(tmp_path: Path, reason, old, new):
    path = signed_packet(tmp_path)
    path.write_bytes(resigned(path.read_bytes().replace(old, new)))
    assert reason_of(path)[0] in {reason, Reason.BROKEN, Reason.STRUCTURE}


def test_a_signing_time_without_its_zone_is_refused(tmp_path: Path):
    path = signed_packet(tmp_path)
    data = path.read_bytes()
    zone = re.search(rb"/M \(([^)]+)\)", data)
    assert zone
    path.write_bytes(resigned(data.replace(zone[0], b"/M (D:20080919142500)".ljust(len(zone[0])))))
    assert reason_of(path)[0] in {Reason.SIGNATURE_FORM, Reason.BROKEN}


# --- certificates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("detail", "change"),
    [
        ("extensions", replacing(None)),
        ("key_usage", replacing(usage(digital_signature=True))),
        ("key_usage", replacing(usage(digital_signature=True, content_commitment=True, key_cert_sign=True))),
        ("key_usage", replacing(usage(digital_signature=True, content_commitment=True), critical=False)),
        ("extended_key_usage", replacing(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]))),
        ("extended_key_usage", replacing(x509.ExtendedKeyUsage([DOCUMENT_SIGNING]))),
        ("basic_constraints", replacing(x509.BasicConstraints(ca=True, path_length=None))),
    ],
)
def test_a_certificate_for_other_purposes_is_refused_though_registered(tmp_path: Path, detail, change):
    other = reissued(change)
    verdict = judge(signed_packet(tmp_path, identity=other), trusting(other))
    assert (verdict.light, verdict.reason) == (Light.INVALID, Reason.CERTIFICATE)
    assert verdict.particulars == {"detail": detail}


def test_a_weak_key_does_not_sign():
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "林志远")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(WHEN - timedelta(days=1))
        .not_valid_after(WHEN + timedelta(days=1))
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(BadEnvelope, match="key"):
        seal(plain, certificates=(certificate,), digest=bytes(32))


def test_the_certificate_of_somebody_else_beside_our_signature_is_refused(tmp_path: Path):
    """The signing certificate is named in the signed attributes, so it can't be exchanged for one more trusted."""
    mixed = msgspec.structs.replace(signer("王䶮"), certificate=signer().certificate)
    verdict = judge(signed_packet(tmp_path, identity=mixed), trusting(signer()))
    assert (verdict.light, verdict.reason) == (Light.INVALID, Reason.CHANGED)
    assert judge(signed_packet(tmp_path), Trust()).light is Light.UNDECIDED
