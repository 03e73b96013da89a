"""The language in use."""

import gettext
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.base.paths import resources
from core.base.words import Words

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
DOMAIN = "taizhang"
ENGLISH = "en"
CHINESE = "zh_CN"


class _English(gettext.NullTranslations):
    """The source itself, with straight quotes: Chinese faces draw the curly ones as wide as a character."""

    def gettext(self, message: str) -> str:
        """Return the source string."""
        return message.translate(_STRAIGHT)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the source string for a count."""
        return super().ngettext(msgid1, msgid2, n).translate(_STRAIGHT)

    def pgettext(self, context: str, message: str) -> str:
        """Return the source string of a context."""
        return super().pgettext(context, message).translate(_STRAIGHT)


@dataclass(slots=True)
class _Speech:
    """What is spoken now; one for the process, as a person speaks one language at a time."""

    language: str = ENGLISH
    catalogue: gettext.NullTranslations = field(default_factory=_English)


_speech = _Speech()


def use(language: str) -> None:
    """Speak `language` ("zh_CN" or "en") from now on; English is the source and needs no catalogue.

    Raises FileNotFoundError when the Chinese catalogue is not beside the program (a broken installation).
    """
    if language == CHINESE:
        _speech.catalogue = gettext.translation(DOMAIN, str(resources("locale")), languages=[CHINESE])
    elif language == ENGLISH:
        _speech.catalogue = _English()
    else:
        raise ValueError(f"no such language: {language}")
    _speech.language = language


def language() -> str:
    """Return the language in use, "zh_CN" or "en"."""
    return _speech.language


def chinese() -> bool:
    """Tell whether the windows speak Chinese."""
    return _speech.language == CHINESE


def _(message: str) -> str:
    """Translate a source string."""
    return _speech.catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a source string that counts something."""
    return _speech.catalogue.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Translate a source string whose English is ambiguous."""
    return _speech.catalogue.pgettext(context, message)


def words(pair: Words | str) -> str:
    """Pick the language in use out of words that data carry; a plain string stays as it is."""
    if isinstance(pair, str):
        return pair
    return pair.zh if chinese() else _speech.catalogue.gettext(pair.en)


def join(parts: Iterable[str]) -> str:
    """List names or things one after another: 何建华、叶春兰 / He, Ye."""
    return ("、" if chinese() else ", ").join(parts)
