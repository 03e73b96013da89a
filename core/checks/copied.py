"""Is it our own text? C01, C02, C05, C08 from what the index found alike, C03 against originals, C06 across schools."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from core.base.errors import Particular
from core.checks.context import Alike, Context, Referred
from core.checks.finding import Finding, Level, Path, beside, found
from core.checks.likeness import Likeness
from core.checks.wording import longest_common, normalise
from core.records.content import Record, is_empty
from core.records.rule import Original

TEXT, WORDS, CRITICISM, MEASURES = "text", "words", "criticism", "measures"
"""What is compared with what (`Alike.group`)."""

STRETCH = 80
"""Characters beyond which a stretch of an original is long (C03)."""
BLOCK = STRETCH // 2
"""Every longer stretch holds a whole block of so many characters, wherever it begins."""


def check_alike(record: Record, context: Context) -> Iterator[Finding]:
    """Judge what was found alike: texts (C01), people's words (C02), criticism (C05), measures (C08).

    Only what was there before counts, so that nobody is told who was copied from; in one record both sides are. Of
    each text only its gravest likeness is told; `context.alike` has that first.
    """
    seen: set[tuple[str, Path]] = set()
    for alike in context.alike:
        if (alike.group, alike.path) not in seen and _was_there(alike.other, record):
            finding = _judge(alike, record, context)
            if finding:
                seen.add((alike.group, alike.path))
                yield beside(finding, alike.other.record, alike.other_path)


def _was_there(other: Referred, record: Record) -> bool:
    """Tell whether another record, or this one itself, was there before this one.

    What is finished was there before every draft, and before what was finished later: it is never told of what came
    after it, and stays what it was judged to be. Of two drafts the day counts, then the entry.
    """
    if other.record == record.id:
        return True
    theirs = _place(other.stood_since, other.dated, other.entered_at)
    return (*theirs, other.record) < (*_place(record.stood_since, record.dated, record.entered_at), record.id)


def _place(stood_since: datetime | None, dated: date | None, entered_at: datetime | None) -> tuple[float, date, float]:
    """Return where a record stands in the order in which records were there."""
    since = stood_since.timestamp() if stood_since else inf
    return since, dated or date.max, entered_at.timestamp() if entered_at else inf


def _judge(alike: Alike, record: Record, context: Context) -> Finding | None:
    """Return what a likeness amounts to; None when it is less than the campaign asks about."""
    limits = context.thresholds
    told: dict[str, Particular] = {
        "number": alike.other.number,
        "heading": alike.other.heading,
        "dated": alike.other.dated.isoformat() if alike.other.dated else "",
        "percent": round(alike.share * 100),
    }
    match alike.group:
        case "text" if alike.share >= limits.similarity_warn:
            return found(record.id, "C01.alike", Level.WARNING, alike.path, **told)
        case "text" if alike.share >= limits.similarity_note:
            return found(record.id, "C01.somewhat_alike", Level.HINT, alike.path, **told)
        case "words" if alike.share >= limits.similarity_warn:
            return _same_words(alike, record, context, told)
        case "criticism" if alike.share >= limits.similarity_criticism:
            told["person"] = context.name(alike.person)
            return found(record.id, "C05.same_criticism", Level.WARNING, alike.path, **told)
        case "measures" if alike.share >= limits.similarity_measures:
            return found(record.id, "C08.same_measures", Level.HINT, alike.path, **told)
        case _:
            return None


def _same_words(alike: Alike, record: Record, context: Context, told: dict[str, Particular]) -> Finding:
    """Return the finding that two people speak in the same words, here or in another record (C02)."""
    both: dict[str, Particular] = {
        "person": context.name(alike.person),
        "other_person": context.name(alike.other_person),
    }
    if alike.other.record == record.id:
        percent = told["percent"]
        return found(record.id, "C02.same_words_here", Level.WARNING, alike.path, percent=percent, **both)
    return found(record.id, "C02.same_words", Level.WARNING, alike.path, **both, **told)


def check_original(rule: Original, record: Record) -> Iterator[Finding]:
    """Remark that more than half of a text is one long stretch of an original that was entered with it (C03)."""
    grid, _, column = rule.excerpts.partition(".")
    originals = [
        (number, str(row[column]))
        for number, row in enumerate(record.values.get(grid) or () if column else ())
        if not is_empty(row.get(column))
    ]
    for key in rule.fields if originals else ():
        text = record.values.get(key)
        if isinstance(text, str) and len(text) > STRETCH:
            yield from _measure(key, text, originals, record)


def _measure(key: str, text: str, originals: Sequence[tuple[int, str]], record: Record) -> Iterator[Finding]:
    """Find the first original of which a text holds a long stretch."""
    plain = normalise(text)
    for number, original in originals:
        whole = normalise(original)
        blocks = range(0, len(plain) - BLOCK + 1, BLOCK)
        if not any(plain[at : at + BLOCK] in whole for at in blocks):
            continue
        length = longest_common(text, original)
        if length > STRETCH and length * 2 > len(plain):
            told = {"length": length, "percent": length * 100 // len(plain), "row": number + 1}
            yield found(record.id, "C03.copied", Level.HINT, (key,), **told)
            return


# --- at the county's desk -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One text of one school, as a packet brought it."""

    school: str
    record: str
    """Id of the record."""
    path: Path
    heading: str
    text: str
    group: str = ""
    """Only texts of the same group are compared, e.g. the kind of record."""
    without: tuple[str, ...] = ()
    """What is left out of the comparison: names, fixed heads, originals (D§3.4)."""


def check_across(texts: Sequence[Received], *, least: float) -> tuple[Finding, ...]:
    """Find texts of different schools that are alike by a share of `least` or more, 0–1 (C06).

    One finding for each text, with the other school's that is most like it; the order is that of `texts`.
    """
    index = Likeness()
    for number, one in enumerate(texts):
        index.put(number, one.group, one.text, without=one.without)
    findings = []
    for number, one in enumerate(texts):
        for alike in index.alike(number, least=least):
            other = texts[int(str(alike.key))]
            if other.school != one.school:
                told: dict[str, Particular] = {
                    "school": one.school,
                    "heading": one.heading,
                    "other_school": other.school,
                    "other_heading": other.heading,
                    "percent": round(alike.share * 100),
                }
                finding = found(one.record, "C06.alike_elsewhere", Level.WARNING, one.path, **told)
                findings.append(beside(finding, other.record, other.path))
                break
    return tuple(findings)
