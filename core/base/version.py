"""Name and version of the program, as it signs its documents."""

import json
from datetime import UTC, datetime
from functools import cache

from core.base.paths import home

NAME = "Taizhang"
VERSION = "0.1.0"
"""The same as in pyproject.toml; a test holds them together."""

BUILT = datetime(2026, 11, 26, tzinfo=UTC)
"""The day of this version: a clock before it is wrong."""

PROGRAM = f"{NAME} {VERSION}"

BUILD_FILE = "build.json"
"""What the maker of a bundle writes into it: commit and day."""


@cache
def commit() -> str:
    """Return the commit this program was built from, e.g. "c19a63b"; empty when it runs from its source."""
    try:
        told = json.loads((home() / BUILD_FILE).read_bytes())
        return str(told["commit"])
    except (OSError, ValueError, LookupError, TypeError):
        return ""
