"""How large the bundle and the .deb are. Run: `python -m bench.size`; reads dist/ or the folder of TAIZHANG_BUNDLE.

MB are millions of bytes.
"""

import sys
from pathlib import Path

from bench.row import Row, tell
from bench.startup import ROOT, bundle

BUNDLE_MB, PACKAGE_MB = 220, 75
"""What they may take."""


def main() -> int:
    """Count and tell."""
    program = bundle()
    dist = program.parent.parent if program else ROOT / "dist"
    packages = sorted(dist.glob("*.deb"), key=lambda path: path.stat().st_mtime)
    tell(_row("bundle", "the bundle's files", program.parent if program else None, BUNDLE_MB))
    tell(_row("package", "the .deb", packages[-1] if packages else None, PACKAGE_MB))
    return 0


def _row(name: str, what: str, path: Path | None, most: int) -> Row:
    """Return one row; a file is linked once or more and counts once."""
    if path is None:
        return Row(name=f"size.{name}", what=what, unit="MB", at_most=most, missing="not built here")
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    told = {(one.stat().st_dev, one.stat().st_ino): one.stat().st_size for one in files}
    return Row(
        name=f"size.{name}", what=what, unit="MB", ours=round(sum(told.values()) / 1e6, 1), at_most=most, headline=True
    )


if __name__ == "__main__":
    sys.exit(main())
