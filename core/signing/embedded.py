"""The files embedded in a PDF: each has one name, however it is looked up, and leads nowhere else."""

import unicodedata

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from core.signing import limits
from core.signing.limits import too_large
from core.signing.objects import follow, members
from core.signing.verdict import Reason, Refused

DATA_NAME = "data.json"
_UNSAFE = set('<>:"/\\|?*')


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
        if max(len(found), nodes) > limits.ATTACHMENTS:
            raise too_large("attachments", found=len(found), allowed=limits.ATTACHMENTS)
    return found


def embedded(root: generic.DictionaryObject) -> dict[str, generic.StreamObject]:
    """Return the embedded files by name; every name means one file however it is looked up. Raises Refused."""
    files: dict[str, generic.StreamObject] = {}
    folded: set[str] = set()
    for name, spec in file_specs(root):
        plain = unicodedata.normalize("NFC", name).casefold()
        if plain in folded:
            raise Refused(Reason.ATTACHMENTS, detail="twice", name=name)
        folded.add(plain)
        if follow(spec, "/F") != name or follow(spec, "/UF") != name:
            raise Refused(Reason.ATTACHMENTS, detail="names_differ", name=name)
        if not _is_safe(name):
            raise Refused(Reason.ATTACHMENTS, detail="name", name=name[: limits.NAME_CHARACTERS])
        held = spec["/EF"]
        if set(held) - {"/F", "/UF"} or held.raw_get("/F") != held.raw_get("/UF"):
            raise Refused(Reason.ATTACHMENTS, detail="files_differ", name=name)
        role = "/Data" if name == DATA_NAME else "/Supplement"
        if follow(spec, "/AFRelationship") != role:
            raise Refused(Reason.ATTACHMENTS, detail="relationship", name=name)
        stream = held["/F"]
        if not isinstance(stream, generic.StreamObject):
            raise PdfReadError("embedded file is no stream")
        files[name] = stream
    if DATA_NAME not in files:
        raise Refused(Reason.NOT_OURS)
    return files


def _is_safe(name: str) -> bool:
    """Tell whether a name could be saved under any system and leads nowhere else."""
    plain = all(sign.isprintable() and sign not in _UNSAFE for sign in name)
    return plain and 0 < len(name) <= limits.NAME_CHARACTERS and name.strip(" .") == name
