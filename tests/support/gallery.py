"""Draw every widget of the house on sheets, to be looked at beside the pictures of the plan.

`python -m tests.support.gallery FOLDER [NAME…]` writes PNGs: both languages, light and dark, 100, 150 and 200 per cent.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from gui.messages import use
from gui.widgets.theme import Room, dress, theme
from tests.support.sheet_editor import asking, editor, study
from tests.support.sheet_kinds import kinds, narrowed
from tests.support.sheet_packet import judge, ledger, wizard
from tests.support.sheet_views import calendar, compared, comparing, facts, phases

SHEETS: dict[str, Callable[[Room], QWidget]] = {
    "editor": editor,
    "study": study,
    "ledger": ledger,
    "wizard": wizard,
    "judge": judge,
    "asking": asking,
    "calendar": calendar,
    "phases": phases,
    "facts": facts,
    "compared": compared,
    "comparing": comparing,
    "kinds": kinds,
    "narrowed": narrowed,
}
LOOKS = (
    ("light", 100, "zh_CN"),
    ("dark", 100, "zh_CN"),
    ("light", 150, "zh_CN"),
    ("dark", 150, "zh_CN"),
    ("light", 200, "zh_CN"),
    ("light", 100, "en"),
    ("dark", 100, "en"),
    ("light", 150, "en"),
    ("dark", 150, "en"),
)


def draw(name: str, path: Path, *, mode: str, percent: int, language: str, size: tuple[int, int] = (1366, 698)) -> None:
    """Draw one sheet into a PNG."""
    use(language)
    theme().set_look(mode=mode, percent=percent)
    sheet = SHEETS[name](theme().room(size[0]))
    sheet.resize(*size)
    sheet.show()
    sheet.setFocus()
    QApplication.processEvents()
    sheet.grab().save(str(path))
    sheet.close()
    sheet.deleteLater()
    QApplication.processEvents()


def main(folder: Path, names: list[str]) -> None:
    """Draw all sheets, or those named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    dress(app)
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or list(SHEETS):
        for mode, percent, language in LOOKS:
            path = folder / f"{name}-{language}-{mode}-{percent}.png"
            draw(name, path, mode=mode, percent=percent, language=language)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
