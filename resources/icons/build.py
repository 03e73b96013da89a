"""Copy the icons that the windows use out of their package, and nothing else.

    npm pack @fluentui/svg-icons@1.1.343
    python resources/icons/build.py fluentui-svg-icons-1.1.343.tgz

Files keep the package's names: `home_20_regular.svg`. To use another icon, add its name below and run this again.
`taizhang.svg` is our own and is not touched.
"""

import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIZES = (16, 20, 24)
LARGE = (32, 48)  # verdicts and empty pages
STYLES = ("regular", "filled")

NAMES = """
    add alert arrow_repeat_all arrow_sync arrow_undo arrow_up attach book_open calendar_clock calendar_error
    calendar_ltr calendar_person certificate chat_multiple checkmark checkmark_circle chevron_down chevron_left
    chevron_right circle circle_half_fill circle_hint clipboard_data_bar clipboard_edit clipboard_search
    clipboard_task clock copy dismiss dismiss_circle document document_checkmark document_pdf document_search
    document_text edit equal_off eye eye_off flag folder folder_open handshake history home hourglass image info key
    lightbulb link lock_closed lock_open megaphone more_horizontal news notebook open organization people
    people_community people_team person person_add print prohibited question_circle save search send settings
    shield_checkmark shield_dismiss shield_question signature target usb_stick warning zoom_in zoom_out
""".split()
VERDICTS = {"shield_checkmark", "shield_question", "shield_dismiss", "checkmark_circle", "dismiss_circle", "warning"}


def copy(archive: tarfile.TarFile) -> int:
    """Copy every named icon in the sizes and styles the package has, and give their number."""
    members = {Path(member.name).name: member for member in archive.getmembers() if "/LTR/" not in member.name}
    count = 0
    for name in NAMES:
        sizes = SIZES + LARGE if name in VERDICTS else SIZES
        files = [f"{name}_{size}_{style}.svg" for size in sizes for style in STYLES]
        found = [file for file in files if file in members]
        if not found:
            sys.exit(f"the package has no icon named {name}")
        for file in found:
            stream = archive.extractfile(members[file])
            assert stream is not None
            (HERE / file).write_bytes(stream.read().rstrip() + b"\n")
        count += len(found)
    return count


if __name__ == "__main__":
    for old in HERE.glob("*_[0-9][0-9]_*.svg"):
        old.unlink()
    with tarfile.open(sys.argv[1]) as package:
        print(copy(package), "icons")
