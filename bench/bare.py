"""A bare Qt window with two characters in it: the floor of every start. Run: `python -m bench.bare`."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


def main() -> int:
    """Show it until it is ended."""
    qt = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("台账"))
    window.resize(1366, 698)
    window.show()
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
