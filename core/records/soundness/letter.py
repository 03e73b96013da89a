"""A kind that goes out as a letter: what it names is there, of the right type, and nothing that stays inside."""

from collections.abc import Iterator

from core.records.field import Choice, Date, Files, Grid, LongText, Person, Text
from core.records.kind import Kind
from core.records.letter import SCHOOL, Annex, Form, Letter, Part, in_braces
from core.records.soundness.place import EMPTY, NO_FIELD, TWICE, WRONG_TYPE, Fault, check_path, fields_of


def check_letter(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with the letter of a kind; nothing for a kind that has none."""
    letter = kind.letter
    if letter is None:
        return
    yield from _check_ends(kind, letter)
    if not letter.parts:
        yield "letter.parts", EMPTY
    for number, part in enumerate(letter.parts):
        yield from check_part(kind, f"letter.parts[{number}]", part)
    for number, annex in enumerate(letter.annexes):
        yield from _check_annex(kind, f"letter.annexes[{number}]", annex)
    body = letter.body()
    if len(set(body)) < len(body):
        yield "letter.parts", TWICE
    inside = set(kind.inside()).intersection(letter.named())
    if inside:
        yield "letter", "stays_inside"  # a row kept from others can't stand on what is sent to them


def _check_ends(kind: Kind, letter: Letter) -> Iterator[Fault]:
    """Yield what is wrong above and below the body."""
    known = fields_of(kind)
    if not letter.title.strip():
        yield "letter.title", EMPTY
    if any(key != SCHOOL and key not in known for key in in_braces(letter.title)):
        yield "letter.title", NO_FIELD
    yield from check_path(kind, "letter.to", letter.to, (Text,))
    yield from check_path(kind, "letter.date", letter.date, (Date,))
    yield from check_path(kind, "letter.files", letter.files, (Files,), optional=True)
    yield from check_path(kind, "letter.note", letter.note, (Text,), optional=True)
    if not letter.signers:
        yield "letter.signers", EMPTY
    for number, key in enumerate(letter.signers):
        if key != SCHOOL:
            yield from check_path(kind, f"letter.signers[{number}]", key, (Person,))
        elif letter.form is Form.STAMPED:
            yield f"letter.signers[{number}]", "school_has_no_stamp"  # a stamp is that of a person with a post
    head = letter.red_head
    if head:
        if not head.mark.strip():
            yield "letter.red_head.mark", EMPTY
        if any(key != SCHOOL for key in in_braces(head.mark)):
            yield "letter.red_head.mark", NO_FIELD
        yield from check_path(kind, "letter.red_head.number", head.number, (Text,), optional=True)
        yield from check_path(kind, "letter.red_head.issuer", head.issuer, (Person,), optional=True)


def check_part(kind: Kind, at: str, part: Part) -> Iterator[Fault]:
    """Yield what is wrong with a piece of the body of a letter or poster that stands at `at`."""
    yield from check_path(kind, f"{at}.key", part.key, (Text, LongText, Grid))
    if part.words is not None and not (part.words.zh and part.words.en):
        yield f"{at}.words", EMPTY
    field = fields_of(kind).get(part.key)
    columns = {column.key: column for column in field.columns} if isinstance(field, Grid) else {}
    if not columns and (part.pieces or part.by):
        yield f"{at}.pieces", "rows_of_no_grid"
        return
    for number, piece in enumerate(part.pieces):
        if not in_braces(piece):
            yield f"{at}.pieces[{number}]", EMPTY
        elif not set(in_braces(piece)) <= set(columns):
            yield f"{at}.pieces[{number}]", NO_FIELD
    if part.by and part.by not in columns:
        yield f"{at}.by", NO_FIELD
    elif part.by and not isinstance(columns[part.by], Choice):
        yield f"{at}.by", WRONG_TYPE


def _check_annex(kind: Kind, at: str, annex: Annex) -> Iterator[Fault]:
    """Yield what is wrong with an annex: it holds one grid, or plain fields."""
    known = fields_of(kind)
    if not (annex.words.zh and annex.words.en):
        yield f"{at}.words", EMPTY
    if not annex.keys:
        yield f"{at}.keys", EMPTY
    for number, key in enumerate(annex.keys):
        yield from check_path(kind, f"{at}.keys[{number}]", key)
        if isinstance(known.get(key), Grid) and len(annex.keys) > 1:
            yield f"{at}.keys[{number}]", "grid_beside_others"
