"""Records under a password of their own, and what never leaves the vault."""

from core.base.errors.usererror import UserError


class SealMissing(UserError):
    """A record that is locked away inside the vault, and no password for such records was chosen yet."""


class SealClosed(UserError):
    """A record that is locked away inside the vault, and its password was not given yet."""


class SealExists(UserError):
    """A password for locked records was chosen already; it can be changed, not chosen anew."""


class KeptInside(UserError):
    """A record that does not go into ordinary packets; `number` as on the list."""

    names = ("number",)
