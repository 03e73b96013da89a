"""Looking into PDF objects without surprises: what is followed and what is not."""

from typing import Any

from pyhanko.pdf_utils import generic


def follow(item: generic.DictionaryObject, key: str) -> Any:
    """Return a value, followed to its object; None when the dictionary has none (pyHanko's `get` doesn't follow)."""
    return item[key] if key in item else None  # noqa: SIM401 - see above


def members(item: generic.DictionaryObject, key: str) -> list[Any]:
    """Return the members of an array, each followed to its object; empty when there is none."""
    array = follow(item, key)
    return [array[place] for place in range(len(array))] if array is not None else []


def raw(item: generic.DictionaryObject, key: str) -> object:
    """Return a direct value, not followed when it is a reference."""
    return dict.get(item, key)
