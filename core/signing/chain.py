"""Is the signer certified under a county root, and not revoked?

Revocation is required for every certificate: a leaf without a CRL distribution point is otherwise accepted although it
was revoked, under soft-fail and hard-fail alike.
"""

import asyncio
from datetime import datetime

from asn1crypto import crl, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathError, RevokedError, ValidationError
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from core.signing.revocation import usable
from core.signing.trust import Trust
from core.signing.verdict import Light, Reason, Refused

_ALWAYS = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CRL_REQUIRED,
    ),
    # The county's newest list is later than the packet; it still tells what was withdrawn before.
    retroactive_revinfo=True,
)


def check_chain(
    certificates: tuple[bytes, ...],
    trust: Trust,
    *,
    claimed: datetime,
    school: str,
    name: str,
    vouched: datetime | None = None,
) -> None:
    """Prove a path from the signer (first) to a county root with revocation lists for each step.

    `vouched` is the moment at which a receipt of the county's saw the signature already. Raises Refused: ISSUER_UNKNOWN
    and REVOCATION_UNKNOWN (yellow), REVOKED (red).
    """
    who = {"school": school, "name": name}
    leaf = x509.Certificate.load(certificates[0])
    lists = [crl.CertificateList.load(der, strict=True) for der in usable(trust, certificates)]
    for der in certificates:
        _refuse_listed(x509.Certificate.load(der), lists, claimed=claimed, vouched=vouched, who=who)
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(der) for der in trust.roots],
        other_certs=[x509.Certificate.load(der) for der in certificates[1:]],
        crls=lists,
        allow_fetching=False,
        revinfo_policy=_ALWAYS,
        moment=claimed,
    )
    try:
        validator = CertificateValidator(leaf, validation_context=context)
        asyncio.run(validator.async_validate_usage({"digital_signature", "non_repudiation"}))
    except RevokedError as error:
        raise Refused(Reason.REVOKED, **who) from error
    except PathBuildingError as error:
        raise Refused(Reason.ISSUER_UNKNOWN, Light.UNDECIDED, **who) from error
    except (PathError, ValidationError) as error:
        raise Refused(Reason.REVOCATION_UNKNOWN, Light.UNDECIDED, **who) from error


def _refuse_listed(
    certificate: x509.Certificate,
    lists: list[crl.CertificateList],
    *,
    claimed: datetime,
    vouched: datetime | None,
    who: dict[str, str],
) -> None:
    """Refuse a listed certificate whatever time its signature claims: nobody vouches for that time.

    It holds for an issuing authority too, whose lost key can sign with any time. A signature that claims to be older
    than the withdrawal is undecided, until a receipt shows that it is true.
    """
    for found in lists:
        if found.issuer != certificate.issuer:
            continue
        for entry in found["tbs_cert_list"]["revoked_certificates"] or ():
            if entry["user_certificate"].native != certificate.serial_number:
                continue
            since = entry["revocation_date"].native
            if (vouched or claimed) >= since:
                raise Refused(Reason.REVOKED, **who)
            if vouched is None:
                raise Refused(Reason.REVOCATION_UNKNOWN, Light.UNDECIDED, **who)
