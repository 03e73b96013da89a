"""A form of a kind, shown and in front, for the tests of gui/forms."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.records.catalogue import find_kind
from core.views.records import FindingView
from gui.forms.context import FormContext
from gui.forms.form import Form
from gui.widgets.theme import Room, dress
from tests.support.vaults import PEOPLE

TODAY = date(2008, 9, 19)

INITIALS = {"p01": "lzy", "p02": "sxy", "p03": "wy", "p04": "sb", "p05": "cxm"}


def context(**more: Any) -> FormContext:
    """Return what a form knows in the tests."""
    import msgspec

    people = {who.id: msgspec.structs.replace(who, initials=INITIALS[who.id]) for who in PEOPLE}
    return FormContext(today=TODAY, people=people, **more)


def shown_form(qtbot: QtBot, kind: str, values: dict[str, Any] | None = None, *, width: int = 812) -> Form:
    """Return a form of a kind, on the screen and with the keyboard."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, mode="light")
    form = Form(find_kind(kind), context())
    qtbot.addWidget(form)
    form.resize(width, 600)
    form.set_room(Room.WIDE)
    form.set_values(values or {})
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    QApplication.processEvents()
    return form


def finding(rule: str, level: str, path: tuple[str | int, ...], **more: Any) -> FindingView:
    """Return a finding as the services give it."""
    mark = f"{rule}:{'.'.join(str(step) for step in path)}"
    return FindingView(
        rule=rule,
        level=level,
        code=str(more.pop("code", "empty")),
        mark=mark,
        record="r",
        path=path,
        particulars=more.pop("particulars", {}),
        **more,
    )
