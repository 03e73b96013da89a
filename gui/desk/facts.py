"""Names and values under each other, as the panes of the desk tell them."""

from collections.abc import Iterable

from gui.widgets.space import Column, Row
from gui.widgets.text import Label
from gui.widgets.theme import theme


def add_facts(column: Column, facts: Iterable[tuple[str, str]]) -> None:
    """Add a line for each fact that has a value."""
    told = [(name, value) for name, value in facts if value]
    widest = max((theme().metrics(14).horizontalAdvance(name) for name, _value in told), default=0)
    for name, value in told:
        line = Row(spacing=10)
        label = Label(name, "label")
        label.setFixedWidth(max(theme().dp(92), widest + theme().dp(4)))
        line.addWidget(label)
        line.addWidget(Label(value, wrap=True, selectable=True), 1)
        column.addLayout(line)
