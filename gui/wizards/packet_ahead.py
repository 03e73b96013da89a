"""What is to be known of a stick before anything is written there, as lines in the step: what hinders comes first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from core.base.errors import UserError
from core.views.handover import Ahead
from core.views.verdicts import DriveView
from gui.messages import _, about, fill, join, ngettext
from gui.tasks import Tasks
from gui.widgets.finding import FindingLine, Level
from gui.wizards.packet_carry import CarryStep


class LookingAhead(QObject):
    """Tells in the step, whenever another place is chosen, what is to be known of it."""

    def __init__(
        self,
        step: CarryStep,
        *,
        tasks: Tasks,
        wanted: Callable[[], bool],
        look: Callable[[Path, DriveView | None], Ahead],
        failed: Callable[[UserError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._step, self._tasks, self._wanted, self._look, self._failed = step, tasks, wanted, look, failed
        step.place_changed.connect(self.look)

    def look(self) -> None:
        """Look at the place that is chosen now, unless something is written there already."""
        target = self._step.target()
        self._step.show_ahead(())
        if target is None or not self._wanted():
            return
        folder, drive = target

        def then(found: Ahead) -> None:
            if self._wanted() and self._step.target() == target:
                self._step.show_ahead(ahead_lines(found))

        self._tasks.aside(lambda _progress: self._look(folder, drive), then, failed=self._failed, owner=self)


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
