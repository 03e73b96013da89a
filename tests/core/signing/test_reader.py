"""Only what was judged is read."""

from pathlib import Path

import pytest

from core.base.errors import FileChanged, FileMissing
from core.signing.judge import judge
from core.signing.reader import open_received
from core.signing.trust import Trust
from tests.support.signed import signed_packet

PHOTO = b"\xff\xd8 a photo " + bytes(500)


def test_a_judged_file_gives_its_data_and_attachments(tmp_path: Path):
    path = signed_packet(tmp_path, files={"现场.jpg": PHOTO})
    verdict = judge(path, Trust())
    received = open_received(path, verdict)
    assert received.document == verdict.data
    assert received.names == ("现场.jpg",)
    assert received.attachment("现场.jpg") == PHOTO
    with pytest.raises(KeyError):
        received.attachment("data.json")


def test_a_file_changed_after_it_was_judged_is_not_read(tmp_path: Path):
    path = signed_packet(tmp_path)
    verdict = judge(path, Trust())
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(FileChanged):
        open_received(path, verdict)
    path.unlink()
    with pytest.raises(FileMissing):
        open_received(path, verdict)


def test_a_red_file_is_never_read(tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"no pdf")
    with pytest.raises(ValueError, match="judged"):
        open_received(path, judge(path, Trust()))
