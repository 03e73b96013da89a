"""Keys that do something: each is bound together with the words that the list of keys says of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Binding = tuple[str, Callable[[], object], str]
"""Keys ("Ctrl+Return Ctrl+Enter" where several do the same), what they do, and the words for it."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """What a key does now: its names on the keyboard of this system, the words, and whose key it is."""

    keys: tuple[str, ...]
    says: str
    owner: QWidget


def key_text(shortcut: str) -> str:
    """Return a shortcut as it stands on the keys of this system: Ctrl+N."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def bind(owner: QWidget, keys: str, action: Callable[[], object], says: str, *, within: bool = False) -> QShortcut:
    """Let keys do something while the owner can be seen; `within` it only while the focus is inside the owner."""
    shortcut = QShortcut(owner)
    shortcut.setKeys([QKeySequence(one) for one in dict.fromkeys(keys.split())])
    shortcut.activated.connect(action)
    shortcut.setWhatsThis(says)
    if within:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return shortcut


def bind_within(owner: QWidget, bindings: Iterable[Binding]) -> None:
    """Bind several keys that work while the focus is inside the owner."""
    for keys, action, says in bindings:
        bind(owner, keys, action, says, within=True)


def keys_of(window: QWidget) -> Iterator[KeyLine]:
    """Yield every key that is bound in a window to something that can be seen and used now, in the order of binding."""
    for shortcut in window.findChildren(QShortcut):
        line = _line(window, shortcut, shortcut.keys(), shortcut.whatsThis())
        if line is not None and shortcut.isEnabled():
            yield line
    for action in window.findChildren(QAction):
        line = _line(window, action, action.shortcuts(), action.text())
        if line is not None and action.isEnabled():
            yield line


def _line(window: QWidget, bound: QObject, keys: Sequence[QKeySequence], says: str) -> KeyLine | None:
    """Return what is told of a key, None where its owner can't be used now."""
    owner = bound.parent()
    if not isinstance(owner, QWidget) or owner.window() is not window:
        return None
    names = tuple(one.toString(QKeySequence.SequenceFormat.NativeText) for one in keys)
    return KeyLine(names, says, owner) if any(names) and owner.isVisible() and owner.isEnabled() else None
