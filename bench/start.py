"""How soon the window is there, and how much memory it takes, beside a bare Qt window.

Run: `python -m bench.start [RECORDS]`. Each start is a process of its own, timed from before Python begins; starts
alternate and the median of each counts. Figures to report, not to test; look at the ratios.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 5
WINDOW_MB = 130
WORDS = {"cover": "password asked for, told by itself", "home": "home with {} records, password typed by a program"}
BEGAN = "TAIZHANG_BENCH_BEGAN"
"""Environment variable with the moment, in seconds, at which the process was asked for."""


def main(records_wanted: int) -> None:
    """Measure and print."""
    # The children must not pay for what only the measuring needs.
    from bench.bigvault import make, show
    from bench.row import Beside, Row, tell

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, records_wanted=records_wanted).close()
        found: dict[str, list[dict[str, float]]] = {"bare": [], "cover": [], "home": []}
        for _ in range(ROUNDS):
            for what, runs in found.items():
                runs.append(_start(what, folder))
        bare = _median(found["bare"])
        for what in ("cover", "home"):
            ours = _median(found[what])
            ratio = round(ours["paint_s"] / bare["paint_s"], 2)
            show(f"start_{what}", {"records": records_wanted, **ours, "floor": bare, "ratio": ratio})
            tell(
                Row(
                    name=f"start.{what}.paint",
                    what=f"first picture, {WORDS[what].format(records_wanted)}",
                    ours=ours["paint_s"],
                    beside=Beside.FLOOR,
                    other="bare Qt window",
                    theirs=bare["paint_s"],
                )
            )
            tell(
                Row(
                    name=f"start.{what}.memory",
                    what=f"memory (RSS), {WORDS[what].format(records_wanted)}",
                    unit="MB",
                    ours=ours["memory_mb"],
                    beside=Beside.FLOOR,
                    other="bare Qt window",
                    theirs=bare["memory_mb"],
                    at_most=WINDOW_MB,
                    headline=what == "home",
                )
            )


def _start(what: str, folder: Path) -> dict[str, float]:
    """Start one process and return its figures."""
    environment = {**os.environ, BEGAN: repr(time.time()), "TAIZHANG_DATA": str(folder)}
    if sys.platform == "linux" and not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "bench.start", "--child", what, str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _median(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of every figure."""
    return {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}


def _memory() -> float:
    """Return the memory this process holds now, in MB (resident set; 0 where it can't be told)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return int(status.read_text(encoding="ascii").split("VmRSS:")[1].split()[0]) / 1000


def _child(what: str, folder: Path) -> None:
    """Open a window, print the time to its first paint and its memory, and leave."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    began = float(os.environ[BEGAN])
    qt = QApplication([])
    figures: dict[str, float] = {}

    class Painted(QObject):
        """Waits for the first paint of a window for which `ready` holds."""

        def __init__(self, ready: Callable[[], bool], then: Callable[[], None]) -> None:
            super().__init__()
            self._ready, self._then, self._done = ready, then, False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
            if event.type() == QEvent.Type.Paint and not self._done and self._ready():
                self._done = True
                QTimer.singleShot(0, self._then)
            return False

    def painted() -> None:
        figures["paint_s"] = time.time() - began
        QTimer.singleShot(600, leave)  # what is loaded right after the first paint counts as memory

    def leave() -> None:
        figures["memory_mb"] = _memory()
        qt.quit()

    if what == "bare":
        window = QMainWindow()
        window.setCentralWidget(QLabel("台账"))
        window.resize(1366, 698)
        watch = Painted(lambda: True, painted)
        qt.installEventFilter(watch)
        window.show()
        qt.exec()
    else:
        from core.base.settings import Settings
        from gui.app import assemble

        vault = folder / "bench.taizhang"
        made = assemble(qt, folder=folder, settings=Settings(vault=str(vault)))
        ready = (lambda: True) if what == "cover" else (lambda: made.window.shell() is not None)
        watch = Painted(ready, painted)
        qt.installEventFilter(watch)
        made.window.begin()
        made.window.show()
        if what == "home":
            QTimer.singleShot(0, lambda: _unlock(made.window.cover()))
        qt.exec()
        made.window.close()
        made.close()
    sys.stdout.write(json.dumps(figures) + "\n")


def _unlock(cover: Any) -> None:
    """Type the password on the cover."""
    cover.field.line.setText("bench")
    cover.open_button.click()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2], Path(sys.argv[3]))
    else:
        from bench.row import wanted

        main(wanted(5000, 200, sys.argv[1:]))
