"""The language in use."""

import gettext
from collections.abc import Iterable
from dataclasses import dataclass, field

from core.base.paths import resources
from core.base.words import Words

DOMAIN = "taizhang"
ENGLISH = "en"
CHINESE = "zh_CN"


@dataclass(slots=True)
class _Speech:
    """What is spoken now; one for the process, as a person speaks one language at a time."""

    language: str = ENGLISH
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)


_speech = _Speech()


def use(language: str) -> None:
    """Speak `language` ("zh_CN" or "en") from now on; English is the source and needs no catalogue.

    Raises FileNotFoundError when the Chinese catalogue is not beside the program (a broken installation).
    """
    if language == CHINESE:
        _speech.catalogue = gettext.translation(DOMAIN, str(resources("locale")), languages=[CHINESE])
    elif language == ENGLISH:
        _speech.catalogue = gettext.NullTranslations()
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
    return pair.zh if chinese() else pair.en


def join(parts: Iterable[str]) -> str:
    """List names or things one after another: 何建华、叶春兰 / He, Ye."""
    return ("、" if chinese() else ", ").join(parts)
