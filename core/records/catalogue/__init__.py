"""Every kind of record the program brings: one module each, with a constant KIND."""

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from core.base.errors import UnknownKind
from core.records.kind import Kind


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by key, in alphabetical order; a module laid into this folder is found by itself."""
    found = (importlib.import_module(f"{__name__}.{module.name}").KIND for module in pkgutil.iter_modules(__path__))
    return MappingProxyType({kind.key: kind for kind in found})


def find_kind(key: str) -> Kind:
    """Return the kind called `key`. Raises UnknownKind."""
    try:
        return kinds()[key]
    except KeyError:
        raise UnknownKind(kind=key) from None
