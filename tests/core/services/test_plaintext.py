"""A record as plain text, of every kind: everything the sheet shows, in its order, with tabs in tables."""

from collections.abc import Iterator

import pypdfium2
import pytest

from core.base.clock import FixedClock
from core.records.catalogue import find_kind, kinds
from core.records.content import is_empty
from core.records.display import show
from core.records.field import Grid
from core.records.tally import as_read
from core.services import drafts, preview, seals
from core.services.records import read
from core.store.vault import Vault
from tests.core.services.test_preview import PETITION
from tests.support.examples import EXAMPLES
from tests.support.vaults import CHEAP, NOON, PASSWORD, SESSION, open_copy


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    opened = open_copy(tmp_path_factory.mktemp("texts"), clock=FixedClock(NOON))
    seals.choose(opened, PASSWORD, cost=CHEAP)
    yield opened
    opened.close()


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("key", kinds())
def test_everything_the_sheet_shows_is_told_in_its_order(vault: Vault, key: str) -> None:
    kind = find_kind(key)
    record = read(vault, drafts.begin(vault, key, values=EXAMPLES.get(key)).id)
    text = preview.record_text(vault, record.id)
    with vault.look() as session:
        names = vault.names(session)
    told = bare(text)
    for printed in kind.printed():
        field, value = as_read(kind, printed, record.values)
        if is_empty(value):
            continue
        if not isinstance(field, Grid):
            assert bare(show(field, value, names)) in told
            continue
        for row in value:
            for column in field.columns:
                assert bare(show(column, row.get(column.key), names)) in told
    labels = [
        (cell.words or kind.field(cell.keys[0]).words).zh
        for row in kind.sheet.rows
        for cell in row.cells
        if any(not is_empty(record.values.get(one)) for one in cell.keys)
    ]
    lines = [line.split("：")[0] for line in text.split("\n") if "：" in line]
    at = -1
    for label in labels:
        at = lines.index(label, at + 1)
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_a_session_reads_as_one_would_write_it_into_a_message(vault: Vault) -> None:
    text = preview.record_text(vault, drafts.begin(vault, "study_session", values=SESSION).id)
    lines = text.split("\n")
    assert lines[0].endswith("学习记录（草稿，未定稿）")
    assert "到会情况：" in lines, "several lines begin below their label"
    assert any(line.startswith("地点：") for line in lines), "one line stands behind it"
    assert any("—" in line for line in lines if line.startswith("学习时间")), "from one time to the other"


def test_the_rows_of_a_table_have_tabs_as_many_as_its_head(vault: Vault) -> None:
    texts = [
        preview.record_text(vault, drafts.begin(vault, key, values=EXAMPLES.get(key)).id)
        for key in kinds()
        if any(isinstance(find_kind(key).field(one), Grid) for one in find_kind(key).printed())
    ]
    tabbed = 0
    for text in texts:
        before = 0
        for line in text.split("\n"):
            tabs = line.count("\t")
            if tabs and before:
                tabbed += 1
                assert tabs <= before, "a row never has more cells than the head"
            before = max(tabs, before) if tabs else 0
    assert tabbed


def test_the_public_version_tells_no_names_and_numbers(vault: Vault) -> None:
    record = drafts.begin(vault, "petition", values=PETITION).id
    whole, public = preview.record_text(vault, record), preview.record_text(vault, record, public=True)
    assert "蔡明" in whole
    assert "64700000" in whole
    assert "蔡明" not in public
    assert "64700000" not in public
    assert "蔡某某" in public


def test_several_records_become_one_print_and_each_begins_a_page(vault: Vault) -> None:
    chosen = [
        drafts.begin(vault, "petition", values=PETITION).id,
        drafts.begin(vault, "study_session", values={**SESSION, "title": "第二件"}).id,
        drafts.begin(vault, "research_diary", values=EXAMPLES.get("research_diary")).id,
    ]
    pdf, starts = preview.records_pdf(vault, chosen, public=True)
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert starts[0] == 0
    assert len(starts) == 3
    for start, title in zip(starts, ("信访", "学习记录", "日记"), strict=True):
        assert title in pages[start]
    assert "蔡明来校" not in "".join(pages), "the public version of what is not for everybody"
    assert "第二件" in "".join(pages), "the whole of what is"
