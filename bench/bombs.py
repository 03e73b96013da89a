"""What each bomb costs before it is refused: time and the most memory the judge's child process held. Linux only.

Run: `python -m bench.bombs`; `python -m bench.bombs --write` puts the figures into docs/security.md. Each bomb gets a
child of its own, loaded before the clock starts.
"""

import sys
import tempfile
import time
from pathlib import Path

from bench.bigvault import show
from bench.row import Row, tell
from tests.faults.attack import Attack, made
from tests.faults.bombs import BOMBS, POISONS
from tests.support.childmemory import Watched
from tests.support.security import Cost, write_costs
from tests.support.signed import signer, trusting


def measure(bomb: Attack) -> Cost:
    """Have one bomb judged."""
    with tempfile.TemporaryDirectory() as name, Watched() as child:
        path, trust = made(bomb, Path(name)), trusting(signer())
        child.warm_up()
        start = time.perf_counter()
        verdict = child.judge(path, trust)
        seconds = round(time.perf_counter() - start, 2)
        child.close()
        return Cost(bomb.name, path.stat().st_size, str(verdict.reason), child.peak, seconds)


def main(*, write: bool, quick: bool = False) -> int:
    """Measure and print; returns 1 when a bomb got another answer than it should."""
    costs, failed = [], 0
    for bomb in (*BOMBS, *POISONS)[: 3 if quick else None]:
        cost = measure(bomb)
        show(
            "bombs", {"bomb": cost.bomb, "bytes": cost.size, "reason": cost.reason, "mb": cost.peak, "s": cost.seconds}
        )
        failed |= cost.reason != bomb.reason
        costs.append(cost)
    slowest, largest = max(costs, key=lambda cost: cost.seconds), max(costs, key=lambda cost: cost.peak)
    tell(Row(name="bombs.time", what=f"slowest of {len(costs)} bombs refused ({slowest.bomb})", ours=slowest.seconds))
    most = f"most memory a bomb took ({largest.bomb})"
    tell(Row(name="bombs.memory", what=most, unit="MB", ours=largest.peak))
    if write and not quick:
        write_costs(costs)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(write="--write" in sys.argv[1:], quick="--quick" in sys.argv[1:]))
