"""USB keys."""

from core.base.errors.usererror import UserError


class TokenModuleUnusable(UserError):
    """The USB key's module can't be loaded."""

    names = ("path",)


class TokenGone(UserError):
    """The USB key is not plugged in, or was pulled out; `label` as it calls itself."""

    names = ("label",)


class TokenRefused(UserError):
    """The USB key can't or won't do it; `reason` as its module calls it."""

    names = ("label", "reason")


class PinWrong(UserError):
    """The USB key refuses the PIN; `last` is 1 when only one try is left."""

    names = ("label", "last")


class PinLocked(UserError):
    """The USB key takes no PIN any more."""

    names = ("label",)


class NoTokenKey(UserError):
    """The USB key has not the key that this vault signs with."""

    names = ("label",)
