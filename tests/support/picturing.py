"""What the pictures of the guides are drawn with: a program gone through as a person does, a picture at every step."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from core.exchange.sticks import Stick
from core.views.handover import Farewell
from core.views.verdicts import DriveView
from tests.support.stage import Stage

VOLUME = "7A3F-91C2"
FREE = 7_300_000_000
COLOURS = 96
"""Colours of a picture: enough for a window, a third of the bytes."""
ROOMY, LEFT = 56, 28
"""Rows that repeat the one above: from so many on they are shortened, to so many."""
MARGIN = 10
"""Round a part that is cut out, in pixels."""


class OneStick:
    """A system that knows one stick: a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self) -> tuple[Stick, ...]:
        """Return it."""
        return (
            Stick(
                folder=self._folder,
                label=self._folder.name,
                device="/dev/sdb1",
                total=FREE,
                free=FREE,
                read_only=False,
                volume=VOLUME,
            ),
        )

    def eject(self, stick: Stick) -> Farewell:
        """Let it go."""
        del stick
        return Farewell.UNMOUNTED


class Scene:
    """A program on its stage; each step leaves a numbered picture."""

    def __init__(self, out: Path, stage: Stage, *, before: str = "", count: int = 0) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.out, self.stage = out, stage
        self._before = before
        self.count = count

    def page(self) -> Any:
        """Return the page in front."""
        shell: Any = self.stage.window.shell()
        return shell.page()

    def go(self, place: str, **memory: Any) -> Any:
        """Go to a place."""
        shell: Any = self.stage.window.shell()
        shell.go(place, memory)
        self.settle()
        return shell.page()

    def plug_in(self, folder: Path | None = None, label: str = "") -> None:
        """Let the program see a stick, or none."""
        watch = self.stage.window.drives()
        watch.look = lambda: None  # type: ignore[method-assign]
        found = (DriveView(path=folder, label=label, free=FREE, writable=True, volume=VOLUME),) if folder else ()
        watch.drives = found
        watch.changed.emit(found)

    def settle(self) -> None:
        """Wait for everything that was begun."""
        self.stage.settle(seconds=120)
        QApplication.processEvents()

    @staticmethod
    def scroll(pane: Any) -> None:
        """Show the lower end of a pane."""
        QApplication.processEvents()
        for area in pane.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def grab(self, name: str, over: Any = None, *, of: Sequence[QWidget] = ()) -> None:
        """Keep what the window shows, or a dialog over it, or only some parts of it."""
        self.settle()
        for _turn in range(20):
            QApplication.processEvents()
        picture = (over or self.stage.window).grab()
        if of:
            picture = picture.copy(self._place(of).intersected(picture.rect()))
        if over is not None:
            over.reject()
        self.count += 1
        path = self.out / f"{self._before}{self.count:02d}-{name}.png"
        picture.save(str(path))
        with Image.open(path) as found:
            folded(found.convert("RGB")).quantize(COLOURS).save(path, optimize=True)

    def grab_print(self, name: str) -> None:
        """Keep the print window that opens."""
        window = self.print_window()
        window.resize(window.size().boundedTo(self.stage.window.size()))
        self.settle()
        self.grab(name, window)

    def print_window(self) -> Any:
        """Return the print window once it shows its pages."""
        shell: Any = self.stage.window.shell()
        places = shell._places
        self.stage.until(lambda: places.print_window is not None and places.print_window.view.pages())
        return places.print_window

    def _place(self, of: Sequence[QWidget]) -> QRect:
        """Return where some parts of the window lie."""
        whole = QRect()
        for part in of:
            whole = whole.united(QRect(part.mapTo(self.stage.window, QPoint(0, 0)), part.size()))
        return whole.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)


def folded(picture: Image.Image) -> Image.Image:
    """Shorten where a picture shows nothing: rows like the one above, as if the window were lower."""
    width, height = picture.size
    raw, step = picture.tobytes(), width * 3
    rows = [raw[at * step : (at + 1) * step] for at in range(height)]
    kept, repeated = list[int](), 0
    for at in range(height):
        repeated = repeated + 1 if at and rows[at] == rows[at - 1] else 0
        kept.append(repeated)
    # A run is known by its end: go back from there.
    left, at = list[int](), height - 1
    while at >= 0:
        run = kept[at]
        if run >= ROOMY:
            left.extend(range(at - run + LEFT, at - run - 1, -1))
            at -= run + 1
        else:
            left.append(at)
            at -= 1
    left.reverse()
    return Image.frombytes("RGB", (width, len(left)), b"".join(rows[at] for at in left))
