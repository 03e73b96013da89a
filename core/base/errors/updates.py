"""Updates of the program itself, from a stick."""

from core.base.errors.usererror import UserError


class NewerUpdate(UserError):
    """The update is written in a way that only newer programs read."""

    names = ("path",)


class NothingFormer(UserError):
    """There is no former version to go back to, or its folder is gone."""

    names = ("version",)


class ProgramFixed(UserError):
    """The program runs from a folder that is not laid out for updates; `path` is that folder."""

    names = ("path",)


class ProgramFromSource(UserError):
    """The program runs from its source and is no bundle."""


class ProgramLocked(UserError):
    """The program's folder takes no files; it may lie on a stick that is write-protected."""

    names = ("path",)


class ProgramNotStarted(UserError):
    """The system does not start the new version now; a virus scanner may be looking at it."""

    names = ("path",)


class ProgramOfSystem(UserError):
    """The program was installed by the system's package manager, and only that may change it."""

    names = ("path",)


class UpdateCutOff(UserError):
    """The stick was pulled out while the update was read; the program stayed as it was."""

    names = ("path",)


class UpdateDamaged(UserError):
    """A part of the update is not what it should be: `signature`, `manifest` or `payload`."""

    names = ("path", "part")


class UpdateForOthers(UserError):
    """The update is for another system; both are names like "linux-x86_64"."""

    names = ("path", "found", "wanted")


class UpdateNoRoom(UserError):
    """No room for another version beside this one; sizes in bytes."""

    names = ("path", "needed", "free")


class UpdateOfAnother(UserError):
    """The update is signed with a key that this program does not believe; `key` is the beginning of its digest."""

    names = ("path", "key")


class UpdateOlder(UserError):
    """The update is no newer than the program that runs."""

    names = ("version", "present")


class UpdateTooFar(UserError):
    """The update can only follow a newer version than this one: `since`."""

    names = ("version", "present", "since")


class UpdateTooLarge(UserError):
    """The update is larger, or of more files, than any update may be."""

    names = ("path",)


class UpdateUnderWay(UserError):
    """Another window is updating the program."""

    names = ("path",)


class UpdateUnsafe(UserError):
    """The update holds a name that leads elsewhere, or something that is no ordinary file."""

    names = ("path", "name")


class UpdateUnsigned(UserError):
    """The update has no signature."""

    names = ("path",)


class VaultMoved(UserError):
    """The record book was brought up to date by this version, so the former one can't read it any more."""

    names = ("former", "backup")
