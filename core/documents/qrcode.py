"""A QR code as marks of a page: dark runs drawn as thick lines (ISO/IEC 18004)."""

from reportlab.graphics.barcode.qrencoder import QRAlphaNum, QRCode, QRErrorCorrectLevel

from core.documents.frames import Rule

QUIET = 4
"""Light modules that must stay free around the code."""


def lay_qr(text: str, x: float, y: float, size: float) -> list[Rule]:
    """Return the marks of a QR code whose square, its quiet zone included, has its upper left corner at x, y.

    `text` is of 0–9, A–Z, blank and $%*+-./: only; a quarter of the code may be spoilt (level Q).
    """
    code = QRCode(None, QRErrorCorrectLevel.Q)
    code.addData(QRAlphaNum(text))
    code.make()
    count = code.getModuleCount()
    module = size / (count + 2 * QUIET)
    marks = []
    for row in range(count):
        middle = y + (QUIET + row + 0.5) * module
        start: int | None = None
        for column in range(count + 1):
            dark = column < count and code.isDark(row, column)
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                left, right = (x + (QUIET + at) * module for at in (start, column))
                marks.append(Rule(left, middle, right, middle, width=module))
                start = None
    return marks
