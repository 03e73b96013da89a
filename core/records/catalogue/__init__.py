"""Every kind of record: one module each with a constant KIND, and those that campaigns bring as data."""

import functools
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from core.base.errors import UnknownKind
from core.records.content import Record
from core.records.kind import Kind

_brought: dict[tuple[str, int], Kind] = {}
"""Kinds of the open vault's campaigns, in every version that was ever taken."""


@functools.cache
def built_in() -> Mapping[str, Kind]:
    """Return the kinds the program has of itself by key; a module laid into this folder is found by itself."""
    found = (importlib.import_module(f"{__name__}.{module.name}").KIND for module in pkgutil.iter_modules(__path__))
    return MappingProxyType({kind.key: kind for kind in found})


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by key, each in its newest version: the program's in alphabetical order, then those brought."""
    newest = dict(built_in())
    for (key, _version), kind in sorted(_brought.items()):
        newest[key] = kind
    return MappingProxyType(newest)


def bring(campaign_kinds: Iterable[Kind]) -> None:
    """Make the kinds of the open vault's campaigns known, in place of those of another vault.

    A process has one vault open at a time; older versions are given too, for records that were finished under them.
    Kinds the program has of itself keep their key, and what came first under a key and version stays.
    """
    _brought.clear()
    for kind in campaign_kinds:
        if kind.key not in built_in():
            _brought.setdefault((kind.key, kind.version), kind)
    kinds.cache_clear()


def find_kind(key: str, version: int | None = None) -> Kind:
    """Return the kind called `key`: its newest version, or the one asked for where that is known.

    Raises UnknownKind.
    """
    older = _brought.get((key, version)) if version is not None else None
    try:
        return older or kinds()[key]
    except KeyError:
        raise UnknownKind(kind=key) from None


def kind_of(record: Record) -> Kind:
    """Return the kind of a record, in the version it is kept under. Raises UnknownKind."""
    return find_kind(record.kind, record.kind_version)
