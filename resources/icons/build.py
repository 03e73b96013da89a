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
    add alert archive arrow_counterclockwise arrow_down arrow_download arrow_export arrow_left arrow_redo
    arrow_repeat_all arrow_reset arrow_right arrow_sync arrow_undo arrow_up attach book book_open building calendar
    calendar_clock calendar_error calendar_ltr certificate checkmark checkmark_circle chevron_down chevron_left
    chevron_right chevron_up circle circle_half_fill clipboard_task clock copy dark_theme delete dismiss
    dismiss_circle document document_add document_checkmark document_edit document_error document_pdf
    document_search drag edit error_circle eye eye_off filter flag folder folder_open globe history home hourglass
    image info key keyboard link local_language lock_closed lock_open mail_inbox more_horizontal notebook open people
    people_add person person_add print prohibited question_circle re_order_dots_vertical ribbon save search send
    settings shield shield_checkmark shield_dismiss shield_question signature subtract subtract_circle
    tag task_list_square_ltr timer usb_plug usb_stick warning weather_moon weather_sunny zoom_in zoom_out
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
