"""What was typed and can't be kept: a day that does not exist, a name nobody has."""

from collections.abc import Mapping

from gui.forms.editor import Editor, Path
from gui.forms.findings import Said
from gui.forms.grid import GridEditor
from gui.widgets.finding import Level


def complaints(editors: Mapping[str, Editor]) -> tuple[Said, ...]:
    """Return it as findings of the form's own, with where each stands."""
    found: list[tuple[Path, str]] = []
    for key, editor in editors.items():
        if isinstance(editor, GridEditor):
            found += editor.complaints()
        elif editor.complaint:
            found.append(((key,), editor.complaint))
    return tuple(
        Said(key=f"typed:{'.'.join(map(str, path))}", path=path, level=Level.ERROR, text=text, own=True)
        for path, text in found
    )
