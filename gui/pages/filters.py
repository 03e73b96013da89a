"""What stands above a list of records: a line to search in, and what narrows the list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.records.field import Choice
from core.records.kind import Kind
from core.views.records import RecordLine
from gui.messages import _, words
from gui.models.lines import Wanted
from gui.pages.kindwords import group_name, in_order
from gui.pages.titles import year_text
from gui.widgets.fields import Answer, ChoiceField, TextField, ToggleField
from gui.widgets.space import Column, Flow
from gui.widgets.theme import theme

_GROUP, _KIND = "group:", "kind:"
_WIDEST = 116
"""Pixels at 100 % that a filter takes at most; what its list offers may be wider."""


class Filters(QWidget):
    """The filters of a list of one kind, or of several: then a choice of kind, by groups, stands before the others."""

    changed = Signal()
    """The person filters for something else."""
    searched = Signal(str)
    """What is searched for, a moment after it was typed; empty = nothing."""
    left = Signal()
    """Enter in the line: on to the list."""

    def __init__(self, kinds: Sequence[Kind], *, typing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = in_order(kinds)
        self._found: frozenset[str] | None = None
        self._lines: tuple[RecordLine, ...] = ()
        column = Column(self, margins=(14, 12, 12, 10), spacing=8)
        self.line = TextField(hint=_("Find topics, text, pinyin initials of names"))
        self.line.setAccessibleName(_("Find"))
        column.addWidget(self.line)
        self.kind = ChoiceField([], empty=_("All kinds"))
        self.subtype = ChoiceField([], empty=_("All types"))
        self.year = ChoiceField([], empty=_("All years"))
        self.state = ChoiceField([], empty=_("All states"))
        self.late = ToggleField(_("Late only"))
        row = Flow(spacing=8)
        for box, said in (
            (self.kind, _("Kind")),
            (self.subtype, _("Type")),
            (self.year, _("Year")),
            (self.state, _("State")),
        ):
            box.setAccessibleName(said)
            row.addWidget(box)
        row.addWidget(self.late)
        column.addLayout(row)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(typing)
        self._typing.timeout.connect(lambda: self.searched.emit(self.text()))
        self.line.edited.connect(self._typing.start)
        self.line.returnPressed.connect(self.left)
        self.kind.edited.connect(self._kind_chosen)
        for field in (self.subtype, self.year, self.state, self.late):
            field.edited.connect(self.changed)
        theme().changed.connect(self.fit)
        self.show_kinds(kinds)

    # --- what is wanted -------------------------------------------------------------------------------

    def wanted(self) -> Wanted:
        """Return what the list is to show."""
        word = self.state.value()
        return Wanted(
            kinds=frozenset(kind.key for kind in self.chosen()) if self.kind.value() else frozenset(),
            subtype=self.subtype.value(),
            year=int(self.year.value() or 0),
            states=frozenset(_called(self.chosen(), word)) if word else frozenset(),
            late=self.late.value(),
            ids=self._found if self.text() else None,
        )

    def text(self) -> str:
        """Return what is searched for."""
        return self.line.value().strip()

    def show_found(self, records: Iterable[str]) -> None:
        """Show only these records: a search found them."""
        self._found = frozenset(records)

    def chosen(self) -> tuple[Kind, ...]:
        """Return the kinds that are filtered for; all of them when there is no filter."""
        value = self.kind.value()
        if value.startswith(_GROUP):
            return tuple(kind for kind in self._kinds if kind.group == value.removeprefix(_GROUP))
        if value.startswith(_KIND):
            return tuple(kind for kind in self._kinds if kind.key == value.removeprefix(_KIND))
        return self._kinds

    def seek(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """Filter and search for nothing."""
        self._typing.stop()
        self.line.set_value("")
        self._found = None
        for box in (self.kind, self.subtype, self.year, self.state):
            box.set_value("")
        self.late.set_value(False)
        self._offer()

    # --- where one was --------------------------------------------------------------------------------

    def memory(self) -> dict[str, Any]:
        """Return the filters, for coming back."""
        return {
            "kind": self.kind.value().removeprefix(_KIND),
            "subtype": self.subtype.value(),
            "year": int(self.year.value() or 0),
            "state": self.state.value(),
            "late": self.late.value(),
        }

    def recall(self, memory: Mapping[str, Any]) -> None:
        """Set the filters of `memory`; what it does not name is not filtered for."""
        self.clear()
        kind = str(memory.get("kind") or "")
        known = any(one.key == kind for one in self._kinds)
        if len(self._kinds) > 1 and (known or kind.startswith(_GROUP)):
            self.kind.set_value(f"{_KIND}{kind}" if known else kind)
        self._offer()
        self.subtype.set_value(str(memory.get("subtype") or ""))
        self.state.set_value(str(memory.get("state") or ""))
        self.late.set_value(bool(memory.get("late")))
        year = int(memory.get("year") or 0)
        if year:
            self.year.set_answers([Answer(str(year), year_text(year))])
        self.year.set_value(str(year) if year else "")

    # --- what is offered ------------------------------------------------------------------------------

    def show_kinds(self, kinds: Sequence[Kind]) -> None:
        """Offer these kinds; one kind needs no choice."""
        self._kinds = in_order(kinds)
        several = len(self._kinds) > 1
        _offer_only(self.kind, self._kind_answers() if several else [])
        self.kind.setVisible(several)
        self._offer()

    def show_lines(self, lines: Sequence[RecordLine]) -> None:
        """Offer the years and states that these records have."""
        self._lines = tuple(lines)
        years = sorted({line.dated.year for line in lines if line.dated}, reverse=True)
        self.year.set_answers([Answer(str(year), year_text(year)) for year in years])
        self._offer()

    def _kind_chosen(self) -> None:
        self._offer()
        self.changed.emit()

    def _kind_answers(self) -> list[Answer]:
        """Return the groups, each with its kinds under it; a single group needs no heading."""
        groups = list(dict.fromkeys(kind.group for kind in self._kinds))
        answers = []
        for group in groups:
            inset = "　" if len(groups) > 1 else ""
            if inset:
                answers.append(Answer(f"{_GROUP}{group.value}", group_name(group)))
            mine = [kind for kind in self._kinds if kind.group is group]
            answers += [Answer(f"{_KIND}{kind.key}", f"{inset}{words(kind.words)}") for kind in mine]
        return answers

    def _offer(self) -> None:
        """Offer the types and states of the kinds that are filtered for."""
        kinds = self.chosen()
        field = kinds[0].field(kinds[0].subtype) if len(kinds) == 1 and kinds[0].subtype else None
        options = field.options if isinstance(field, Choice) else ()
        answers = [Answer(option.value, words(option.words)) for option in options]
        _offer_only(self.subtype, answers)
        self.subtype.setVisible(bool(answers))
        used = {(line.kind, line.state) for line in self._lines}
        # A page of many kinds would offer some fifty states: there only those that stand in the list.
        states = [
            state
            for kind in kinds
            for state in kind.workflow.states
            if len(kinds) == 1 or (kind.key, state.value) in used
        ]
        _offer_only(self.state, [Answer(state.words.zh, words(state.words)) for state in states])
        self.fit()

    def fit(self) -> None:
        """Make every filter as wide as its longest answer, within reason."""
        look = theme()
        for box in (self.kind, self.subtype, self.year, self.state):
            longest = max(look.metrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
            whole = longest + look.dp(46)
            own = look.metrics().horizontalAdvance(box.itemText(0)) + look.dp(46)
            box.setFixedWidth(max(own, min(whole, look.dp(_WIDEST))))
            box.view().setMinimumWidth(whole)


def _called(kinds: Iterable[Kind], word: str) -> Iterable[tuple[str, str]]:
    """Yield kind and value of the states that go by a word; the Chinese one names them."""
    for kind in kinds:
        yield from ((kind.key, state.value) for state in kind.workflow.states if state.words.zh == word)


def _offer_only(box: ChoiceField, answers: Sequence[Answer]) -> None:
    """Offer other answers; one word stands once, and a choice that is no longer offered is taken back."""
    keep = box.value()
    once = list({answer.value: answer for answer in answers}.values())
    box.set_value("")
    box.set_answers(once)
    box.set_value(keep if any(answer.value == keep for answer in once) else "")
