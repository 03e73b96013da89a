"""What was typed and can't be kept: a day that does not exist, a name nobody has."""

from collections.abc import Mapping

from gui.forms.editor import Editor, Path
from gui.forms.findings import Said
from gui.forms.grid import GridEditor
from gui.messages import _
from gui.widgets.finding import Level


def complaints(editors: Mapping[str, Editor]) -> tuple[Said, ...]:
    """Return it as findings of the form's own, with where each stands."""
    found: list[tuple[Path, Editor]] = []
    for key, editor in editors.items():
        if isinstance(editor, GridEditor):
            found += editor.complaining()
        elif editor.complaint:
            found.append(((key,), editor))
    return tuple(
        Said(
            key=f"typed:{'.'.join(map(str, path))}",
            path=path,
            level=Level.ERROR,
            text=editor.complaint,
            action=_("Put on the list") if editor.newcomer else "",
            newcomer=editor.unread() if editor.newcomer else "",
            own=True,
        )
        for path, editor in found
    )


def unread(editors: Mapping[str, Editor]) -> dict[str, str]:
    """Return the texts themselves by where they stand: "date", or "grid/row/column"."""
    found: dict[str, str] = {}
    for key, editor in editors.items():
        if isinstance(editor, GridEditor):
            cells = editor.unread_cells().items()
            found.update((f"{key}/{row}/{column}", text) for (row, column), text in cells)
        elif text := editor.unread():
            found[key] = text
    return found


def show_unread(editors: Mapping[str, Editor], texts: Mapping[str, str]) -> None:
    """Put texts that nobody could read back where they were typed."""
    for place, text in texts.items():
        key, _, cell = place.partition("/")
        row, _, column = cell.partition("/")
        editor = editors.get(key)
        if isinstance(editor, GridEditor):
            editor.show_unread_cell(row, column, text)
        elif editor is not None:
            editor.show_unread(text)
