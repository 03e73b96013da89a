"""A school, a desk and sticks as they stand before each stretch of the way, to be broken off on it again and again."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from core.base.clock import FixedClock
from core.records.errand import Remark
from core.services import drafts, packets, records, submit, vaults
from core.services.desk import desks, handover, replies
from tests.flows.test_school_and_county import SECRET, World
from tests.support.vaults import NOON, PASSWORD, SESSION, unlike

LATER = NOON + timedelta(hours=3)
"""When everything after the school's hand-over happens."""

PACKETS = 4
REMARK = Remark(record="", text="请补上落款日。")
"""What every second packet is sent back for."""

__all__ = ["LATER", "PACKETS", "REMARK", "SECRET", "Way", "laid"]


@dataclass(frozen=True, slots=True)
class Way:
    """Frozen copies; `laid` makes one that may be spoilt."""

    sealed: Path
    """The school's vault with packets that were not handed in yet."""
    handed: Path
    """The same after they were."""
    desk: Path
    """The desk that has seen none of them."""
    up: Path
    """The stick with the packets."""
    down: Path
    """The stick with a receipt or a return for each."""


def prepared(folder: Path) -> Way:
    """Go the whole way once, keeping each state."""
    world = World(folder)
    world.trusted()
    ids = [sealed_packet(world, number) for number in range(PACKETS)]
    vaults.close(world.vault)
    sealed = laid(world.vault.folder, folder / "sealed")
    world.vault = vaults.open_vault(world.vault.folder, PASSWORD, clock=world.clock)
    up, down = folder / "up", folder / "down"
    up.mkdir()
    down.mkdir()
    for one in ids:
        submit.carry(world.vault, one, up)
    vaults.close(world.vault)
    handed = laid(world.vault.folder, folder / "handed")
    desks.close(world.desk)
    desk = laid(world.desk.folder, folder / "before")
    world.clock.set(LATER)
    world.desk = desks.open_desk(world.desk.folder, SECRET, clock=world.clock)
    rows = world.rows(*sorted(up.glob("*.pdf")))
    for number, row in enumerate(rows):
        assert row.incoming is not None, row
        made = answer(world.desk, row.incoming.id, number, world.place)
        handover.carry(world.desk, made.id, down)
    desks.close(world.desk)
    return Way(sealed=sealed, handed=handed, desk=desk, up=up, down=down)


def sealed_packet(world: World, number: int) -> str:
    """Seal a packet with one finished record of its own; returns its id."""
    begun = drafts.begin(
        world.vault, "study_session", values=unlike({**SESSION, "date": f"2008-09-{15 + number}"}, number)
    )
    done = records.move(world.vault, begun.id, "finish", revision=begun.revision)
    drawn = packets.draw(world.vault, [done.id], title=f"第{number + 1}个报送包", folder=world.place)
    return packets.seal(world.vault, drawn, password=PASSWORD).id


def answer(desk, document: str, number: int, place: Path):
    """Make a receipt, or for every second packet a return."""
    if number % 2:
        return replies.send_back(desk, document, remarks=(REMARK,), folder=place)
    return replies.receive(desk, document, folder=place)


def laid(origin: Path, target: Path) -> Path:
    """Copy a folder below `target`, with its name; returns the copy."""
    target.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copytree(origin, target / origin.name))


def clock() -> FixedClock:
    """Return the clock of the children."""
    return FixedClock(LATER)
