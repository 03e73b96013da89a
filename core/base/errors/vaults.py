"""The vault, what lies in it, and the roster."""

from typing import ClassVar

from core.base.errors.files import FolderNotWritable
from core.base.errors.usererror import UserError


class BackupDamaged(UserError):
    """The file is no backup of this program, or a part of it was lost."""

    names = ("path",)


class BackupOfAnother(UserError):
    """The backup is of another vault than the one whose place it was to take."""

    names = ("path",)


class NewerVault(UserError):
    """The vault was made by a newer program; both are numbers of the vault's schema."""

    names = ("path", "found", "known")


class NoVault(UserError):
    """The folder is not a vault."""

    names = ("path",)


class NotAPhoto(UserError):
    """The file calls itself a photo and can't be read as one."""

    names = ("name",)


class PhotoTooLarge(UserError):
    """The photo has more pixels than this program takes; in millions of pixels."""

    names = ("name", "megapixels", "limit")


class RecordGone(UserError):
    """There is no record of this id (any more)."""

    names = ("record",)


class RecordMoved(UserError):
    """The record was changed elsewhere since it was read; both are revisions."""

    names = ("record", "expected", "found")


class RecordSealed(UserError):
    """The record can't be typed in, or thrown away, in its present state."""

    names = ("record", "kind", "state")


class VaultAway(UserError):
    """The disk below the vault does not answer: pulled out, unplugged, its share gone, or with a fault."""

    names = ("path",)


class VaultDamaged(UserError):
    """A part of the vault can't be read: `key`, `database`, `journal` or `attachment`."""

    names = ("path", "part")


class VaultExists(UserError):
    """A vault, or something else, already stands under this name."""

    names = ("path",)


class VaultInUse(UserError):
    """Another program has the vault open."""

    names: ClassVar[tuple[str, ...]] = ("path",)


class VaultInUseElsewhere(VaultInUse):
    """A program on another computer has the vault open."""

    names = ("path", "computer")


class VaultInUseHere(VaultInUse):
    """Another program on this computer has the vault open; `process` is its number."""

    names = ("path", "process")


class VaultOnShare(UserError):
    """The vault would lie on a share in the network; `system` is its kind: `cifs`, `nfs4`."""

    names = ("path", "system")


class VaultReadOnly(FolderNotWritable):
    """The disk below an open vault takes no writing any more."""


class VersionMissing(UserError):
    """The journal holds no whole version of the record under this number."""

    names = ("record", "seq")


class SamePerson(UserError):
    """Who is to follow as principal is the principal already."""

    names = ("name",)


class SameSecret(UserError):
    """The second person's password is the principal's own, or looks like a recovery code."""


class WrongPassword(UserError):
    """The password does not open the vault."""


class SecondPassword(WrongPassword):
    """It is the second person's password: it opens the vault, signs nothing and changes no password."""


class EmptyName(UserError):
    """A person or a school needs a name."""


class PersonMissing(UserError):
    """There is nobody of this id on the roster."""

    names = ("person",)


class TermEndsEarly(UserError):
    """A term of office ends before it begins; days as ISO text."""

    names = ("name", "since", "until")
