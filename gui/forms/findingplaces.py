"""Where in a form each finding stands: the slot under its field or row."""

from collections.abc import Mapping, Sequence

from gui.forms.editor import Editor
from gui.forms.findings import FindingEntry, FindingSlot, Said
from gui.forms.section import SectionBlock


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
        return next((entry for entry in self.slot_of(said).entries() if entry.said.key == said.key), None)
