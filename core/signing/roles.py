"""What a certificate may sign: packets and enrolment forms of a school, or the answers of a county's desk.

The role stands in the certificate as a policy (RFC 5280, 4.2.1.4), put there by the county's authority; a school can't
give itself the desk's.
"""

from enum import StrEnum

from cryptography import x509

ARC = "2.25.228947316385210769530281964305517720143"
"""Object identifiers of this program, under a UUID (ITU-T X.667), so that nobody else's mean the same."""


class Role(StrEnum):
    """Who signs."""

    SCHOOL = "school"
    DESK = "desk"


POLICIES = {Role.SCHOOL: x509.ObjectIdentifier(f"{ARC}.1"), Role.DESK: x509.ObjectIdentifier(f"{ARC}.2")}

SIGNED_BY = {
    "packet": Role.SCHOOL,
    "enrolment": Role.SCHOOL,
    "receipt": Role.DESK,
    "return": Role.DESK,
    "notice": Role.DESK,
    "certificate": Role.DESK,
}
"""Whose certificate a document of each type asks for."""


def policy(role: Role) -> x509.CertificatePolicies:
    """Return the extension that says a role."""
    return x509.CertificatePolicies([x509.PolicyInformation(POLICIES[role], None)])


def role_of(certificate: x509.Certificate) -> Role:
    """Return the role of a certificate; one that says none is a school's."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return Role.SCHOOL
    named = {entry.policy_identifier for entry in found}
    return Role.DESK if named == {POLICIES[Role.DESK]} else Role.SCHOOL
