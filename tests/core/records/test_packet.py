"""data.json is canonical, complete and known by its digest."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from core.records.catalogue import find_kind
from core.records.content import Person, Record, School
from core.records.packet import (
    Document,
    Entry,
    PageRange,
    content_digest,
    read_document,
    record_digest,
    schema,
    write_document,
)

MOMENT = datetime(2008, 9, 19, 14, 3, tzinfo=UTC)


@pytest.fixture
def document() -> Document:
    record = Record(
        id="1",
        kind="study_session",
        kind_version=1,
        entered_at=MOMENT,
        changed_at=MOMENT,
        dated=date(2008, 9, 18),
        values={"title": "优先发展教育", "host": "P07"},
    )
    return Document(
        id="d" * 32,
        program="Taizhang 0",
        title="九月份报送包",
        made_at=MOMENT,
        school=School(name="云岙小学"),
        people=(Person(id="P07", name="王䶮"),),
        kinds=(find_kind("study_session"),),
        entries=(Entry(record=record, sha256=record_digest(record)),),
    )


def test_a_document_comes_back_from_its_bytes(document: Document) -> None:
    assert read_document(write_document(document)) == document
    assert write_document(read_document(write_document(document))) == write_document(document)


def test_page_numbers_do_not_change_the_code_on_the_pages(document: Document) -> None:
    paged = msgspec.structs.replace(
        document,
        entries=tuple(msgspec.structs.replace(entry, pages=PageRange(first=3, last=4)) for entry in document.entries),
    )
    assert content_digest(paged) == content_digest(document)
    assert paged.code == document.code
    assert len(document.code) == 8


def test_any_other_change_changes_the_code(document: Document) -> None:
    assert msgspec.structs.replace(document, title="十月份报送包").code != document.code


def test_a_document_carries_the_definition_of_its_kinds(document: Document) -> None:
    assert document.kind("study_session") == find_kind("study_session")
    assert document.names["P07"].name == "王䶮"
    with pytest.raises(KeyError):
        document.kind("dream")


def test_the_schema_names_every_part() -> None:
    assert {"Document", "Entry", "Record", "Kind"} <= set(schema()["$defs"])
