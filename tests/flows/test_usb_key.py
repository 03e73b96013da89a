"""A school that signs with a USB key: made on it, enrolled, certified, and a packet taken in at the desk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.signing.test_token import MODULE, PIN, ROOT, environment, store

pytestmark = pytest.mark.skipif(MODULE is None, reason="SoftHSM2 is not installed")

__all__ = ["store"]

STORY = """
import sys
from pathlib import Path
from core.base.errors import PinWrong
from core.records.errand import Why
from core.services import county, identities
from core.views.county import Standing
from tests.flows.test_school_and_county import World
from tests.support.vaults import PASSWORD

module, pin = Path(sys.argv[1]), sys.argv[3]
world = World(Path(sys.argv[2]))
serial = identities.tokens(module)[0].serial
identities.use_token(world.vault, module, serial, pin=pin, elliptic=True)
try:
    county.enrol(world.vault, password=PASSWORD, why=Why.FIRST, pin="000000", folder=world.place)
except PinWrong:
    print("refused")
county.enrol(world.vault, password=PASSWORD, why=Why.FIRST, pin=pin, folder=world.place)
name, content = county.form(world.vault)
(world.stick / name).write_bytes(content)
letter = world.certify(world.stick / name)
taken = county.take_letter(world.vault, letter, root=county.look_at_letter(world.vault, letter).root)
assert taken.standing is Standing.CERTIFIED, taken
assert taken.token == "校长"
row = world.rows(world.packet(pin=pin))[0]
print(row.verdict.light, row.fresh)
world.close()
"""


def test_a_school_signs_with_a_usb_key_all_the_way_to_the_desk(store: Path, tmp_path: Path):
    command = [sys.executable, "-c", STORY, str(MODULE), str(tmp_path), PIN]
    told = {**environment(store), "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    run = subprocess.run(command, env=told, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.splitlines() == ["refused", "valid True"]
