"""What stands on the screen, as one string."""

from PySide6.QtWidgets import QLayout, QWidget

from gui.widgets.text import Label


def words_of(part: QWidget | QLayout) -> str:
    """Return all words of a widget, or of what a layout holds."""
    if isinstance(part, QWidget):
        own = [part.text()] if isinstance(part, Label) else []
        return " ".join((*own, *(label.text() for label in part.findChildren(Label))))
    widgets = (part.itemAt(at).widget() for at in range(part.count()))
    return " ".join(words_of(widget) for widget in widgets if widget is not None)
