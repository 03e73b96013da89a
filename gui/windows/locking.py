"""What has to go before the cover closes: whatever stands over the window, and every password that was typed."""

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget

from gui.widgets.copying import CopyWatch
from gui.widgets.newpassword import PasswordPair
from gui.widgets.password import PasswordField
from gui.widgets.recenthanzi import forget_hanzi

_MOST = 50
"""Dialogs that may stand over each other; one that opens itself again does not hold the lock up for ever."""


def put_away(window: QWidget) -> bool:
    """Close every dialog, menu and list over the window by its safe answer; tells whether the system's own was open.

    After one of those the program is still inside the call that opened it.
    """
    nested = False
    for _step in range(_MOST):
        over = _topmost(window)
        if over is None:
            break
        nested = nested or isinstance(over, QFileDialog)
        if isinstance(over, QDialog):
            over.reject()
            if _stands(over):  # Esc only stopped what was under way in it
                over.done(QDialog.DialogCode.Rejected.value)
        else:
            over.close()
        if _stands(over):
            over.hide()
    return nested


def forget_passwords() -> None:
    """Empty every field in which a password stands."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, PasswordField):
            widget.forget()
        elif isinstance(widget, PasswordPair):
            widget.empty()


def _topmost(window: QWidget) -> QWidget | None:
    """Return what stands over everything else: a list, a menu, the innermost dialog."""
    for over in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
        if over is not None and over is not window:
            return over
    for widget in QApplication.topLevelWidgets():
        if widget is not window and isinstance(widget, QDialog | QMenu) and _stands(widget):
            return widget
    return None


def _stands(widget: QWidget) -> bool:
    return widget.isVisible()


def forget_all(copies: CopyWatch) -> None:
    """Forget what stands outside the vault of what is inside: rare characters, copies, passwords."""
    forget_hanzi()
    forget_passwords()
    copies.wipe()
