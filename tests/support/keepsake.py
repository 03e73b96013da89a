"""Make what every later version must still open: a vault, backups, a packet and its receipt of this version.

`python -m tests.support.keepsake FOLDER` writes them; they are made once for each version and never again.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from core.base.version import VERSION
from core.services import backups, drafts, records, seals, waysin
from core.services.desk import handover, replies
from core.services.desk import trust as trusting
from tests.flows.test_school_and_county import World
from tests.support.vaults import CHEAP, DIARY, PASSWORD, SESSION

SECOND = "书记 2008"
SEALED = "另一个口令 2008"


def make(out: Path) -> Path:
    """Write a version's keepsakes into a folder of its own below `out`; returns it."""
    target = out / f"v{VERSION}"
    target.mkdir(parents=True)
    place = Path(tempfile.mkdtemp(prefix="keepsake-"))
    try:
        world = World(place)
        world.trusted()
        begun = drafts.begin(world.vault, "study_session", values=SESSION)
        done = records.move(world.vault, begun.id, "finish", revision=begun.revision)
        drafts.begin(world.vault, "research_diary", values=DIARY)
        seals.choose(world.vault, SEALED, cost=CHEAP)
        drafts.begin(world.vault, "criticism_meeting", values={"title": "民主生活会"})
        waysin.set_second(world.vault, PASSWORD, SECOND, cost=CHEAP)
        packet = world.packet(done.id)
        row = world.rows(packet)[0]
        assert row.incoming is not None
        made = replies.receive(world.desk, row.incoming.id, folder=world.place)
        receipt = handover.carry(world.desk, made.id, world.stick).path
        assert receipt is not None
        trusting.share_trust(world.desk.register, target / "county.json")
        shutil.copyfile(packet, target / "packet.pdf")
        shutil.copyfile(receipt, target / "receipt.pdf")
        backup = backups.make(world.vault)
        shutil.copyfile(backup.path, target / "vault.taizhang-backup")
        shutil.copyfile(backups.make(world.desk).path, target / "desk.taizhang-backup")
        folder = world.vault.folder
        world.close()
        shutil.rmtree(folder / backups.FOLDER)
        shutil.copytree(folder, target / "school.taizhang")
    finally:
        shutil.rmtree(place)
    return target


if __name__ == "__main__":
    sys.stdout.write(f"{make(Path(sys.argv[1]))}\n")
