"""The fonts pages are made with now: those of this computer that offices ask for, ours for the rest.

Ours alone stand until the running program says otherwise: tests and the drawn samples never depend on the machine.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from core.base.errors import FileMissing, FileUnreadable
from core.base.paths import resources
from core.documents.boxes import BoxFace
from core.documents.fonts import ROLE_NAMES, Face, Faces, Role, own_faces
from core.documents.machine import Found, font_folders, look, wish, wished
from core.views.typefaces import Refusal, RoleFont, StandIn

KEPT = "fontcache.json"
"""Where in the program's data folder stands what font files said of themselves."""
PARTS = (Role.FANG, Role.TITLE, Role.HEI, Role.KAI)
"""The parts of the page that a font of this computer may play."""


class _Made:
    """The fonts in use and what came of looking for them; `number` is that of the wish they were made for."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.number = -1
        self.looked: dict[str, list[Found]] = {}
        self.faces = own_faces()
        self.found: dict[str, Found] = {}


_made = _Made()
_boxes: ContextVar[BoxFace | None] = ContextVar("boxes", default=None)


def page_faces() -> Faces:
    """Return the fonts for the next page; looks for this computer's when it is the first."""
    data, number = wished()
    with _made.lock:
        if _made.number != number:
            looked = look(font_folders(data), data / KEPT) if data is not None else {}
            if looked != _made.looked:  # else the fonts stay as they are loaded
                _made.faces, _made.found = _with_machine(looked)
            _made.looked, _made.number = looked, number
        faces = _made.faces
    boxes = _boxes.get()
    return faces if boxes is None else faces.ending_in(boxes)


@contextmanager
def standing_in(choices: Mapping[str, StandIn], *, collects: bool = False) -> Iterator[BoxFace]:
    """Let boxes stand for characters that no font has, on all pages that are made inside; see BoxFace."""
    boxes = BoxFace(choices, collects=collects)
    token = _boxes.set(boxes)
    try:
        yield boxes
    finally:
        _boxes.reset(token)


def look_again() -> tuple[RoleFont, ...]:
    """Look for fonts anew, for some may have been put in or taken away, and say which plays which part."""
    wish(wished()[0])
    faces = page_faces()
    return _parts(faces, _made.found)


def _parts(faces: Faces, found: Mapping[str, Found]) -> tuple[RoleFont, ...]:
    """Say which typeface plays which part of a page made with these fonts, and why not this computer's."""
    told = []
    for role in PARTS:
        machine, other = faces.before.get(role), found.get(role)
        if machine is not None:
            told.append(RoleFont(ROLE_NAMES[role], machine.family, own=False))
        else:
            why = (other.name, other.refusal) if other is not None else ("", None)
            told.append(RoleFont(ROLE_NAMES[role], faces.origin(role), own=True, wanted=why[0], refusal=why[1]))
    return tuple(told)


def _with_machine(looked: Mapping[str, list[Found]]) -> tuple[Faces, dict[str, Found]]:
    """Put what was found and can be read before our fonts; also return why a part is not this computer's."""
    before: dict[str, Face] = {}
    refused: dict[str, Found] = {}
    for part, candidates in looked.items():
        for one in candidates:
            if one.font is None:
                refused.setdefault(part, one)
                continue
            face = Face(f"{part}-machine", one.font.path, family=one.name, index=one.font.index, full_marks=True)
            try:
                face.load()
            except (FileMissing, FileUnreadable):
                refused.setdefault(part, Found(one.name, None, Refusal.DAMAGED))
                continue
            before[part] = face
            break
    return (Faces(resources("fonts"), before) if before else own_faces()), refused
