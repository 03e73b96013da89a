"""The demo's texts, for tests of what is said about wording, places and years."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.base.paths import resources

DATA: dict[str, Any] = json.loads(resources("demo", "school.json").read_bytes())
SCHOOL: str = DATA["school"]["name"]
NAMES = [*(person["name"] for person in DATA["people"]), SCHOOL, DATA["school"]["short"]]
ENTRIES: list[dict[str, Any]] = [{**record["values"], "key": record["key"]} for record in DATA["records"]]
PROSE = ("content", "facts", "body", "speeches", "background", "done")


def said(value: Any) -> Iterator[str]:
    """Yield every text within a value."""
    match value:
        case str():
            yield value
        case list():
            for part in value:
                yield from said(part)
        case dict():
            for part in value.values():
                yield from said(part)
        case _:
            pass


def body(entry: dict[str, Any]) -> str:
    """Return an entry's running text; for an item of the ledger, problem, cause and measures."""
    if isinstance(entry.get("measures"), list):
        return "".join([entry["problem"], entry["cause"], *(row["text"] for row in entry["measures"])])
    return next(entry[key] for key in PROSE if entry.get(key))


def day(entry: dict[str, Any]) -> date:
    """Return an entry's own day."""
    return date.fromisoformat(next(entry[key] for key in ("date", "proposed_on") if entry.get(key)))


BODIES = {entry["key"]: body(entry) for entry in ENTRIES}
TEXTS = [(entry["key"], day(entry), text) for entry in ENTRIES for text in said(entry)]
