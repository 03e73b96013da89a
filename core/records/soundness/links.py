"""How a kind feeds others and is fed: offshoots, gatherings and counts name what is there, on both sides."""

from collections.abc import Iterator, Mapping

from core.records.field import Automatic, Choice, Field, Grid, LongText, Month, Reference, Text
from core.records.kind import Kind
from core.records.link import Copy, Count, Gather, Measure, Offshoot, Source
from core.records.soundness.fields import check_source
from core.records.soundness.place import EMPTY, NO_FIELD, WRONG_TYPE, Fault, check_option, check_twice, lead_to
from core.records.soundness.spine import KEY

Kinds = Mapping[str, Kind]


def check_links(kind: Kind, others: Kinds) -> Iterator[Fault]:
    """Yield what is wrong with the offshoots, gatherings, counts and references of a kind."""
    yield from check_twice("offshoots", (shoot.key for shoot in kind.offshoots))
    for number, shoot in enumerate(kind.offshoots):
        yield from _check_offshoot(kind, shoot, f"offshoots[{number}]", others)
    yield from check_twice("gathers", (gather.key for gather in kind.gathers))
    for number, gather in enumerate(kind.gathers):
        yield from _check_gather(kind, gather, f"gathers[{number}]", others)
    for number, section in enumerate(kind.sections):
        for place, field in enumerate(section.fields):
            if isinstance(field, Automatic) and field.count is not None:
                at = f"sections[{number}].fields[{place}].count"
                yield from _check_count(field.count, at, others)


def _check_offshoot(kind: Kind, shoot: Offshoot, at: str, others: Kinds) -> Iterator[Fault]:
    """Yield what is wrong with what a row may become."""
    if not KEY.fullmatch(shoot.key) or not shoot.words.zh or not shoot.words.en:
        yield f"{at}.key", "key_shape"
    grid = lead_to(kind, shoot.grid) if shoot.grid else None
    if shoot.grid and not isinstance(grid, Grid):
        yield f"{at}.grid", NO_FIELD if grid is None else WRONG_TYPE
    if shoot.where is not None:
        yield from _check_where(kind, shoot.grid, shoot.where, f"{at}.where")
    other = others.get(shoot.kind)
    if not shoot.copies:
        yield f"{at}.copies", EMPTY
    if other is not None:
        if shoot.into and not isinstance(lead_to(other, shoot.into), Grid):
            yield f"{at}.into", NO_FIELD
        if shoot.subtype and other.subtype is None:
            yield f"{at}.subtype", NO_FIELD
        elif shoot.subtype and other.subtype:
            yield from check_option(other, f"{at}.subtype", other.subtype, (shoot.subtype,))
    for number, copy in enumerate(shoot.copies):
        yield from _check_copy(kind, shoot.grid, copy, f"{at}.copies[{number}]", other, into=shoot.into)


def _check_gather(kind: Kind, gather: Gather, at: str, others: Kinds) -> Iterator[Fault]:
    """Yield what is wrong with what is brought in from other records."""
    target = lead_to(kind, gather.into)
    if target is None:
        yield f"{at}.into", NO_FIELD
    if gather.phrases:
        if target is not None and not isinstance(target, Text | LongText):
            yield f"{at}.into", WRONG_TYPE
        for number, phrase in enumerate(gather.phrases):
            yield from _check_phrase(kind, phrase.text, phrase.fields, f"{at}.phrases[{number}]")
        return
    if target is not None and not isinstance(target, Grid):
        yield f"{at}.into", WRONG_TYPE
    if not gather.sources or not gather.copies:
        yield f"{at}.sources" if not gather.sources else f"{at}.copies", EMPTY
    for number, source in enumerate(gather.sources):
        yield from check_source(kind, source, f"{at}.sources[{number}]")
        yield from _check_theirs(source, f"{at}.sources[{number}]", others)
        other = others.get(source.kind)
        if other is None:
            continue
        if gather.rows and not isinstance(lead_to(other, gather.rows), Grid):
            yield f"{at}.rows", NO_FIELD
        for place, copy in enumerate(gather.copies):
            where = f"{at}.copies[{place}]"
            yield from _check_copy(other, gather.rows, copy, where, kind, into=gather.into)


def _check_phrase(kind: Kind, text: str, keys: tuple[str, ...], at: str) -> Iterator[Fault]:
    """Yield numbers of a clause that are no automatic fields, or stand nowhere in it."""
    if not keys:
        yield f"{at}.fields", EMPTY
    for key in keys:
        if not isinstance(lead_to(kind, key), Automatic):
            yield f"{at}.fields", NO_FIELD
    try:
        text.format(**dict.fromkeys(keys, 0))
    except (IndexError, KeyError, ValueError):
        yield f"{at}.text", "other_numbers"


def _check_count(count: Count, at: str, others: Kinds) -> Iterator[Fault]:
    """Yield what is wrong with a count, as far as the records it looks at are concerned."""
    yield from _check_theirs(count.source, f"{at}.source", others)
    by_path = count.measure in {Measure.ROWS, Measure.SUM, Measure.PRESENT, Measure.ABSENT}
    if by_path != bool(count.path):
        yield f"{at}.path", "not_used" if count.path else EMPTY
    if by_path and (count.source.moved or count.source.overdue):
        yield f"{at}.measure", "moves_are_counted_only"
    other = others.get(count.source.kind)
    if other is None or not count.path:
        return
    if lead_to(other, count.path) is None:
        yield f"{at}.path", NO_FIELD
    if count.where is not None:
        yield from _check_where(other, count.path.partition(".")[0], count.where, f"{at}.where")


def _check_theirs(source: Source, at: str, others: Kinds) -> Iterator[Fault]:
    """Yield what a source asks of records of another kind that they don't have."""
    other = others.get(source.kind)
    if other is None:
        return
    if source.subtype and other.subtype is None:
        yield f"{at}.subtype", NO_FIELD
    elif source.subtype and other.subtype:
        yield from check_option(other, f"{at}.subtype", other.subtype, (source.subtype,))
    if source.by and not isinstance(lead_to(other, source.by), Month):
        yield f"{at}.by", NO_FIELD
    if source.moved and source.moved not in {move.key for move in other.workflow.moves}:
        yield f"{at}.moved", "no_such_move"
    if not set(source.states) <= {state.value for state in other.workflow.states}:
        yield f"{at}.states", "no_such_state"


def _check_where(kind: Kind, grid: str, where: tuple[str, tuple[str, ...]], at: str) -> Iterator[Fault]:
    """Yield a condition on rows that no row can meet."""
    column, values = where
    path = f"{grid}.{column}" if grid else column
    if not isinstance(lead_to(kind, path), Choice):
        yield at, NO_FIELD
    elif not values:
        yield at, EMPTY
    yield from check_option(kind, at, path, values)


def _check_copy(kind: Kind, grid: str, copy: Copy, at: str, other: Kind | None, *, into: str) -> Iterator[Fault]:
    """Yield what is wrong with one value that is carried over, on either side."""
    told = [name for name in ("column", "field", "value") if getattr(copy, name)]
    if len(told) != 1:
        yield at, "one_of_column_field_value"
        return
    came: Field | None = None
    if copy.column:
        came = lead_to(kind, f"{grid}.{copy.column}") if grid else None
    elif copy.field and copy.field != "number":
        came = lead_to(kind, copy.field)
    if came is None and not copy.value and copy.field != "number":
        yield f"{at}.{told[0]}", NO_FIELD
        return
    if other is None:
        return
    target = lead_to(other, f"{into}.{copy.into}" if into else copy.into)
    if target is None:
        yield f"{at}.into", NO_FIELD
    elif not _fits(came, copy, target):
        yield f"{at}.into", WRONG_TYPE


def _fits(came: Field | None, copy: Copy, target: Field) -> bool:
    """Tell whether what is carried over can stand in a field: the same kind of value, and options it offers."""
    if isinstance(target, Automatic):
        return False
    if copy.field == "number":
        return isinstance(target, Reference | Text | LongText)
    if copy.value:
        if isinstance(target, Choice):
            return copy.value in {option.value for option in target.options}
        return isinstance(target, Text | LongText | Reference)
    if isinstance(came, Choice) and isinstance(target, Choice):
        offered = {option.value for option in target.options}
        return came.multiple is target.multiple and {option.value for option in came.options} <= offered
    if isinstance(came, Text | LongText) and isinstance(target, Text | LongText):
        return True
    return type(came) is type(target) and not isinstance(came, Grid)
