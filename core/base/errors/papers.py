"""Pages, pictures, packets and signatures."""

from core.base.errors.usererror import UserError


class MissingGlyph(UserError):
    """A character that no font of the program can draw; `codepoint` as U+XXXX, `place` = record number and field."""

    names = ("char", "codepoint", "place")


class ScanUnreadable(UserError):
    """A PDF whose pages can't be put on paper; `reason` is locked (it has a password), damaged or too_large."""

    names = ("name", "reason")


class PictureUnreadable(UserError):
    """An attached picture can't be put on the page; `record` is its record's number, `reason` damaged or too_large."""

    names = ("name", "record", "reason")


class BadRequest(UserError):
    """A certificate can't be had: `reason` is form, signature, key, other_key or other_issuer."""

    names = ("reason",)


class BadIdentity(UserError):
    """A name or school that can't stand in a certificate: empty, or longer than `longest` characters."""

    names = ("field", "longest")


class CertificateOutOfDate(UserError):
    """The signer's certificate is not in force now (days); mostly a wrong clock or one that needs renewing."""

    names = ("valid_from", "valid_until")


class FileChanged(UserError):
    """A file is no longer the one that was judged."""

    names = ("path",)


class IdentityDamaged(UserError):
    """The signing key kept in the vault can't be read or doesn't belong to its certificate."""

    names = ("reason",)


class NewerTrust(UserError):
    """A trust file written by a newer version of the program."""

    names = ("path", "found", "known")


class TrustDamaged(UserError):
    """A trust file that is not one, or is damaged."""

    names = ("path", "reason")


class Unsignable(UserError):
    """The PDF that was to be signed is not one this program can sign."""

    names = ("path", "reason")


class PrinterGone(UserError):
    """A printer that takes nothing, or is no longer there; `printer` is its name."""

    names = ("printer",)


class NothingChosen(UserError):
    """A packet needs at least one record."""


class NothingToRegister(UserError):
    """The judged file names no signer."""


class SealNotBelieved(UserError):
    """Our own judge refuses what was just signed; nothing was kept. `reason` is the judge's code."""

    names = ("reason",)
