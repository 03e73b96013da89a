"""The code on the recovery sheet: 128 random bits as eight groups of six digits, each of which shows a slip by itself.

A group is a number of 16 bits times eleven, so that a wrong digit and two digits exchanged are noticed at once, and
the person is told which group to look at again. The code is printed and kept nowhere.
"""

import re
import secrets
import unicodedata

GROUPS, DIGITS, FACTOR = 8, 6, 11
"""Groups of a code, digits of a group, and what every group can be divided by."""

_HIGHEST = (1 << 16) - 1
_BETWEEN = re.compile(r"[\s\-—–·.,，。、]+")


def new_code() -> str:
    """Return a new code: 48 digits without anything between them."""
    return "".join(f"{secrets.randbelow(_HIGHEST + 1) * FACTOR:0{DIGITS}d}" for _ in range(GROUPS))


def grouped(code: str) -> str:
    """Return a code in its groups, to be printed."""
    return "-".join(code[at : at + DIGITS] for at in range(0, len(code), DIGITS))


def typed(text: str) -> str:
    """Return the digits of what somebody typed, whatever stands between them; empty when anything else does."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    return digits if digits.isascii() and digits.isdigit() else ""


def wrong_groups(text: str) -> tuple[int, ...]:
    """Return the groups (from 1) of what was typed that can't be right, complete groups only."""
    digits = typed(text)
    groups = [digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS)]
    return tuple(
        number for number, group in enumerate(groups, start=1) if len(group) == DIGITS and not _may_be(group)
    ) + tuple(range(GROUPS + 1, len(groups) + 1))


def code_of(text: str) -> str:
    """Return the code that was typed; empty when it is none."""
    digits = typed(text)
    return digits if len(digits) == GROUPS * DIGITS and not wrong_groups(digits) else ""


def _may_be(group: str) -> bool:
    """Tell whether a group can stand on a sheet."""
    number, rest = divmod(int(group), FACTOR)
    return rest == 0 and number <= _HIGHEST
