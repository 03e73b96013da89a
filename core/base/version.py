"""Name and version of the program, as it signs its documents."""

from datetime import UTC, datetime

NAME = "Taizhang"
VERSION = "0.1.0"
"""The same as in pyproject.toml; a test holds them together."""

BUILT = datetime(2026, 11, 26, tzinfo=UTC)
"""The day of this version: a clock before it is wrong."""

PROGRAM = f"{NAME} {VERSION}"
