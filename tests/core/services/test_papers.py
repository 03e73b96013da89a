"""Papers besides a record's own sheet: what hangs under it, and blank sheets, out of a real vault."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from core.base.errors import RecordGone, UnknownKind
from core.records.catalogue import kinds
from core.records.kind import Privacy
from core.services import drafts, papers
from core.store.vault import Vault
from core.views.papers import Paper
from tests.core.documents.test_pages import texts_of
from tests.support.examples import EXAMPLES
from tests.support.vaults import SESSION, open_copy


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = open_copy(tmp_path)
    yield opened
    opened.close()


def test_meetings_have_a_sign_in_sheet_and_surveys_ballots() -> None:
    found = {key: papers.papers_of(kind) for key, kind in kinds().items()}
    assert {key for key, some in found.items() if Paper.SIGN_IN in some} == {
        "council_meeting",
        "criticism_meeting",
        "forum",
        "study_session",
    }
    assert [key for key, some in found.items() if Paper.BALLOTS in some] == ["survey"]
    assert [key for key, some in found.items() if Paper.POSTER in some] == ["pledge", "publication"]


def test_a_sheet_to_sign_is_there_before_the_meeting(vault: Vault) -> None:
    begun = drafts.begin(vault, "study_session", values=SESSION)
    (page,) = texts_of(papers.paper_pdf(vault, begun.id, Paper.SIGN_IN)[0])
    assert "签到表" in page
    assert "林志远" in page
    assert "未定稿" not in page, "what is signed is no draft"


def test_ballots_come_before_the_survey_is_counted(vault: Vault) -> None:
    begun = drafts.begin(vault, "survey", values={"subject": "team", "scale": "content"})
    (page,) = texts_of(papers.paper_pdf(vault, begun.id, Paper.BALLOTS)[0])
    assert page.count("无记名") == 2


def test_a_poster_is_printed_from_the_menu_like_the_rest(vault: Vault) -> None:
    begun = drafts.begin(vault, "publication", values=EXAMPLES["publication"])
    pages = texts_of(papers.paper_pdf(vault, begun.id, Paper.POSTER)[0])
    assert EXAMPLES["publication"]["title"] in pages[0]
    assert "未定稿" in pages[0]


def test_a_record_that_is_gone_says_so(vault: Vault) -> None:
    with pytest.raises(RecordGone):
        papers.paper_pdf(vault, "nobody", Paper.SIGN_IN)


@pytest.mark.parametrize("key", sorted(kinds()))
def test_every_kind_has_a_blank_sheet_without_a_word_of_a_record(vault: Vault, key: str) -> None:
    if kinds()[key].privacy is not Privacy.SEALED:
        drafts.begin(vault, key, values=EXAMPLES[key])
    pages = texts_of(papers.blank_pdf(vault, (key,))[0])
    whole = "".join(pages)
    assert f"{kinds()[key].words.zh}（空白表）" in whole
    assert "未定稿" not in whole
    assert "林志远" not in whole
    assert "以下空白" not in whole
    assert ("无记名" in whole) == (key == "survey")
    for listed in kinds()[key].sheet.lists:
        assert any(listed.words.zh in page and "共＿＿项" in page for page in pages), "a list to write by hand"


def test_several_blank_sheets_are_one_print(vault: Vault) -> None:
    asked = ("study_session", "rectification")
    pdf, starts = papers.blank_pdf(vault, asked)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 6, "the meeting’s brings its sign-in sheet, the items’ their three lists"
    assert starts == (0, 1, 2, 3, 4, 5), "each stands on a sheet of paper of its own"
    document.close()


def test_a_kind_nobody_knows_has_none(vault: Vault) -> None:
    with pytest.raises(UnknownKind):
        papers.blank_pdf(vault, ("morning_run",))
