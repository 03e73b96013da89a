"""What the judge is held to: the tables of docs/security.md, made out of the attacks and bombs themselves.

Run `python -m tests.support.security` after an attack, a bomb or a rule has changed; the figures of the bombs come from
`python -m bench.bombs --write`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.attack import Attack
from tests.faults.attacks import ATTACKS
from tests.faults.bombs import BOMBS, POISONS
from tests.faults.rules import RULES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "security.md"
LIGHTS = {"valid": "green", "undecided": "yellow", "invalid": "red"}
TEST = "tests/faults/test_attacks.py"
BOMB_TEST = "tests/faults/test_bombs.py"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one bomb cost."""

    bomb: str
    size: int
    """Bytes of the file."""
    reason: str
    peak: int
    """Most memory of the child process, MB."""
    seconds: float


def attacks() -> str:
    """Return the table of attacks as Markdown."""
    rows = [(f"`{one.name}`", one.done, LIGHTS[one.light], _reason(one), " ".join(_rules(one.name))) for one in ATTACKS]
    return _table(("attack", "what is done", "light", "reason", "rule proven by it"), rows)


def bombs() -> str:
    """Return the table of bombs, without figures, as Markdown."""
    rows = [(f"`{one.name}`", one.done, _reason(one), " ".join(_rules(one.name))) for one in (*BOMBS, *POISONS)]
    return _table(("bomb", "what it is", "reason", "rule proven by it"), rows)


def costs(found: Sequence[Cost]) -> str:
    """Return the table of what the bombs cost as Markdown."""
    rows = [(f"`{one.bomb}`", _size(one.size), one.reason, str(one.peak), f"{one.seconds:.2f}") for one in found]
    return _table(("bomb", "file", "reason", "peak MB", "seconds"), rows)


def write_costs(found: Sequence[Cost]) -> None:
    """Put measured figures into the document."""
    _write("figures", costs(found))


def section(name: str) -> str:
    """Return what stands between the marks of a table in the document."""
    return DOCUMENT.read_text(encoding="utf-8").split(f"<!-- {name} -->")[1].split("<!-- end -->")[0].strip()


def _rules(attack: str) -> list[str]:
    """Return the rules that this attack proves needed, with their modules."""
    return [f"`{rule.module.__name__.split('.')[-1]}.{rule.name}`" for rule in RULES if rule.attack == attack]


def _reason(attack: Attack) -> str:
    """Return the reason's code and the particular that goes with it."""
    return f"`{attack.reason}` {attack.detail}".strip()


def _size(size: int) -> str:
    """Return a number of bytes for people."""
    return f"{size / 1_000_000:,.2f} MB" if size < 100_000_000 else f"{size / 1_000_000_000:,.1f} GB"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _write(name: str, table: str) -> None:
    """Put a table between its marks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(f"<!-- {name} -->")
    after = rest.partition("<!-- end -->")[2]
    DOCUMENT.write_text(f"{before}<!-- {name} -->\n\n{table}\n\n<!-- end -->{after}", encoding="utf-8")


def main() -> None:
    """Write the tables into the document."""
    _write("attacks", attacks())
    _write("bombs", bombs())


if __name__ == "__main__":
    main()
