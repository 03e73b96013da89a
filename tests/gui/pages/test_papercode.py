"""A page of paper and a file: the code from the page's foot finds its file, and tells another one's page apart."""

import re
from pathlib import Path

import pytest

from core.records.packet import content_digest
from core.signing.sign import sign
from core.views.verdicts import Light
from gui.pages.judge import JudgePage
from tests.core.documents.test_pages import texts_of
from tests.support.pages import compose_in, packet, study
from tests.support.signed import STAMP, signer
from tests.support.smallpacket import WHEN
from tests.support.stage import Stage, staged


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two signed packets that differ in one record."""
    made = []
    for name, title in (("a", "第一个包的夜学记录"), ("b", "第二个包的夜学记录")):
        folder = tmp_path_factory.mktemp(name)
        drawn = compose_in(folder, packet([study(title=title)]))
        signed = folder / f"{name}.pdf"
        sign(drawn.path, signed, identity=signer(), stamp=STAMP, when=WHEN)
        made.append(signed)
    return made[0], made[1]


@pytest.fixture
def stage(tmp_path):
    found = staged(tmp_path)
    found.window.shell().go("judge")
    found.settle()
    yield found
    found.close()


def judged(stage: Stage, *paths: Path) -> JudgePage:
    page = stage.window.shell().page()
    assert isinstance(page, JudgePage)
    page.judge(paths)
    stage.settle(seconds=60)
    return page


def printed_code(page: str) -> str:
    """Read the code from the foot of a page as a person would."""
    found = re.search(r"核验码([0-9A-F]{8})", page)
    assert found, page
    return found[1]


def ask(page: JudgePage, typed: str) -> str:
    page.paper.line.setText(typed)
    page.paper.look()
    return page.paper.said


def test_the_code_on_every_page_finds_its_file_and_no_other(stage, files):
    page = judged(stage, *files)
    for path in files:
        for text in texts_of(path)[1:]:
            assert path.name in ask(page, printed_code(text))
    first, second = (printed_code(texts_of(path)[1]) for path in files)
    assert first != second


def test_a_page_of_another_packet_is_told_apart(stage, files):
    mine, other = files
    page = judged(stage, mine)
    code = printed_code(texts_of(other)[2])
    said = ask(page, code)
    assert code in said
    assert mine.name not in said
    assert "别的文件" in said


def test_the_qr_code_says_the_whole_digest(stage, files):
    page = judged(stage, files[0])
    (view,) = page.verdicts()
    assert view.light is not Light.INVALID
    digest = view.digest.upper()
    assert files[0].name in ask(page, f"TAIZHANG {digest[:8]} {digest}")
    assert "别的文件" in ask(page, f"TAIZHANG {digest[:8]} {digest[:-1]}{'0' if digest[-1] != '0' else '1'}")


@pytest.mark.parametrize("typed", ["{low}", " {half} {rest} ", "{half}-{rest}"])
def test_it_may_be_typed_in_small_letters_with_blanks_and_dashes(stage, files, typed):
    page = judged(stage, files[0])
    code = page.verdicts()[0].code
    assert files[0].name in ask(page, typed.format(low=code.lower(), half=code[:4], rest=code[4:]))


@pytest.mark.parametrize("typed", ["ABC", "GHJKLMNP", "123456789", "核验码"])
def test_what_is_no_code_is_said_to_be_none(stage, typed):
    page = judged(stage)
    assert "不是核验码" in ask(page, typed)


def test_without_a_file_it_asks_for_one(stage):
    assert "先读入文件" in ask(judged(stage), "CE092BBE")
    assert ask(judged(stage), "") == ""


def test_the_code_is_the_beginning_of_the_digest_of_what_the_file_says():
    document = packet([study()])
    assert content_digest(document).upper().startswith(document.code)
    assert document.mark.split() == ["TAIZHANG", document.code, content_digest(document).upper()]
