"""F8 through a form: findings in the order of its fields, and which one comes after the place one is at."""

from collections.abc import Sequence

from gui.forms.findings import Said


def place_of(said: Said, fields: Sequence[str]) -> tuple[int, tuple[int, ...], int]:
    """Return where a finding stands among the fields of a form: the field, the row in it, how grave it is."""
    key = str(said.path[0]) if said.path else ""
    at = fields.index(key) if key in fields else -1
    numbers = tuple(step for step in said.path if isinstance(step, int))
    return at, numbers, "ERWI".index(said.level.value)


def next_said(found: Sequence[Said], by: int, *, fields: Sequence[str], visited: str, focused: str) -> Said:
    """Return the next (1) or previous (-1) of some findings, round the end.

    It follows the one visited last (its key), or the field with the focus when one has gone elsewhere since.
    """
    here = next((at for at, said in enumerate(found) if said.key == visited), None)
    if here is None or (focused and found[here].path[:1] != (focused,)):
        place = fields.index(focused) if focused else -1
        after = [at for at, said in enumerate(found) if place_of(said, fields)[0] > place - (by < 0)]
        here = (after[0] if after else len(found)) - 1 if by > 0 else (after[0] if after else len(found))
    return found[(here + by) % len(found)]
