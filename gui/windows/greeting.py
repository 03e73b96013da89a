"""Whom a book greets from its cover, kept outside it for the next time; and what is said when it is new."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gui.messages import _, fill
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.finding import FindingLine, Level
from gui.widgets.recenthanzi import expect_hanzi

if TYPE_CHECKING:
    from core.services.desk.desks import Desk
    from core.services.vaults import Vault


def greeted(vault: "Vault | Desk") -> tuple[str, str, list[str]]:
    """Return whose book it is, whom its cover greets, and the names that are typed in it."""
    from core.services import people
    from core.services.desk import trust as trusting
    from core.services.desk.desks import Desk

    if isinstance(vault, Desk):
        shown = trusting.view(vault)
        return shown.county, shown.clerk, [shown.clerk]
    school, roster = people.get_school(vault), people.listing(vault)
    head = next((person for person in roster if person.id == school.principal), None)
    return school.name, f"{head.name}{head.post}" if head else "", [person.name for person in roster]


def waiting_words(here: Mapping[str, Any]) -> str:
    """Return what the closed cover says of what waits behind it; empty when nothing does."""
    files: Sequence[str] = here.get("files") or []
    if len(files) == 1:
        return fill(_("Open the record book to check {name}."), {"name": Path(files[0]).name})
    if files:
        return fill(_("Open the record book to check these {count} files."), {"count": len(files)})
    return _("What was half written is kept, encrypted; you come back to the same place.") if here else ""


def offer_sheet() -> FindingLine:
    """Return what is said when a school was set up: a recovery sheet is made now, or later in the settings."""
    text = _("The record book is made. A printed recovery sheet opens it if the password is forgotten.")
    return FindingLine(Level.HINT, text, action=_("Print a recovery sheet"), key="go", word=_("Next step"))


def second_person(vault: "Vault") -> str:
    """Return whose the second password is, as far as the school's profile says: the party secretary's."""
    from core.services import people

    school, roster = people.get_school(vault), people.listing(vault)
    second = next((person for person in roster if person.id == school.secretary), None)
    return f"{second.name}{second.post}" if second else ""


def remember(vault: "Vault | Desk", *, tasks: Tasks, preferences: Preferences, window: QWidget) -> None:
    """Keep where a book lies and whom its cover greets; read in the vault's thread."""

    def keep(found: tuple[str, str, list[str]]) -> None:
        school, principal, names = found
        expect_hanzi(names)
        preferences.change(vault=str(vault.folder), school=school, principal=principal)
        window.setWindowTitle(fill(_("Taizhang · {school}"), {"school": school}))

    tasks.in_vault(lambda: greeted(vault), keep, owner=window)
