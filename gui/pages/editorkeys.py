"""The keys of an editor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from gui.pages.editor import EditorPage


def bind_keys(page: "EditorPage") -> None:
    """Let the keys of the plan work everywhere in an editor."""

    def step(by: int) -> None:
        form = page.form()
        if form is not None:
            form.step_finding(by)

    for keys, action in (
        ("Ctrl+S", page.save_now),
        ("F9", page.toggle_preview),
        ("F8", lambda: step(1)),
        ("Shift+F8", lambda: step(-1)),
        ("Ctrl+Return", page.press_done),
        ("Ctrl+Enter", page.press_done),
        ("Ctrl+P", page.print_now),
        ("Esc", page.went_back.emit),
    ):
        shortcut = QShortcut(QKeySequence(keys), page, action)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
