"""Write `requirements.lock` from `pyproject.toml`, and tell whether it still belongs to it.

The lock holds every package with its version and the digests of its wheels for each target, and no address: where
packages come from is the reader's own affair. pip resolves, but it judges markers such as `sys_platform == "win32"`
by the machine it runs on; so the closure is computed here for each target from the packages' own metadata, and a
package only some targets need gets a marker. Run by `python3 dev.py lock` inside the virtual environment.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.lock"
STAMP = "# pyproject.toml dependencies: sha256:"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "linux": [*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), "manylinux2014_x86_64"],
    "win32": ["win_amd64"],
}


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of machine the lock is for."""

    system: str
    python: str

    def environment(self) -> dict[str, str]:
        """Give the values that a marker is judged by on this kind of machine."""
        windows = self.system == "win32"
        return {
            "extra": "",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else "x86_64",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": self.system,
        }


TARGETS = [Target(system, python) for system, python in product(PLATFORMS, PYTHONS)]


def declared(pyproject: Path = PYPROJECT) -> list[str]:
    """Give the requirements of `pyproject.toml`, those of the `dev` group among them, sorted."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return sorted([*project["dependencies"], *project["optional-dependencies"]["dev"]], key=str.lower)


def stamp(pyproject: Path = PYPROJECT) -> str:
    """Give the line that ties a lock to the requirements it was made from."""
    return STAMP + hashlib.sha256("\n".join(declared(pyproject)).encode()).hexdigest()


def is_current(pyproject: Path = PYPROJECT, lock: Path = LOCK) -> bool:
    """Tell whether the lock was made from the requirements as they stand now."""
    return lock.exists() and stamp(pyproject) in lock.read_text(encoding="utf-8").splitlines()


# --- resolving --------------------------------------------------------------------------------------------------------


def name_of(text: str) -> str:
    """Give a project's name in the one spelling that compares."""
    from pip._vendor.packaging.utils import canonicalize_name  # pip brings it; nothing else is installed yet

    return str(canonicalize_name(text))


def resolve(wanted: Iterable[str], target: Target, *, follow: bool) -> dict[str, dict[str, Any]]:
    """Let pip choose wheels for a target, and give its report by project name."""
    platforms = [word for platform in PLATFORMS[target.system] for word in ("--platform", platform)]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        command += ["--only-binary", ":all:", "--python-version", target.python, *platforms]
        command += ["--target", folder, "--report", str(report), *([] if follow else ["--no-deps"]), *sorted(wanted)]
        subprocess.run(command, check=True, cwd=ROOT)
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {name_of(item["metadata"]["name"]): item for item in found}


def needs(item: dict[str, Any], extras: frozenset[str], target: Target) -> Iterable[tuple[str, frozenset[str], str]]:
    """Give what one package needs on a target: project name, extras asked for, and the requirement without marker."""
    from pip._vendor.packaging.requirements import Requirement

    for text in item["metadata"].get("requires_dist") or ():
        requirement = Requirement(text)
        marker, base = requirement.marker, target.environment()
        if marker is None or any(marker.evaluate({**base, "extra": extra}) for extra in (extras or {""})):
            requirement.marker = None
            yield name_of(requirement.name), frozenset(requirement.extras), str(requirement)


def close(packages: dict[str, dict[str, Any]], target: Target) -> tuple[set[str], set[str]]:
    """Give the names a target needs, and the requirements for those that are not among the packages yet."""
    from pip._vendor.packaging.requirements import Requirement

    roots = [Requirement(text) for text in declared()]
    waiting = [(name_of(root.name), frozenset(root.extras), str(root)) for root in roots]
    seen: set[tuple[str, frozenset[str]]] = set()
    missing: set[str] = set()
    while waiting:
        name, extras, text = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if name in packages:
            waiting.extend(needs(packages[name], extras, target))
        else:
            missing.add(text)
    return {name for name, _ in seen}, missing


def collect() -> tuple[dict[str, dict[str, Any]], dict[Target, set[str]]]:
    """Resolve until no target lacks anything, and give the packages and the names each target needs."""
    wanted, here = set(declared()), TARGETS[0]
    while True:
        packages = resolve(wanted, here, follow=True)
        closures = {target: close(packages, target) for target in TARGETS}
        missing = set().union(*(lacking for _, lacking in closures.values()))
        if not missing:
            return packages, {target: names for target, (names, _) in closures.items()}
        wanted |= missing


# --- writing ----------------------------------------------------------------------------------------------------------


def marker_for(users: list[Target]) -> str:
    """Give the marker of a package that only these targets need; empty when all do."""
    if set(users) == set(TARGETS):
        return ""
    systems = {target.system for target in users}
    if len(systems) == 1 and len(users) == len(PYTHONS):
        return f' ; sys_platform == "{systems.pop()}"'
    each = (f'(sys_platform == "{target.system}" and python_version == "{target.python}")' for target in users)
    return " ; " + " or ".join(each)


def write(lock: Path = LOCK) -> int:
    """Write the lock and give the number of packages in it."""
    packages, names = collect()
    pins = {name: f"{name}=={item['metadata']['version']}" for name, item in packages.items()}
    digests: dict[str, set[str]] = {name: set() for name in packages}
    for target in TARGETS:
        print(f"wheels for {target.system}, Python {target.python}", flush=True)
        for name, item in resolve((pins[name] for name in names[target]), target, follow=False).items():
            digests[name].add(item["download_info"]["archive_info"]["hashes"]["sha256"])
    lines = ["# Made by `python3 dev.py lock` from pyproject.toml; not to be edited.", stamp(), ""]
    used = sorted(set().union(*names.values()))
    for name in used:
        marker = marker_for([target for target in TARGETS if name in names[target]])
        hashes = [f"    --hash=sha256:{digest}" for digest in sorted(digests[name])]
        lines.append(" \\\n".join([pins[name] + marker, *hashes]))
    lock.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(used)


if __name__ == "__main__":
    print(f"requirements.lock: {write()} packages")
