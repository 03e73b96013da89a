"""Gather the source strings of gui/ and main.py, merge them into the Chinese catalogue and compile it.

Run `python resources/locale/update.py` after changing a sentence, fill the empty msgstr lines it names, run it again.
For developers: needs Babel. Location comments are left out so that a moved line changes nothing.
"""

import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = "zh_CN"
HOUSE = Path(__file__).resolve().parents[2]
FOLDER = HOUSE / "resources" / "locale" / LOCALE / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def template(house: Path = HOUSE) -> Catalog:
    """Return every source string of the windows and the commands as a catalogue without translations."""
    found = Catalog(project="Taizhang", charset="utf-8", fuzzy=False)
    windows = extract_from_dir(
        str(house / "gui"), method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    commands = extract_from_file("python", str(house / "main.py"), keywords=KEYWORDS, comment_tags=("Translators:",))
    for message, comments, context in (
        *((message, comments, context) for _file, _line, message, comments, context in windows),
        *((message, comments, context) for _line, message, comments, context in commands),
    ):
        found.add(message, None, [], auto_comments=comments, context=context)
    return found


def merged(po: Path, source: Catalog) -> Catalog:
    """Return the Chinese catalogue with new strings added empty and gone ones kept aside as obsolete."""
    if po.exists():
        with po.open("rb") as stream:
            catalogue = read_po(stream, locale=LOCALE)
    else:
        catalogue = Catalog(locale=LOCALE, project="Taizhang", charset="utf-8", fuzzy=False)
    catalogue.update(source, no_fuzzy_matching=True, update_header_comment=False)
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the source strings that have no Chinese yet."""
    missing = []
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(said):
            missing.append(str(message.id[0] if isinstance(message.id, tuple | list) else message.id))
    return missing


def compile_to(mo: Path, catalogue: Catalog) -> None:
    """Write the compiled catalogue."""
    with mo.open("wb") as stream:
        write_mo(stream, catalogue)


def main() -> int:
    """Update both files; returns 1 while something has no Chinese."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    po = FOLDER / "taizhang.po"
    catalogue = merged(po, template())
    with po.open("wb") as stream:
        write_po(stream, catalogue, width=120, no_location=True, ignore_obsolete=True, sort_output=True)
    with po.open("rb") as stream:
        catalogue = read_po(stream, locale=LOCALE)
    compile_to(FOLDER / "taizhang.mo", catalogue)
    missing = untranslated(catalogue)
    for text in missing:
        sys.stdout.write(f"no Chinese: {text}\n")
    sys.stdout.write(f"{len(catalogue)} strings, {len(missing)} without Chinese\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
