"""Whom the county knows: registered fingerprints, county roots and their revocation lists, kept in one JSON file."""

from pathlib import Path

import msgspec

from core.base.errors import NewerTrust, TrustDamaged
from core.base.files import explain_reading, require_file, write_safely

FORMAT = "taizhang-trust"
VERSION = 2
LONGEST = 32 * 1024 * 1024
"""A trust file larger than this (bytes) is not read."""


class Registered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One signer whose fingerprint the county compared and registered."""

    fingerprint: str
    """SHA-256 of the certificate, 64 lower-case hex digits."""
    school: str
    """The school's name as the county writes it."""
    name: str
    """The signer's name as the county writes it."""
    on: str = ""
    """Day of registration, `YYYY-MM-DD`, empty when not known."""
    withdrawn_on: str = ""
    """Day from which signatures no longer count (a lost key), `YYYY-MM-DD`, empty while in use."""


class Trust(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything the judge may believe."""

    format: str = FORMAT
    version: int = VERSION
    registered: tuple[Registered, ...] = ()
    roots: tuple[bytes, ...] = ()
    """County root certificates, DER (base64 in the file)."""
    revocation_lists: tuple[bytes, ...] = ()
    """The newest revocation lists (CRL) known, DER (base64 in the file)."""
    issuers: tuple[bytes, ...] = ()
    """The authorities a root has signed, DER: they sign lists of their own."""
    seen_lists: dict[str, int] = {}
    """Highest number ever seen of each issuer's lists, by the issuer's name (`core.signing.revocation`); an older list
    is not used, for nothing else prevents a rollback."""

    def find(self, fingerprint: str) -> Registered | None:
        """Return the registration of a fingerprint, or None."""
        wanted = normal(fingerprint)
        return next((entry for entry in self.registered if entry.fingerprint == wanted), None)

    def register(self, entry: Registered) -> "Trust":
        """Return this trust with one more signer; an older entry of the same fingerprint is replaced."""
        entry = msgspec.structs.replace(entry, fingerprint=normal(entry.fingerprint))
        others = tuple(known for known in self.registered if known.fingerprint != entry.fingerprint)
        return msgspec.structs.replace(self, registered=(*others, entry))

    def joined(self, other: "Trust") -> "Trust":
        """Return a trust that believes what either does; where both know a signer, what `other` says of it counts."""
        both = self
        for entry in other.registered:
            both = both.register(entry)
        issuers = {*self.seen_lists, *other.seen_lists}
        return msgspec.structs.replace(
            both,
            roots=tuple(dict.fromkeys((*self.roots, *other.roots))),
            revocation_lists=tuple(dict.fromkeys((*self.revocation_lists, *other.revocation_lists))),
            issuers=tuple(dict.fromkeys((*self.issuers, *other.issuers))),
            seen_lists={one: max(self.seen_lists.get(one, 0), other.seen_lists.get(one, 0)) for one in issuers},
        )


def normal(fingerprint: str) -> str:
    """Bring a fingerprint as people write it (groups, upper case, colons) to 64 lower-case hex digits."""
    return "".join(sign for sign in fingerprint.lower() if sign in "0123456789abcdef")


def load(path: Path) -> Trust:
    """Read a trust file. Raises FileMissing, FileUnreadable, NotAFile, TrustDamaged or NewerTrust."""
    require_file(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LONGEST + 1)
    except OSError as error:
        raise explain_reading(error, path) from error
    return decode(content, path=path)


def decode(content: bytes, *, path: Path) -> Trust:
    """Read the content of a trust file; `path` is only named in errors. Raises TrustDamaged or NewerTrust."""
    if len(content) > LONGEST:
        raise TrustDamaged(path=str(path), reason="too_large")
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.format != FORMAT:
            raise TrustDamaged(path=str(path), reason="other_format")
        if head.version > VERSION:
            raise NewerTrust(path=str(path), found=head.version, known=VERSION)
        if head.version == 1:
            found = msgspec.json.decode(content, type=_First).grown()
        else:
            found = msgspec.json.decode(content, type=Trust)
    except msgspec.DecodeError as error:
        raise TrustDamaged(path=str(path), reason=str(error)) from error
    for entry in found.registered:
        if len(entry.fingerprint) != 64 or normal(entry.fingerprint) != entry.fingerprint:
            raise TrustDamaged(path=str(path), reason="bad_fingerprint")
    return found


def save(path: Path, trust: Trust) -> None:
    """Write a trust file. Raises DiskFull or FolderNotWritable."""
    write_safely(path, encode(trust))


def encode(trust: Trust) -> bytes:
    """Write a trust as indented JSON, ready for a person to read."""
    return msgspec.json.format(msgspec.json.encode(trust), indent=2) + b"\n"


class _Head(msgspec.Struct):
    """What every version of the trust file has."""

    format: str
    version: int


class _First(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Version 1, which counted the lists of all issuers together."""

    format: str
    version: int
    registered: tuple[Registered, ...] = ()
    roots: tuple[bytes, ...] = ()
    revocation_lists: tuple[bytes, ...] = ()
    lowest_crl_number: int = 0

    def grown(self) -> Trust:
        """Return the present form; no program that wrote the first one kept lists in it."""
        return Trust(registered=self.registered, roots=self.roots)
