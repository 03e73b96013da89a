"""A school's program that hands its packets over until killed; run as `python -m tests.faults.handing VAULT OUT`."""

import sys
from pathlib import Path

from core.services import packets, submit, vaults
from tests.faults.way import clock
from tests.support.vaults import PASSWORD


def main(folder: Path, out: Path) -> None:
    """Carry one packet after another, telling each that lies there; then wait for the end."""
    vault = vaults.open_vault(folder, PASSWORD, clock=clock())
    lines = packets.listing(vault)
    warm(vault, lines[0].id)
    print("ready", flush=True)
    for line in lines:
        done = submit.carry(vault, line.id, out)
        print(f"carried {line.id} {done.path.name}", flush=True)
    print("end", flush=True)
    sys.stdin.read()


def warm(vault: vaults.Vault, packet: str) -> None:
    """Let the judge look at a packet, so that it has loaded before the race begins."""
    from core.base.files import passing_folder
    from core.services import identities, judging

    with passing_folder(vault.folder, "carry-") as place:
        judging.believe(packets.fetch(vault, packet, place), trust=identities.own(vault))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
