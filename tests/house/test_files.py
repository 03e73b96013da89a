"""What every file of the project must keep to: a length one can hold in the head, a docstring, no stray words."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
# A longer file needs a sentence why; find its second concept first.
LONGER_BECAUSE: dict[str, str] = {}
# Work left lying about; split so that this file does not name itself.
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X{3})\b")
TEXTS = {".py", ".md", ".toml", ".json", ".qss", ".txt", ".po", ".spec", ".lock", ".svg", ""}


def files(pattern: str) -> list[Path]:
    """Give the files of the project, those git ignores left out, that match a pattern."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", pattern]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):  # a copy without its history, or a machine without git
        skipped = {"build", "dist", "__pycache__"}
        found = (path.relative_to(ROOT) for path in ROOT.rglob(pattern))
        listed = [str(p) for p in found if not skipped & set(p.parts) and not p.parts[0].startswith(".")]
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


MODULES = sorted(files("*.py"))


def named(path: Path) -> str:
    """Give a file's name as the tests are called by."""
    return path.relative_to(ROOT).as_posix()


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 50


def test_no_file_grows_past_what_one_can_hold_in_the_head() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST and name not in LONGER_BECAUSE} == {}
    assert [name for name in LONGER_BECAUSE if lengths.get(name, 0) <= LONGEST] == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_every_module_class_and_public_function_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    if "tests" in path.relative_to(ROOT).parts:
        return
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_modules_are_nouns_of_the_domain() -> None:
    shunned = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert [named(path) for path in MODULES if shunned & set(path.stem.split("_"))] == []


def test_nothing_is_left_unfinished() -> None:
    found = [
        f"{named(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_no_file_names_where_its_packages_came_from() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock
    addresses = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "deb.debian" + ".org")
    texts = [path for path in files("*") if path.suffix in TEXTS]
    found = [named(path) for path in texts if any(word in path.read_text(encoding="utf-8") for word in addresses)]
    assert found == []


def test_core_has_no_windows_and_windows_see_only_findings_and_declared_rules_of_the_checks() -> None:
    for path in MODULES:
        name = named(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            if name.startswith("gui/") and node.module.startswith("core.checks"):
                assert node.module in ("core.checks.finding", "core.checks.declared"), name
            if name.startswith("core/"):
                assert not node.module.startswith(("PySide6", "gui")), name
