"""A judge that takes every file for what it is, for tests in which the packet is not the point."""

from pathlib import Path

from core.base.canonical import file_digest
from core.signing.verdict import Action, Light, Reason, Verdict


def believed(path: Path, *, sha256: str | None = None) -> Verdict:
    """Return a green verdict about a file after reading all of it; `sha256` tells of another file instead."""
    return Verdict(
        file=path.name,
        light=Light.VALID,
        reason=Reason.REGISTERED_SIGNER,
        action=Action.OPEN,
        size=path.stat().st_size,
        sha256=sha256 or file_digest(path),
    )
