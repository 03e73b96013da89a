"""The settings of this computer: language, colours, text size, and when the program locks by itself."""

from typing import Any

from core.base.errors import UserError
from gui.messages import _, about, fill
from gui.pages.preferences import Preferences
from gui.widgets.card import Card
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.finding import Level
from gui.widgets.formline import FormField

SIZES = (100, 110, 125, 150, 175, 200)
MINUTES = (5, 10, 20, 30, 60, 0)


class ComputerCard(Card):
    """Every setting works at once."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(_("This computer"))
        self._preferences = preferences
        now = preferences.now
        language = ChoiceField([Answer("zh_CN", "中文"), Answer("en", "English")])
        colours = ChoiceField(
            [Answer("system", _("As the system")), Answer("light", _("Light")), Answer("dark", _("Dark"))]
        )
        text_size = ChoiceField([Answer(str(size), f"{size} %") for size in SIZES])
        never = _("Never")
        idle = ChoiceField(
            [
                Answer(str(minutes), fill(_("After {minutes} minutes"), {"minutes": minutes}) if minutes else never)
                for minutes in MINUTES
            ]
        )
        self.fields = (language, colours, text_size, idle)
        """Language, colours, text size, minutes until it locks."""
        for field, value, name in (
            (language, now.language.value, "language"),
            (colours, now.theme.value, "theme"),
            (text_size, str(now.text_scale), "text_scale"),
            (idle, str(now.idle_minutes), "idle_minutes"),
        ):
            field.set_value(value)
            field.edited.connect(lambda name=name, field=field: self._change(name, field.value()))
        self.add(
            FormField("language", _("Language"), language, stretch=0),
            FormField("theme", _("Colours"), colours, stretch=0),
        )
        self.add(
            FormField("size", _("Text size"), text_size, stretch=0),
            FormField("idle", _("Lock by itself"), idle, stretch=0),
        )
        self.foot()

    def _change(self, name: str, value: str) -> None:
        old = getattr(self._preferences.now, name)
        new: Any = int(value) if isinstance(old, int) else type(old)(value)
        try:
            self._preferences.change(**{name: new})
        except UserError as error:
            self.say(Level.ERROR, about(error).text())
