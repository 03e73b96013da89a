"""What is to be known of a stick before anything is written there, as lines in the step: what hinders comes first."""

from pathlib import Path

from core.views.handover import Ahead
from gui.messages import _, about, fill, join, ngettext
from gui.widgets.finding import FindingLine, Level

MOST = 3
"""So many names are told; of more, only how many there are."""


def ahead_lines(found: Ahead) -> tuple[FindingLine, ...]:
    """Return the lines; none when there is nothing to be known."""
    lines = []
    if found.hindrance is not None:
        lines.append(FindingLine(Level.ERROR, about(found.hindrance).text(), word=_("Cannot be written")))
    if found.strangers:
        said = _("On the stick there is {names}, most likely a virus. It is not touched; have the stick cleaned.")
        lines.append(FindingLine(Level.WARNING, fill(said, {"names": _some(found.strangers)}), rule="I08"))
    if found.days_off:
        lines.append(FindingLine(Level.WARNING, _clock(found.days_off)))
    if found.copies:
        said = _("It lies there already; it is read back and not written twice.")
        lines.append(FindingLine(Level.HINT, said))
    if found.older:
        said = _("Another edition lies there: {names}. It stays as it is.")
        lines.append(FindingLine(Level.HINT, fill(said, {"names": _some([_name(path) for path in found.older])})))
    return tuple(lines)


def _clock(days: int) -> str:
    if days > 0:
        said = ngettext(
            "A file there is {days} day ahead of this computer’s clock. Please check the date.",
            "A file there is {days} days ahead of this computer’s clock. Please check the date.",
            days,
        )
    else:
        said = ngettext(
            "The stick keeps times {days} day behind this computer’s clock. Please check the date.",
            "The stick keeps times {days} days behind this computer’s clock. Please check the date.",
            -days,
        )
    return said.format(days=abs(days))


def _name(path: Path) -> str:
    return path.name


def _some(names: list[str] | tuple[str, ...]) -> str:
    told = join(tuple(names[:MOST]))
    left = len(names) - MOST
    if left <= 0:
        return told
    return ngettext("{names} and {count} more", "{names} and {count} more", left).format(names=told, count=left)
