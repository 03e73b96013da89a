"""Between a school and its county: certificates, receipts, returns and notices."""

from core.base.errors.usererror import UserError


class NotThatDocument(UserError):
    """A document of another type was expected here; `type` is its type, `wanted` what was asked for."""

    names = ("type", "wanted")


class NotBelieved(UserError):
    """The judge doesn't call the file good, so nothing was taken in; `reason` is the verdict's."""

    names = ("reason",)


class RootDiffers(UserError):
    """The fingerprint from the county's printed notice is not that of the letter's root."""

    names = ("root",)


class OtherCounty(UserError):
    """The school belongs to another county's root already."""

    names = ("county",)


class ReplyOfAnother(UserError):
    """A receipt or return for a packet that this school did not make, or for another file of that name."""

    names = ("title", "code")


class NotCertified(UserError):
    """The county has not certified this school's key yet."""


class RegisterUnreachable(UserError):
    """The register's database doesn't answer; `reason` as the database words it."""

    names = ("reason",)


class OtherRegister(UserError):
    """The register was made by another desk, with another root."""

    names = ("county",)


class KeysOlder(UserError):
    """The register knows an issuing authority whose keys the desk has not: it was restored from an older backup."""

    names = ("path",)


class RootBoxDamaged(UserError):
    """The file with the county's root key can't be read."""

    names = ("path",)


class KeyNotConfirmed(UserError):
    """The fingerprint confirmed from the paper is not that of the form."""

    names = ("key",)


class AnsweredAlready(UserError):
    """A packet that has its answer: `state` is received, returned or replaced."""

    names = ("title", "state")


class SchoolTaken(UserError):
    """Another school of the register has this name already."""

    names = ("name",)


class NotInRegister(UserError):
    """The register has no such document, school or certificate."""

    names = ("id",)


class RecipientUnusable(UserError):
    """Nothing can be encrypted to this certificate: `reason` is form, key_usage, key or out_of_date."""

    names = ("reason",)


class NoEnvelope(UserError):
    """The file is no confidential envelope."""

    names = ("path",)


class EnvelopeForOthers(UserError):
    """The envelope was closed for somebody else."""

    names = ("path",)


class EnvelopeDamaged(UserError):
    """The envelope is ours and can't be opened: it was changed, or copied badly."""

    names = ("path",)
