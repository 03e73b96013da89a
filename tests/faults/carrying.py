"""A program that carries files as it is told, a line of JSON for each; run as `python -m tests.faults.carrying`.

It answers `go` when it begins, then a line of JSON: what became of the file.
"""

import json
import sys
from pathlib import Path

from core.base.clock import SystemClock
from core.exchange.errand import Item, carry_all
from core.exchange.layout import UP
from tests.support.believed import believed


def main() -> None:
    """Carry until no more lines come."""
    print("ready", flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        item = Item(source=Path(told["source"]), name=told["name"], into=UP)
        print("go", flush=True)
        (result,) = carry_all([item], Path(told["folder"]), judge=believed, clock=SystemClock())
        code = result.error.code() if result.error else ""
        print(json.dumps({"delivered": result.delivered, "error": code}), flush=True)


if __name__ == "__main__":
    main()
