"""The keys of an editor."""

from typing import TYPE_CHECKING

from gui.messages import _
from gui.widgets.keys import bind_within

if TYPE_CHECKING:
    from gui.pages.editor import EditorPage


def bind_keys(page: "EditorPage") -> None:
    """Let the keys of the plan work everywhere in an editor."""

    def step(by: int) -> None:
        form = page.form()
        if form is not None:
            form.step_finding(by)

    bind_within(
        page,
        (
            ("Ctrl+S", page.save_now, _("Save now; it is saved by itself anyway")),
            ("F9", page.toggle_preview, _("Show or fold the page as it will print")),
            ("F8", lambda: step(1), _("Next finding")),
            ("Shift+F8", lambda: step(-1), _("The finding before")),
            ("Ctrl+Return Ctrl+Enter", page.press_done, _("Finish the record, or the next step")),
            ("Ctrl+P", page.print_now, _("Print")),
            ("Esc", page.went_back.emit, _("Return")),
        ),
    )
