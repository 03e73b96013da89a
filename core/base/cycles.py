"""Cycles of unused objects: when they are looked for is ours to say where a collection at any moment would do harm."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

ENOUGH = (10_000, 10, 10)
"""What must have gathered before a generation is looked through: new things, then looks through the one before."""


def throw_away() -> None:
    """Throw away the cycles of each generation in which enough has gathered, as Python would by itself, but now."""
    due = [at for at, (count, enough) in enumerate(zip(gc.get_count(), ENOUGH, strict=True)) if count > enough]
    if due:
        gc.collect(max(due))


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no collection begin inside: many small things made at once that all stay need not be gone through.

    What is made there is freed by its references as always.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
