"""A language nobody speaks, made from the English: longer by two fifths, accented, in brackets, so that it is seen
whatever is cut, and whatever is not our own words."""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager

from gui.messages.language import ENGLISH, _speech, use

OPEN, CLOSE = "⟦", "⟧"
LONGER = 1.4
_PLACE = re.compile(r"(\{[^{}]*\})")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "àéîöüýÀÉÎÖÜÝ")
_VOWEL = re.compile(r"[àéîöüýÀÉÎÖÜÝ]")


def pseudo(text: str) -> str:
    """Return a text of the catalogue as this language has it; places for particulars stay what they are."""
    if not text:
        return text
    parts = _PLACE.split(text)
    length = sum(len(part) for part in parts[::2])
    wanted = max(1, round(length * LONGER) - length - 2)
    made = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(parts))
    for at in [found.start() for found in _VOWEL.finditer(made)][:wanted][::-1]:
        made = made[:at] + made[at] + made[at].lower() + made[at + 1 :]
        wanted -= 1
    return f"{OPEN}{made}{'~' * wanted}{CLOSE}"


class PseudoCatalogue(gettext.NullTranslations):
    """Translates every source string into the language nobody speaks."""

    def gettext(self, message: str) -> str:
        """Return the string of the language."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the string for a count."""
        return pseudo(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:
        """Return the string of a context."""
        return pseudo(super().pgettext(context, message))


@contextmanager
def spoken() -> Iterator[None]:
    """Let the program speak it; whatever is made within is in this language."""
    use(ENGLISH)
    _speech.catalogue = PseudoCatalogue()
    try:
        yield
    finally:
        use(ENGLISH)
