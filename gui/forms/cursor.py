"""Where in a text somebody was writing, so that a lock does not lose the place."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def cursor_of(widget: QWidget | None) -> int:
    """Return how many characters stand before the cursor of a field; 0 where nothing is typed."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget.textCursor().position()
    return 0


def put_cursor(widget: QWidget | None, at: int) -> None:
    """Put the cursor of a field behind `at` characters, or behind the last one; elsewhere nothing happens."""
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(min(at, len(widget.text())))
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(at, max(0, widget.document().characterCount() - 1)))
        widget.setTextCursor(cursor)
