"""The CMS structure has one form."""

import hashlib

import pytest
from asn1crypto import cms, core
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from core.signing.envelope import P256_ORDER, BadEnvelope, Envelope, assemble, is_genuine, open_envelope, seal
from core.signing.identity import Algorithm
from tests.support.signed import signer

DIGEST = hashlib.sha256(b"the signed bytes").digest()


def sealed(algorithm: Algorithm = Algorithm.EC_P256) -> bytes:
    identity = signer(algorithm=algorithm)
    return seal(identity.private_key, certificates=(identity.certificate,), digest=DIGEST)


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_a_signature_opens_and_is_genuine(algorithm):
    envelope = open_envelope(sealed(algorithm))
    assert envelope.digest == DIGEST
    assert envelope.certificates == (signer(algorithm=algorithm).certificate,)
    assert is_genuine(envelope)


def test_no_byte_of_a_signature_can_change():
    """Many parts of a CMS are outside the signed attributes; the canonical form covers them all."""
    whole = sealed()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 0x20
        try:
            envelope = open_envelope(bytes(changed))
        except Exception:  # noqa: BLE001 - any refusal will do; asn1crypto raises what it likes
            continue
        same = envelope.digest == DIGEST and envelope.certificates == (signer().certificate,)
        assert not (same and is_genuine(envelope)), f"byte {place}"


def test_the_mirrored_form_of_an_elliptic_signature_is_not_ours():
    envelope = open_envelope(sealed())
    r, s = decode_dss_signature(envelope.signature)
    mirrored = Envelope(
        certificates=envelope.certificates, digest=DIGEST, signature=encode_dss_signature(r, P256_ORDER - s)
    )
    assert not is_genuine(mirrored)


def altered(change) -> bytes:
    content = cms.ContentInfo.load(sealed())
    content = cms.ContentInfo.load(content.dump())
    change(content["content"])
    return content.dump(force=True)


def test_an_unsigned_attribute_is_refused():
    def add(signed):
        signed["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes(
            [cms.CMSAttribute({"type": "content_type", "values": ["data"]})]
        )

    with pytest.raises(BadEnvelope):
        open_envelope(altered(add))


def test_an_extra_certificate_is_refused():
    def add(signed):
        other = cms.CertificateChoices.load(signer("王䶮").certificate)
        signed["certificates"].append(other)

    with pytest.raises(BadEnvelope, match="certificates"):
        open_envelope(altered(add))


def test_a_second_signer_is_refused():
    def add(signed):
        signed["signer_infos"].append(signed["signer_infos"][0].copy())

    with pytest.raises(BadEnvelope):
        open_envelope(altered(add))


def test_a_length_written_the_long_way_is_refused():
    whole = sealed()
    assert whole[1] == 0x82
    with pytest.raises((BadEnvelope, ValueError)):
        open_envelope(b"\x30\x83\x00" + whole[2:])


def test_another_content_type_is_refused():
    with pytest.raises((BadEnvelope, ValueError)):
        open_envelope(cms.ContentInfo({"content_type": "data", "content": core.OctetString(b"x")}).dump())


def test_a_signature_of_another_key_is_not_genuine():
    mine, other = open_envelope(sealed()), signer("王䶮")
    foreign = open_envelope(seal(other.private_key, certificates=(other.certificate,), digest=DIGEST))
    mixed = Envelope(certificates=mine.certificates, digest=DIGEST, signature=foreign.signature)
    assert not is_genuine(mixed)
    assert open_envelope(assemble(mixed)) == mixed
