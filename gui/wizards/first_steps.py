"""The steps of the first run, each a small form that can say what is still wrong with it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.campaign.reader import PRESET, preset
from core.records.content import Person, School
from gui.messages import _, fill, join, ngettext
from gui.models.roster import Pasted, read_roster
from gui.widgets.buttons import Button
from gui.widgets.choosing import Chooser
from gui.widgets.fields import TextField, ToggleField
from gui.widgets.finding import FindingLine, Level, NoteLine
from gui.widgets.formline import FormField, FormLine, SectionHead
from gui.widgets.newpassword import PasswordPair
from gui.widgets.rarefield import offer_hanzi
from gui.widgets.space import Column, Flow, Row
from gui.widgets.text import Frame, Label
from gui.widgets.theme import Room, theme

BAD_IN_NAMES = '<>:"/\\|?*'


class FormStep(Frame):
    """One step; `complain` shows what is wrong and tells whether anything is."""

    def __init__(self, title: str, note: str, *, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.title = title
        self.column = Column(self, margins=(18, 14, 18, 16), spacing=10)
        self.column.addWidget(SectionHead(title, note, separated=False))
        self.lines: list[FormLine] = []

    def add(self, *fields: FormField) -> None:
        """Add a row of fields."""
        line = FormLine(fields)
        self.lines.append(line)
        self.column.addWidget(line)

    def findings(self) -> dict[str, FindingLine]:
        """Return what is wrong, by field key; nothing when the step is done."""
        return {}

    def complain(self) -> bool:
        """Show what is wrong and go to the first; False when nothing is."""
        found = self.findings()
        for line in self.lines:
            line.set_findings({key: [said] for key, said in found.items()})
        for line in self.lines:
            for key in line.keys():  # noqa: SIM118 - a form line is no mapping
                if key in found:
                    line.field(key).setFocus()
                    return True
        return bool(found)

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        if self.lines:
            self.lines[0].field(self.lines[0].keys()[0]).setFocus()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        for line in self.lines:
            line.set_room(room)


def _needed(text: str) -> FindingLine:
    return FindingLine(Level.ERROR, text)


class LanguageStep(FormStep):
    """中文 or English; each named in itself."""

    chosen = Signal(str)
    other_wanted = Signal()
    restore_wanted = Signal()
    desk_wanted = Signal()
    """This computer is the county's, not a school's."""

    def __init__(self, language: str) -> None:
        super().__init__(_("Language"), _("Can be changed at any time in the settings"))
        self.language = language
        row = Row(spacing=12)
        self._buttons = {}
        for value, name in (("zh_CN", "中文"), ("en", "English")):
            kind = "primary" if value == language else "plain"
            button = Button(name, kind, icon_name="checkmark" if value == language else "")
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            row.addWidget(button)
            self._buttons[value] = button
        row.addStretch(1)
        self.column.addLayout(row)
        other = Flow(spacing=8)
        other.addWidget(Label(_("Is there a record book on this computer or a stick already?"), "small", wrap=True))
        other.addWidget(Button(_("Open it"), "link", action=self.other_wanted.emit))
        self.restore_button = Button(_("Restore from a backup"), "link", action=self.restore_wanted.emit)
        other.addWidget(self.restore_button)
        self.column.addLayout(other)
        county = Flow(spacing=8)
        asked = _("Does this computer stand in the county office, where schools hand in?")
        county.addWidget(Label(asked, "small", wrap=True))
        self.county_button = Button(_("Set up the county’s desk"), "link", action=self.desk_wanted.emit)
        county.addWidget(self.county_button)
        self.column.addLayout(county)

    def take_focus(self) -> None:
        """Put the focus on the language in use."""
        self._buttons[self.language].setFocus()


class SchoolStep(FormStep):
    """Who the school is."""

    def __init__(self) -> None:
        super().__init__(_("School"), _("As it is to stand on printed pages"))
        self.name = TextField(hint=_("Full name, as on the seal"))
        self.short = TextField(chars=20)
        self.district = TextField(chars=20)
        self.superior = TextField()
        self.add(FormField("name", _("School name"), self.name, required=True))
        self.add(
            FormField("short", _("Short name"), self.short, stretch=0),
            FormField("district", _("District"), self.district, stretch=0),
        )
        self.add(FormField("superior", _("Hands in to"), self.superior))

    def profile(self) -> School:
        """Return the school."""
        return School(
            name=self.name.text().strip(),
            short=self.short.text().strip(),
            district=self.district.text().strip(),
            superior=self.superior.text().strip(),
        )

    def findings(self) -> dict[str, FindingLine]:
        """A school has a name."""
        return {} if self.name.text().strip() else {"name": _needed(_("Please fill in the school’s name."))}

    def typed(self) -> dict[str, str]:
        """Return what was typed."""
        return {key: getattr(self, key).text() for key in ("name", "short", "district", "superior")}

    def recall(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was typed before."""
        for key, text in typed.items():
            getattr(self, key).set_value(text)


class PeopleStep(FormStep):
    """The principal, and whoever else is pasted."""

    def __init__(self) -> None:
        super().__init__(_("People"), _("The staff list may be added or mended later"))
        self.name = TextField(chars=14)
        self.post = TextField(_("Principal"), chars=18)
        self.party = ToggleField(_("Party member"))
        self.staff = QPlainTextEdit()
        self.staff.setTabChangesFocus(True)
        offer_hanzi(self.staff)
        self.staff.setPlaceholderText(_("One a line: name and post. A table column can be pasted."))
        self._count = Label("", "small")
        self.staff.textChanged.connect(self._look)
        self.add(
            FormField("name", _("Principal"), self.name, required=True, stretch=0),
            FormField("post", _("Post"), self.post, stretch=0),
            FormField("party", "", self.party, stretch=0),
        )
        self.add(FormField("staff", _("Staff"), self.staff))
        self.column.addWidget(self._count)
        theme().changed.connect(self.restyle)
        self.restyle()
        self._look()

    def restyle(self) -> None:
        """Give the list seven lines."""
        self.staff.setFixedHeight(theme().dp(170))

    def people(self) -> tuple[Person, tuple[Person, ...]]:
        """Return the principal and everybody else; a principal who stands in the list, too, is one person."""
        name = self.name.text().strip()
        principal = Person(id="", name=name, post=self.post.text().strip(), party=self.party.isChecked(), team=True)
        others = [
            person
            for person in self._pasted().people
            if not (person.name == name and person.post in {"", principal.post})
        ]
        return principal, tuple(others)

    def findings(self) -> dict[str, FindingLine]:
        """The principal has a name, and two of one name have different posts."""
        found = {}
        if not self.name.text().strip():
            found["name"] = _needed(_("Please fill in the principal’s name."))
        alike = self._pasted().alike
        if alike:
            text = fill(_("There are two called {names}: write different posts to tell them apart."), {"names": alike})
            found["staff"] = _needed(text)
        return found

    def typed(self) -> dict[str, Any]:
        """Return what was typed."""
        return {"name": self.name.text(), "staff": self.staff.toPlainText(), "party": self.party.isChecked()}

    def recall(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was typed before."""
        self.name.set_value(str(typed.get("name", "")))
        self.party.set_value(bool(typed.get("party")))
        self.staff.setPlainText(str(typed.get("staff", "")))

    def _pasted(self) -> Pasted:
        return read_roster(self.staff.toPlainText())

    def _look(self) -> None:
        people = self._pasted().people
        if not people:
            self._count.setText(_("Nobody yet besides the principal."))
            return
        names = join([person.name for person in people[:6]])
        count = ngettext("{count} person: {names}", "{count} people: {names}", len(people))
        self._count.setText(count.format(count=len(people), names=names + ("…" if len(people) > 6 else "")))


class SecretStep(FormStep):
    """The password."""

    def __init__(self) -> None:
        super().__init__(_("Password"), _("Everything is kept encrypted with it"))
        self.pair = PasswordPair()
        self.column.addWidget(self.pair)

    def complain(self) -> bool:
        """Say what is wrong with the password."""
        return self.pair.complain()

    def password(self) -> str:
        """Return the password."""
        return self.pair.password()

    def empty(self) -> None:
        """Forget the password."""
        self.pair.empty()

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        self.pair.first.setFocus()

    def set_room(self, room: Room) -> None:
        """Labels left or above."""
        self.pair.set_room(room)


class PlaceStep(FormStep):
    """Where the vault lies, and the campaign it begins with."""

    def __init__(self, folder: Path, *, chooser: Chooser) -> None:
        super().__init__(_("Where to keep it"), _("One folder; copying it copies everything, encrypted"))
        self._chooser = chooser
        self._start = folder
        self._chosen = False
        self.where = TextField(str(folder))
        browse = Button(_("Choose"), "plain", action=self._browse)
        self.add(FormField("where", _("Folder"), self.where, required=True, note=browse))
        campaign = preset(PRESET)
        line = Row(spacing=8)
        text = fill(_("Campaign, preset: {title}"), {"title": campaign.title})
        line.addWidget(NoteLine(text, "flag", colour="accent"), 1)
        self.column.addLayout(line)
        key = _("Your signing key is made at the same time; that takes some seconds.")
        self.column.addWidget(NoteLine(key, "key", colour="hint"))
        self.where.edited.connect(self._typed)

    def suggest(self, school: School) -> None:
        """Name the folder after the school until the person chooses another."""
        if not self._chosen:
            name = "".join(sign for sign in (school.short or school.name) if sign not in BAD_IN_NAMES).strip(" .")
            self.where.set_value(str(self._start / (name or "taizhang")))

    def folder(self) -> Path:
        """Return the folder."""
        return Path(self.where.text().strip()).expanduser()

    def findings(self) -> dict[str, FindingLine]:
        """A folder is named, from the root on."""
        text = self.where.text().strip()
        if not text or not Path(text).expanduser().is_absolute():
            return {"where": _needed(_("Please name a folder with its whole path."))}
        return {}

    def typed(self) -> dict[str, str]:
        """Return what was typed."""
        return {"where": self.where.text()} if self._chosen else {}

    def recall(self, typed: Mapping[str, Any]) -> None:
        """Fill in what was typed before."""
        if "where" in typed:
            self._chosen = True
            self.where.set_value(str(typed["where"]))

    def _typed(self) -> None:
        self._chosen = True

    def _browse(self) -> None:
        start = self.folder().parent
        found = self._chooser.folder(self, title=_("Folder for the record book"), start=start)
        if found is not None:
            self._chosen = True
            self.where.set_value(str(found / self.folder().name))
