"""Which rare characters were put in lately; kept in memory while a vault is open, never on the disk."""

from collections.abc import Iterable

_MOST = 16
_known: dict[str, None] = {}


def recent_hanzi(used: str = "") -> tuple[str, ...]:
    """Return the characters used lately, the last one first; `used` becomes the first."""
    if used:
        _known.pop(used, None)
        _known[used] = None
    return tuple(reversed(_known))[:_MOST]


def expect_hanzi(texts: Iterable[str]) -> None:
    """Offer the characters of some texts (people's names) that no input method of old has: those outside GB 2312."""
    for text in texts:
        for char in text:
            if char >= "\u3400" and not _typed_anyhow(char):
                _known.setdefault(char)


def forget_hanzi() -> None:
    """Forget all of them: the vault is closed."""
    _known.clear()


def _typed_anyhow(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return not char.isalpha()
    return True
