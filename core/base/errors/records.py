"""Records, their rows, moves and links."""

from core.base.errors.usererror import UserError


class UnknownKind(UserError):
    """A record of a kind that neither the program nor the file defines."""

    names = ("kind",)


class BadValue(UserError):
    """A stored or received value doesn't fit its field; `path` is written with dots."""

    names = ("kind", "path", "value")


class NewerKind(UserError):
    """A record made with a newer definition of its kind than this program has."""

    names = ("kind", "found", "known")


class MoveNotReady(UserError):
    """Something a move of the workflow needs doesn't hold; `finding` names the first of `lacking` (rule and code)."""

    names = ("move", "finding", "lacking")


class MoveRefused(UserError):
    """A move of the workflow is not possible from the present state."""

    names = ("kind", "move", "state")


class RowGone(UserError):
    """A move acts on a row that is no longer there; `grid` is the key of the list it stood in."""

    names = ("move", "grid")


class AnswerMissing(UserError):
    """A move needs an answer (a reason, a date, a person) that was not given."""

    names = ("kind", "move", "field")


class NotFinished(UserError):
    """A record that has no number yet, so that nothing can be tied to it."""


class OffshootMissing(UserError):
    """A row that is gone, or that can't become what was asked for."""


class RecordVoid(UserError):
    """A void record can't be tied to anything, and nothing grows out of it."""

    names = ("number",)
