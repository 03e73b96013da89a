"""The one window: first run, the closed cover, and the open vault take turns in it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from core.base.clock import Clock
from core.base.errors import NoVault, UserError
from gui.messages import _, about, use
from gui.pages.preferences import Preferences
from gui.tasks import Tasks
from gui.widgets.choosing import Chooser
from gui.widgets.copying import CopyWatch, any_private
from gui.widgets.theme import theme
from gui.windows.aftercare import Aftercare
from gui.windows.greeting import offer_sheet, remember, waiting_words
from gui.windows.idle import IdleWatch
from gui.windows.keeper import Keeper
from gui.windows.keylist import window_keys
from gui.windows.locking import forget_all, put_away
from gui.windows.newsecret import NewSecretCard
from gui.windows.parting import PartingCard
from gui.windows.standing import Standing
from gui.windows.sticks import DriveWatch
from gui.windows.unlock import UnlockCard, sound_group
from gui.windows.updating import Updating
from gui.windows.wayin import Open, WayIn

if TYPE_CHECKING:
    from core.services.desk.desks import Desk
    from core.services.vaults import Vault
    from gui.widgets.printers import Printers
    from gui.windows.shell import Shell


class MainWindow(QMainWindow):
    """Holds one thing at a time and moves between them."""

    closed = Signal()
    """The window is gone and everything is kept."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        clock: Clock,
        preferences: Preferences,
        open_vault: Open,
        first_run: Callable[["MainWindow"], QWidget],
        desk_setup: Callable[["MainWindow"], QWidget],
        chooser: Chooser,
        printers: "Printers | None" = None,
    ) -> None:
        super().__init__()
        self._printers = printers
        self._chooser = chooser
        self._tasks, self._clock, self._preferences = tasks, clock, preferences
        self._first_run, self._desk_setup = first_run, desk_setup
        self._vault: Any = None
        """The open book: a school's `Vault`, or a county's `Desk`."""
        self._shell: Shell | None = None
        self._card: UnlockCard | None = None
        self._here: dict[str, Any] = {}
        self._closing = self._may_close = self._in_close = False
        self._drives = DriveWatch(tasks, self)
        self._copies = CopyWatch(shown=lambda: any_private(self), parent=self)
        self._keeper = Keeper(tasks=tasks, clock=clock, drives=self._drives, parent=self)
        self._way_in = WayIn(open_vault, tasks=tasks, keeper=self._keeper, parent=self)
        self._updating = Updating(self, tasks=tasks, clock=clock, keeper=self._keeper, chooser=chooser)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._idle = IdleWatch(app, minutes=preferences.now.idle_minutes, busy=tasks.under_way, parent=self)
        self._idle.idle.connect(self.lock)
        self._standing = Standing()
        self.setCentralWidget(self._standing)
        self.setMinimumSize(QSize(800, 560))
        self.resize(1366, 698)
        preferences.changed.connect(self._preferences_changed)
        window_keys(self, preferences, trouble=self.trouble)

    # --- what stands in the window -------------------------------------------------------------------

    def begin(self, files: Sequence[str] = ()) -> None:
        """Show the way in: the cover of the vault used last, or the first run; `files` are checked once it is open."""
        self._here = {"files": list(files)} if files else self._here
        folder = self.vault_folder()
        if folder is None:
            self.set_up()
            return
        card = self.show_cover()
        if not folder.exists():  # on a stick that is not plugged in, most likely
            card.refuse(about(NoVault(path=str(folder))))

    def set_up(self) -> None:
        """Show the first run."""
        self.show_alone(self._first_run(self))

    def set_up_desk(self) -> None:
        """Show what sets a county's desk up."""
        self.show_alone(self._desk_setup(self))
        self._drives.look()

    def show_alone(self, page: QWidget) -> None:
        """Show something that fills the window while no book is open."""
        self._card = None
        self._standing.put(page)
        self.setWindowTitle(_("Taizhang"))

    def alone(self) -> QWidget | None:
        """Return what stands in the window while no book is open and no cover shown."""
        return self._standing.now() if self._shell is None and self._card is None else None

    def wait_for_book(self, files: Sequence[str]) -> None:
        """Say on the closed cover which files wait; they are checked once it is open, and the way leads back."""
        self._here = {**self._here, "files": list(dict.fromkeys([*self._here.get("files", ()), *files]))}
        if self._card is not None:
            self._card.say_safe(waiting_words(self._here))

    def is_leaving(self) -> bool:
        """Tell whether the window is about to close by itself, or closed already."""
        return self._closing or self._may_close

    def drives(self) -> DriveWatch:
        """Return who knows the sticks."""
        return self._drives

    def vault_folder(self) -> Path | None:
        """Return the folder of the vault used last, None when there never was one."""
        kept = self._preferences.now.vault
        return Path(kept) if kept else None

    def show_cover(self) -> UnlockCard:
        """Show the closed cover."""
        now = self._preferences.now
        book = Path(now.vault)
        card = UnlockCard(
            school=now.school,
            principal=now.principal,
            sound=sound_group,
            left=lambda: self._way_in.left(book),
        )
        card.entered.connect(self._unlock)
        card.left.connect(self.close)
        card.other_wanted.connect(self.choose_other)
        card.new_wanted.connect(self.set_up)
        card.update_wanted.connect(self._updating.show)
        if waiting := waiting_words(self._here):
            card.say_safe(waiting)
        self._card = card
        self._standing.put(card)
        self.setWindowTitle(_("Taizhang · locked"))
        card.ready()
        return card

    def enter(self, vault: "Vault | Desk") -> None:
        """Show an open vault, or a county's desk, at the place one was at."""
        # The pages load their services with SQLAlchemy behind them: only once the cover has been drawn.
        from gui.windows.desk_places import places_for
        from gui.windows.shell import Shell

        fresh, self._vault = self._shell is None, vault
        places = places_for(
            vault,
            tasks=self._tasks,
            clock=self._clock,
            preferences=self._preferences,
            drives=self._drives,
            chooser=self._chooser,
            printers=self._printers,
        )
        shell = Shell(places, clock=self._clock)
        places.setParent(shell)
        shell.lock_wanted.connect(self.lock)
        self._shell, self._card = shell, None
        self._standing.put(shell)
        remember(vault, tasks=self._tasks, preferences=self._preferences, window=self)
        shell.return_to(self._here)
        places.restore_wanted.connect(self._restore)
        places.update_wanted.connect(self._updating.begin)
        shell.changed.connect(self._keeper.look)
        self._keeper.shown.connect(shell.show_status)
        self._keeper.told.connect(shell.say)
        self._keeper.attend(vault)
        self._here = {}
        self._idle.start()
        self._drives.look()
        Aftercare(vault, shell, tasks=self._tasks, clock=self._clock).look(fresh=fresh)

    def enter_new_school(self, vault: "Vault") -> None:
        """Show a school that was set up just now, and offer the recovery sheet."""
        self.enter(vault)
        if self._shell is not None:
            self._shell.say(offer_sheet(), "settings", {"card": "ways"})

    def enter_new_desk(self, desk: "Desk") -> None:
        """Show a desk that was set up just now: what its clerk does first."""
        self._here = {"place": "settings", "memory": {"made": True}}
        self.enter(desk)

    def shell(self) -> "Shell | None":
        """Return what shows the open vault, None while it is closed."""
        return self._shell

    def book(self) -> Any:
        """Return the open book, a school's or a county's; None while it is closed."""
        return self._vault

    def cover(self) -> UnlockCard | None:
        """Return the closed cover, None while it is not shown."""
        return self._card

    def trouble(self, error: UserError) -> None:
        """Show an error for which no page is left."""
        if self._shell is not None:
            self._shell.trouble(error)
        elif self._card is not None:
            self._card.refuse(about(error))
        else:
            self._standing.say(error)

    def rescue(self) -> None:
        """Save what is half typed, as far as that is possible; called when the program has made a mistake."""
        if self._shell is not None:
            self._shell.flush(lambda: None)

    # --- opening and locking ---------------------------------------------------------------------------

    def _unlock(self, password: str) -> None:
        folder = self.vault_folder()
        if folder is None:
            self.begin()
            return

        def refused(error: UserError) -> None:
            if self._card is not None:
                self._card.refuse(about(error))

        self._way_in.enter(
            folder,
            password,
            opened=self.enter,
            by_sheet=lambda vault: self._ask_new_password(vault, password),
            refused=refused,
        )

    def _ask_new_password(self, vault: Any, code: str) -> None:
        """Let whoever came in by the recovery sheet choose a new password before anything else."""
        self._vault, self._card = vault, None
        card = NewSecretCard(vault, code, school=self._preferences.now.school, tasks=self._tasks)
        card.done.connect(lambda: self.enter(vault))
        self._standing.put(card)
        self._idle.start()
        card.ready()

    def choose_other(self) -> None:
        """Let the person choose the folder of another vault, then ask for its password."""
        start = Path(self._preferences.now.vault or Path.home())
        folder = self._chooser.folder(self, title=_("Folder of the record book"), start=start)
        if folder is not None:
            self.use_vault(folder)

    def use_vault(self, folder: Path) -> None:
        """Ask for the password of the vault in a folder from now on."""
        if str(folder) != self._preferences.now.vault:
            self._here = {"files": files} if (files := self._here.get("files")) else {}
            self._preferences.change(vault=str(folder), school="", principal="")
        self.show_cover()

    def lock(self) -> None:
        """Keep what is half typed and close the cover; the same place comes back."""
        if self._vault is None or self._closing:
            return
        if put_away(self):  # the call that opened the system's dialog has to come to its end first
            QTimer.singleShot(0, self, self.lock)
            return
        shell = self._shell
        if shell is None:
            self._locked({})
            return
        page = shell.page()
        if page is not None:
            page.let_go()
        shell.flush(lambda: self._locked(shell.here()))

    def _locked(self, here: dict[str, Any]) -> None:
        if self._vault is None:
            return
        put_away(self)  # what came up meanwhile
        vault, self._here = self._let_go(), here
        self.show_cover()
        self._tasks.quiet()
        self._keeper.close(vault)

    def _let_go(self) -> Any:
        """Take leave of the open book, which is to be closed now; returns it, None when there is none."""
        vault, self._vault, self._shell = self._vault, None, None
        self._here = {}
        self._idle.stop()
        forget_all(self._copies)
        return vault

    def part(self, page: QWidget) -> Any:
        """Show something else instead of the open book; returns the book, which is to be closed now."""
        vault = self._let_go()
        self.show_alone(page)
        return vault

    def _restore(self, path: Path, password: str) -> None:
        """Close the record book, put a backup in its place, and show the cover."""
        if self._vault is None:
            return
        self._keeper.put_back(
            self.part(PartingCard.restoring()),
            path,
            password,
            lambda said: self.show_cover().say_safe(said),
            failed=lambda error: self.show_cover().refuse(about(error)),
        )

    # --- leaving ---------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half typed before the window goes; when that fails, it stays."""
        if not self._may_close and self._shell is not None:
            self._in_close = True
            self._shell.leave(self._flushed)
            self._in_close = False
        if (self._may_close or self._shell is None) and self._put_away():
            event.accept()
            if not self._closing:
                self._closing = True
                self.closed.emit()
        else:
            event.ignore()

    def _flushed(self) -> None:
        """Close now; Qt takes no second close while it is in the first."""
        self._may_close = True
        if not self._in_close:
            self.close()

    def _put_away(self) -> bool:
        """Close the record book, backed up; False while that goes on: the window closes by itself afterwards."""
        vault = self._let_go()
        if not self._keeper.attends(vault) and not self._keeper.busy():
            if vault is not None:
                self._tasks.in_vault(vault.close)
            return True
        self._may_close = True
        if not isinstance(self._standing.now(), PartingCard):
            self._card = None
            self._standing.put(PartingCard.leaving(self._keeper.hurry))
            if vault is not None:
                self._keeper.close(vault, self.close)
            else:
                self._keeper.when_closed(self.close)
        return False

    # --- look --------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Listen to the window's keys and mouse, so that only real stillness locks."""
        super().showEvent(event)
        self._idle.watch(self.windowHandle())

    def changeEvent(self, event: QEvent) -> None:
        """Look for sticks whenever the window comes back to the front."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self._shell is not None:
            self._drives.look()

    def _preferences_changed(self, names: frozenset[str]) -> None:
        now = self._preferences.now
        if names & {"theme", "text_scale"}:
            theme().set_look(mode=now.theme.value, percent=now.text_scale)
        if "idle_minutes" in names:
            self._idle.set_minutes(now.idle_minutes)
        if "language" in names:
            use(now.language.value)
            self._speak()

    def _speak(self) -> None:
        """Say everything anew in another language, at the same place."""
        shell, vault = self._shell, self._vault
        if shell is not None and vault is not None:

            def again() -> None:
                self._here = shell.here()
                self.enter(vault)

            shell.flush(again)
        elif self._card is not None:
            self.show_cover()
        else:
            self.set_up()
