"""Kinds of record that a campaign brings: read from its file, and refused when they contradict themselves or others."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from core.base.errors import CampaignRefused
from core.base.words import Words
from core.campaign.template import Template
from core.records.catalogue import built_in
from core.records.kind import Kind
from core.records.soundness import faults, faults_since
from core.records.usual import ORDINARY

WORKFLOWS = {"ordinary": ORDINARY}
"""Workflows a file may name instead of writing them out."""


def read_kinds(data: bytes) -> bytes:
    """Return a template's JSON with the workflows its kinds only name written out.

    Raises CampaignRefused for a name nobody knows in a kind: it would be passed over without a word. What isn't JSON
    at all is left to the reader.
    """
    try:
        raw: Any = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return data
    kinds = raw.get("kinds") if isinstance(raw, dict) else None
    if not isinstance(kinds, list):
        return data
    for number, kind in enumerate(kinds):
        if not isinstance(kind, dict):
            continue
        named = kind.get("workflow")
        if isinstance(named, str):
            if named not in WORKFLOWS:
                raise CampaignRefused(path=f"kinds[{number}].workflow", reason="unknown")
            kind["workflow"] = msgspec.to_builtins(WORKFLOWS[named])
        _refuse_unknown(kind, f"kinds[{number}]")
    return msgspec.json.encode(raw)


def refuse_unsound(kinds: Sequence[Kind]) -> None:
    """Refuse kinds that contradict themselves, each other, or a kind of the program."""
    keys: set[str] = set()
    prefixes = {kind.prefix for kind in built_in().values()}
    for number, kind in enumerate(kinds):
        path = f"kinds[{number}]"
        if kind.key in keys:
            raise CampaignRefused(path=f"{path}.key", reason="twice")
        if kind.key in built_in():
            raise CampaignRefused(path=f"{path}.key", reason="kind_taken")
        if kind.prefix in prefixes:
            raise CampaignRefused(path=f"{path}.prefix", reason="prefix_taken")
        keys.add(kind.key)
        prefixes.add(kind.prefix)
        for where, reason in faults(kind):
            raise CampaignRefused(path=f"{path}.{where}" if where else path, reason=reason)


def refuse_clashing(offered: Template, kept: Sequence[Template]) -> None:
    """Refuse kinds that stand against those of the editions a vault keeps, whether they are in force or over.

    Records go by key and version of their kind, and their numbers by its letters: so what was taken stays as it is, a
    changed kind has a higher version that says what becomes of older records, and no other campaign changes it. Raises
    CampaignRefused.
    """
    for number, kind in enumerate(offered.kinds):
        path = f"kinds[{number}]"
        for template in kept:
            for other in template.kinds:
                if other.prefix == kind.prefix and other.key != kind.key:
                    raise CampaignRefused(path=f"{path}.prefix", reason="prefix_kept", about=_title(template))
        _refuse_changed(kind, path, offered.id, kept)


def _refuse_changed(kind: Kind, path: str, campaign: str, kept: Sequence[Template]) -> None:
    """Refuse a kind that changes what is kept under its key and can't."""
    before = [(template, other) for template in kept for other in template.kinds if other.key == kind.key]
    ours = [other for template, other in before if template.id == campaign]
    for template, other in before:
        if other.version == kind.version and other != kind:
            if template.id == campaign:
                raise CampaignRefused(path=f"{path}.version", reason="version_same", about=other.words)
            raise CampaignRefused(path=f"{path}.key", reason="kind_kept", about=_title(template))
    if any(other.version > kind.version for other in ours):
        raise CampaignRefused(path=f"{path}.version", reason="version_older", about=kind.words)
    if any(other == kind for _, other in before):
        return
    for template, other in before:
        if not ours:
            raise CampaignRefused(path=f"{path}.key", reason="kind_kept", about=_title(template))
        for gap in faults_since(other, kind):
            raise CampaignRefused(path=f"{path}.{gap.path}", reason=gap.reason, about=gap.about)


def _title(template: Template) -> Words:
    """Return what a campaign is called for short, in every language."""
    return Words(template.short, template.short)


def _refuse_unknown(raw: dict[str, Any], path: str) -> None:
    """Refuse a kind in which a name stands that its definition doesn't have."""
    try:
        known = msgspec.to_builtins(msgspec.convert(raw, Kind))
    except msgspec.ValidationError:
        return  # the reader says what doesn't fit
    for where in _strange(raw, known, path):
        raise CampaignRefused(path=where, reason="unknown")


def _strange(raw: Any, known: Any, path: str) -> Iterator[str]:
    """Yield the paths of names in `raw` that got lost in reading."""
    if isinstance(raw, dict) and isinstance(known, dict):
        for key, value in raw.items():
            if key not in known:
                yield f"{path}.{key}"
            else:
                yield from _strange(value, known[key], f"{path}.{key}")
    elif isinstance(raw, list) and isinstance(known, list | tuple):
        for number, (one, other) in enumerate(zip(raw, known, strict=False)):
            yield from _strange(one, other, f"{path}[{number}]")
