"""Printers that write into files, for what a real one would draw on paper."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from gui.widgets.printers import PrinterFacts, Printers

LASER = PrinterFacts("HP_LaserJet_1020", "HP LaserJet 1020", usual=True)
DUPLEX = PrinterFacts("Brother_7080D", "Brother 7080D", turns=True)
COLOUR = PrinterFacts("Epson_L3150", "Epson L3150", colour=True)


class FilePrinter(QPrinter):
    """Keeps what was wanted of it and what a file has not: sides and copies."""

    sides = QPrinter.DuplexMode.DuplexNone
    wanted = 1

    def setDuplex(self, mode: QPrinter.DuplexMode) -> None:
        self.sides = mode
        super().setDuplex(mode)

    def setCopyCount(self, count: int) -> None:
        self.wanted = count


class FilePrinters(Printers):
    """Each run becomes the next PDF in a folder; a printer may be switched off."""

    def __init__(self, folder: Path, *printers: PrinterFacts) -> None:
        self._folder = folder
        self._printers = printers
        self.off: set[str] = set()
        self.opened: list[FilePrinter] = []
        self.vanish_after_opening = False

    def all(self) -> tuple[PrinterFacts, ...]:
        return tuple(one for one in self._printers if one.name not in self.off)

    def there(self, name: str) -> bool:
        return name not in self.off

    def open(self, name: str) -> QPrinter:
        printer = FilePrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(300)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._folder / f"run-{len(self.opened) + 1}.pdf"))
        self.opened.append(printer)
        if self.vanish_after_opening:
            self.off.add(name)
        return printer

    def runs(self) -> list[Path]:
        """Return what was printed, run by run."""
        return sorted(self._folder.glob("run-*.pdf"))
