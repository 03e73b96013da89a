"""Rare characters for every field of words: F2, or the field's own menu, opens the picker."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from gui.messages import _

if TYPE_CHECKING:
    from gui.widgets.hanzipicker import HanziPicker

KEY = "F2"
"""Not Ctrl+Shift+U: ibus takes that one before any window sees it."""

Field = QLineEdit | QPlainTextEdit


def offer_hanzi(field: Field) -> None:
    """Let rare characters be put where the cursor stands in a field."""
    action = QAction(_("Rare character…"), field)
    action.setShortcut(QKeySequence(KEY))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked=False: pick_hanzi(field))
    field.addAction(action)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    field.customContextMenuRequested.connect(partial(_show_menu, field, action))


def takes_words(field: Field) -> bool:
    """Tell whether words may be put into a field now; passwords are no place to put things that stand in a list."""
    hidden = isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
    return field.isEnabled() and not field.isReadOnly() and not hidden


def pick_hanzi(field: Field) -> "HanziPicker | None":
    """Open the picker over a field; None where nothing may be put in."""
    if not takes_words(field):
        return None
    from gui.widgets.hanzipicker import HanziPicker  # reads a table of 63,000 hanzi: when it is first wanted

    picker = HanziPicker(parent=field)
    picker.picked.connect(partial(type_into, field))
    picker.open()
    return picker


def type_into(field: Field, text: str) -> None:
    """Put text in as an input method would, so that the field can't tell the difference."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def _show_menu(field: Field, action: QAction, at: QPoint) -> QMenu:
    """Show the usual menu of a field with the picker behind."""
    menu = field.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if takes_words(field):
        menu.addSeparator()
        menu.addAction(action)
    menu.popup(field.mapToGlobal(at))
    return menu
