"""A county's desk on the stage: a real register, real packets and forms on a stick, the program's own window."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from core.base.clock import FixedClock
from core.records.errand import Why
from core.services import county
from core.services.desk.desks import ROOT_NAME, Desk
from core.services.vaults import Vault
from core.store.register import ledger
from core.store.register.ledger import IncomingRow
from core.views.desk import State
from core.views.verdicts import DriveView
from tests.flows.test_school_and_county import SECRET, World
from tests.support.stage import Stage

LONG_NAME = "云川县云岙镇中心小学附设幼儿园暨山区寄宿制小规模学校联合教学管理服务指导中心（东王䶮纪念教学点临时校舍）"
"""A name of sixty characters, which no line holds."""


class StagedDesk:
    """A school, a county, a stick between them, and the desk's window; `close` must be called."""

    def __init__(self, folder: Path, *, trusted: bool = True, many: int = 0, url: str = "", **how: Any) -> None:
        self.world = World(folder, url=url)
        if trusted:
            self.world.trusted()
        self.world.later(days=3)
        for number in range(many):
            add_school(self.world.desk, number, LONG_NAME if number == 0 else f"云川县第{number}小学")
        self.before()
        self.world.desk.close()
        (folder / "program").mkdir()
        self.stage = Stage(
            folder / "program", vault=self.world.desk.folder, password=SECRET, clock=self.world.clock, **how
        )
        self.stage.unlock()

    def before(self) -> None:
        """Do what is to be done with the desk before its window opens."""

    @staticmethod
    def root_box(folder: Path) -> Path:
        """Return the root key of another county, made in this folder."""
        folder.mkdir()
        world = World(folder)
        world.close()
        return world.safe / ROOT_NAME

    @property
    def clock(self) -> FixedClock:
        """The clock of all of them."""
        return self.world.clock

    def page(self) -> Any:
        """Return the page in front."""
        shell = self.stage.window.shell()
        assert shell is not None
        return shell.page()

    def go(self, place: str) -> Any:
        """Go to a place and return its page."""
        shell = self.stage.window.shell()
        assert shell is not None
        shell.go(place)
        self.stage.settle()
        return shell.page()

    def plug_in(self) -> None:
        """Let the program see the stick."""
        self.stage.window._drives.drives = (
            DriveView(path=self.world.stick, label="KINGSTON", free=7_300_000_000, writable=True),
        )
        self.stage.window._drives.look = lambda: None  # type: ignore[method-assign]

    def read_stick(self) -> Any:
        """Read the stick on the intake page and wait for it."""
        self.plug_in()
        page = self.go("intake")
        page.read_sticks()
        self.stage.settle(seconds=120)
        return page

    def form(self, why: Why = Why.FIRST) -> Path:
        """Lay an enrolment form onto the stick."""
        return self.world.enrol(why)

    def close(self) -> None:
        """End the program, the vault and the desk."""
        self.stage.close()
        self.world.vault.close()


def add_school(desk: Desk, number: int, name: str) -> None:
    """Put a school into the register, every second one with a packet; none of it was ever signed."""
    now = desk.clock.now().replace(microsecond=0)
    with desk.register.work() as session:
        ledger.add_school(session, f"s{number}", name=name, principal="王䶮", contact="", at=now)
        if number % 2:
            return
        session.add(
            IncomingRow(
                id=f"d{number}",
                type="packet",
                school=f"s{number}",
                title=f"九月份报送包（{number}）",
                code="0123ABCD",
                sha256=f"{number:064x}",
                size=40_000 + number,
                pages=4,
                signer="王䶮",
                fingerprint=f"{number:064x}",
                signed_at=now - timedelta(days=2),
                taken_at=now - timedelta(days=number % 5),
                by="周望舒",
                state=(State.TAKEN, State.RECEIVED, State.RETURNED)[number // 2 % 3].value,
                replaces="",
                journal=1,
                records="[]",
                confidential=False,
                campaigns="[]",
                content=b"%PDF-1.7",
            )
        )


def take_letter(world: World) -> None:
    """Let the school take the certificate letter that lies on the stick."""
    take_first_letter(world.vault, world.stick)


def take_first_letter(vault: Vault, stick: Path) -> None:
    """Let a school take the certificate letter that lies on a stick."""
    letter = next(path for path in sorted(stick.rglob("*.pdf")) if "证书函" in path.name)
    county.take_letter(vault, letter, root=county.look_at_letter(vault, letter).root)
