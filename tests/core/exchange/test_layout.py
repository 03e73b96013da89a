"""Every document has its folder on the stick, and what lies there is found whatever else does."""

import os
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import FileMissing, NotAFile
from core.base.files import PART
from core.exchange.container import Travels
from core.exchange.layout import DOWN, UP, find_documents, folder_for


def lay(path: Path, *, at: int = 1000, content: bytes = b"%PDF") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


def found(folder: Path, **more: Any) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in find_documents(folder, **more)]


def test_what_goes_to_the_county_and_what_comes_back_lie_apart() -> None:
    assert {type_: folder_for(type_) for type_ in Travels} == {
        Travels.PACKET: "台账报送",
        Travels.ENROLMENT: "台账报送",
        Travels.RECEIPT: "台账回执",
        Travels.RETURN: "台账回执",
        Travels.NOTICE: "台账回执",
        Travels.CERTIFICATE: "台账回执",
    }


def test_documents_are_found_in_the_root_in_their_folders_and_below_the_newest_first(tmp_path: Path) -> None:
    lay(tmp_path / "旧.pdf", at=10)
    lay(tmp_path / UP / "新.PDF", at=40)
    lay(tmp_path / DOWN / "2008" / "回执.p7m", at=30)
    lay(tmp_path / "别的" / "抄来.pdf", at=20)
    assert found(tmp_path) == [f"{UP}/新.PDF", f"{DOWN}/2008/回执.p7m", "别的/抄来.pdf", "旧.pdf"]


def test_files_of_one_time_come_by_name(tmp_path: Path) -> None:
    for name in "bca":
        lay(tmp_path / f"{name}.pdf")
    assert found(tmp_path) == ["a.pdf", "b.pdf", "c.pdf"]


@pytest.mark.parametrize(
    "name",
    [
        f".half.pdf{PART}",
        "._云岙小学.pdf",
        "~$封面.pdf",
        "说明.txt",
        "报送包.pdf.exe",
        "System Volume Information/a.pdf",
        "$RECYCLE.BIN/a.pdf",
        "FOUND.000/a.pdf",
        "__MACOSX/a.pdf",
        ".Trashes/501/a.pdf",
    ],
)
def test_what_systems_and_viruses_lay_there_is_no_document(tmp_path: Path, name: str) -> None:
    lay(tmp_path / name)
    lay(tmp_path / "真.pdf")
    assert found(tmp_path) == ["真.pdf"]


def test_an_empty_file_and_a_pipe_are_no_documents(tmp_path: Path) -> None:
    lay(tmp_path / "空.pdf", content=b"")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管.pdf")
        with pytest.raises(NotAFile):
            find_documents(tmp_path / "管.pdf")
    assert found(tmp_path) == []


def test_links_are_not_followed_out_of_the_stick_nor_in_circles(tmp_path: Path) -> None:
    lay(tmp_path / "电脑" / "私.pdf")
    stick = tmp_path / "stick"
    lay(stick / "真.pdf")
    try:
        (stick / "外面").symlink_to(tmp_path / "电脑", target_is_directory=True)
        (stick / "私.pdf").symlink_to(tmp_path / "电脑" / "私.pdf")
        (stick / "圈").symlink_to(stick, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert found(stick) == ["真.pdf"]


def test_depth_and_number_are_limited_and_the_sticks_own_folders_come_first(tmp_path: Path) -> None:
    lay(tmp_path / "a" / "b" / "c.pdf")
    assert found(tmp_path, deepest=1) == []
    assert found(tmp_path, deepest=2) == ["a/b/c.pdf"]
    for number in range(20):
        lay(tmp_path / "a" / f"{number}.pdf")
    lay(tmp_path / DOWN / "回执.pdf", at=1)
    assert len(found(tmp_path, most=5)) == 5
    assert f"{DOWN}/回执.pdf" in found(tmp_path, most=5)


def test_no_more_names_are_looked_at_than_a_stick_may_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        lay(tmp_path / f"{number}.pdf")
    monkeypatch.setattr("core.exchange.layout.LOOKED_AT", 7)
    assert len(found(tmp_path)) == 7


def test_one_file_alone_is_found_and_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    one = lay(tmp_path / "一.pdf")
    assert list(find_documents(one)) == [one]
    with pytest.raises(FileMissing):
        find_documents(tmp_path / "none")


def test_an_empty_file_is_found_where_it_is_asked_for_and_a_lock_file_never_is(tmp_path: Path) -> None:
    for name in ("空.pdf", "空.p7m", "~$封面.pdf", "._云岙小学.pdf", "说明.txt"):
        lay(tmp_path / name, content=b"")
    assert found(tmp_path) == []
    assert found(tmp_path, empty=True) == ["空.p7m", "空.pdf"]
