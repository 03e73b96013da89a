"""How the search for copied texts grows with the number of records, beside comparing each with each.

Run: `python -m bench.likeness`. Records have some 350 characters in clauses of the demo's records, one character in six
exchanged for another of the demo's; one record in twenty is an earlier one with half of its clauses exchanged. Figures
to report, not to test; look at the ratios.
"""

import json
import random
import re
import sys
import time
from itertools import combinations
from typing import Any

from bench.row import Row, tell
from core.base.paths import resources
from core.checks.likeness import Likeness
from core.checks.wording import grams, normalise

SIZES = (500, 1000, 2000, 4000)
BY_PAIRS = 1000
"""Up to so many records each is also compared with each."""
LENGTH, LEAST = 350, 0.2
BREAK = re.compile(r"(?<=[，。；：？！\n])")


def main() -> None:
    """Measure and print a table; times of one record are microseconds, and stand beside those at the first size."""
    demo = json.loads(resources("demo", "school.json").read_bytes())
    names = [person["name"] for person in demo["people"]] + [demo["school"]["name"], demo["school"]["short"]]
    sizes = SIZES[:1] if "--quick" in sys.argv[1:] else SIZES
    texts = make(demo, max(sizes))
    print(f"{'records':>8} {'put':>8} {'all alike':>10} {'a record':>9} {'ratio':>6} {'pairs':>6} | each with each")
    first = 0.0
    for size in sizes:
        start = time.process_time()
        index = Likeness()
        for number, text in enumerate(texts[:size]):
            index.put(number, "record", text, without=names)
        put = time.process_time() - start
        start = time.process_time()
        found = index.all_alike(LEAST)
        asked = time.process_time() - start
        each = (put + asked) / size
        first = first or each
        pairs = {frozenset((key, other.key)) for key, others in found.items() for other in others}
        line = f"{size:>8} {put:>6.3f} s {asked:>8.3f} s {each * 1e6:>6.0f} µs {each / first:>6.2f} {len(pairs):>6} |"
        if size > BY_PAIRS:
            print(line, flush=True)
            continue
        seconds, others = beside(texts[:size], names)
        print(f"{line} {seconds:.3f} s, {seconds / (put + asked):.1f} times ours, {others} pairs", flush=True)
        tell(
            Row(
                name=f"likeness.{size}",
                what=f"copied texts found in {size} records, {len(pairs)} pairs",
                ours=round(put + asked, 3),
                other=f"each with each, {others} pairs",
                theirs=round(seconds, 3),
            )
        )


def beside(texts: list[str], names: list[str]) -> tuple[float, int]:
    """Return how comparing each with each does: seconds, and the pairs it finds."""
    start = time.process_time()
    sets = [frozenset(grams(normalise(text, without=names))) for text in texts]
    pairs = 0
    for one, other in combinations(sets, 2):
        both = len(one & other)
        pairs += both >= LEAST * (len(one) + len(other) - both)
    return time.process_time() - start, pairs


def make(demo: dict[str, Any], wanted: int) -> list[str]:
    """Return this many texts; the same every time."""
    draw = random.Random(20080919)
    values = [record["values"] for record in demo["records"]]
    written = [text for value in values for key in ("content", "facts") if (text := value.get(key))]
    clauses = [clause for text in written for clause in BREAK.split(text) if clause]
    signs = sorted({sign for text in written for sign in text if sign.isalnum()})
    texts: list[str] = []
    while len(texts) < wanted:
        copied = BREAK.split(draw.choice(texts)) if len(texts) % 20 == 19 else []
        text = "".join(clause for clause in copied if draw.random() < 0.5)
        while len(text) < LENGTH:
            clause = draw.choice(clauses)
            text += "".join(draw.choice(signs) if draw.random() < 1 / 6 else sign for sign in clause)
        texts.append(text[:LENGTH])
    return texts


if __name__ == "__main__":
    main()
