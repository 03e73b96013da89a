"""Words that data carries in both languages, so that a kind of record stays one file."""

import msgspec


class Words(msgspec.Struct, frozen=True, order=True):
    """One name or sentence in Chinese and in English.

    Record kinds, campaigns and their options carry these as data; the windows pick the language in use,
    printed pages always take `zh`.
    """

    zh: str
    en: str


def N_(message: str) -> str:
    """Mark an English source string for the translation catalogue without translating it here."""
    return message
