"""Every dialog of the program, each opened over whatever page is in front, for the tests of the lock."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from PySide6.QtWidgets import QDialog, QLineEdit, QMenu

import gui
from core.campaign.reader import preset
from core.services import archive
from core.views.campaigns import Offered
from core.views.county import LetterView
from core.views.typefaces import MissingChar
from gui.forms.standins import StandInQuestion
from gui.pages.archiving import ArchiveQuestion
from gui.pages.blanks import BlanksQuestion
from gui.pages.editor import EditorPage
from gui.pages.history import HistoryDialog
from gui.pages.inspection import MissingList
from gui.pages.letterquestion import LetterQuestion
from gui.pages.offered import OfferedDialog
from gui.pages.ownactivity import OwnQuestion
from gui.pages.restoring import BackupPassword
from gui.pages.sealquestion import ChooseSeal, GiveSeal
from gui.pages.skeletons import SkeletonQuestion
from gui.pages.tokenquestion import TokenQuestion
from gui.pages.tying import TieQuestion
from gui.pages.wayscard import OwnPassword, SheetCheck
from gui.widgets.dialog import Dialog
from gui.widgets.hanzipicker import HanziPicker
from gui.widgets.paper import Printout
from gui.widgets.question import Question, Reply
from gui.widgets.rarefield import pick_hanzi
from gui.windows.keylist import show_keys
from gui.windows.print_window import PrintWindow
from tests.support.paper import marked_pdf
from tests.support.stage import Stage

DAY = date(2008, 9, 19)

Opener = Callable[[Stage, EditorPage], Any]


def plain_question(_stage: Stage, page: EditorPage) -> QDialog:
    """A question whose grave answer must not be given by anybody but the person."""
    question = Question("作废？", "", [Reply("no", "不作废", safe=True), Reply("yes", "作废", grave=True)], parent=page)
    answers: list[str] = []
    question.ask(answers.append)
    question.setProperty("answers", answers)
    page.answers = answers  # type: ignore[attr-defined]
    return question


def discard(stage: Stage, page: EditorPage) -> QDialog:
    """The editor's own question before a draft is thrown away."""
    page._actions.discard(page._door_now(), page._view_now())
    found = stage.window.findChild(Question)
    assert found is not None
    return found


def history(stage: Stage, page: EditorPage) -> QDialog:
    page._actions.show_history(page._door_now(), page._view_now())
    stage.until(lambda: stage.window.findChild(HistoryDialog) is not None)
    found = stage.window.findChild(HistoryDialog)
    assert found is not None
    return found


def picker(_stage: Stage, page: EditorPage) -> QDialog:
    form = page.form()
    assert form is not None
    entry = form.editor("title").entry(("title",))
    assert isinstance(entry, QLineEdit)
    found = pick_hanzi(entry)
    assert found is not None
    found.line.setText("yan3")
    return found


def printing(stage: Stage, page: EditorPage) -> QDialog:
    page.print_requested.emit(Printout(marked_pdf(2), "两页"))
    stage.until(lambda: stage.window.findChild(PrintWindow) is not None)
    found = stage.window.findChild(PrintWindow)
    assert found is not None
    return found


def print_under_way(stage: Stage, page: EditorPage) -> QDialog:
    found = printing(stage, page)
    assert isinstance(found, PrintWindow)
    stage.until(lambda: found.view.pages() > 0 and stage.app.tasks.under_way() == 0)
    found.press()
    assert found.busy()
    return found


def opened(make: Callable[[Stage, EditorPage], QDialog]) -> Opener:
    """Open what was made, as its page would."""

    def go(stage: Stage, page: EditorPage) -> QDialog:
        dialog = make(stage, page)
        if isinstance(dialog, TieQuestion):
            dialog.ask()
        elif isinstance(dialog, Question):
            dialog.ask(lambda _answer: None)
        else:
            dialog.open()
        return dialog

    return go


def typed(make: Callable[[Stage, EditorPage], QDialog]) -> Opener:
    """Open it, and type into every line of it."""
    go = opened(make)

    def then(stage: Stage, page: EditorPage) -> QDialog:
        dialog: QDialog = go(stage, page)
        for line in dialog.findChildren(QLineEdit):
            line.setText("秘密 2008")
        return dialog

    return then


LETTER = LetterView(
    county="云川县教育局",
    signer="",
    root="AAAA BBBB",
    known=False,
    school="云岙小学",
    school_before="云岙小学",
    principal="林志远",
    principal_before="林志远",
    valid_until=date(2010, 1, 1),
)


def menu(_stage: Stage, page: EditorPage) -> QMenu:
    found = QMenu(page)
    found.addAction("一项")
    found.popup(page.mapToGlobal(page.rect().center()))
    return found


def crash(stage: Stage, _page: EditorPage) -> QDialog:
    stage.app.notice.show_error(ValueError())
    found = stage.app.notice.dialog()
    assert found is not None
    return found


DIALOGS: dict[str, Opener] = {
    "question": plain_question,
    "discard": discard,
    "history": history,
    "picker": picker,
    "keys": lambda stage, _page: show_keys(stage.window),
    "print window": printing,
    "printing under way": print_under_way,
    "crash notice": crash,
    "menu": menu,
    "stand-ins": opened(lambda _stage, page: StandInQuestion((MissingChar("䶮", "标题"),), parent=page)),
    "archive": opened(
        lambda stage, page: ArchiveQuestion(
            archive.years(stage.window.book()), archive.place(stage.window.book()), parent=page
        )
    ),
    "blank sheets": opened(lambda _stage, page: BlanksQuestion(parent=page)),
    "missing": opened(lambda _stage, page: MissingList("缺第二次学习", parent=page)),
    "backup password": typed(
        lambda _stage, page: BackupPassword("试恢复", "打开看一遍，台账不变。", "打开", sheet=True, parent=page)
    ),
    "own password": typed(lambda _stage, page: OwnPassword("印恢复单", "", "生成", parent=page)),
    "two passwords": typed(lambda _stage, page: OwnPassword("设第二口令", "", "设好", pair=True, parent=page)),
    "sheet check": typed(lambda _stage, page: SheetCheck(parent=page)),
    "letter": opened(lambda _stage, page: LetterQuestion(LETTER, today=DAY, parent=page)),
    "offered campaign": opened(
        lambda _stage, page: OfferedDialog(Offered(template=preset(), known=False), today=DAY, parent=page)
    ),
    "own activity": typed(lambda _stage, page: OwnQuestion(None, today=DAY, parent=page)),
    "choose seal": typed(lambda _stage, page: ChooseSeal(parent=page)),
    "give seal": typed(lambda _stage, page: GiveSeal(parent=page)),
    "skeleton": opened(lambda _stage, page: SkeletonQuestion(today=DAY, parent=page)),
    "token": typed(
        lambda stage, page: TokenQuestion(
            use=lambda *_how: None, tasks=stage.app.tasks, chooser=stage.chooser, parent=page
        )
    ),
    "tie": opened(
        lambda stage, page: TieQuestion(
            stage.window.book(), tasks=stage.app.tasks, record=page._view_now().record, text="意见", parent=page
        )
    ),
}
"""Every dialog by a name of ours."""

WALKED = frozenset(
    {
        ArchiveQuestion,
        BackupPassword,
        BlanksQuestion,
        ChooseSeal,
        Dialog,
        GiveSeal,
        HanziPicker,
        HistoryDialog,
        LetterQuestion,
        MissingList,
        OfferedDialog,
        OwnPassword,
        OwnQuestion,
        PrintWindow,
        Question,
        SheetCheck,
        SkeletonQuestion,
        StandInQuestion,
        TieQuestion,
        TokenQuestion,
    }
)
"""The classes that these are of."""

_CLOSING = frozenset({"reject", "done", "accept", "closeEvent", "keyPressEvent", "event"})


def dialogs_with_a_closing_of_their_own() -> Iterator[type[QDialog]]:
    """Yield every dialog class of the program that does not simply close as another one does."""
    for module in walk_packages(gui.__path__, "gui."):
        import_module(module.name)
    waiting: list[type[QDialog]] = [QDialog]
    while waiting:
        for found in waiting.pop().__subclasses__():
            waiting.append(found)
            if found.__module__.startswith("gui.") and (QDialog in found.__bases__ or _CLOSING & set(vars(found))):
                yield found
