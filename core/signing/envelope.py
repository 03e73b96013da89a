"""The one form in which this program writes a CMS signature (RFC 5652, CAdES baseline B, ETSI EN 319 142-1).

The signer writes it and the judge writes it again from the same parts: whatever differs by one byte was not
written by us. That closes the places a signature does not protect: BER lengths, unsigned attributes, extra
certificates, version numbers, a second structure behind the first.

Imported late: asn1crypto and pyHanko cost half a second.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

HASH = "sha256"

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

SMALLEST_RSA = 2048
LARGEST_RSA = 8192
"""RSA moduli outside these bounds (bits) are refused: too weak, or meant to keep the judge busy."""


class BadEnvelope(Exception):
    """The signature structure is not the one this program writes; the message says what differs."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """The parts of a signature structure that are free; everything else follows from them."""

    certificates: tuple[bytes, ...]
    """DER: the signer's, then its issuers upwards without the root."""
    digest: bytes
    """SHA-256 of the signed bytes of the file."""
    signature: bytes
    """The signature value over the signed attributes."""


def attributes(certificates: tuple[bytes, ...], digest: bytes) -> cms.CMSAttributes:
    """Return the signed attributes: content type, digest, all certificates by hash, and the algorithms."""
    leaf = x509.Certificate.load(certificates[0])
    named = [tsp.ESSCertIDv2({"cert_hash": _sha256(der)}) for der in certificates]
    return cms.CMSAttributes(
        [
            _attribute("content_type", cms.ContentType("data")),
            _attribute("message_digest", core.OctetString(digest)),
            _attribute("signing_certificate_v2", tsp.SigningCertificateV2({"certs": named})),
            _attribute(
                "cms_algorithm_protection",
                cms.CMSAlgorithmProtection(
                    {"digest_algorithm": _digest_algorithm(), "signature_algorithm": _mechanism(leaf)}
                ),
            ),
        ]
    )


def assemble(envelope: Envelope) -> bytes:
    """Write the signature structure, DER. Raises BadEnvelope for a key this program doesn't sign with."""
    leaf = x509.Certificate.load(envelope.certificates[0])
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number}),
            ),
            "digest_algorithm": _digest_algorithm(),
            "signed_attrs": attributes(envelope.certificates, envelope.digest),
            "signature_algorithm": _mechanism(leaf),
            "signature": envelope.signature,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [_digest_algorithm()],
            "encap_content_info": {"content_type": "data"},
            "certificates": [
                cms.CertificateChoices("certificate", x509.Certificate.load(der)) for der in envelope.certificates
            ],
            "signer_infos": [signer],
        }
    )
    written: bytes = cms.ContentInfo({"content_type": "signed_data", "content": content}).dump()
    return written


Signs = Callable[[bytes], bytes]
"""Makes the signature value over a message: with a key of this computer, or on a USB key."""


def seal(key: bytes | Signs, *, certificates: tuple[bytes, ...], digest: bytes) -> bytes:
    """Sign a file's digest and return the whole structure, DER; `key` is PKCS#8 DER, or whatever signs a message."""
    signs = key if callable(key) else signing_with(key)
    value = signs(attributes(certificates, digest).dump())
    return assemble(Envelope(certificates=certificates, digest=digest, signature=value))


def signing_with(private_key: bytes) -> Signs:
    """Return what signs with a PKCS#8 DER key. Raises BadEnvelope for a key this program doesn't sign with."""
    key = serialization.load_der_private_key(private_key, password=None)
    if isinstance(key, rsa.RSAPrivateKey):
        return functools.partial(key.sign, padding=padding.PKCS1v15(), algorithm=hashes.SHA256())
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise BadEnvelope("key")

    def sign(message: bytes) -> bytes:
        # (r, n - s) is as good a signature as (r, s); only the lower one is ours, so that no second form exists.
        r, s = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
        return encode_dss_signature(r, min(s, P256_ORDER - s))

    return sign


def open_envelope(written: bytes) -> Envelope:
    """Take a signature structure apart and prove that it is written exactly as `assemble` writes it.

    The digest in the answer is the one the structure claims. Raises BadEnvelope, and whatever asn1crypto raises on
    broken input.
    """
    outer = cms.ContentInfo.load(written, strict=True)
    if outer["content_type"].native != "signed_data":
        raise BadEnvelope("content_type")
    signed = outer["content"]
    if len(signed["signer_infos"]) != 1:
        raise BadEnvelope("signers")
    signer = signed["signer_infos"][0]
    named = _named_hashes(signer)
    found: dict[bytes, bytes] = {}
    for choice in signed["certificates"]:
        if choice.name != "certificate":
            raise BadEnvelope("certificates")
        der = choice.chosen.dump()
        found[_sha256(der)] = der
    if len(named) != len(signed["certificates"]) or set(named) != set(found) or len(set(named)) != len(named):
        raise BadEnvelope("certificates")
    digests = [a["values"] for a in signer["signed_attrs"] if a["type"].native == "message_digest"]
    if len(digests) != 1 or len(digests[0]) != 1:
        raise BadEnvelope("message_digest")
    envelope = Envelope(
        certificates=tuple(found[name] for name in named),
        digest=digests[0][0].native,
        signature=signer["signature"].native,
    )
    if assemble(envelope) != written:
        raise BadEnvelope("form")
    return envelope


def is_genuine(envelope: Envelope) -> bool:
    """Tell whether the signature value was made with the signer's key over the claimed digest."""
    message = attributes(envelope.certificates, envelope.digest).dump()
    leaf = x509.Certificate.load(envelope.certificates[0])
    key = serialization.load_der_public_key(leaf.public_key.dump())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            if len(envelope.signature) * 8 != (key.key_size + 7) // 8 * 8:
                return False
            key.verify(envelope.signature, message, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            r, s = decode_dss_signature(envelope.signature)
            if s > P256_ORDER // 2 or encode_dss_signature(r, s) != envelope.signature:
                return False
            key.verify(envelope.signature, message, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _named_hashes(signer: cms.SignerInfo) -> list[bytes]:
    """Return the certificate hashes named in signing-certificate-v2, in their order."""
    found = [a["values"] for a in signer["signed_attrs"] if a["type"].native == "signing_certificate_v2"]
    if len(found) != 1 or len(found[0]) != 1:
        raise BadEnvelope("signing_certificate")
    return [entry["cert_hash"].native for entry in found[0][0]["certs"]]


def _mechanism(leaf: x509.Certificate) -> algos.SignedDigestAlgorithm:
    """Return the signature algorithm that belongs to a certificate's key."""
    public = leaf.public_key
    if public.algorithm == "rsa" and SMALLEST_RSA <= public.bit_size <= LARGEST_RSA:
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
    if public.algorithm == "ec" and public.curve == ("named", "secp256r1"):
        return algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
    raise BadEnvelope("key")


def _digest_algorithm() -> algos.DigestAlgorithm:
    """Return SHA-256 as an algorithm identifier."""
    return algos.DigestAlgorithm({"algorithm": HASH})


def _attribute(kind: str, value: core.Asn1Value) -> cms.CMSAttribute:
    """Return a CMS attribute with one value."""
    return cms.CMSAttribute({"type": cms.CMSAttributeType(kind), "values": (value,)})


def _sha256(data: bytes) -> bytes:
    """Return a digest as bytes."""
    seen = hashes.Hash(hashes.SHA256())
    seen.update(data)
    return seen.finalize()
