"""What leaves the house: several rows chosen, the print window, turning paper by hand, the questions before."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from gui.widgets.paper import Comes, Takes
from gui.windows.printchoices import Sides, Which
from tests.support.stage import Stage

Way = Callable[[Stage], None]


def paper_screens() -> Iterator[tuple[str, Way]]:
    """Yield names and ways."""
    yield "chosen", partial(_chosen, place="study")
    yield "chosen-ledger", partial(_chosen, place="rectification")
    yield "chosen-many", partial(_chosen, place="activities")
    yield "leaving-many", _leaving_many
    yield "print", _print
    yield "print-wrong", _wrong
    yield "print-grey", _grey
    yield "print-turn", partial(_turn, comes=Comes.DOWN, takes=Takes.UPPER)
    yield "print-turn-over", partial(_turn, comes=Comes.DOWN, takes=Takes.LOWER)


def _page(stage: Stage) -> Any:
    shell: Any = stage.window.shell()
    return shell.page()


def _chosen(stage: Stage, *, place: str) -> None:
    """Choose every row of a list."""
    if stage.overlay is not None:
        stage.overlay.reject()
    stage.overlay = None
    shell: Any = stage.window.shell()
    shell.go(place)
    stage.settle()
    page = _page(stage)
    view = page.table() if hasattr(page, "table") else page.listed()
    view.selectAll()
    stage.settle()


def _leaving_many(stage: Stage) -> None:
    """Ask about several that are not for everybody."""
    _chosen(stage, place="activities")
    page = _page(stage)
    page.print_now()
    stage.settle()
    stage.overlay = page._actions.dialog


def _window(stage: Stage) -> Any:
    """Open the print window over the study records."""
    _chosen(stage, place="study")
    shell: Any = stage.window.shell()
    page, places = _page(stage), shell._places
    places.print_window = None  # the one of the picture before may still ask for its backs
    page.print_now()
    stage.until(lambda: places.print_window is not None and places.print_window.view.pages())
    stage.settle()
    window: Any = places.print_window
    window.resize(window.size().boundedTo(stage.window.size()))
    window.search.field.setText("学习")
    window.search.search()
    stage.settle()
    stage.overlay = window
    return window


def _print(stage: Stage) -> None:
    _window(stage)


def _wrong(stage: Stage) -> None:
    """Pages that are none."""
    window = _window(stage)
    window.choices.which.set_value(Which.SOME)
    window.choices.some.setText("5-3")
    window.choices.some.edited.emit()


def _grey(stage: Stage) -> None:
    """Everything there is to choose: a printer with colour, photos, a page again."""
    window = _window(stage)
    window.choices.printer.set_value("Epson_L3150")
    window.choices.show_pictured(pictured=True)
    window.choices.which.set_value(Which.AGAIN)
    window.choices.which.edited.emit()


def _turn(stage: Stage, *, comes: Comes, takes: Takes) -> None:
    """The fronts are out."""
    window = _window(stage)
    window.choices.printer.set_value("HP_LaserJet_1020")
    window.choices.sides.set_value(Sides.TURN)
    window.press()
    stage.until(lambda: not window.busy(), seconds=60)
    window.turn.comes.set_value(comes)
    window.turn.takes.set_value(takes)
    window.turn.takes.edited.emit()
    stage.settle()
