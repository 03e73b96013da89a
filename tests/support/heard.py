"""What a screen reader is told: the accessible tree of a window, walked as it walks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QListView,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)

Role = QAccessible.Role

SPEECHLESS = frozenset({Role.NoRole, Role.Client, Role.Border, Role.Grouping, Role.Whitespace, Role.LayeredPane})
"""Roles that say nothing about what one can do with a thing."""
ROWS = 12
"""Rows and cells of one list that are looked at."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing of the tree: its role, name, description and state, and the widget it is, if it is one."""

    role: Role
    name: str
    description: str
    focusable: bool
    disabled: bool
    read_only: bool
    checkable: bool
    checked: bool
    password: bool
    selectable: bool
    widget: QWidget | None

    def __str__(self) -> str:
        """Name the thing in a complaint."""
        words = self.name or (self.widget.objectName() if self.widget else "")
        return f"{self.role.name} {type(self.widget).__name__ if self.widget else 'item'} “{words[:40]}”"


def heard(front: QWidget) -> Iterator[Heard]:
    """Yield everything a screen reader meets in a window, in its order."""
    root = QAccessible.queryAccessibleInterface(front)
    if root is not None:
        yield from _walk(root)


def _walk(seen: QAccessibleInterface) -> Iterator[Heard]:
    state: Any = seen.state()
    if state.invisible:
        return
    thing = seen.object()
    yield Heard(
        role=seen.role(),
        name=seen.text(QAccessible.Text.Name).strip(),
        description=seen.text(QAccessible.Text.Description).strip(),
        focusable=bool(state.focusable),
        disabled=bool(state.disabled),
        read_only=bool(state.readOnly),
        checkable=bool(state.checkable),
        checked=bool(state.checked),
        password=bool(state.passwordEdit),
        selectable=bool(state.selectable),
        widget=thing if isinstance(thing, QWidget) else None,
    )
    most = ROWS if isinstance(thing, QAbstractItemView) else 100_000
    for at in range(min(most, seen.childCount())):
        child = seen.child(at)
        if child is not None and child.isValid():
            yield from _walk(child)


def silent(thing: Heard) -> str:
    """Say what is wrong with the name or the role of a thing; empty where nothing is."""
    widget = thing.widget
    if isinstance(widget, QScrollBar) or _part(widget):
        return ""
    if widget is None:
        return f"{thing} has no name" if thing.role is Role.ListItem and not thing.name else ""
    if not (thing.focusable or widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)):
        return ""
    if not thing.name or thing.name in {cls.__name__ for cls in type(widget).__mro__}:
        return f"{thing} has no name"
    if thing.role in SPEECHLESS and not isinstance(widget, QScrollArea):  # one scrolls it: a named pane
        return f"{thing} does not say what it is"
    return ""


def mistold(thing: Heard) -> str:
    """Say where the state that is told is not the state that is shown; empty where it is."""
    widget = thing.widget
    if widget is None:
        return ""
    if isinstance(widget, QAbstractButton) and (thing.checkable, thing.checked) != (
        widget.isCheckable(),
        widget.isChecked(),
    ):
        return f"{thing} does not say whether it is chosen"
    if isinstance(widget, QLineEdit) and thing.read_only != widget.isReadOnly():
        return f"{thing} does not say that it can only be read"
    if isinstance(widget, QLineEdit) and thing.password != (widget.echoMode() is QLineEdit.EchoMode.Password):
        return f"{thing} does not say that it hides what is typed"
    if thing.disabled == widget.isEnabled():
        return f"{thing} does not say whether it can be used"
    if widget.property("state") in {"error", "warning"} and not thing.description:
        return f"{thing} has a coloured edge and does not say why"
    return ""


def unnamed_rows(view: QAbstractItemView) -> list[str]:
    """Return which columns, and which of the first rows, of a list or table say nothing."""
    model = view.model()
    found: list[str] = []
    if model is None:
        return found
    columns = [view.modelColumn()] if isinstance(view, QListView) else list(range(model.columnCount()))
    if isinstance(view, QTableView) and view.horizontalHeader().isVisible():
        heads = [at for at in columns if not view.isColumnHidden(at)]
        told = [model.headerData(at, Qt.Orientation.Horizontal) for at in heads]
        found += [f"column {at} of {view.accessibleName()}" for at, words in zip(heads, told, strict=True) if not words]
    for row in range(min(ROWS, model.rowCount())):
        if not any(_said(model.index(row, column)) for column in columns):
            found.append(f"row {row} of {view.accessibleName()}")
    return found


def _said(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or "").strip()


def _part(widget: QWidget | None) -> bool:
    """Tell whether a widget is only a part of one that speaks for it: the viewport of a list, the popup of a choice."""
    if widget is None:
        return False
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and widget is parent.viewport()
