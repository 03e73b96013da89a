"""Pages for those who have them read aloud: text in order, pictures with their captions, margins left out."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from core.documents.packet import Composed
from tests.support.pages import compose_in, diary, packet, study, with_photos


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    folder = tmp_path_factory.mktemp("tags")
    records, attached = with_photos(folder, [study(), diary()], each=2)
    return compose_in(folder, packet(records, attached=attached))


def test_every_marked_piece_of_every_page_is_in_the_tree(made: Composed) -> None:
    with pikepdf.open(made.path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)  # type: ignore[call-overload]
        tree = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        for page in pdf.pages:
            content = b"\n".join(stream.read_bytes() for stream in _streams(page))
            marked = [int(found) for found in re.findall(rb"/MCID (\d+)", content)]
            assert marked == list(range(len(marked)))
            assert len(tree[int(page.obj.StructParents)]) == len(marked)
            assert content.count(b" BDC") + content.count(b" BMC") == content.count(b"EMC")


def _streams(page: pikepdf.Page) -> list[Any]:
    contents: Any = page.obj.Contents
    return [*contents] if isinstance(contents, pikepdf.Array) else [contents]


def test_a_picture_says_its_caption(made: Composed) -> None:
    with pikepdf.open(made.path) as pdf:
        figures = [element for element in pdf.Root.StructTreeRoot.K[0].K if element.S == "/Figure"]
        assert len(figures) == 4
        assert all(re.match(r"附件\d　\S", str(figure.Alt)) for figure in figures)


def test_another_program_reads_the_text_in_order_and_no_margin(made: Composed) -> None:
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed")
    read = subprocess.run(
        ["pdfinfo", "-struct-text", str(made.path)], check=True, capture_output=True, text=True
    ).stdout
    said = "".join(read.split())
    title, place, person = (said.index(word) for word in ("优先发展教育与办好村小", "学校会议室", "王䶮"))
    assert min(title, place, person) > 0
    assert "骑缝章处" not in said, "a margin is no text"
    assert "核验码" in said, "the verification page explains it"


def test_a_page_without_text_needs_no_paragraph(tmp_path: Path) -> None:
    with pikepdf.open(compose_in(tmp_path, packet([diary()])).path) as pdf:
        elements = pdf.Root.StructTreeRoot.K[0].K
        assert len(elements) == len(pdf.pages)
