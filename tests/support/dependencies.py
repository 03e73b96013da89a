"""The table of docs/dependencies.md: what is shipped with the program besides its own code, and under which licence.

`python -m tests.support.dependencies` writes it anew; a test compares it with what is installed.
"""

import re
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "dependencies.md"
BEGIN, END = "<!-- made by tests.support.dependencies -->", "<!-- end -->"
KNOWN = {"sqlcipher3": "Zlib; SQLCipher BSD-3-Clause, SQLite public domain, OpenSSL Apache-2.0"}
"""Licences that the packages' own metadata do not tell; read in their licence files."""


def shipped() -> dict[str, str]:
    """Return what is needed to run, and for each the package that asks for it."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        asked = [Requirement(text) for text in tomllib.load(stream)["project"]["dependencies"]]
    found: dict[str, str] = {}
    waiting = [(requirement, "") for requirement in asked if _applies(requirement)]
    while waiting:
        requirement, by = waiting.pop(0)
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        extras = {*requirement.extras, ""}
        if name in found:
            continue
        found[name] = by
        for text in metadata.requires(requirement.name) or ():
            inner = Requirement(text)
            if _applies(inner, extras):
                waiting.append((inner, name))
    return found


def _applies(requirement: Requirement, extras: set[str] | None = None) -> bool:
    """Tell whether a requirement holds on this computer."""
    return not requirement.marker or any(requirement.marker.evaluate({"extra": one}) for one in extras or {""})


def licence(name: str) -> str:
    """Return a package's licence as its metadata tell it; empty when they don't."""
    told = metadata.metadata(name)
    kinds = [one.rpartition("::")[2].strip() for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    if name in KNOWN:
        return KNOWN[name]
    text = str(told["License-Expression"] or told["License"] or "").split("\n")[0]
    return (text if len(text) < 60 else "") or ", ".join(kinds)


def pinned() -> dict[str, str]:
    """Return the versions of requirements.lock by name."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    found = (re.match(r"([\w.\-]+)(?:\[.*\])?==([^ ;\\]+)", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", one[1]).lower(): one[2] for one in found if one}


def table() -> str:
    """Return the table."""
    versions = pinned()
    rows = ["| package | version | licence | asked for by |", "|---|---|---|---|"]
    for name, by in sorted(shipped().items()):
        rows.append(f"| {name} | {versions[name]} | {licence(name)} | {by or 'us'} |")
    return "\n".join(rows)


def main() -> None:
    """Write the table into the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
