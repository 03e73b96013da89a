"""The one place where the parts of the program are made and put together."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from core.base.bell import Bell
from core.base.clock import Clock, SystemClock
from core.base.jobs import Progress
from core.base.log import keep_log
from core.base.paths import data_folder, program_folder, resources
from core.base.running import hold
from core.base.settings import Settings, load
from core.services import typefaces
from gui.messages import _, use
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.theme import dress
from gui.windows.called import Called
from gui.windows.collecting import Collector
from gui.windows.crash import CrashNotice
from gui.windows.helping import HelpDoor, ask_for_help
from gui.windows.leaving import LeaveOnSignal
from gui.windows.main_window import MainWindow
from gui.windows.printing import open_print
from gui.windows.systemlock import SystemLock
from gui.windows.wayin import Open

if TYPE_CHECKING:
    from core.services.desk.desks import Desk
    from core.services.vaults import Vault
    from gui.desk.setup import DeskAnswers
    from gui.widgets.printers import Printers
    from gui.wizards.first_run import Answers

Make = Callable[["Answers", Progress], "Vault"]
"""Makes a vault from the answers of the first run; runs in the vault's thread."""

MakeDesk = Callable[["DeskAnswers", Progress], "Desk"]
"""Makes a desk from the answers of its wizard; runs in the vault's thread."""


@dataclass(slots=True)
class Application:
    """Everything that lives as long as the program."""

    qt: QApplication
    tasks: Tasks
    preferences: Preferences
    window: MainWindow
    notice: CrashNotice
    clock: Clock
    chooser: Chooser
    printers: "Printers | None" = None

    def close(self) -> None:
        """Finish what was begun and end the threads."""
        self.tasks.close()
        self.notice.stop()


def assemble(
    qt: QApplication,
    *,
    folder: Path,
    clock: Clock | None = None,
    settings: Settings | None = None,
    make: Make | None = None,
    make_desk: MakeDesk | None = None,
    open_vault: Open | None = None,
    chooser: Chooser | None = None,
    printers: "Printers | None" = None,
) -> Application:
    """Make the parts and put them together; nothing is shown yet.

    `folder` holds the settings, the trust file, the log and, by default, the vault. Tests give a clock that stands,
    ways to make and open a vault that cost little, a chooser that answers by itself, and printers that write files.
    """
    clock = clock or SystemClock()
    kept = folder / "settings.json"
    settings = settings if settings is not None else load(kept)
    use(settings.language.value)
    dress(qt, mode=settings.theme.value, percent=settings.text_scale)
    tasks = Tasks()
    preferences = Preferences(kept, settings, tasks)
    chooser = chooser or Chooser()
    typed: dict[str, Any] = {}

    def first_run(window: MainWindow) -> QWidget:
        # Most days begin without it.
        from gui.wizards.first_run import FirstRun

        wizard = FirstRun(
            tasks=tasks,
            folder=folder,
            language=preferences.now.language.value,
            make=make or _maker(clock),
            chooser=chooser,
        )
        wizard.recall(typed)

        def speak(language: str) -> None:
            typed.update(wizard.typed())
            preferences.change(language=language)

        wizard.language_wanted.connect(speak)
        wizard.made.connect(window.enter_new_school)
        wizard.other_wanted.connect(window.choose_other)
        wizard.desk_wanted.connect(window.set_up_desk)
        wizard.restore_wanted.connect(from_backup)
        wizard.help_wanted.connect(lambda: ask_for_help(window))
        wizard.left.connect(window.close)
        return wizard

    def from_backup() -> None:
        from gui.windows.from_backup import FromBackup

        def restored(book: Path, said: str) -> None:
            window.use_vault(book)
            card = window.cover()
            if card is not None:
                card.say_safe(said)

        page = FromBackup(tasks=tasks, clock=clock, folder=folder, present=window.vault_folder(), chooser=chooser)
        page.restored.connect(restored)
        page.left.connect(window.begin)
        page.look_wanted.connect(window.drives().look)
        window.drives().changed.connect(page.show_drives)
        page.show_drives(window.drives().drives)
        window.show_alone(page)
        window.drives().look()

    def desk_setup(window: MainWindow) -> QWidget:
        from gui.desk.setup import DeskSetup

        wizard = DeskSetup(tasks=tasks, folder=folder, make=make_desk or _desk_maker(clock), chooser=chooser)
        wizard.made.connect(window.enter_new_desk)
        wizard.left.connect(window.begin)
        wizard.look_wanted.connect(window.drives().look)
        window.drives().changed.connect(wizard.show_drives)
        wizard.show_drives(window.drives().drives)
        return wizard

    window = MainWindow(
        tasks=tasks,
        clock=clock,
        preferences=preferences,
        open_vault=open_vault or _opener(clock),
        first_run=first_run,
        desk_setup=desk_setup,
        chooser=chooser,
        printers=printers,
    )
    HelpDoor(window, tasks=tasks, preferences=preferences, chooser=chooser, printers=printers)
    notice = CrashNotice(
        window,
        log=folder / "taizhang.log",
        rescue=window.rescue,
        book=window.book,
        tasks=tasks,
        clock=clock,
        chooser=chooser,
    )
    tasks.crashed.connect(notice.show_error)
    tasks.unclaimed.connect(window.trouble)
    return Application(qt, tasks, preferences, window, notice, clock, chooser, printers)


def run(vault: Path | None = None, files: Sequence[Path] = (), own: Bell | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    `vault` is opened instead of the last one; `files` are checked as soon as that can be done; at `own` a second start
    of the program rings.
    """
    if program_folder() is not None:
        hold(Path(sys.executable))
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Taizhang")
    qt.setApplicationDisplayName("台账")
    qt.setDesktopFileName("taizhang")
    qt.setWindowIcon(QIcon(str(resources("icons", "taizhang.svg"))))
    folder = data_folder()
    keep_log(folder / "taizhang.log")
    made = assemble(qt, folder=folder)
    if vault is not None:
        made.preferences.change(vault=str(vault.absolute()), school="", principal="")
    speak_in_dialogs(qt, made.preferences.now.language.value)
    made.preferences.changed.connect(
        lambda names: speak_in_dialogs(qt, made.preferences.now.language.value) if "language" in names else None
    )
    follow_fonts(made.preferences, folder)
    made.notice.start()
    signals = LeaveOnSignal(made.window.close, made.window)
    signals.start()
    made.window.closed.connect(qt.quit)
    begin(made, [str(path.absolute()) for path in files])
    made.window.show()
    if own is not None:
        Called(made.window, busy=made.tasks.under_way).listen(own)
    system = SystemLock(made.window)
    system.locked.connect(made.window.lock)
    system.start(int(made.window.winId()))
    collector = Collector(made.window)
    collector.start()
    # The services load SQLAlchemy (half a second): while the person reads and types, not before the first paint.
    QTimer.singleShot(0, lambda: made.tasks.in_vault(_warm))
    try:
        return qt.exec()
    finally:
        signals.stop()
        system.stop()
        collector.stop()
        made.close()


def begin(made: Application, files: Sequence[str]) -> None:
    """Show the way in; where there is no record book yet, files that were brought are checked without one."""
    window = made.window
    if not files or window.vault_folder() is not None:
        window.begin(files)
        return
    from gui.pages.judge import JudgePage

    page = JudgePage(
        trust=made.preferences.trust, tasks=made.tasks, clock=made.clock, drives=window.drives(), chooser=made.chooser
    )
    page.went_back.connect(window.begin)
    page.set_back(_("Return"))
    page.print_requested.connect(
        lambda paper: open_print(
            paper,
            over=page,
            tasks=made.tasks,
            preferences=made.preferences,
            printers=made.printers,
            chooser=made.chooser,
        )
    )
    page.troubled.connect(page.refuse)  # no shell is there to say it
    window.show_alone(page)
    page.recall({"files": files})


def follow_fonts(preferences: Preferences, folder: Path) -> None:
    """Make pages with this computer's fonts, or with ours alone, as the settings say; nothing is looked for yet."""

    def say() -> None:
        typefaces.use_machine_fonts(folder if preferences.now.machine_fonts else None)

    preferences.changed.connect(lambda names: say() if "machine_fonts" in names else None)
    say()


def speak_in_dialogs(qt: QApplication, language: str) -> None:
    """Let the dialogs that Qt brings (choosing a file) speak the language of the windows."""
    for old in qt.findChildren(QTranslator, "dialogs"):
        qt.removeTranslator(old)
        old.deleteLater()
    if language == "en":
        return
    translator = QTranslator(qt)
    translator.setObjectName("dialogs")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language), "qtbase", "_", folder):
        qt.installTranslator(translator)


def _maker(clock: Clock) -> Make:
    def make(answers: "Answers", progress: Progress) -> "Vault":
        from core.services import vaults

        return vaults.create(
            answers.folder,
            password=answers.password,
            school=answers.school,
            principal=answers.principal,
            others=answers.others,
            campaign_id=answers.campaign,
            clock=clock,
            progress=progress,
        )

    return make


def _desk_maker(clock: Clock) -> MakeDesk:
    def make(answers: "DeskAnswers", progress: Progress) -> "Desk":
        from core.services.desk import desks

        return desks.create(
            answers.folder,
            password=answers.password,
            county=answers.county,
            clerk=answers.clerk,
            safe=desks.Safe(answers.safe, answers.safe_password),
            clock=clock,
            progress=progress,
        )

    return make


def _opener(clock: Clock) -> Open:
    def open_vault(folder: Path, password: str) -> "Vault | Desk":
        from core.services import vaults
        from core.services.desk import desks

        if desks.is_desk(folder):
            return desks.open_desk(folder, password, clock=clock)
        return vaults.open_vault(folder, password, clock=clock)

    return open_vault


def _warm() -> None:
    """Load what every opened vault needs, in the vault's thread."""
    from core.services import records, vaults  # noqa: F401 - loading is all that is wanted


if __name__ == "__main__":
    raise SystemExit(run())
