"""Reads a campaign template, and refuses one that contradicts itself (D§5.3)."""

import codecs
import functools
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from core.base.errors import CampaignRefused, FileMissing, NewerCampaign
from core.base.files import explain_reading
from core.base.paths import resources
from core.campaign.deadline import read_deadline
from core.campaign.own_kinds import read_kinds, refuse_unsound
from core.campaign.template import FORMAT, OLDER, UNSWITCHABLE, VERSION, Activity, Template
from core.records.catalogue import built_in
from core.records.field import Choice
from core.records.kind import Kind

LIMIT = 1 << 20
"""Bytes beyond which a file is no template."""

PRESET = "cn-2008"
"""The campaign a new vault starts with."""

LONGEST_LATE = 30
"""Days a campaign may set for T05 at most, for a rule that can't be switched off can't be stretched away either."""

COMMON = frozenset({"title", "date", "start_time", "end_time", "place", "host", "recorder", "publication_scope"})
"""Fields of D§2.0, which no campaign may drop."""

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Days a campaign may speak of; 9999 for "for ever" would leave no day after it."""

_RULE = re.compile(r"[A-Z]\d{2}")
_NUMBER = re.compile(r"\d{1,3}\.\d{1,3}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
"""An id; "/" and "@" part ids from one another."""
_OCCASIONS = frozenset({"month.end", "on_event", "on_demand"})
_COMPLAINTS = (
    ("Object missing required field", "missing"),
    ("Object contains unknown field", "unknown"),
    ("Invalid enum value", "unknown"),
    ("JSON is malformed", "malformed"),
    ("Input data was truncated", "malformed"),
)


def read_campaign(data: bytes) -> Template:
    """Read a template from the bytes of its JSON file, which are UTF-8 with or without a mark at the beginning.

    Raises NewerCampaign, and CampaignRefused; its `path` is written like `activities[3].deadline`, its `reason` is a
    code: not_utf8, malformed, missing, unknown, bad_value, twice, ends_before_start, outside, unknown_phase,
    unknown_activity, unknown_field, unknown_subtype, unknown_kind, circle, bad_deadline, bad_rule, unswitchable,
    common_field, asks_more, out_of_range, far_day, too_large, kind_taken, prefix_taken, empty, and those of
    `core.records.soundness` for a kind that contradicts itself.
    """
    if len(data) > LIMIT:
        raise CampaignRefused(path="", reason="too_large")
    data = data.removeprefix(codecs.BOM_UTF8)
    _check_format(data)
    try:
        template = msgspec.json.decode(read_kinds(data), type=Template)
    except msgspec.DecodeError as error:
        raise _refusal(error) from error
    refuse_unsound(template.kinds)
    _refuse("id", "bad_value", when=_NAME.fullmatch(template.id) is None)
    _refuse("title", "empty", when=not template.title.strip())
    _refuse("edition", "out_of_range", when=template.edition < 1)
    _check_days(template)
    _check_activities(template)
    _check_packets(template)
    _check_thresholds(template)
    return template


def load_campaign(path: Path) -> Template:
    """Read a template from a file. Raises CampaignRefused, NewerCampaign, FileMissing, FileUnreadable."""
    try:
        return read_campaign(path.read_bytes())
    except OSError as error:
        raise explain_reading(error, path) from error


@functools.cache
def preset(name: str = PRESET) -> Template:
    """Return a campaign that comes with the program. Raises FileMissing."""
    path = resources("campaigns", f"{name}.json")
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise FileMissing(path=str(path))
    return load_campaign(path)


def presets() -> tuple[Template, ...]:
    """Return every campaign that comes with the program, in the order of their names."""
    return tuple(preset(path.stem) for path in sorted(resources("campaigns").glob("*.json")))


class _Head(msgspec.Struct):
    """What tells a template from any other file."""

    template_format: str = ""
    format_version: str = ""


def _check_format(data: bytes) -> None:
    """Refuse what isn't a template, or a newer one, before its parts are looked at."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise CampaignRefused(path="", reason="not_utf8") from error
    try:
        head = msgspec.json.decode(data, type=_Head)
    except msgspec.DecodeError as error:
        raise _refusal(error) from error
    if head.template_format != FORMAT:
        raise CampaignRefused(path="template_format", reason="bad_value")
    _refuse("format_version", "bad_value", when=_NUMBER.fullmatch(head.format_version) is None)
    if head.format_version not in {VERSION, *OLDER}:
        raise NewerCampaign(found=head.format_version, known=VERSION)


def _refusal(error: msgspec.DecodeError) -> CampaignRefused:
    """Turn the library's complaint ("… - at `$.window.start`") into ours."""
    text = str(error)
    where = re.search(r"at `\$?\.?([^`]*)`", text)
    named = re.search(r"field `([^`]+)`", text)
    path = where[1] if where else ""
    if named:
        path = f"{path}.{named[1]}" if path else named[1]
    reason = next((code for words, code in _COMPLAINTS if text.startswith(words)), "bad_value")
    return CampaignRefused(path=path, reason=reason)


def _refuse(path: str, reason: str, *, when: bool) -> None:
    """Refuse the template when something holds."""
    if when:
        raise CampaignRefused(path=path, reason=reason)


def _check_twice(ids: Iterable[str], path: str) -> None:
    """Refuse a list in which one id stands twice."""
    seen: set[str] = set()
    for number, key in enumerate(ids):
        _refuse(f"{path}[{number}].id", "twice", when=key in seen)
        seen.add(key)


def _check_days(template: Template) -> None:
    """Check the window and the phases."""
    window = template.window
    for edge in ("start", "end"):
        _check_near(getattr(window, edge), f"window.{edge}")
    for name in ("approved_on", "issued_on", "received_on"):
        _check_near(getattr(template.issuer, name), f"issuer.{name}")
    _refuse("window", "ends_before_start", when=window.end < window.start)
    _check_twice((phase.id for phase in template.phases), "phases")
    by_id = {phase.id: phase for phase in template.phases}
    for number, phase in enumerate(template.phases):
        path = f"phases[{number}]"
        _refuse(f"{path}.id", "bad_value", when=phase.id in {"month", "event", "window"} or not phase.id)
        _refuse(path, "ends_before_start", when=phase.end < phase.start)
        _refuse(path, "outside", when=not (window.holds(phase.start) and window.holds(phase.end)))
        if phase.parent is None:
            continue
        parent = by_id.get(phase.parent)
        _refuse(f"{path}.parent", "unknown_phase", when=parent is None)
        if parent:
            _refuse(path, "outside", when=phase.start < parent.start or phase.end > parent.end)
    _check_circle({phase.id: (phase.parent,) if phase.parent else () for phase in template.phases}, "phases")


def _check_near(day: date | None, path: str) -> None:
    """Refuse a day that lies too far off."""
    _refuse(path, "far_day", when=day is not None and not FIRST_DAY <= day <= LAST_DAY)


def _check_circle(needs: dict[str, tuple[str, ...]], path: str) -> None:
    """Refuse things that wait for each other."""
    settled: set[str] = set()
    while len(settled) < len(needs):
        ready = {key for key, others in needs.items() if key not in settled and settled.issuperset(others)}
        if not ready:
            first = next(key for key in needs if key not in settled)
            number = list(needs).index(first)
            raise CampaignRefused(path=f"{path}[{number}]", reason="circle")
        settled |= ready


def _check_activities(template: Template) -> None:
    """Check the activities, and what each refers to."""
    _check_twice((activity.id for activity in template.activities), "activities")
    known = {activity.id for activity in template.activities}
    phases = {phase.id for phase in template.phases}
    kinds = {**built_in(), **{kind.key: kind for kind in template.kinds}}
    for number, activity in enumerate(template.activities):
        path = f"activities[{number}]"
        _refuse(f"{path}.id", "bad_value", when=_NAME.fullmatch(activity.id) is None)
        unknown = activity.phase is not None and activity.phase not in phases
        _refuse(f"{path}.phase", "unknown_phase", when=unknown)
        _refuse(f"{path}.depends_on", "unknown_activity", when=not known.issuperset(activity.depends_on))
        _refuse(f"{path}.checks", "bad_rule", when=not all(map(_RULE.fullmatch, activity.checks)))
        _check_deadline(activity.deadline, phases, f"{path}.deadline")
        _check_quota(activity, path)
        _check_kind(activity, kinds, path)
    _check_circle({activity.id: activity.depends_on for activity in template.activities}, "activities")


def _check_deadline(text: str | None, phases: set[str], path: str) -> None:
    """Check that a deadline can be read and hangs on a phase there is."""
    if text is None:
        return
    deadline = read_deadline(text)
    _refuse(path, "bad_deadline", when=deadline is None)
    if deadline:
        _refuse(path, "unknown_phase", when=bool(deadline.phase) and deadline.phase not in phases)
        _check_near(deadline.day, path)


def _check_quota(activity: Activity, path: str) -> None:
    """Check a quota's numbers."""
    if activity.quota is None:
        return
    _refuse(f"{path}.quota.min", "out_of_range", when=not 0 <= activity.quota.min <= 1000)
    months = activity.quota.skip_months
    _refuse(f"{path}.quota.skip_months", "out_of_range", when=not all(1 <= month <= 12 for month in months))


def _check_kind(activity: Activity, kinds: Mapping[str, Kind], path: str) -> None:
    """Check kind, subtype and field overrides against the kinds of the program and of the campaign."""
    for key, override in activity.fields_override.items():
        where = f"{path}.fields_override.{key}"
        _refuse(where, "common_field", when=key in COMMON)
        _refuse(where, "asks_more", when=override.required is True)
    kind = kinds.get(activity.kind)
    if kind is None:
        raise CampaignRefused(path=f"{path}.record_kind", reason="unknown_kind")
    keys = {field.key for field in kind.fields()}
    _refuse(f"{path}.fields_override", "unknown_field", when=not keys.issuperset(activity.fields_override))
    if activity.subtype:
        choice = kind.field(kind.subtype) if kind.subtype else None
        offered = {option.value for option in choice.options} if isinstance(choice, Choice) else set()
        _refuse(f"{path}.record_kind", "unknown_subtype", when=activity.subtype not in offered)


def _check_packets(template: Template) -> None:
    """Check the packets."""
    _check_twice((packet.id for packet in template.submission.packets), "submission.packets")
    known = {activity.id for activity in template.activities} | {"*"}
    phases = {phase.id for phase in template.phases}
    for number, packet in enumerate(template.submission.packets):
        path = f"submission.packets[{number}]"
        _refuse(f"{path}.activities", "unknown_activity", when=not known.issuperset(packet.activities))
        if packet.when not in _OCCASIONS:
            _check_deadline(packet.when, phases, f"{path}.when")


def _check_thresholds(template: Template) -> None:
    """Check the numbers a county may set, and the rules it switches off."""
    numbers = template.thresholds
    _refuse("thresholds.late_entry_days", "out_of_range", when=not 1 <= numbers.late_entry_days <= LONGEST_LATE)
    _refuse("thresholds.publication_min_days", "out_of_range", when=not 0 <= numbers.publication_min_days <= 365)
    shares = 0 <= numbers.similarity_note <= numbers.similarity_warn <= 1
    _refuse("thresholds.similarity_warn", "out_of_range", when=not shares)
    for name in ("similarity_criticism", "similarity_measures", "attendance_least"):
        _refuse(f"thresholds.{name}", "out_of_range", when=not 0 <= getattr(numbers, name) <= 1)
    for name, low in (
        ("relay_days", 1),
        ("report_grace_days", 0),
        ("criticism_report_days", 1),
        ("batch_records", 2),
        ("batch_span_days", 1),
    ):
        _refuse(f"thresholds.{name}", "out_of_range", when=not low <= getattr(numbers, name) <= 366)
    for kind, least in numbers.body_min_chars.items():
        _refuse(f"thresholds.body_min_chars.{kind}", "out_of_range", when=not 0 <= least <= 10_000)
    for number, rule in enumerate(template.checks_on):
        _refuse(f"checks_on[{number}]", "bad_rule", when=_RULE.fullmatch(rule) is None)
    for number, rule in enumerate(template.checks_off):
        _refuse(f"checks_off[{number}]", "bad_rule", when=_RULE.fullmatch(rule) is None)
        _refuse(f"checks_off[{number}]", "unswitchable", when=rule in UNSWITCHABLE)
