"""Sticks."""

from core.base.errors.usererror import UserError


class NameTaken(UserError):
    """Another file of the same name already lies on the stick; it was left as it is."""

    names = ("path",)


class StickBusy(UserError):
    """The stick can't be ejected because something still uses it; `reason` as the system words it."""

    names = ("path", "reason")


class StickFull(UserError):
    """No room on the stick; sizes in bytes."""

    names = ("path", "needed", "free")


class StickGone(UserError):
    """The stick was pulled out or can't be found; what is sure: no half file stands under its final name."""

    names = ("path",)


class StickReadOnly(UserError):
    """The stick takes no files: its switch is on 'lock', or the system mounted it read-only."""

    names = ("path",)


class StickSwapped(UserError):
    """Another stick lies where the chosen one was; nothing is noted as delivered."""

    names = ("path", "label")


class TooLargeForStick(UserError):
    """The stick's file system takes no files of this size; sizes in bytes."""

    names = ("name", "size", "limit")


class NameTooLong(UserError):
    """The name is longer than the file system there takes."""

    names = ("name", "limit")
