"""Everything in which a kind can contradict itself; used to refuse a campaign's own kinds, and to watch over ours."""

from collections.abc import Iterator, Mapping

from core.records.kind import Kind
from core.records.soundness.fields import check_fields
from core.records.soundness.letter import check_letter
from core.records.soundness.links import check_links
from core.records.soundness.page import check_page
from core.records.soundness.place import Fault
from core.records.soundness.poster import check_poster
from core.records.soundness.rules import check_rules
from core.records.soundness.spine import check_spine
from core.records.soundness.steps import check_workflow
from core.records.soundness.succession import faults_since

__all__ = ["Fault", "faults", "faults_between", "faults_since"]


def faults(kind: Kind, others: Mapping[str, Kind] | None = None) -> Iterator[Fault]:
    """Yield (path, reason) of everything that contradicts itself in a kind; nothing for a sound one.

    A path leads into the kind's data, e.g. `sections[1].fields[2].key`; a reason is a code, e.g. `no_such_field`.
    `others` are the kinds it may speak of: those not among them are taken as they are named.
    """
    yield from check_spine(kind)
    yield from check_fields(kind)
    yield from check_page(kind)
    yield from check_letter(kind)
    yield from check_poster(kind)
    yield from check_rules(kind)
    yield from check_workflow(kind)
    yield from check_links(kind, others or {})


def faults_between(kinds: Mapping[str, Kind]) -> Iterator[Fault]:
    """Yield (key of a kind, reason) where kinds stand in each other's way: one prefix for two of them."""
    prefixes: dict[str, str] = {}
    for key, kind in kinds.items():
        if key != kind.key:
            yield key, "other_key"
        if kind.prefix in prefixes:
            yield key, "prefix_taken"
        prefixes.setdefault(kind.prefix, key)
