"""The one door to the system's printers; tests give one whose printers write into files."""

from dataclasses import dataclass

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """What is known of a printer before anything is sent to it."""

    name: str
    """The system's own name for it."""
    title: str = ""
    """What people call it, where that is something else."""
    turns: bool = False
    """It prints both sides by itself."""
    colour: bool = False
    usual: bool = False
    """The one the system takes when nobody says which."""


class Printers:
    """Tells which printers there are now, and opens one."""

    def all(self) -> tuple[PrinterFacts, ...]:
        """Return the printers of this computer, the usual one first."""
        infos = [QPrinterInfo.printerInfo(name) for name in QPrinterInfo.availablePrinterNames()]
        found = [_facts(info) for info in infos if not info.isNull()]
        return tuple(sorted(found, key=lambda one: not one.usual))

    def there(self, name: str) -> bool:
        """Tell whether a printer is still there."""
        return name in QPrinterInfo.availablePrinterNames()

    def open(self, name: str) -> QPrinter:
        """Return a printer to paint on."""
        return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def set_up(printer: QPrinter, *, name: str, copies: int = 1, turning: bool = False, grey: bool = False) -> None:
    """Set a printer up for one run: A4 to its edges, `turning` = both sides by itself, over the long edge."""
    modes = QPrinter.DuplexMode
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setDuplex(modes.DuplexLongSide if turning else modes.DuplexNone)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if grey else QPrinter.ColorMode.Color)
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)


def _facts(info: QPrinterInfo) -> PrinterFacts:
    modes = info.supportedDuplexModes()
    both = {QPrinter.DuplexMode.DuplexAuto, QPrinter.DuplexMode.DuplexLongSide}
    return PrinterFacts(
        name=info.printerName(),
        title=info.description(),
        turns=not both.isdisjoint(modes),
        colour=QPrinter.ColorMode.Color in info.supportedColorModes(),
        usual=info.isDefault(),
    )
