"""The files embedded in a PDF: each has one name, however it is looked up, and leads nowhere else.

Every rule is a function `_refuse_…`; tests/faults proves each one needed.
"""

import unicodedata

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from core.base.names import is_plain
from core.signing import limits
from core.signing.limits import too_large
from core.signing.objects import follow, members
from core.signing.verdict import Reason, Refused

DATA_NAME = "data.json"


def file_specs(root: generic.DictionaryObject) -> list[tuple[str, generic.DictionaryObject]]:
    """Return the named embedded files, in the name tree's order. Raises Refused."""
    names = follow(root, "/Names")
    tree = follow(names, "/EmbeddedFiles") if names is not None else None
    found: list[tuple[str, generic.DictionaryObject]] = []
    queue, nodes = [tree] if tree is not None else [], 0
    while queue:
        node, nodes = queue.pop(), nodes + 1
        entries = members(node, "/Names")
        found += [(str(entries[place]), entries[place + 1]) for place in range(0, len(entries), 2)]
        queue += members(node, "/Kids")
        _refuse_many(max(len(found), nodes))
    return found


def embedded(root: generic.DictionaryObject) -> dict[str, generic.StreamObject]:
    """Return the embedded files by name; every name means one file however it is looked up. Raises Refused."""
    files: dict[str, generic.StreamObject] = {}
    folded: set[str] = set()
    for name, spec in file_specs(root):
        plain = unicodedata.normalize("NFC", name).casefold()
        _refuse_twice(name, plain, folded)
        folded.add(plain)
        _refuse_other_names(name, spec)
        _refuse_unsafe(name)
        _refuse_other_files(name, spec["/EF"])
        _refuse_other_role(name, spec)
        stream = spec["/EF"]["/F"]
        if not isinstance(stream, generic.StreamObject):
            raise PdfReadError("embedded file is no stream")
        files[name] = stream
    _refuse_without_data(files)
    return files


def _refuse_many(found: int) -> None:
    """Refuse more attachments, or more branches of their tree, than a packet can have."""
    if found > limits.ATTACHMENTS:
        raise too_large("attachments", found=found, allowed=limits.ATTACHMENTS)


def _refuse_twice(name: str, plain: str, folded: set[str]) -> None:
    """Refuse two files of one name, also where only some systems take the names for the same."""
    if plain in folded:
        raise Refused(Reason.ATTACHMENTS, detail="twice", name=name)


def _refuse_other_names(name: str, spec: generic.DictionaryObject) -> None:
    """Refuse a file that has another name for some readers."""
    if follow(spec, "/F") != name or follow(spec, "/UF") != name:
        raise Refused(Reason.ATTACHMENTS, detail="names_differ", name=name)


def _refuse_unsafe(name: str) -> None:
    """Refuse a name that not every system can save, or that leads elsewhere."""
    if not _is_safe(name):
        raise Refused(Reason.ATTACHMENTS, detail="name", name=name[: limits.NAME_CHARACTERS])


def _refuse_other_files(name: str, held: generic.DictionaryObject) -> None:
    """Refuse a file that is another file for some readers."""
    if set(held) - {"/F", "/UF"} or held.raw_get("/F") != held.raw_get("/UF"):
        raise Refused(Reason.ATTACHMENTS, detail="files_differ", name=name)


def _refuse_other_role(name: str, spec: generic.DictionaryObject) -> None:
    """Refuse data that call themselves something else, and attachments that call themselves the data."""
    if follow(spec, "/AFRelationship") != ("/Data" if name == DATA_NAME else "/Supplement"):
        raise Refused(Reason.ATTACHMENTS, detail="relationship", name=name)


def _refuse_without_data(files: dict[str, generic.StreamObject]) -> None:
    """Refuse a signed PDF of another program."""
    if DATA_NAME not in files:
        raise Refused(Reason.NOT_OURS)


def _is_safe(name: str) -> bool:
    """Tell whether a name could be saved under any system and leads nowhere else."""
    short = len(name) <= limits.NAME_CHARACTERS and len(name.encode(errors="replace")) <= limits.NAME_BYTES
    return short and is_plain(name)
