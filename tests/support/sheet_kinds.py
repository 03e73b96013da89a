"""Sheet of the gallery: the menu of many kinds, open under its button."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import Button
from gui.widgets.head import Head
from gui.widgets.kindmenu import KindEntry, KindGroup, KindMenu
from gui.widgets.space import Column
from gui.widgets.text import Frame
from gui.widgets.theme import Room
from tests.support.sheet_frame import window
from tests.support.sheet_views import told


def groups() -> list[KindGroup]:
    """Return kinds of record in groups."""
    return [
        KindGroup(
            told("学习", "Study"),
            (
                kind(
                    "night",
                    "夜学",
                    "Night study",
                    "每月两次",
                    "Twice a month, all staff",
                    "book_open",
                    "yx",
                ),
                kind("core", "中心组学习", "Core group", "每月一次，班子成员", "Once a month", "book_open", "zxzxx"),
                kind("lesson", "一人一课", "One lesson each", "每人每学期一次", "Once a term", "book_open", "yryk"),
                kind("notes", "学习笔记", "Study notes", "", "", "edit", "xxbj"),
            ),
        ),
        KindGroup(
            told("调研", "On the spot"),
            (
                kind(
                    "diary",
                    "蹲点调研日记",
                    "Diary of a visit",
                    "在学生家",
                    "In a village",
                    "notebook",
                    "dddyrj",
                ),
                kind("talk", "恳谈会记录", "Open talk", "听家长和群众的意见", "Hearing parents", "person", "ktjl"),
                kind("report", "调研报告", "Report", "", "", "document", "dybg"),
            ),
        ),
        KindGroup(
            told("整改", "Mending"),
            (
                kind("item", "整改事项", "Item to mend", "三张清单是同一张表", "", "clipboard_task", "zgsx"),
                kind("promise", "公开承诺", "Public promise", "公布在校务公开栏", "", "flag", "gkcn"),
                kind("sum", "阶段总结", "Summary of a phase", "", "", "document_checkmark", "jdzj"),
            ),
        ),
    ]


def kind(key: str, zh: str, en: str, zh_line: str, en_line: str, icon: str, initials: str) -> KindEntry:
    """Return one kind in the language of the windows, found by the other as well."""
    return KindEntry(key, told(zh, en), told(zh_line, en_line), icon, initials, told(en, zh))


class _Opening(Frame):
    """A page whose menu opens as soon as it is seen."""

    def __init__(self, menu: KindMenu, button: Button, typed: str) -> None:
        super().__init__("plain")
        self.menu, self._button, self._typed = menu, button, typed

    def showEvent(self, event: QShowEvent) -> None:
        """Open the menu once everything has its place."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._open)

    def _open(self) -> None:
        self.menu.open_under(self._button)
        self.menu.line.setText(self._typed)


def kinds(room: Room, typed: str = "") -> QWidget:
    """Return a page with its menu open."""
    head = Head(told("学习", "Study"), told("夜学、中心组、一人一课", "Night study, core group, lessons"))
    button = Button(told("新建", "New"), "primary", icon_name="add", shortcut="Ctrl+N", opens=True)
    head.add_button(button)
    menu = KindMenu(groups(), says=told("新建记录", "New record"))
    body = _Opening(menu, button, typed)
    menu.setParent(body)
    Column(body).addWidget(Frame("surface"))
    return window("study", head, body, room)


def narrowed(room: Room) -> QWidget:
    """Return the menu when initials were typed."""
    return kinds(room, "yx")
