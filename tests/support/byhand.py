"""A signature taken out of its file, for programs that don't read PDF."""

from pathlib import Path

from core.signing.signature import find_gap, read_gap


def extract_cms(path: Path, folder: Path) -> tuple[Path, Path]:
    """Write the signature structure (DER) and the signed bytes of a PDF; returns both paths."""
    data = path.read_bytes()
    gap = find_gap(data)
    cms, content = folder / f"{path.stem[:8]}.cms", folder / f"{path.stem[:8]}.bin"
    cms.write_bytes(read_gap(data, gap))
    content.write_bytes(data[: gap.start] + data[gap.end :])
    return cms, content
