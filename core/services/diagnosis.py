"""诊断报告: what a repairer needs to know of this computer and this vault, without a word that a person wrote."""

import os
import platform
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from core.base.clock import Clock
from core.base.errors import UserError
from core.base.files import free_space, write_safely
from core.base.version import PROGRAM
from core.services import backups, health, waysin
from core.store import journal, records
from core.store.records import Filter
from core.store.vault import SCHEMA, Vault

LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "reportlab", "pyHanko", "pikepdf", "pypdfium2")
LINES = 400
"""Lines of the log that go along, from its end."""

_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/][^\s:'\",()]+")
"""What looks like a path: a folder may be called as its owner is."""


def report(vault: Vault | None, *, clock: Clock, log: Path | None = None) -> str:
    """Return the report as text; of the vault only counts, sizes, codes and versions."""
    return "\n".join((*_computer(clock), *(_vault(vault) if vault else ["vault: not open"]), *_log(log))) + "\n"


def save(vault: Vault | None, path: Path, *, clock: Clock, log: Path | None = None) -> None:
    """Write the report into a file. Raises DiskFull, FolderNotWritable."""
    write_safely(path, report(vault, clock=clock, log=log).encode())


def _computer(clock: Clock) -> Iterator[str]:
    """Yield what is known of the computer: no name of it or of its user."""
    yield f"program: {PROGRAM}"
    yield f"made: {clock.now().isoformat(timespec='seconds')}"
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"
    yield f"python: {platform.python_version()} frozen={getattr(sys, 'frozen', False)}"
    yield f"processors: {os.cpu_count()}"
    for name in LIBRARIES:
        try:
            yield f"{name}: {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name}: not listed"


def _vault(vault: Vault) -> Iterator[str]:
    """Yield what is known of the vault."""
    yield f"schema: {SCHEMA}"
    yield f"free: {free_space(vault.folder)}"
    for path in sorted(vault.folder.iterdir()):
        if path.is_file():
            ours = path.name.startswith(("vault.", "key."))
            yield f"file: {path.name if ours else path.suffix} {path.stat().st_size}"
    yield f"ended badly: {vault.ended_badly}"
    try:
        with vault.look() as session:
            lines = records.lines(session, Filter())
            head = journal.head(session)
        kinds = {line.kind for line in lines}
        for kind in sorted(kinds):
            states = sorted({line.state for line in lines if line.kind == kind})
            yield f"kind: {kind} {sum(line.kind == kind for line in lines)} {','.join(states)}"
        yield f"journal: {head.entries} {head.digest[:16]}"
        state = backups.state(vault)
        yield f"backup: last={state.last} stick={state.last_stick} pending={state.pending} days={state.days}"
        ways = waysin.state(vault)
        yield f"ways in: sheet={ways.sheet_at is not None} second={ways.second_at is not None} by={ways.opened_by}"
        found = health.examine(vault, deep=False)
        for finding in found.findings:
            yield f"finding: {finding.part} mendable={finding.mendable}"
        yield f"examined: records={found.records} attachments={found.attachments}"
    except UserError as error:
        yield f"error: {error.code()}"


def _log(log: Path | None) -> Iterator[str]:
    """Yield the end of the log, which holds codes and counts; whatever looks like a path is cut out."""
    if log is None or not log.is_file():
        return
    yield "log:"
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        yield f"not readable: {error.errno}"
        return
    yield from (_PATH.sub("<path>", line) for line in lines[-LINES:])
