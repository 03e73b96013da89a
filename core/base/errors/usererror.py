"""What every error that a person can mend has in common."""

import re
from typing import ClassVar

Particular = str | int


class UserError(Exception):
    """The world's fault or the person's: a code and the particulars of its sentence, no words.

    Everything that is not a UserError is our own mistake and ends in the crash notice.
    """

    names: ClassVar[tuple[str, ...]] = ()
    """Particulars that must be given and that the sentence may use."""

    def __init__(self, **particulars: Particular) -> None:
        missing = set(self.names) ^ set(particulars)
        if missing:
            raise TypeError(f"{type(self).__name__} takes {self.names}, got {sorted(particulars)}")
        super().__init__(self.code(), particulars)
        self.particulars = particulars

    @classmethod
    def code(cls) -> str:
        """Return the class name in snake case, e.g. `wrong_password`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def all_errors() -> tuple[type[UserError], ...]:
    """Return every declared kind of UserError, for the test that asks each for its sentence."""
    found: list[type[UserError]] = []
    queue = list(UserError.__subclasses__())
    while queue:
        kind = queue.pop(0)
        found.append(kind)
        queue.extend(kind.__subclasses__())
    return tuple(sorted(found, key=lambda kind: kind.code()))


class Cancelled(UserError):
    """The person pressed Cancel; nothing was changed."""
