"""Every check of the house in one run: what `python3 dev.py test` does once the set-up stands.

A check that fails does not stop the others, so that one run tells all; the exit code is 1 if any failed. The closing
lines name each check with its seconds, and pytest's own closing counts come last.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from house import cleanroot, lock, verapdf

ROOT = Path(__file__).resolve().parents[2]
COUNTS = re.compile(r"=*\s*((?:\d+ (?:passed|failed|error|skipped|xfailed|deselected|warning)s?[, ]*)+) in [\d.]+s")
COLOURS = re.compile(r"\x1b\[[\d;]*m")
# Two workers, for the machines this runs on have two cores; a file stays on one, for its fixtures are made once. A
# worker that dies ends the run at once: with whole files xdist would wait for it for ever.
PYTEST = ["-m", "pytest", "-n", "2", "--dist", "loadfile", "--max-worker-restart", "0", "--durations", "10"]
COVERAGE = ["--cov", "--cov-branch", "--cov-report", "term"]
CORE = ("tests/core", "tests/properties")
"""What is held to cover `core`: measured there alone, for it makes every test a third slower."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went: its name, whether it passed, its seconds, and pytest's counts if it had any."""

    name: str
    passed: bool
    seconds: float
    counts: str = ""
    tried: bool = True


def run(name: str, *command: str, quiet: bool = False) -> Outcome:
    """Run a command, show its lines as they come (only on failure when quiet), and tell how it went."""
    print(f"\n── {name}", flush=True)
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    start, counts, lines = time.monotonic(), "", []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if not quiet:
                print(line, end="", flush=True)
            if found := COUNTS.match(COLOURS.sub("", line)):
                counts = found[1].strip(" ,")
    if quiet and process.returncode:
        print("".join(lines), end="")
    untried = process.returncode == cleanroot.UNTRIED
    return Outcome(name, process.returncode == 0 or untried, time.monotonic() - start, counts, tried=not untried)


def tell(name: str, problems: list[str]) -> Outcome:
    """Turn a check that gives sentences into an outcome."""
    print(f"\n── {name}", flush=True)
    print("\n".join(problems) if problems else "ok")
    return Outcome(name, not problems, 0.0)


def tool(name: str) -> str:
    """Give the path of a tool that was installed beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        sys.exit(f"{name} is not installed in .venv; run: python3 dev.py test")
    return found


def examine() -> Iterator[Outcome]:
    """Run every check, the quick ones first."""
    stale = [] if lock.is_current() else ["requirements.lock is not made from this pyproject.toml: python3 dev.py lock"]
    yield tell("lock", stale)
    yield run("ruff", tool("ruff"), "check", ".")
    yield run("ruff format", tool("ruff"), "format", "--check", ".")
    yield run("lint-imports", tool("lint-imports"), "--no-logo", "--show-timings")
    yield run("mypy", sys.executable, "-m", "mypy")
    yield tell("verapdf", verapdf.provide())
    yield run("pytest core", sys.executable, *PYTEST, *COVERAGE, *CORE)
    rest = sorted({f"tests/{path.relative_to(ROOT / 'tests').parts[0]}" for path in ROOT.glob("tests/**/test_*.py")})
    yield run("pytest rest", sys.executable, *PYTEST, "--no-cov", *(path for path in rest if path not in CORE))
    with tempfile.TemporaryDirectory() as folder:
        yield run("demo", sys.executable, "main.py", "demo", str(Path(folder) / "demo"))
    if os.environ.get("CI"):  # some ten minutes, which nobody waits for at their own desk
        yield from ship()


def ship() -> Iterator[Outcome]:
    """Make the bundle and the packages, the .deb as schools get it, and use them in a clean root."""
    for name, *words in (("build",), ("package", "deb"), ("package", "--fast", "tar"), ("tryout",)):
        done = run(" ".join([name, *words]), sys.executable, "dev.py", name, *words)
        yield done
        if not done.passed:
            return


def main() -> int:
    """Examine the house, print the closing summary, and give the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a console of Windows may lack a character that a test prints
        sys.stdout.reconfigure(errors="replace")
    outcomes = list(examine())
    print("\n── summary")
    for outcome in outcomes:
        word = ("ok" if outcome.tried else "—") if outcome.passed else "FAILED"
        print(f"{word:6} {outcome.name:14} {outcome.seconds:6.1f} s  {outcome.counts}".rstrip())
    counts = dict.fromkeys(("passed", "failed", "skipped"), 0)
    for outcome in outcomes:
        for number, word in re.findall(r"(\d+) (passed|failed|skipped|error)", outcome.counts):
            counts["failed" if word == "error" else word] += int(number)
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}", flush=True)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
