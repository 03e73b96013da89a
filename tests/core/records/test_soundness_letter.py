"""A kind whose letter contradicts itself is refused with the place and the reason."""

from typing import Any

import msgspec
import pytest

from core.base.words import Words
from core.records.catalogue import find_kind
from core.records.kind import Kind
from core.records.letter import Annex, Form, Part, RedHead
from core.records.soundness import faults

change = msgspec.structs.replace
W = Words("字", "word")


def with_letter(**parts: Any) -> Kind:
    """Return the proposal with parts of its letter changed."""
    kind = find_kind("proposal")
    return change(kind, letter=change(kind.letter, **parts))


def keeping_inside(key: str) -> Kind:
    """Return the proposal with the row of one field kept from others."""
    kind = find_kind("proposal")
    rows = tuple(change(row, inside=key in row.cells[0].keys) for row in kind.sheet.rows)
    return change(kind, sheet=change(kind.sheet, rows=rows))


WRONG: list[tuple[Kind, str, str]] = [
    (with_letter(title="关于{nowhere}的报告"), "letter.title", "no_such_field"),
    (with_letter(title=" "), "letter.title", "empty"),
    (with_letter(to="date"), "letter.to", "wrong_type"),
    (with_letter(date=""), "letter.date", "empty"),
    (with_letter(parts=()), "letter.parts", "empty"),
    (with_letter(parts=(Part(key="background"), Part(key="background"))), "letter.parts", "twice"),
    (with_letter(parts=(Part(key="date"),)), "letter.parts[0].key", "wrong_type"),
    (with_letter(parts=(Part(key="background", by="who"),)), "letter.parts[0].pieces", "rows_of_no_grid"),
    (with_letter(parts=(Part(key="problems", pieces=("{who}",)),)), "letter.parts[0].pieces[0]", "no_such_field"),
    (with_letter(parts=(Part(key="problems", pieces=("一条",)),)), "letter.parts[0].pieces[0]", "empty"),
    (with_letter(parts=(Part(key="problems", by="text"),)), "letter.parts[0].by", "wrong_type"),
    (with_letter(parts=(Part(key="problems", by="who"),)), "letter.parts[0].by", "no_such_field"),
    (with_letter(annexes=(Annex(words=W, keys=()),)), "letter.annexes[0].keys", "empty"),
    (
        with_letter(annexes=(Annex(words=W, keys=("days", "based_on")),)),
        "letter.annexes[0].keys[1]",
        "grid_beside_others",
    ),
    (with_letter(signers=()), "letter.signers", "empty"),
    (with_letter(signers=("to",)), "letter.signers[0]", "wrong_type"),
    (with_letter(form=Form.STAMPED), "letter.signers[0]", "school_has_no_stamp"),
    (with_letter(files="title"), "letter.files", "wrong_type"),
    (with_letter(note="date"), "letter.note", "wrong_type"),
    (with_letter(red_head=RedHead(mark="{to}文件")), "letter.red_head.mark", "no_such_field"),
    (with_letter(red_head=RedHead(number="author")), "letter.red_head.number", "wrong_type"),
    (with_letter(red_head=RedHead(issuer="title")), "letter.red_head.issuer", "wrong_type"),
    (keeping_inside("background"), "letter", "stays_inside"),
]


@pytest.mark.parametrize(("kind", "path", "reason"), WRONG, ids=[f"{path} {reason}" for _, path, reason in WRONG])
def test_a_letter_that_contradicts_its_kind_is_refused(kind: Kind, path: str, reason: str) -> None:
    assert (path, reason) in set(faults(kind))


@pytest.mark.parametrize("form", [Form.SEALED, Form.UNSEALED])
def test_a_letter_may_be_signed_by_school_and_person_in_either_form(form: Form) -> None:
    assert list(faults(with_letter(form=form, signers=("school", "author")))) == []
    assert list(faults(with_letter(form=Form.STAMPED, signers=("author",)))) == []
