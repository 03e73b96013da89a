"""Tell whether every catalogue of translations is whole, and compiled from what it says."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, read_po

LOCALE = Path(__file__).resolve().parent.parent / "resources" / "locale"


def texts(catalog: Catalog) -> dict[str, object]:
    """Give a catalogue's pairs of source and translation, its header left out."""
    return {str(message.id): message.string for message in catalog if message.id}


def flaws(message: Message, catalog: Catalog) -> list[str]:
    """Give what is wrong with one message: no translation, a doubtful one, other placeholders than the source has."""
    wrong = [str(error) for error in message.check(catalog)]
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    if not all(strings):
        wrong.append("not translated")
    if message.fuzzy:
        wrong.append("fuzzy")
    return wrong


def problems(locale: Path = LOCALE) -> list[str]:
    """Give one line for each flaw of each `.po` file and of the `.mo` file beside it; empty when all is well."""
    found = []
    for po in sorted(locale.glob("**/*.po")):
        where = po.relative_to(locale)
        try:
            catalog = read_po(io.BytesIO(po.read_bytes()), abort_invalid=True)
        except PoFileError as error:
            found.append(f"{where}: {error}")
            continue
        for message in catalog:
            if message.id:
                found += [f"{where}: {message.id!r}: {flaw}" for flaw in flaws(message, catalog)]
        mo = po.with_suffix(".mo")
        if not mo.exists():
            found.append(f"{where}: not compiled")
        elif texts(read_mo(io.BytesIO(mo.read_bytes()))) != texts(catalog):
            found.append(f"{where}: compiled from an older text")
    return found
