"""What a screen reader is to say although no other widget took the keyboard: the day, the stretch, what went wrong."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

_SAID = "said_aloud"


def say(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Let the screen reader say `text` now, when there is one; `urgent` breaks into what it is saying."""
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def say_once(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Say it when the widget is first seen, and not again when its page comes back."""
    if not widget.property(_SAID):
        widget.setProperty(_SAID, True)
        say(widget, text, urgent=urgent)
