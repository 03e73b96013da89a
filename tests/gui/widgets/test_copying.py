"""What is put on the clipboard does not outlive Python in a way that ends the program by a crash."""

import subprocess
import sys

COPYING = """
import sys
from PySide6.QtWidgets import QApplication
from gui.widgets.copying import copy_text

qt = QApplication([])
copy_text("两行\\n字", private=False)
qt.processEvents()
assert qt.clipboard().text() == "两行\\n字"
"""


def test_a_program_that_copied_something_ends_in_peace():
    done = subprocess.run([sys.executable, "-c", COPYING], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
