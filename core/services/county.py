"""The school's side of trust: the enrolment form, the county's letter, and whom this vault believes."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from core.base.clock import today
from core.base.errors import FileChanged, NotBelieved, NotThatDocument, OtherCounty, RootDiffers
from core.base.jobs import Progress
from core.campaign.reader import read_campaign
from core.records.errand import Body, Certification, Enrolment, Why
from core.records.packet import Document
from core.services import campaigns as taking
from core.services import errands, identities, judging, vaults
from core.signing.trust import Trust, normal
from core.signing.verdict import Light, Reason, Verdict
from core.store import blobs, journal, people, settings
from core.store.engine import Session
from core.store.journal import What
from core.store.vault import Vault
from core.views.campaigns import Offered
from core.views.county import CountyView, IssuedView, LetterView, Standing

if TYPE_CHECKING:
    from core.signing.identity import Identity
    from core.signing.token import TokenKey

TRUST, ENCRYPTION, ASKED = "county_trust", "county_encryption", "county_asked"
"""Settings: what the county's root vouches for, its certificate for confidential documents, the last form."""
SOON = timedelta(days=60)
"""How long before its end a certificate is to be renewed."""
PDF = "application/pdf"


def state(vault: Vault) -> CountyView:
    """Return how the school's signature stands. Raises IdentityDamaged."""
    from core.signing import identity as signing
    from core.signing import revocation
    from core.signing.authority import key_of_certificate

    identity = identities.held(vault)
    with vault.look() as session:
        county, asked = _trust(session), settings.get(session, ASKED)
        school = people.get_school(session)
        principal = people.get(session, school.principal)
    key, fits = key_of_certificate(identity.certificate), identities.fits(vault, identity)
    certified, now = fits and bool(identity.chain), vault.clock.now()
    pending = bool(asked) and fits and asked["key"] == key
    standing = Standing.ASKED if asked else Standing.NONE
    if certified:
        standing = Standing.ENDS_SOON if identity.valid_until - SOON < now else Standing.CERTIFIED
    elif county.roots:
        standing = Standing.ASKED if pending else Standing.ENDED
    root = county.roots[0] if county.roots else b""
    return CountyView(
        standing=standing,
        name=principal.name if principal else identity.name,
        school=school.name,
        fingerprint=signing.grouped(identity.fingerprint),
        key=signing.grouped(key),
        valid_until=identity.valid_until.astimezone(now.tzinfo).date(),
        county=signing.subject_of(root)[1] if root else "",
        root=signing.grouped(signing.fingerprint_of(root)) if root else "",
        asked_at=msgspec.convert(asked["at"], type=type(now)) if asked else None,
        asked_why=str(asked.get("why") or "") if asked else "",
        pending=pending and not asked.get("answered"),
        token=identity.token.label if identity.token else "",
        lists_until=revocation.counts_until(county.revocation_lists),
    )


def trust(vault: Vault) -> Trust:
    """Return whom this vault believes: its own signers, and what the county's root vouches for."""
    own = identities.own(vault)
    with vault.look() as session:
        return msgspec.structs.replace(_trust(session), registered=own.registered)


def certified(vault: Vault) -> Trust:
    """Return whom the county's root vouches for: this school's own keys, too, only as far as it certified them."""
    with vault.look() as session:
        return _trust(session)


def enrol(
    vault: Vault,
    *,
    password: str,
    why: Why,
    contact: str = "",
    pin: str = "",
    folder: Path,
    progress: Progress | None = None,
) -> IssuedView:
    """Make the enrolment form with the request for the present key; may be made again as often as one likes.

    A lost key is replaced first, and the form names the certificate that is to be withdrawn; so does one that is made
    anew before the letter has come, and the key stays. `folder` is a private place, `pin` opens the USB key where the
    key lies on one. Raises WrongPassword, PinWrong, TokenGone, BadIdentity, MissingGlyph, SealNotBelieved, DiskFull,
    Cancelled.
    """
    from core.signing import authority

    vaults.verify(vault, password)
    before = identities.current(vault)
    with vault.look() as session:
        asked = settings.get(session, ASKED)
    key, withdrawn = authority.key_of_certificate(before.certificate), before.fingerprint if before.chain else ""
    if asked and asked["key"] == key and not asked.get("answered") and asked.get("why") == Why.LOST:
        identity, why, withdrawn = before, Why.LOST, str(asked.get("instead_of") or "")
    else:
        identity = identities.renew(vault) if why is Why.LOST else before
    with identities.signing_key(identity, pin=pin) as token:
        return _enrol(
            vault, identity, token, why=why, withdrawn=withdrawn, contact=contact, folder=folder, progress=progress
        )


def _enrol(
    vault: Vault,
    identity: "Identity",
    token: "TokenKey | None",
    *,
    why: Why,
    withdrawn: str,
    contact: str,
    folder: Path,
    progress: Progress | None,
) -> IssuedView:
    """Make, sign and keep the form."""
    from core.signing import authority

    form = Enrolment(
        request=token.request(identity.name, school=identity.school) if token else authority.request(identity),
        key=authority.key_of_certificate(identity.certificate),
        why=why,
        instead_of=withdrawn,
        contact=contact.strip(),
    )
    with vault.look() as session:
        school = people.get_school(session)
    document = errands.draft(
        "enrolment",
        form,
        title="电子签名登记表",
        maker=msgspec.structs.replace(school, name=identity.school, principal="", secretary=""),
        signer=identity.name,
        clock=vault.clock,
    )
    issued = errands.issue(
        document,
        identity=identity,
        trust=identities.own(vault),
        key=token.sign if token else None,
        folder=folder,
        progress=progress,
    )
    now = vault.clock.now().replace(microsecond=0)
    with vault.work() as session:
        blobs.put(session, issued.content, mime=PDF, at=now)
        settings.put(
            session,
            ASKED,
            {
                "at": now.isoformat(),
                "key": form.key,
                "why": form.why.value,
                "instead_of": form.instead_of,
                "sha256": issued.sha256,
                "name": issued.name,
            },
        )
        _tell(session, vault, What.ENROLMENT_MADE, {"key": form.key, "why": form.why, "sha256": issued.sha256})
    return as_view(issued)


def read(vault: Vault, path: Path) -> tuple[Document, Reason]:
    """Judge a file of the county's and return what it says. Raises NotBelieved, FileMissing, FileUnreadable.

    A certificate letter whose root is not known yet is returned too, with Reason.ISSUER_UNKNOWN.
    """
    verdict, document = judged(vault, path)
    return document, verdict.reason


def judged(vault: Vault, path: Path) -> tuple[Verdict, Document]:
    """Do the same and return the whole verdict, by which the very bytes are known again."""
    believed = trust(vault)
    verdict = judging.believe_now(path, trust=believed, clock=vault.clock)
    learnt = _learn(believed, verdict.data.body) if verdict.data and verdict.light is Light.UNDECIDED else believed
    if learnt != believed:
        # What came along is newer than what is at hand, and lists prove themselves: issuers below the root signed them.
        verdict = judging.believe_now(path, trust=learnt, clock=vault.clock)
    document = verdict.data
    first = document is not None and document.type == "certificate" and verdict.reason is Reason.ISSUER_UNKNOWN
    if document is None or not (verdict.light is Light.VALID or first):
        raise NotBelieved(reason=verdict.reason.value)
    return verdict, document


def look_at_letter(vault: Vault, path: Path) -> LetterView:
    """Read a certificate letter and tell what taking it in would change; nothing is written.

    Raises NotThatDocument, NotBelieved, OtherCounty, BadRequest (it is for another key), FileMissing, FileUnreadable.
    """
    document, _reason = read(vault, path)
    return letter_view(vault, document)


def letter_view(vault: Vault, document: Document) -> LetterView:
    """Tell the same of a letter that was judged already. Raises NotThatDocument, OtherCounty, BadRequest."""
    from core.signing import identity as signing

    letter = _letter(document)
    _adopted(vault, letter)
    with vault.look() as session:
        school = people.get_school(session)
        principal = people.get(session, school.principal)
        known = letter.root in _trust(session).roots
    return LetterView(
        county=document.school.name,
        signer=document.signer,
        root=signing.grouped(letter.root_fingerprint),
        known=known,
        school=letter.addressee,
        school_before=school.name,
        principal=letter.principal,
        principal_before=principal.name if principal else "",
        valid_until=msgspec.convert(letter.valid_until, type=type(today(vault.clock))),
        taken=identities.held(vault).certificate == letter.certificate,
        campaign=read_campaign(msgspec.json.encode(letter.campaign)) if letter.campaign is not None else None,
    )


def take_letter(vault: Vault, path: Path, *, root: str) -> CountyView:
    """Take a certificate letter in, after a person compared the root's fingerprint with the printed notice.

    `root` is that fingerprint as the person confirmed it. The school's name and the principal's become those the
    county writes. Taken in twice it changes nothing. Raises RootDiffers, FileChanged and what `look_at_letter` raises.
    """
    from core.signing import identity as signing
    from core.signing import revocation

    letter = _letter(read(vault, path)[0])
    if normal(root) != letter.root_fingerprint:
        raise RootDiffers(root=signing.grouped(letter.root_fingerprint))
    believed = msgspec.structs.replace(trust(vault), roots=(letter.root,))
    believed = revocation.learn(believed, letter.revocation_lists, issuers=letter.chain)
    verdict = judging.believe_now(path, trust=believed, clock=vault.clock)
    if verdict.light is not Light.VALID:
        raise NotBelieved(reason=verdict.reason.value)
    if verdict.data is None or verdict.data.body != letter:
        raise FileChanged(path=str(path))  # what the root vouches for is another letter than the one first read
    adopted = _adopted(vault, letter)
    now = vault.clock.now().replace(microsecond=0)
    with vault.work() as session:
        _put_trust(session, believed)
        settings.put(session, ENCRYPTION, letter.encryption.hex())
        if all(certificate != letter.certificate for _person, certificate in settings.identities(session)):
            _name(session, vault, letter)
            settings.add_identity(
                session,
                signing.encode(adopted),
                person=people.get_school(session).principal,
                fingerprint=adopted.fingerprint,
                certificate=adopted.certificate,
                at=now,
            )
            _tell(
                session,
                vault,
                What.CERTIFICATE_TAKEN,
                {"fingerprint": adopted.fingerprint, "root": letter.root_fingerprint},
            )
        asked = settings.get(session, ASKED)
        if asked and asked["key"] == letter.key:
            settings.put(session, ASKED, {**asked, "answered": True})
    vault.forget_names()
    return state(vault)


def take_notice(vault: Vault, path: Path) -> Offered:
    """Read a campaign's notice and return what taking it would change, as `campaigns.look_at` does.

    Raises NotThatDocument, NotBelieved, CampaignRefused, CampaignOlder, FileMissing, FileUnreadable.
    """
    document, reason = read(vault, path)
    if reason is Reason.ISSUER_UNKNOWN:
        raise NotBelieved(reason=reason.value)  # only a person who compares the root's fingerprint believes such a one
    return notice_view(vault, document)


def notice_view(vault: Vault, document: Document) -> Offered:
    """Tell the same of a notice that was judged already. Raises NotThatDocument, CampaignRefused, CampaignOlder."""
    body = document.body
    campaign = getattr(body, "campaign", None)
    if document.type not in ("notice", "certificate") or campaign is None:
        raise NotThatDocument(type=document.type, wanted="notice")
    keep_lists(vault, body)
    return taking.look_at_template(vault, read_campaign(msgspec.json.encode(campaign)))


def keep_lists(vault: Vault, body: Body | msgspec.UnsetType) -> None:
    """Keep the revocation lists that came along with a believed document, where they are newer."""
    with vault.work() as session:
        before = _trust(session)
        learnt = _learn(before, body)
        if learnt != before:
            _put_trust(session, learnt)


def form(vault: Vault) -> tuple[str, bytes] | None:
    """Return name and content of the enrolment form made last, None when there is none. Raises VaultDamaged."""
    with vault.look() as session:
        asked = settings.get(session, ASKED)
        return (asked["name"], blobs.get(session, asked["sha256"])) if asked else None


def encryption(vault: Vault) -> bytes:
    """Return the county's certificate for confidential documents, DER; empty while there is none."""
    with vault.look() as session:
        return bytes.fromhex(settings.get(session, ENCRYPTION) or "")


def as_view(issued: errands.Issued) -> IssuedView:
    """Return a signed document as the windows show it."""
    return IssuedView(
        id=issued.document.id,
        type=issued.document.type,
        name=issued.name,
        sha256=issued.sha256,
        size=len(issued.content),
    )


def _learn(believed: Trust, body: Body | msgspec.UnsetType) -> Trust:
    """Return a trust that knows what came along with a document, as far as lists and issuers prove themselves."""
    from core.signing import revocation

    lists: tuple[bytes, ...] = getattr(body, "revocation_lists", ())
    issuers: tuple[bytes, ...] = getattr(body, "issuers", ()) or getattr(body, "chain", ())
    return revocation.learn(believed, lists, issuers=issuers) if lists else believed


def _letter(document: Document) -> Certification:
    """Return a certificate letter's body. Raises NotThatDocument."""
    if not isinstance(document.body, Certification):
        raise NotThatDocument(type=document.type, wanted="certificate")
    return document.body


def _adopted(vault: Vault, letter: Certification) -> "Identity":
    """Return the key in use with the letter's certificate. Raises BadRequest (of another key), OtherCounty."""
    from core.signing import authority
    from core.signing import identity as signing

    with vault.look() as session:
        county, kept = _trust(session), settings.current_identity(session)
    if county.roots and letter.root not in county.roots:
        raise OtherCounty(county=signing.subject_of(county.roots[0])[1])
    if kept is None:
        raise LookupError("a vault is made with its identity")
    # Only for the key in use: an old letter would bring a former principal's name back.
    return authority.adopt(signing.decode(kept), letter.certificate, letter.chain)


def _name(session: Session, vault: Vault, letter: Certification) -> None:
    """Take over the names as the county writes them."""
    school = people.get_school(session)
    now = vault.clock.now()
    if school.name != letter.addressee:
        school = msgspec.structs.replace(school, name=letter.addressee)
        people.put_school(session, school)
        journal.append(session, What.SCHOOL_CHANGED, at=now, by=school.principal, body={"school": school})
    principal = people.get(session, school.principal)
    if principal is not None and principal.name != letter.principal:
        kept = people.put(session, msgspec.structs.replace(principal, name=letter.principal, initials=""))
        journal.append(session, What.PERSON_CHANGED, at=now, by=school.principal, body={"person": kept})


def _trust(session: Session) -> Trust:
    """Return what the county's root vouches for."""
    kept = settings.get(session, TRUST)
    return msgspec.convert(kept, Trust) if kept else Trust()


def _put_trust(session: Session, believed: Trust) -> None:
    """Keep what the county's root vouches for; the school's own signers are known anyway."""
    settings.put(session, TRUST, msgspec.to_builtins(msgspec.structs.replace(believed, registered=())))


def _tell(session: Session, vault: Vault, what: What, body: dict[str, Any]) -> None:
    """Note it in the journal."""
    journal.append(session, what, at=vault.clock.now(), by=people.get_school(session).principal, body=body)
