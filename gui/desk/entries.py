"""One line of the intake: a file that was read just now, or a packet that waits for its answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from core.base.errors import all_errors
from core.base.words import N_
from core.services.desk.intake import MAY_OVERRULE
from core.views.desk import Incoming, Origin, Row, State
from core.views.verdicts import Light
from gui.messages import _, about, day, fill, ngettext, verdict, verdict_word, weekday
from gui.widgets.chip import ChipData, Tone
from gui.widgets.rows import RowData

FORM = "enrolment"
OURS = frozenset(("receipt", "return", "notice", "certificate"))
"""What the desk itself lays onto sticks; such files are counted and not shown."""

_STATES: dict[State, tuple[str, str, Tone]] = {
    State.TAKEN: (N_("To be answered"), "document", Tone.HINT),
    State.RECEIVED: (N_("Receipt made"), "checkmark_circle", Tone.OK),
    State.RETURNED: (N_("Sent back"), "arrow_undo", Tone.WARN),
    State.REPLACED: (N_("Replaced"), "arrow_repeat_all", Tone.HINT),
}
_LIGHTS = {
    Light.VALID: ("shield_checkmark", Tone.OK),
    Light.UNDECIDED: ("shield_question", Tone.WARN),
    Light.INVALID: ("shield_dismiss", Tone.ERR),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list shows one line for."""

    row: Row | None = None
    """The file as it was judged; None for a packet of the register."""
    incoming: Incoming | None = None
    folder: Path | None = None
    """The stick or folder it was read from: where its answer goes."""

    certified: bool = False
    """It is a form whose letter was made already."""

    @property
    def key(self) -> str:
        """Tell entries apart."""
        return self.incoming.id if self.incoming else str(self.row.path if self.row else "")

    @property
    def origin(self) -> Origin | None:
        """Return the file that was read, which its answer goes beside; None for a packet of the register."""
        row = self.row
        if row is None or self.folder is None or not row.sha256:
            return None
        return Origin(path=row.path, folder=self.folder, sha256=row.sha256)

    @property
    def form(self) -> bool:
        """Whether it is an enrolment form that is worth comparing with its paper."""
        row = self.row
        return row is not None and row.verdict.type == FORM and row.verdict.light is not Light.INVALID

    @property
    def may_overrule(self) -> bool:
        """Whether a clerk may take it in although it is not green."""
        row = self.row
        return self.incoming is None and row is not None and row.verdict.reason in MAY_OVERRULE

    @property
    def ours(self) -> bool:
        """Whether the desk itself laid it onto the stick."""
        row = self.row
        return row is not None and row.verdict.type in OURS and row.verdict.light is Light.VALID

    @property
    def group(self) -> str:
        """Return the tab it stands under: good, asking or bad."""
        if self.incoming is not None or self.form:
            return "good"
        light = self.row.verdict.light if self.row else Light.VALID
        return {Light.VALID: "good", Light.UNDECIDED: "asking", Light.INVALID: "bad"}[light]


def state_chip(packet: Incoming) -> ChipData:
    """Return how a packet stands at the desk."""
    text, icon, tone = _STATES[packet.state]
    return ChipData(_(text), icon, tone)


def packet_chips(packet: Incoming) -> tuple[ChipData, ...]:
    """Return how a packet stands, and before it that it came sealed."""
    sealed = (ChipData(_("Confidential paper"), "lock_closed", Tone.HINT),) if packet.confidential else ()
    return (*sealed, state_chip(packet))


def entry_row(entry: Entry, *, today: date) -> RowData:
    """Return the line of an entry."""
    packet, row = entry.incoming, entry.row
    if packet is not None:
        again = row is not None and not row.fresh and packet.state is State.TAKEN
        before = _("was here before; not taken in twice")
        line = f"{packet.title} · {before}" if again else packet.title
        on = packet.signed_at.date()
        return RowData(packet.school_name, line, day(on, today=today), weekday(on), packet_chips(packet))
    assert row is not None
    view = row.verdict
    name = view.school or row.path.name
    if entry.form:
        done = _("Enrolment form; its letter was made already")
        said = done if entry.certified else _("Enrolment form, to be compared with its paper")
        return _dated(entry, name, said, today=today)
    said = verdict(view.reason, view.particulars, action=view.action, today=today).reason
    return _dated(entry, name, said, today=today)


def _dated(entry: Entry, heading: str, line: str, *, today: date) -> RowData:
    assert entry.row is not None
    view = entry.row.verdict
    icon, tone = _LIGHTS[view.light]
    if entry.form and entry.certified:
        chip = ChipData(_("Certified"), "certificate", Tone.OK)
    elif entry.form:
        chip = ChipData(_("To be certified"), "certificate", Tone.WARN)
    else:
        chip = ChipData(verdict_word(view.light.value), icon, tone)
    on = view.signed_at.date() if view.signed_at else None
    return RowData(heading, line, day(on, today=today) if on else "", weekday(on) if on else "", (chip,))


def sum_words(entries: Iterable[Entry], ours: int) -> str:
    """Return what came of reading: how many files, how many taken in now; empty when nothing was read."""
    read = [entry for entry in entries if entry.row is not None]
    if not read and not ours:
        return ""
    fresh = sum(bool(entry.row and entry.row.fresh) for entry in read)
    parts = [
        ngettext("{count} file read", "{count} files read", len(read)).format(count=len(read)),
        fill(_("{count} taken in just now"), {"count": fresh}),
    ]
    if ours:
        parts.append(fill(_("besides, {count} of the county’s own"), {"count": ours}))
    return " · ".join(parts)


def standing(entries: Mapping[str, Entry], arrivals: Iterable[Incoming]) -> dict[str, Entry]:
    """Return what was read as it stands in the register now, and below it what else waits for its answer."""
    now = {packet.id: packet for packet in arrivals}
    kept = {
        key: replace(entry, incoming=now.get(entry.incoming.id, entry.incoming) if entry.incoming else None)
        for key, entry in entries.items()
        if entry.row is not None
    }
    waiting = {packet.id: Entry(incoming=packet) for packet in now.values() if packet.state is State.TAKEN}
    return {**kept, **{key: entry for key, entry in waiting.items() if key not in kept}}


def about_row(row: Row) -> str:
    """Return the words of what kept this computer from judging a file; empty when nothing did."""
    if not row.error:
        return ""
    found = next((kind for kind in all_errors() if kind.code() == row.error), None)
    return about(found(**row.particulars)).text() if found is not None else row.error
