"""Run every measurement, one process each, and print their lines: `python -m bench`."""

import subprocess
import sys

MEASUREMENTS = (
    "start",
    "vault",
    "search",
    "pages",
    "peers",
    "preview",
    "likeness",
    "checklist",
    "bombs",
    "intake",
    "backups",
)


def main() -> int:
    """Run them in turn; returns 1 when one of them could not be taken."""
    failed = 0
    for name in MEASUREMENTS:
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False)
        failed = failed or done.returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
