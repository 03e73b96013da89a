"""The question before a move: generated from what the move asks; a grave one asks first in any case."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from core.records.content import Record, is_empty
from core.records.field import ROW, Date, Grid, LongText, Text
from core.records.kind import Kind
from core.records.workflow import Effect, Move
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.forms.plain import make_plain
from gui.messages import _, join, words
from gui.widgets.fields import Answer, ChoiceField
from gui.widgets.finding import FindingLine, FindingRow, Level
from gui.widgets.question import Question, Reply
from gui.widgets.space import Column
from gui.widgets.text import Label

LONGEST = 40
"""Characters of a row's words by which it is told from the others."""


def may_be_made(move: Move, record: Record) -> bool:
    """Tell whether there is something for a move to act on: one that answers a row needs a row."""
    return move.effect is not Effect.ROW or bool(record.values.get(move.into or ""))


def rows_of(move: Move, kind: Kind, record: Record) -> tuple[Answer, ...]:
    """Return the rows that a move may act on, each by its place and its first words; none when it acts on no row."""
    if move.effect is not Effect.ROW or not move.into:
        return ()
    grid = kind.field(move.into)
    columns = grid.columns if isinstance(grid, Grid) else ()
    told = next((column.key for column in columns if isinstance(column, Text | LongText)), "")
    found = []
    for at, row in enumerate(record.values.get(move.into) or (), start=1):
        text = str(row.get(told) or "")
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        found.append(Answer(str(row.get(ROW) or ""), f"{at} · {short}" if short else str(at)))
    return tuple(found)


class Asking(QWidget):
    """Which row it is about, then the fields a move asks for, one under the other, with what is missing below."""

    def __init__(self, move: Move, context: FormContext, rows: Sequence[Answer] = ()) -> None:
        super().__init__()
        self._asks = move.asks
        self.editors: dict[str, Editor] = {}
        column = Column(self, spacing=6)
        self.row: ChoiceField | None = None
        if move.effect is Effect.ROW:
            column.addWidget(Label(f"＊{_('Which row')}", "label"))
            self.row = ChoiceField(rows, empty=_("Please choose"))
            self.row.setAccessibleName(_("Which row"))
            column.addWidget(self.row)
        for field in move.asks:
            column.addWidget(Label(("＊" if field.required else "") + words(field.words), "label"))
            editor = make_plain(field, context)  # type: ignore[arg-type]  # moves ask plain fields only
            if isinstance(field, Date) and field.key in {"on", move.on}:
                editor.set_value(context.today.isoformat())
            self.editors[field.key] = editor
            column.addWidget(editor)
        self._missing = Column(spacing=4)
        column.addLayout(self._missing)
        self._row: FindingRow | None = None

    def answers(self) -> dict[str, Any]:
        """Return the answers by question, and the chosen row; empty ones left out."""
        found = {key: editor.value() for key, editor in self.editors.items()}
        if self.row is not None:
            found[ROW] = self.row.value()
        return {key: value for key, value in found.items() if not is_empty(value)}

    def lacks(self) -> bool:
        """Say what is missing and go there; False when everything is answered."""
        wrong = [field for field in self._asks if self.editors[field.key].complaint]
        given = self.answers()
        missing = [field for field in self._asks if field.required and field.key not in given]
        if self.row is not None and not self.row.value():
            self.say(_("Please choose the row it is about."))
            self.row.setFocus()
            return True
        if wrong:
            self.say(self.editors[wrong[0].key].complaint)
        elif missing:
            self.say(_("Still missing: {fields}.").format(fields=join(words(field.words) for field in missing)))
        else:
            return False
        self.editors[(wrong or missing)[0].key].setFocus()
        return True

    def say(self, text: str) -> None:
        """Say why this is not enough."""
        if self._row is not None:
            self._row.hide()
            self._row.deleteLater()
        self._row = FindingRow(FindingLine(Level.ERROR, text))
        self._missing.addWidget(self._row)


def ask_move(
    move: Move,
    context: FormContext,
    *,
    heading: str,
    then: Callable[[dict[str, Any]], None],
    parent: QWidget,
    rows: Sequence[Answer] = (),
) -> Question | None:
    """Ask what a move needs, then call `then` with the answers; a move that asks nothing and is not grave goes on.

    `rows` are those it may act on, see `rows_of`. Returns the open dialog, None when nothing had to be asked.
    """
    if not move.asks and not move.grave and not rows:
        then({})
        return None
    name = words(move.words)
    body = Asking(move, context, rows)
    if move.grave:
        title = _("{move}: {heading}?").format(move=name, heading=heading)
        text = _("This can’t be undone. The record keeps its number and stays on the list, marked {move}.")
        replies = [
            Reply("no", _("Don’t: {move}").format(move=name), safe=True),
            Reply("yes", _("{move} this record").format(move=name), grave=True),
        ]
    else:
        title, text = name, heading
        replies = [Reply("no", _("Cancel"), safe=True), Reply("yes", name)]
    question = Question(title, text.format(move=name) if move.grave else text, replies, body=body, parent=parent)
    question.ask(
        lambda answer: then(body.answers()) if answer == "yes" else None,
        stay=lambda answer: answer == "yes" and body.lacks(),
    )
    first = next(iter(body.editors.values()), None)
    empty = next((editor for editor in body.editors.values() if is_empty(editor.value())), first)
    if body.row is not None:
        body.row.setFocus()
    elif empty is not None:
        empty.setFocus()
    return question
