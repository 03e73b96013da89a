"""What a USB key that does not sign says: a wrong PIN tells what another one costs."""

from core.base.errors import PinWrong, UserError
from gui.messages.errors import about
from gui.messages.language import _

OF_THE_TOKEN = frozenset(
    ("pin_wrong", "pin_locked", "token_gone", "token_module_unusable", "no_token_key", "token_refused")
)
"""Codes of the errors that belong beside the PIN."""


def pin_refused(error: UserError) -> str:
    """Say why a USB key does not sign."""
    if isinstance(error, PinWrong):
        if error.particulars.get("last"):
            return _("The PIN is not right. One try is left; after it the USB key locks.")
        return _("The PIN is not right. Several wrong tries lock the USB key.")
    return about(error).text()
