"""Every kind goes through the whole house; a new one is a single file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from core.base.clock import FixedClock, today
from core.base.errors import KeptInside
from core.base.ids import new_id
from core.base.jobs import Silent
from core.documents.packet import compose
from core.records import catalogue
from core.records.catalogue import built_in, find_kind, kinds
from core.records.codec import decode
from core.records.content import Record
from core.records.display import printed_texts
from core.records.field import Automatic, Files, Grid
from core.records.kind import Kind, Privacy
from core.records.masking import public_version
from core.records.packet import Document, read_document, write_document
from core.services import drafts, preview, records, seals, search, snapshot
from core.services.findings import found_in
from core.signing.pages import check_pages
from core.store.vault import Vault
from gui.forms.context import FormContext
from gui.forms.form import Form
from tests.support.pages import packet
from tests.support.values import text_key, values_of
from tests.support.vaults import CHEAP, NOON, PASSWORD, PEOPLE, SCHOOL, open_copy

FOURTH = Path(__file__).parents[1] / "data" / "kinds"
KEYS = [*kinds(), "visitor_book"]
FEW = settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking pages takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module", autouse=True)
def fourth_kind() -> Iterator[None]:
    """Lay one more file into the catalogue's folder, as far as Python can tell."""
    catalogue.__path__.append(str(FOURTH))
    built_in.cache_clear()
    kinds.cache_clear()
    yield
    catalogue.__path__.remove(str(FOURTH))
    built_in.cache_clear()
    kinds.cache_clear()


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    opened = open_copy(tmp_path_factory.mktemp("house"), clock=FixedClock(NOON))
    seals.choose(opened, PASSWORD, cost=CHEAP)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


def entered(vault: Vault, key: str, data: st.DataObject) -> tuple[Kind, dict[str, Any]]:
    """Return a kind and full values for it, as somebody could have typed them."""
    kind = find_kind(key)
    values = data.draw(values_of(kind, [person.id for person in PEOPLE], full=True))
    for field in kind.fields():
        if isinstance(field, Automatic) or (isinstance(field, Grid) and field.append_only):
            values.pop(field.key)
        if isinstance(field, Files):
            values[field.key] = [{**row, "title": row["title"] or "件"} for row in values[field.key]]
    return kind, values


def document_of(vault: Vault, record: Record) -> Document:
    """Return the record as it travels; what stays inside is refused, and put into a document by hand."""
    kind = find_kind(record.kind)
    if kind.open_to_all:
        return snapshot.take(vault, [record.id], title="核对")
    with pytest.raises(KeptInside):
        snapshot.take(vault, [record.id], title="核对")
    plain = tuple(sorted(PEOPLE, key=lambda person: person.id))
    return msgspec.structs.replace(packet([record]), id=new_id(), school=SCHOOL, people=plain)


@pytest.mark.parametrize("key", KEYS)
@FEW
@given(data=st.data())
def test_its_form_gives_back_what_went_in(key: str, data: st.DataObject, vault: Vault, qtbot: QtBot) -> None:
    kind, values = entered(vault, key, data)
    people = {person.id: person for person in PEOPLE}
    form = Form(kind, FormContext(today=today(vault.clock), people=people))
    qtbot.addWidget(form)
    form.set_values(values)
    given_back = form.values()
    for field in kind.fields():
        if field.key in values:
            assert given_back.get(field.key) == values[field.key], field.key


@pytest.mark.parametrize("key", KEYS)
@FEW
@given(data=st.data())
def test_it_is_saved_found_checked_printed_and_carried(key: str, data: st.DataObject, vault: Vault, desk: Path) -> None:
    kind, values = entered(vault, key, data)
    values[text_key(kind)] = "云岙夜学台账核对用题目"

    begun = drafts.begin(vault, key)
    saved = drafts.save(vault, begun.id, values, revision=begun.revision)
    kept = records.read(vault, begun.id)
    assert kept.revision == saved.revision
    writable = drafts.writable(kind, kept)
    for field_key in writable & values.keys():
        assert kept.values.get(field_key) == values[field_key], field_key

    assert (begun.id in {hit.line.id for hit in search.find(vault, "台账")}) is (kind.privacy is not Privacy.SEALED)
    assert begun.id in {line.id for line in records.listing(vault, key)}
    with vault.look() as session:
        for finding in found_in(vault, session, kept):
            assert finding.code
            assert finding.mark

    assert preview.draft_pdf(vault, kept).startswith(b"%PDF-")
    document = document_of(vault, kept)
    back = read_document(write_document(document))
    assert back == document
    assert back.kind(key) == kind
    entry = back.entries[0].record
    left = public_version(kind, kept, {person.id: person for person in PEOPLE}) if kind.open_to_all else kept
    assert decode(back.kind(key), entry.values, version=entry.kind_version) == left.values
    drafts.discard(vault, begun.id, revision=kept.revision)

    composed = compose(document, blobs=desk.joinpath, out=desk / f"{document.id}.pdf", progress=Silent())
    found = check_pages(composed.data, composed.path.read_bytes(), pages=composed.pages)
    with vault.look() as session:
        assert found == len(printed_texts(kind, kept.values, vault.names(session)))


def test_a_new_kind_touches_one_file() -> None:
    assert [path.name for path in FOURTH.glob("*.py")] == ["visitor_book.py"]
    assert "visitor_book" in kinds()
    assert not (Path(catalogue.__file__).parent / "visitor_book.py").exists()
