"""Names and values under each other, as the panes of the desk tell them."""

from collections.abc import Iterable

from gui.widgets.space import Column, Row
from gui.widgets.text import Label, NameLabel


def add_facts(column: Column, facts: Iterable[tuple[str, str]]) -> None:
    """Add a line for each fact that has a value."""
    told = [(name, value) for name, value in facts if value]
    names = [name for name, _value in told]
    for name, value in told:
        line = Row(spacing=10)
        line.addWidget(NameLabel(name, names, least=92))
        line.addWidget(Label(value, wrap=True, selectable=True), 1)
        column.addLayout(line)
