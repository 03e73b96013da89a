"""The guides say what the windows say: every word of a window named is one, every picture and link is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.messages.pofile import read_po

from core.base.markdown import Block, Guide, Heading, Paragraph, Picture, Point, Run, Table, read_guide
from core.base.words import Words
from core.records.catalogue import kinds
from core.services.guides import Reader, path_of, read

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "guide" / "pictures"
CATALOGUE = ROOT / "resources/locale/zh_CN/LC_MESSAGES/taizhang.po"
HOLE = re.compile(r"\{[^}]*\}")
LEAST = 4
"""Characters that a sentence with holes must have besides them, to be told by them."""
READERS = [pytest.param(reader, id=reader.value) for reader in Reader]


def translations() -> Iterator[str]:
    """Yield every Chinese text of the windows."""
    with CATALOGUE.open("rb") as stream:
        for message in read_po(stream, locale="zh_CN"):
            yield from message.string if isinstance(message.string, list | tuple) else (message.string,)


def words_in(data: Any) -> Iterator[str]:
    """Yield the Chinese of all words that stand in a kind of record."""
    if isinstance(data, Words):
        yield data.zh
    elif isinstance(data, tuple | list):
        for one in data:
            yield from words_in(one)
    elif isinstance(data, msgspec.Struct):
        for name in data.__struct_fields__:
            yield from words_in(getattr(data, name))


def shown() -> set[str]:
    """Return every Chinese text that a window can show, without shortcuts and placeholders."""
    texts = {"中文", *words_in(list(kinds().values()))}  # a language is offered in its own words
    for raw in translations():
        text = raw.strip()
        texts.add(text)
        texts.update(re.split(r"\s{2,}|：\{", text)[:1])
        texts.add(text.removesuffix(" F1"))
    return texts


def sentences() -> list[re.Pattern[str]]:
    """Return patterns of the sentences that have something put in; in a guide … stands for it."""
    found = []
    for text in translations():
        parts = HOLE.split(text.strip())
        if len(parts) > 1 and sum(map(len, parts)) >= LEAST:
            found.append(re.compile("…".join(map(re.escape, (part.strip() for part in parts))).replace("…", " ?… ?")))
            found.append(re.compile(re.escape(parts[0].strip())) if len(parts[0]) >= LEAST else found[-1])
    return found


def runs(guide: Guide) -> Iterator[Run]:
    """Yield every run of words."""

    def of(block: Block) -> Iterator[Run]:
        match block:
            case Table():
                for row in (block.head, *block.rows):
                    for cell in row:
                        yield from cell
            case Heading() | Paragraph() | Point():
                yield from block.words
            case Picture():
                return

    for block in (
        *guide.opening,
        *(block for section in guide.sections for block in (section.heading, *section.blocks)),
    ):
        yield from of(block)


def named(reader: Reader) -> list[str]:
    """Return what a guide says a window says: in 「」, or bold in the clerk's."""
    text = path_of(reader).read_text(encoding="utf-8")
    if reader is Reader.DESK:
        return re.findall(r"\*\*(.+?)\*\*", text)
    return re.findall(r"「(.+?)」", text)


@pytest.mark.parametrize("reader", READERS)
def test_what_the_guide_says_a_window_says_it_says(reader: Reader):
    said = named(reader)
    assert len(said) > 40
    known, patterns = shown(), sentences()
    missing = [
        text
        for text in said
        if text not in known
        and text.partition("：")[0] not in known
        and not any(pattern.fullmatch(text) for pattern in patterns)
    ]
    assert missing == []


def test_words_that_no_window_says_are_found_out():
    known, patterns = shown(), sentences()
    for text in ("确定提交", "U盘上有病毒", "成功啦"):
        assert text not in known
        assert not any(pattern.fullmatch(text) for pattern in patterns)


@pytest.mark.parametrize("reader", READERS)
def test_every_picture_is_there(reader: Reader):
    for section in read(reader).sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                assert (path_of(reader).parent / block.path).is_file(), block.path
                assert block.alt, block.path


def test_every_picture_is_shown_by_a_guide_and_small():
    text = "".join(path_of(reader).read_text(encoding="utf-8") for reader in Reader)
    kept = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert {name for name in kept if f"({PICTURES.name}/{name})" not in text} == set()
    assert max(kept.values()) < 120_000
    assert sum(kept.values()) < 2_500_000


@pytest.mark.parametrize("reader", READERS)
def test_every_link_leads_somewhere(reader: Reader):
    guide = read(reader)
    names = [section.name for section in guide.sections]
    names += [
        block.name
        for section in guide.sections
        for block in section.blocks
        if isinstance(block, Heading) and block.name
    ]
    assert len(names) == len(set(names))
    assert all(section.name for section in guide.sections), "help leads to every section by its name"
    for run in runs(guide):
        if run.link.startswith("#"):
            assert run.link[1:] in names, run.text
        elif run.link:
            assert (path_of(reader).parent / run.link).exists(), run.text


def test_the_guides_address_nobody_stiffly():
    for reader in Reader:
        assert not set("您！") & set(path_of(reader).read_text(encoding="utf-8")), reader


def test_every_guide_of_the_folder_is_one_of_the_programs():
    assert {path.stem for path in PICTURES.parent.glob("*.md")} == {reader.value for reader in Reader}
    for reader in Reader:
        assert read_guide(path_of(reader).read_text(encoding="utf-8")) == read(reader)


def test_the_readme_points_to_both():
    text = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for reader in Reader:
        assert f"(docs/guide/{reader.value}.md)" in text
