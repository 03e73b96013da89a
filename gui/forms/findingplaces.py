"""Where in a form each finding stands: the slot under its field or row, and how it is worded there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.records.field import Grid
from core.records.kind import Kind
from gui.forms.editor import Editor
from gui.forms.findings import FindingEntry, FindingSlot, Said, field_name, of_field
from gui.forms.section import SectionBlock
from gui.messages import join

EMPTY = "W01"
"""Rule of what must be filled in and is not."""


class FindingPlaces:
    """The slots of a form; rows come and go, so they are looked up anew."""

    def __init__(self, top: FindingSlot, blocks: Sequence[SectionBlock], editors: Mapping[str, Editor]) -> None:
        self._top, self._blocks, self._editors = top, blocks, editors

    def slots(self) -> list[FindingSlot]:
        """Return every slot there is now, the one of the whole record first."""
        found: dict[FindingSlot, None] = {self._top: None}
        for block in self._blocks:
            found.update(dict.fromkeys(block.slots.values()))
        for editor in self._editors.values():
            found.update(dict.fromkeys(slot for slot in editor.slots_inside() if isinstance(slot, FindingSlot)))
        return list(found)

    def slot_of(self, said: Said) -> FindingSlot:
        """Return the slot in which a finding stands."""
        key = str(said.path[0]) if said.path else ""
        editor = self._editors.get(key)
        if editor is None:
            return self._top
        inside = editor.findings_place(said.path)
        if isinstance(inside, FindingSlot):
            return inside
        return next(block.slots[key] for block in self._blocks if key in block.slots)

    def entry_of(self, said: Said) -> FindingEntry | None:
        """Return the line of a finding, None while it isn't shown."""
        entries = self.slot_of(said).entries()
        return next((entry for entry in entries if said.key in (entry.said.key, *entry.said.also)), None)

    def worded(self, kind: Kind, found: Iterable[Said]) -> list[Said]:
        """Return the findings of one slot as they stand there.

        Where several fields share a row each finding names its own, and those that are only empty are named in one
        line.
        """
        lines: list[Said] = []
        empty: dict[str, list[Said]] = {}
        for said in found:
            if not self._shares(said):
                lines.append(said)
            elif said.rule != EMPTY:
                lines.append(replace(said, text=of_field(field_name(kind, said.path), said.text)))
            else:
                if said.text not in empty:
                    lines.append(said)
                empty.setdefault(said.text, []).append(said)
        return [_together(kind, empty[said.text]) if said in empty.get(said.text, ()) else said for said in lines]

    def _shares(self, said: Said) -> bool:
        """Tell whether the slot of a finding is that of several fields."""
        key = str(said.path[0]) if said.path else ""
        editor = self._editors.get(key)
        if editor is None:
            return False
        if isinstance(editor.findings_place(said.path), FindingSlot):
            return len(said.path) > 2 and isinstance(editor.field, Grid) and len(editor.field.columns) > 1
        slot = self.slot_of(said)
        return any(other != key and block.slots[other] is slot for block in self._blocks for other in block.slots)


def _together(kind: Kind, found: Sequence[Said]) -> Said:
    """Return one line for fields that lack the same; its action leads to the first of them."""
    names = join(field_name(kind, said.path) for said in found)
    return replace(found[0], text=of_field(names, found[0].text), also=tuple(said.key for said in found[1:]))
