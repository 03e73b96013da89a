"""Several files in one go, each with its own result; what was delivered already is not written again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from core.base.clock import Clock
from core.base.errors import Cancelled, FileMissing, StickGone, StickSwapped, UserError
from core.base.jobs import Progress
from core.exchange.carry import Carried, carry
from core.exchange.sticks import Chosen
from core.exchange.trouble import is_there
from core.signing.verdict import Verdict
from core.views.handover import Handed


@dataclass(frozen=True, slots=True)
class Item:
    """One file of an errand."""

    source: Path
    name: str
    """Its name there."""
    into: str = ""
    """Folder below the one chosen, as `layout.folder_for` names it."""


class Outcome(StrEnum):
    """What became of one file."""

    CARRIED = "carried"
    """Written, read back and judged."""
    WAS_THERE = "was_there"
    """It lay there whole already; read and judged once more."""
    FAILED = "failed"
    """It is not there under its name, unless another file is that has the name."""
    NOT_TRIED = "not_tried"
    """The stick was gone, or somebody cancelled, before its turn or in the middle of it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file of an errand."""

    item: Item
    outcome: Outcome
    carried: Carried | None = None
    """Of a file that lies there."""
    handed: Handed | None = None
    """The same for the log."""
    error: UserError | None = None
    """Why it does not."""

    @property
    def delivered(self) -> bool:
        """Tell whether the file lies where it should, whole and judged."""
        return self.carried is not None


def carry_all(
    items: Sequence[Item],
    folder: Path,
    *,
    judge: Callable[[Path], Verdict],
    clock: Clock,
    stick: bool = True,
    chosen: Chosen | None = None,
    progress: Progress | None = None,
) -> tuple[Result, ...]:
    """Carry files one after another and return what became of each, in their order; raises no UserError.

    A file that can't be carried does not hinder the others. When the stick is gone or another one is there, or when
    somebody cancels, the rest is marked as not tried. Run again with the same files it goes on where it stopped.
    """
    results: list[Result] = []
    stopped: UserError | None = None
    for item in items:
        if stopped:
            results.append(Result(item=item, outcome=Outcome.NOT_TRIED, error=stopped))
            continue
        try:
            carried = carry(
                item.source,
                folder,
                name=item.name,
                into=item.into,
                judge=judge,
                clock=clock,
                stick=stick,
                chosen=chosen,
                progress=progress,
            )
        except Cancelled as error:
            stopped = error
            results.append(Result(item=item, outcome=Outcome.NOT_TRIED, error=error))
        except UserError as error:
            stopped = error if _ends_all(error, folder) else None
            results.append(Result(item=item, outcome=Outcome.FAILED, error=error))
        else:
            outcome = Outcome.WAS_THERE if carried.again else Outcome.CARRIED
            handed = handed_over(
                name=item.name,
                into=item.into,
                size=carried.size,
                sha256=carried.sha256,
                at=carried.stages[-1].at,
                folder=folder,
                chosen=chosen,
            )
            results.append(Result(item=item, outcome=outcome, carried=carried, handed=handed))
    return tuple(results)


def _ends_all(error: UserError, folder: Path) -> bool:
    """Tell whether an error means that nothing more can be carried."""
    return isinstance(error, StickGone | StickSwapped) or (isinstance(error, FileMissing) and not is_there(folder))


def handed_over(
    *, name: str, into: str, size: int, sha256: str, at: datetime, folder: Path, chosen: Chosen | None
) -> Handed:
    """Return the line for the log of a file that was carried; `at` is when it was read there last."""
    return Handed(
        name=name,
        into=into,
        size=size,
        sha256=sha256,
        at=at,
        label=chosen.stick.label if chosen else str(folder),
        volume=chosen.stick.volume if chosen else "",
    )
