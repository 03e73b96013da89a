"""What a kind says of itself as a whole: its key, prefix and version, and the fields it goes by."""

import re
from collections.abc import Iterator

from core.records.field import Attendance, Choice, Date, Files, Grid, Integer, Month, People, Person, Text
from core.records.kind import Kind, Privacy
from core.records.soundness.place import EMPTY, Fault, check_path, check_twice, lead_to

KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
"""Shape of every key: small letters and digits, parted by single underscores."""
PREFIX = re.compile(r"[A-Z]{2,3}")
RETENTION = frozenset({"Y", "D30", "D10"})


def check_spine(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with a kind's own names and with the fields it goes by."""
    if not KEY.fullmatch(kind.key):
        yield "key", "key_shape"
    if not PREFIX.fullmatch(kind.prefix):
        yield "prefix", "prefix_shape"
    if kind.version < 1:
        yield "version", "version_low"
    if kind.retention not in RETENTION:
        yield "retention", "unknown"
    if not kind.words.zh or not kind.words.en:
        yield "words", EMPTY
    yield from check_path(kind, "heading", kind.heading, (Text, Month))
    yield from check_path(kind, "dated", kind.dated, (Date,))
    yield from check_path(kind, "subtype", kind.subtype or "", (Choice,), optional=True)
    yield from check_path(kind, "leads", kind.leads, (Person,), optional=True)
    for name, keys in (("line", kind.line), ("carried", kind.carried)):
        yield from check_twice(name, keys)
        for number, key in enumerate(keys):
            yield from check_path(kind, f"{name}[{number}]", key)
    if kind.subtype and getattr(lead_to(kind, kind.subtype), "multiple", False):
        yield "subtype", "several_answers"
    if kind.nil_of == kind.key:
        yield "nil_of", "itself"
    yield from _check_growth(kind)
    yield from _check_sign_in(kind)
    if kind.privacy is Privacy.SEALED and any(isinstance(field, Files) for field in kind.fields()):
        yield "privacy", "sealed_files"  # what is locked away keeps its papers on paper


def _check_growth(kind: Kind) -> Iterator[Fault]:
    """Yield steps of growth that don't lead to a version of this kind."""
    for number, step in enumerate(kind.growth):
        if not 1 < step.to <= kind.version:
            yield f"growth[{number}].to", "no_such_version"


def _check_sign_in(kind: Kind) -> Iterator[Fault]:
    """Yield what is wrong with a sign-in sheet."""
    sheet = kind.sign_in
    if sheet is None:
        return
    if not (sheet.attendance or sheet.outsiders or sheet.people):
        yield "sign_in", EMPTY
    yield from check_path(kind, "sign_in.attendance", sheet.attendance, (Attendance,), optional=True)
    yield from check_path(kind, "sign_in.outsiders", sheet.outsiders, (Grid,), optional=True)
    for number, key in enumerate(sheet.people):
        yield from check_path(kind, f"sign_in.people[{number}]", key, (Person, People))
    if isinstance(lead_to(kind, sheet.outsiders), Grid):
        yield from check_path(kind, "sign_in.outsiders", f"{sheet.outsiders}.category", (Choice, Text))
        yield from check_path(kind, "sign_in.outsiders", f"{sheet.outsiders}.count", (Integer,))
