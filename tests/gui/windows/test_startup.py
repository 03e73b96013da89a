"""What is loaded when: the heavy libraries wait until somebody needs them."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.support.vaults import PASSWORD, lay

WAITING = ("core.base.hanzi", "gui.widgets.hanzipicker", "core.documents.fonts", "core.documents.typefaces")
"""Ours that wait with them: the table of hanzi, the fonts of the pages, the search for this computer's."""

HEAVY = ("pyhanko", "pyhanko_certvalidator", "alembic", "reportlab", "pikepdf", "pypdfium2", "PIL", "pypinyin")

SCRIPT = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
sys.path.insert(0, {house!r})
from core.base.settings import Settings
from gui.app import assemble
qt = QApplication([])
made = assemble(qt, folder=Path({folder!r}), settings=Settings(vault={vault!r}))
made.window.begin()
made.window.show()
qt.processEvents()
painted = sorted({{name.split(".")[0] for name in sys.modules}})
from gui.app import follow_fonts
follow_fonts(made.preferences, Path({folder!r}))
card = made.window.cover()
card.field.line.setText({password!r})
card.open_button.click()
from PySide6.QtCore import QEventLoop, QTimer
loop = QEventLoop()
timer = QTimer()
timer.timeout.connect(lambda: made.window.shell() and not made.tasks.under_way() and loop.quit())
timer.start(10)
QTimer.singleShot(20000, loop.quit)
loop.exec()
timer.stop()
qt.processEvents()
print(json.dumps({{
    "painted": painted,
    "open": made.window.shell() is not None,
    "unlocked": sorted({{name.split(".")[0] for name in sys.modules}}),
    "ours": sorted(sys.modules),
    "looked": (Path({folder!r}) / "fontcache.json").exists(),
}}))
made.window.close()
qt.processEvents()
made.close()
"""


def test_an_unlocked_vault_loads_no_heavy_library(tmp_path):
    vault = lay(tmp_path)
    house = Path(__file__).resolve().parents[3]
    script = SCRIPT.format(house=str(house), folder=str(tmp_path), vault=str(vault), password=PASSWORD)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=house,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["open"]
    assert not set(HEAVY) & set(found["unlocked"])
    assert not set(WAITING) & set(found["ours"])
    assert not found["looked"], "this computer's fonts are looked for when the first page is made"
    assert not {"sqlalchemy", "sqlcipher3", "cryptography"} & set(found["painted"]), "the cover needs no database"


TELLING = """
import gui.app
begin = gui.app.MainWindow.begin
def told(window, *files):
    begin(window, *files)
    print("up", flush=True)
gui.app.MainWindow.begin = told
raise SystemExit(gui.app.run())
"""


def test_the_systems_wish_to_end_closes_the_window_in_good_order(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", TELLING],
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TAIZHANG_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
