"""From a field to its editor: the one place that knows every field type."""

from core.records.field import Attendance, Field, Files, Grid
from gui.forms.attendance import AttendanceEditor
from gui.forms.context import FormContext
from gui.forms.editor import Editor
from gui.forms.files import FilesEditor
from gui.forms.grid import GridEditor, WrittenRows
from gui.forms.plain import make_plain
from gui.widgets.formline import LABEL


def make_editor(field: Field, context: FormContext, *, label_width: int = LABEL) -> Editor:
    """Return the editor of a field; plain ones are matched in `plain.make_plain`, which ends in `assert_never`.

    `label_width` is the width of the labels at the left, in pixels at 100 %.
    """
    match field:
        case Grid(append_only=True):
            return WrittenRows(field, context, label_width=label_width)
        case Grid():
            return GridEditor(field, context, label_width=label_width)
        case Attendance():
            return AttendanceEditor(field, context)
        case Files():
            return FilesEditor(field, context)
        case _:
            return make_plain(field, context)
