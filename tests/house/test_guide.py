"""The guides say what the windows say: every button named is in the catalogue, every picture is there and shown."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
GUIDES = sorted((ROOT / "docs" / "guide").glob("*.md"))
CATALOGUE = ROOT / "resources/locale/zh_CN/LC_MESSAGES/taizhang.po"


def shown() -> set[str]:
    """Return every Chinese text that a window can show, without shortcuts and placeholders."""
    with CATALOGUE.open("rb") as stream:
        found = read_po(stream, locale="zh_CN")
    texts = set()
    for message in found:
        several = message.string if isinstance(message.string, list | tuple) else (message.string,)
        for text in several:
            texts.add(text.strip())
            texts.update(re.split(r"\s{2,}|：\{", text)[:1])
    return texts


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_what_the_guide_calls_a_button_is_one(guide: Path):
    said = re.findall(r"\*\*(.+?)\*\*", guide.read_text(encoding="utf-8"))
    assert len(said) > 10
    known = shown()
    missing = [text for text in said if text not in known and text.partition("：")[0] not in known]
    assert missing == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_picture_is_there(guide: Path):
    text = guide.read_text(encoding="utf-8")
    for name in re.findall(r"!\[.*?\]\((.+?)\)", text):
        assert (guide.parent / name).is_file(), name


def test_every_picture_is_shown_by_a_guide():
    text = "".join(guide.read_text(encoding="utf-8") for guide in GUIDES)
    kept = {path.name for path in (ROOT / "docs" / "guide" / "pictures").glob("*.png")}
    assert {name for name in kept if name not in text} == set()


def test_the_guides_address_nobody_stiffly():
    for guide in GUIDES:
        assert not set("您！") & set(guide.read_text(encoding="utf-8")), guide.name
