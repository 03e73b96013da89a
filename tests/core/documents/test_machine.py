"""The fonts of this computer: which are found, which may be embedded, and what the pages are made with."""

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from core.documents.fonts import Role, own_faces
from core.documents.machine import Found, font_folders, look
from core.documents.painter import Painter
from core.documents.paragraph import Typesetter
from core.documents.sfnt import read_fonts
from core.documents.styles import TEXT
from core.documents.typefaces import page_faces
from core.services import typefaces
from core.signing.pages import squeeze
from core.views.typefaces import Refusal
from tests.core.documents.test_pages import texts_of
from tests.support.machinefonts import make_collection, make_font, make_postscript
from tests.support.pages import compose_in, example, packet


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder on a computer without other fonts; the program uses this computer's fonts while the test runs."""
    for name in ("XDG_DATA_HOME", "XDG_DATA_DIRS", "HOME", "LOCALAPPDATA", "WINDIR"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    folder = tmp_path / "data"
    typefaces.use_machine_fonts(folder)
    yield folder
    typefaces.use_machine_fonts(None)


def best(folder: Path, part: str = "fang") -> Found:
    """Return the first of what was found for a part."""
    return look([folder])[part][0]


def test_a_font_is_found_by_any_of_its_names_in_any_folder_below(tmp_path: Path) -> None:
    make_font(tmp_path / "deep" / "a.TTF", "仿宋_GB2312", "FangSong_GB2312")
    make_font(tmp_path / "b.ttf", "FZXiaoBiaoSong-B05S")
    found = look([tmp_path])
    assert [one.name for one in found["fang"]] == ["仿宋_GB2312", "FangSong_GB2312", "仿宋_GB2312"]
    assert found["title"][0].name == "FZXiaoBiaoSong-B05S"
    assert found["kai"] == [Found("楷体_GB2312", None, Refusal.NOT_FOUND)]


@pytest.mark.parametrize(
    ("rights", "refusal"),
    [
        (0x0000, None),
        (0x0004, None),
        (0x0008, None),
        (0x0002, Refusal.NO_EMBEDDING),
        (0x000A, None),
        (0x0100, Refusal.NO_SUBSETTING),
        (0x0108, Refusal.NO_SUBSETTING),
        (0x0200, Refusal.BITMAPS_ONLY),
    ],
)
def test_only_what_its_maker_allows_is_embedded(tmp_path: Path, rights: int, refusal: Refusal | None) -> None:
    make_font(tmp_path / "a.ttf", "SimHei", rights=rights)
    found = best(tmp_path, "hei")
    assert found.refusal is refusal
    assert (found.font is None) == (refusal is not None)


def test_postscript_outlines_are_told_and_not_used(tmp_path: Path) -> None:
    make_postscript(tmp_path / "a.otf", "KaiTi")
    assert best(tmp_path, "kai") == Found("KaiTi", None, Refusal.OUTLINES)


def test_the_next_name_is_taken_where_the_best_may_not_be_used(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "FangSong_GB2312", rights=2)
    make_font(tmp_path / "b.ttf", "FangSong")
    found = best(tmp_path)
    assert found.font is not None
    assert found.font.path.name == "b.ttf"


def test_bold_fonts_and_other_names_are_left_alone(tmp_path: Path) -> None:
    make_font(tmp_path / "a.ttf", "FangSong", bold=True)
    make_font(tmp_path / "b.ttf", "FangSong Extra")
    assert best(tmp_path).refusal is Refusal.NOT_FOUND


def test_a_font_within_a_collection_is_found_by_its_place(tmp_path: Path, data: Path) -> None:
    path = make_collection(data / "fonts" / "two.ttc", "Something", "楷体_GB2312")
    assert [font.index for font in read_fonts(path)] == [0, 1]
    found = best(data, "kai")
    assert found.font is not None
    assert found.font.index == 1
    assert page_faces().before["kai"].draws("中")


@pytest.mark.parametrize("content", [b"", b"\0\1\0\0", b"ttcf" + b"\xff" * 40, b"OTTO" + b"\xff" * 400, b"not a font"])
def test_a_broken_file_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.ttf").write_bytes(content)
    assert best(tmp_path).refusal is Refusal.NOT_FOUND


def test_a_font_that_cannot_be_loaded_is_told_and_ours_stands_in(data: Path) -> None:
    path = make_font(data / "fonts" / "a.ttf", "SimHei")
    whole = path.read_bytes()
    at = whole.index(b"cmap")
    path.write_bytes(whole[:at] + b"cmaq" + whole[at + 4 :])
    told = {part.part: part for part in typefaces.look_again()}
    assert told["黑体"].refusal is Refusal.DAMAGED
    assert told["黑体"].own
    assert page_faces().chain(Role.HEI).primary.role == "hei"


def test_looking_again_keeps_what_is_loaded_until_a_file_changes(data: Path) -> None:
    path = make_font(data / "fonts" / "a.ttf", "SimHei")
    first = page_faces()
    typefaces.look_again()
    assert page_faces() is first
    path.unlink()
    typefaces.look_again()
    assert page_faces() is own_faces()


def test_what_files_said_is_kept_until_they_change(tmp_path: Path) -> None:
    kept = tmp_path / "cache.json"
    font = make_font(tmp_path / "fonts" / "a.ttf", "SimHei")
    first = look([tmp_path / "fonts"], kept)
    stamp = font.stat()
    font.write_bytes(bytes(stamp.st_size))  # the same size, and the same time below: not asked again
    os.utime(font, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert look([tmp_path / "fonts"], kept) == first
    os.utime(font, ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))
    assert look([tmp_path / "fonts"], kept)["hei"][0].refusal is Refusal.NOT_FOUND
    kept.write_text("{", encoding="utf-8")
    assert look([tmp_path / "fonts"], kept)["hei"][0].refusal is Refusal.NOT_FOUND


def test_the_programs_own_folder_comes_before_the_systems(data: Path, tmp_path: Path) -> None:
    folders = font_folders(data)
    assert folders[0] == data / "fonts"
    make_font(folders[-1] / "system.ttf", "SimHei")
    dropped = make_font(data / "fonts" / "dropped.ttf", "SimHei")
    assert page_faces().before["hei"].path == dropped


def test_pages_are_made_with_this_computers_font_and_ours_draw_what_it_lacks(data: Path) -> None:
    make_font(data / "fonts" / "a.ttf", "仿宋_GB2312", "FangSong_GB2312", rights=8)
    faces = page_faces()
    setter = Typesetter(faces)
    lines = setter.lines("中华人民“一”龙䶮𪜁", TEXT, 400)
    chain = faces.chain(Role.FANG)
    assert [chain[char][0].role for char in "中龙䶮𪜁"] == ["fang-machine", "fang", "song", "far"]
    painter = Painter(faces)
    painter.begin(500, 200)
    painter.text(lines, 20, 20, TEXT)
    painter.end()
    pdf = painter.save()
    assert b"FangSong_GB2312" in pdf
    page = pypdfium2.PdfDocument(pdf)[0]
    assert page.get_textpage().get_text_bounded().strip() == "中华人民“一”龙䶮𪜁"


def written(folder: Path, name: str) -> str:
    """Make a packet with a letter in it and return its whole text."""
    folder = folder / name
    folder.mkdir()
    composed = compose_in(folder, packet([example("proposal")]))
    return squeeze("".join(texts_of(composed.path)))


def test_the_verification_page_says_which_fonts_were_used(data: Path, tmp_path: Path) -> None:
    ours = "三、字体替代：仿宋→FandolFang；小标宋→NotoSerifSC；黑体→NotoSansSC；楷体→LXGWWenKai；宋体→NotoSerifSC。"
    assert ours in written(tmp_path, "before")
    make_font(data / "fonts" / "a.ttf", "仿宋_GB2312", "FangSong_GB2312")
    typefaces.look_again()
    assert "三、本机字体：仿宋用仿宋_GB2312。字体替代：小标宋→" in written(tmp_path, "after")


def test_it_is_told_which_typeface_plays_which_part_and_why_not_another(data: Path) -> None:
    make_font(data / "fonts" / "a.ttf", "KaiTi", rights=2)
    make_font(data / "fonts" / "b.ttf", "黑体", "SimHei")
    told = {part.part: part for part in typefaces.look_again()}
    assert (told["黑体"].used, told["黑体"].own) == ("黑体", False)
    assert (told["楷体"].wanted, told["楷体"].refusal) == ("KaiTi", Refusal.NO_EMBEDDING)
    assert told["仿宋"].refusal is Refusal.NOT_FOUND


def test_nothing_of_this_computer_is_used_unless_it_is_wanted(data: Path) -> None:
    make_font(data / "fonts" / "a.ttf", "SimHei")
    assert "hei" in page_faces().before
    typefaces.use_machine_fonts(None)
    assert page_faces() is own_faces()
    assert all(part.own and part.refusal is None for part in typefaces.look_again())
