"""How the backups stand, in the few words of the status bar and of their page."""

from datetime import date

from core.records.catalogue import kinds
from core.views.backups import BackupState, BackupView, DeskFound, Found, Sort
from gui.messages import _, days_since, fill, join, moment, ngettext, words


def status_words(state: BackupState, *, today: date) -> tuple[str, str]:
    """Return the words of the status bar and of the link beside them, which is empty while all is kept."""
    if state.days:
        said = ngettext("{days} day not backed up", "{days} days not backed up", state.days)
        return said.format(days=state.days), _("Back up")
    if state.last is None:
        return _("Not backed up yet"), _("Back up")
    return fill(_("Backed up {at}"), {"at": moment(state.last, today=today)}), ""


def state_sentence(state: BackupState, *, today: date) -> str:
    """Return how the backups stand, in a sentence."""
    if state.last is None:
        return _("Nothing is backed up yet.")
    last = {"at": moment(state.last, today=today), "ago": days_since(state.last.date(), today=today)}
    if state.pending:
        return fill(_("The last backup is of {at} ({ago}). Something was changed since."), last)
    return fill(_("Everything is backed up. The last one is of {at} ({ago})."), last)


def stick_sentence(state: BackupState, *, today: date) -> str:
    """Return what is known of backups on sticks."""
    if state.last_stick is None:
        return _("None was put on a stick yet. If the disk breaks, only a stick helps.")
    return fill(_("Last put on a stick: {at}."), {"at": moment(state.last_stick, today=today)})


def elsewhere_sentence() -> str:
    """Return what is to be said of the backups of a desk whose register is in PostgreSQL."""
    return _(
        "The register is in PostgreSQL and in none of these backups: whoever runs that server has to back it up."
        " Backed up here are the county’s keys and the way to the register."
    )


def content_words(backup: BackupView) -> str:
    """Return how much is in a backup, as far as it tells without its password."""
    if backup.elsewhere:
        return _("Keys only, without the register")
    if backup.sort is Sort.DESK:
        return ngettext("{count} packet", "{count} packets", backup.records).format(count=backup.records)
    return ngettext("{count} record", "{count} records", backup.records).format(count=backup.records)


def inside_lines(found: Found | DeskFound, *, today: date) -> tuple[str, ...]:
    """Return what is inside a backup, line by line."""
    if isinstance(found, DeskFound):
        return _desk_lines(found, today=today)
    told = join(f"{_kind_name(kind)} {count}" for kind, count in found.kinds.items())
    counts = {"records": found.records, "files": found.attachments, "packets": found.packets, "people": found.people}
    lines = [
        " · ".join(part for part in (found.school, found.principal) if part),
        fill(_("{records} records, {files} attachments, {packets} packets, {people} people"), counts),
    ]
    if told:
        lines.append(told)
    if found.last_change is not None:
        lines.append(fill(_("Last change: {at}"), {"at": moment(found.last_change, today=today)}))
    if found.older_schema:
        lines.append(_("It is of an older version of the program; restoring brings it up to date."))
    return tuple(lines)


def _desk_lines(found: DeskFound, *, today: date) -> tuple[str, ...]:
    whose = f"{found.county} · {found.clerk}"
    if found.elsewhere:
        return (whose, _("The county’s keys, and the way to the register in PostgreSQL; the register is not inside."))
    counts = {"schools": found.schools, "certified": found.certified, "packets": found.packets, "made": found.answers}
    said = _("{schools} schools, {certified} of them certified; {packets} packets came in, {made} documents were made")
    lines = [whose, fill(said, counts)]
    if found.last_change is not None:
        lines.append(fill(_("Last change: {at}"), {"at": moment(found.last_change, today=today)}))
    return tuple(lines)


def _kind_name(key: str) -> str:
    """Return the name of a kind; one that only another county's campaign knows by its key."""
    known = kinds().get(key)
    return words(known.words) if known else key
