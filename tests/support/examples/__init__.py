"""For every kind values that nothing is wrong with: of a fictional school, with rare characters among its names.

`EXAMPLES` is what a person types, `WRITTEN` what moves and the program write afterwards. The people are those of
tests.support.vaults, the days lie within a week before its noon, and no two records overlap in time.
"""

from typing import Any

from tests.support.examples import checking, daily, meeting, people, reporting, researching

Values = dict[str, Any]

_PARTS = (checking, daily, meeting, people, reporting, researching)

EXAMPLES: dict[str, Values] = {key: values for part in _PARTS for key, values in part.TYPED.items()}
"""What a person types, by kind."""

WRITTEN: dict[str, Values] = {key: values for part in _PARTS for key, values in part.WRITTEN.items()}
"""What moves and the program write into a record of the kind in the course of time."""

STATES: dict[str, str] = {key: state for part in _PARTS for key, state in part.STATES.items()}
"""The state of a record with both, where it is not finished like most."""


def whole(kind: str, **more: Any) -> Values:
    """Return everything that stands in a record of a kind by the end."""
    return {**EXAMPLES[kind], **WRITTEN.get(kind, {}), **more}
