"""The question before a move: generated from what the move asks; a grave one asks first in any case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QWidget

from core.records.content import Record, is_empty
from core.records.field import ROW, Date, Grid
from core.records.kind import Kind
from core.records.workflow import Effect, Move
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.forms.plain import make_plain
from gui.forms.rowchoice import RowChoice
from gui.messages import _, words
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column, clear
from gui.widgets.text import Label


def may_be_made(move: Move, record: Record) -> bool:
    """Tell whether there is something for a move to act on: one that answers a row needs a row."""
    return move.effect is not Effect.ROW or bool(record.values.get(move.into or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a move is about: its record, and what is known of the answers already."""

    heading: str
    kind: Kind
    values: Mapping[str, Any]
    """Of the record: a move may act on one row of a grid."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Answers to begin with, by the key of the question; under `row` the name of the row."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What was wrong with an answer, by the key of the question."""

    def rows(self, move: Move) -> Grid | None:
        """Return the grid of whose rows the move needs one."""
        found = self.kind.field(move.into) if move.effect is Effect.ROW and move.into else None
        return found if isinstance(found, Grid) else None


class Asking(QWidget):
    """The fields a move asks for, one under the other, each with what is wrong with it below."""

    def __init__(self, move: Move, context: FormContext, asked: Asked) -> None:
        super().__init__()
        self._move = move
        self.editors: dict[str, Editor] = {}
        self.choice: RowChoice | None = None
        self._below: dict[str, Column] = {}
        self._said: list[str] = []
        self._column = Column(self, spacing=6)
        grid = asked.rows(move)
        if grid is not None:
            self.choice = RowChoice(grid, asked.values.get(grid.key), context, done=move.on)
            self._put(ROW, "＊" + words(grid.words), self.choice)
        for question in move.asks:
            editor = make_plain(question, context)  # type: ignore[arg-type]  # moves ask plain fields only
            if isinstance(question, Date) and question.key == move.on:
                editor.set_value(context.today.isoformat())
            self.editors[question.key] = editor
            self._put(question.key, ("＊" if question.required else "") + words(question.words), editor)
        self._take(asked.given)
        for key, text in asked.said.items():
            self.say(key, text)

    def answers(self) -> dict[str, Any]:
        """Return the answers by question, and the chosen row under `row`; empty ones left out."""
        found: dict[str, Any] = {ROW: self.choice.value()} if self.choice is not None else {}
        found.update((key, editor.value()) for key, editor in self.editors.items())
        return {key: value for key, value in found.items() if not is_empty(value)}

    def lacks(self) -> bool:
        """Say under each field what is wrong, and go to the first; False when everything is answered."""
        for below in self._below.values():
            clear(below)
        self._said.clear()
        given = self.answers()
        wrong: list[str] = []
        if self.choice is not None and ROW not in given:
            left = self.choice.open_rows()
            self.say(ROW, _("Choose one of them.") if left else _("All of them were dealt with already."))
            wrong.append(ROW)
        for question in self._move.asks:
            complaint = self.editors[question.key].complaint
            if complaint or (question.required and question.key not in given):
                self.say(question.key, complaint or _("Still missing: {field}.").format(field=words(question.words)))
                wrong.append(question.key)
        if wrong:
            self._entry(wrong[0]).setFocus()
        return bool(wrong)

    def begin(self) -> None:
        """Put the cursor where something is still to be typed or chosen."""
        given = self.answers()
        keys = [ROW] if self.choice is not None else []
        keys += [question.key for question in self._move.asks]
        first = next((key for key in keys if key not in given), keys[0] if keys else "")
        if first:
            self._entry(first).setFocus()

    def say(self, key: str, text: str) -> None:
        """Say under a field what is wrong with it; under all of them for a key that was not asked."""
        below = self._below.get(key)
        if below is None:
            below = self._below[key] = Column(spacing=4)
            self._column.addLayout(below)
        below.addWidget(FindingRow(FindingLine(Level.ERROR, text)))
        self._said.append(text)

    def said(self) -> list[str]:
        """Return what is said now, top down."""
        return list(self._said)

    def _put(self, key: str, label: str, widget: QWidget) -> None:
        name = Label(label, "label")
        name.setBuddy(widget)
        self._column.addWidget(name)
        self._column.addWidget(widget)
        self._below[key] = Column(spacing=4)
        self._column.addLayout(self._below[key])

    def _take(self, given: Mapping[str, Any]) -> None:
        """Begin with what is known; an answer nobody asks for goes into the note, so that it is not typed anew."""
        rest = {key: value for key, value in given.items() if key != ROW and key not in self.editors}
        for key, value in given.items():
            if key in self.editors and not is_empty(value):
                self.editors[key].set_value(value)
        if self.choice is not None and given.get(ROW):
            self.choice.set_value(str(given[ROW]))
        note = self.editors.get("note")
        spare = next((value for value in rest.values() if isinstance(value, str) and value), "")
        if note is not None and is_empty(note.value()):
            note.set_value(spare)

    def _entry(self, key: str) -> QWidget:
        return self.choice if key == ROW and self.choice is not None else self.editors[key]


def ask_move(
    move: Move,
    context: FormContext,
    asked: Asked,
    *,
    then: Callable[[dict[str, Any]], None],
    parent: QWidget,
) -> Question | None:
    """Ask what a move needs, then call `then` with the answers; a move that asks nothing and is not grave goes on.

    Returns the open dialog, None when nothing had to be asked.
    """
    if not move.asks and not move.grave and asked.rows(move) is None:
        then({})
        return None
    name = words(move.words)
    body = Asking(move, context, asked)
    if move.grave:
        title = _("{move}: {heading}?").format(move=name, heading=asked.heading)
        text = _("This can’t be undone. The record keeps its number and stays on the list, marked {move}.")
        replies = [
            Reply("no", _("Don’t: {move}").format(move=name), safe=True),
            Reply("yes", _("{move} this record").format(move=name), grave=True),
        ]
    else:
        title, text = name, asked.heading
        replies = [Reply("no", _("Cancel"), safe=True), Reply("yes", name)]
    text = text.format(move=name) if move.grave else text
    question = Question(title, text, replies, body=body, parent=parent)
    question.ask(
        lambda answer: then(body.answers()) if answer == "yes" else None,
        stay=lambda answer: answer == "yes" and body.lacks(),
    )
    body.begin()
    return question
