"""The demonstration's packet, looked at by this program and by others."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.records.packet import Document, read_document
from core.services.demonstration import read_tale

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Shown:
    """What the demonstration printed and left behind."""

    folder: Path
    said: dict
    packet: Path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run main.py as a person would, without a screen."""
    environment = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def knows_nobody(folder: Path) -> Path:
    """Write a trust file in which nobody is registered."""
    path = folder / "nobody.json"
    path.write_text('{"format": "taizhang-trust", "version": 1}')
    return path


def tool(name: str, *arguments: str | Path) -> str:
    """Run another program on the packet and return what it prints; skipped where it can't be installed."""
    if shutil.which(name) is None:
        if sys.platform == "linux":
            pytest.fail(f"{name} is missing; `python3 dev.py test` installs it")
        pytest.skip(f"{name} is not made for this system")
    done = subprocess.run([name, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("demo") / "云岙"
    done = run("demo", folder, "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return Shown(folder, said, Path(said["packet"]))


def test_it_says_what_it_did_as_one_object(shown: Shown) -> None:
    assert shown.said["kinds"] == {
        "study_session": 5,
        "research_diary": 3,
        "rectification": 5,
        "forum": 1,
        "proposal": 1,
        "progress_report": 1,
        "dispute": 1,
    }
    assert shown.said["photos"] == 2
    assert shown.said["errors"] == 0
    assert shown.said["verdict"]["light"] == "valid"
    assert set(shown.said["seconds"]) == {"vault", "records", "checks", "pages", "sign", "carry", "judge"}


def test_no_text_of_a_record_is_readable_in_the_vault(shown: Shown) -> None:
    for path in Path(shown.said["vault"]).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "夜学".encode() not in content
            assert b"SQLite format 3" not in content


def test_a_second_run_in_the_same_folder_is_refused_in_plain_words(shown: Shown) -> None:
    before = shown.packet.read_bytes()
    done = run("demo", shown.folder, "--language", "zh_CN")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert re.search(r"[一-鿿]", done.stderr)
    assert shown.packet.read_bytes() == before


def test_verify_says_valid_with_the_demos_own_trust_and_undecided_without(shown: Shown, tmp_path: Path) -> None:
    assert run("verify", "--trust", shown.said["trust"], shown.packet).returncode == 0
    assert run("verify", "--trust", knows_nobody(tmp_path), shown.packet).returncode == 2


def test_verify_says_invalid_for_a_changed_copy_beside_a_valid_one(shown: Shown, tmp_path: Path) -> None:
    changed = tmp_path / "copy.pdf"
    content = bytearray(shown.packet.read_bytes())
    content[1000] ^= 1
    changed.write_bytes(content)
    done = run("verify", "--json", "--trust", shown.said["trust"], shown.packet, changed)
    assert done.returncode == 1
    lights = [json.loads(line)["light"] for line in done.stdout.splitlines()]
    assert lights == ["valid", "invalid"]


def test_pdfsig_finds_the_whole_document_signed(shown: Shown) -> None:
    said = tool("pdfsig", shown.packet)
    assert "Total document signed" in said
    assert "Signature is Valid" in said
    assert "ETSI.CAdES.detached" in said


def test_qpdf_finds_no_fault(shown: Shown) -> None:
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", shown.packet)


def test_every_font_is_embedded_and_subset(shown: Shown) -> None:
    rows = tool("pdffonts", shown.packet).splitlines()[2:]
    assert len(rows) >= 3
    for row in rows:
        assert re.search(r"\byes yes yes\b", row), row
        assert re.match(r"[A-Z]{6}\+", row), row


def test_pdftotext_finds_rare_names_and_a_sentence_of_each_record(shown: Shown, tmp_path: Path) -> None:
    tool("pdftotext", "-raw", shown.packet, tmp_path / "text.txt")
    text = re.sub(r"\s", "", (tmp_path / "text.txt").read_text(encoding="utf-8"))
    assert "王䶮" in text
    assert "苏𬍛" in text
    for story in read_tale().records:
        key = {"study_session": "content", "research_diary": "facts", "rectification": "problem", "forum": "briefing"}
        key |= {"proposal": "background", "progress_report": "done", "dispute": "body"}
        sentences = re.split("[。\n]", story.values[key[story.kind]])
        sentence = sentences[1 if story.kind == "study_session" else 0][:12]
        assert (sentence in text) is (story.kind != "dispute"), story.key


def test_pdfdetach_lists_the_data_and_both_photos(shown: Shown, tmp_path: Path) -> None:
    listed = tool("pdfdetach", "-list", shown.packet)
    assert "3 embedded files" in listed
    assert "data.json" in listed
    assert listed.count(".jpg") == 2
    tool("pdfdetach", "-saveall", "-o", tmp_path, shown.packet)
    document = read_document((tmp_path / "data.json").read_bytes())
    assert isinstance(document, Document)
    assert len(document.entries) == 16, "the dispute is confidential and stays at home"
    photos = sorted(tmp_path.glob("*.jpg"))
    assert len(photos) == 2
    for photo in photos:
        assert b"Taizhang" not in photo.read_bytes()[:4000], "the camera's name is gone"


def test_describe_prints_campaigns_kinds_rules_and_the_schema() -> None:
    said = json.loads(run("describe", "--json").stdout)
    (campaign,) = said["campaigns"]
    assert [activity["id"] for activity in campaign["activities"]] == [f"A{number:02d}" for number in range(1, 25)]
    assert len(said["skeletons"]) == 6
    assert all(len(kind["workflow"]["states"]) >= 3 for kind in said["kinds"])
    assert {activity["record_kind"].partition(":")[0] for activity in campaign["activities"]} <= {
        kind["key"] for kind in said["kinds"]
    }
    assert len(said["rules"]) == 77
    for rule in said["rules"]:
        assert rule["level"]
        assert rule["basis"]
        assert rule["tested"]
        assert all((ROOT / path).is_file() for path in rule["tested"])
    assert "Document" in said["document"]["$defs"]


@pytest.mark.parametrize("name", ["missing.pdf", "note.txt"])
def test_verify_tells_about_a_strangers_file_in_plain_words(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if name == "note.txt":
        path.write_text("no pdf")
    done = run("verify", path, "--trust", knows_nobody(tmp_path))
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr + done.stdout
    assert (done.stdout + done.stderr).strip()
