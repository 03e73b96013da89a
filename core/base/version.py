"""Name and version of the program, as it signs its documents."""

NAME = "Taizhang"
VERSION = "0.1.0"
"""The same as in pyproject.toml; a test holds them together."""

PROGRAM = f"{NAME} {VERSION}"
