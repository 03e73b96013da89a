"""The disk answers with an error (EIO) once, or from some moment on: told in words, and nothing told is missing.

strace lets the system's calls on the vault's own files fail inside the running program; nothing of ours knows of it.
"""

import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from core.services import drafts
from tests.faults.test_killed import SEED, reopen
from tests.faults.test_killed_over_backups import begun

ROUNDS = int(os.environ.get("TAIZHANG_DISK_ERRORS", "2"))
"""Errors tried over each call."""
CALLS = {"pwrite64": 400, "fsync,fdatasync": 60, "pread64": 60}
"""What fails, and how many of them there are in some dozen saves."""
TOLD = {"error vault_away", "error vault_damaged"}
"""The second where a page can't be read while the vault is opened: its sentence speaks of a fault of the disk, too."""
MOST = 120
"""Saves that are waited for at most."""


def failing(folder: Path, record: str, revision: int, *, call: str, when: str) -> tuple[list[str], str]:
    """Write with a disk whose answer to some call is an error; returns what was told, and what went to the errors."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("needs strace")
    files = [part for name in ("vault.db", "vault.db-wal") for part in ("-P", str(folder / name))]
    how = ["-D", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={when}"]
    command = [sys.executable, "-m", "tests.faults.writing", str(folder), record, str(revision)]
    with subprocess.Popen(
        [strace, *how, *files, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        told: list[str] = []
        while len(told) < MOST and (line := program.stdout.readline()):
            told.append(line.strip())
        program.kill()  # the writing one: strace stands aside
        complaint = program.stderr.read()
    if "ptrace" in complaint:
        pytest.skip(f"strace may not watch here: {complaint.strip()}")
    return told, complaint


@pytest.mark.parametrize("call", CALLS, ids=["writing", "flushing", "reading"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_an_error_of_the_disk_is_told_and_nothing_told_as_saved_is_missing(
    tmp_path: Path, call: str, *, lasting: bool
) -> None:
    draw, found = random.Random(f"{SEED} {call} {lasting}"), Counter[str]()
    vault, record = begun(tmp_path)
    vault.close()
    revision = 1
    for _ in range(ROUNDS):
        when = draw.randint(1, CALLS[call])
        told, complaint = failing(vault.folder, record, revision, call=call, when=f"{when}{'+' if lasting else ''}")
        assert complaint == "", f"{call} {when}"
        errors = [line for line in told if line.startswith("error")]
        assert set(errors) <= (TOLD if call == "pread64" else {"error vault_away"}), f"{call} {when}"
        found.update(errors or ["nothing failed"])
        saved = max((int(line) for line in told if line.isdigit()), default=revision)
        with closing(reopen(vault.folder)) as again:
            kept = drafts.read(again, record).revision
        assert saved <= kept <= saved + 1, f"{call} {when}"
        revision = kept
    print(f"{call} {'from then on' if lasting else 'once'}: {dict(found)}")
