"""A school that goes on at random: whatever may change what the checks find, in a series that a seed repeats."""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import msgspec

from core.base.clock import FixedClock, today
from core.base.errors import UserError
from core.campaign.reader import preset
from core.campaign.template import Thresholds
from core.records.catalogue import find_kind, kind_of, kinds
from core.records.content import DayOff, Record
from core.records.workflow import Move
from core.services import campaigns, checking, drafts, links, people, records, seals, surroundings
from core.services.seals import SealState
from core.store import records as shelf
from core.store.vault import Vault
from tests.support.examples import EXAMPLES
from tests.support.steps import plain_answers
from tests.support.vaults import NOON, PASSWORD, unlike

LIKELY = ("study_session", "rectification", "research_diary", "forum", "petition", "leave", "criticism_meeting")
"""Kinds that touch others most; they are begun several times as often."""

PRIVATE = ("柳栖梧", "买买提·艾力", "𬍛三郎")
"""Names of people outside, some of which a record keeps private and others tell."""

MUTABLE = ("W05", "T01", "C01", "W03", "Q01")
OTHER = "other"
"""A second campaign that is taken up and over at times."""


class Life:
    """Changes a vault at random; what is refused is refused and counts as nothing done."""

    def __init__(self, vault: Vault, seed: int) -> None:
        self.vault = vault
        self.draw = random.Random(seed)
        self.records: list[str] = []
        self.done: list[str] = []
        """What was done, for whoever reads a failure."""

    def go_on(self) -> None:
        """Do one to three things."""
        for _ in range(self.draw.choice((1, 1, 2, 3))):
            (act,) = self.draw.choices(list(ACTS), list(ACTS.values()))
            try:
                act(self)
                self.done.append(act.__name__)
            except UserError as refused:
                self.done.append(f"{act.__name__}: {refused.code()}")

    # --- records -----------------------------------------------------------------------------------

    def enter(self) -> None:
        """Begin a record."""
        key = self.draw.choice([*sorted(kinds()), *LIKELY * 3])
        self.records.append(drafts.begin(self.vault, key, values=self.values(key)).id)

    def write(self) -> None:
        """Type something else into three fields, or nothing."""
        if record := self.some():
            other = self.values(record.kind)
            typed = dict(record.values)
            for key in self.draw.sample(sorted(other), min(len(other), 3)):
                typed[key] = other[key] if self.draw.random() < 0.7 else None
            drafts.save(self.vault, record.id, typed, revision=record.revision)

    def tell(self) -> None:
        """Write a name into a text."""
        if record := self.some():
            values = deepcopy({key: value for key, value in record.values.items() if key != "history"})
            if spots := list(_texts(values)):
                holder, key = self.draw.choice(spots)
                holder[key] = f"{holder[key][:-3]}，找{self.draw.choice(PRIVATE)}谈"
                drafts.save(self.vault, record.id, values, revision=record.revision)

    def hide(self) -> None:
        """Let a petition come from somebody else."""
        if record := self.some(lambda one: one.kind == "petition"):
            values = {**record.values, "petitioner": self.draw.choice(PRIVATE)}
            drafts.save(self.vault, record.id, values, revision=record.revision)

    def finish(self) -> None:
        """Finish a draft."""
        if record := self.some(lambda one: not one.number):
            self.step(record, [move for move in self.offered(record) if move.primary])

    def step_on(self) -> None:
        """Make any move, mostly the usual one."""
        if record := self.some():
            offered = [move for move in self.offered(record) if move.target != "void"]
            self.step(record, [*offered, *(move for move in offered if move.primary)])

    def void(self) -> None:
        """Void a record."""
        if record := self.some():
            self.step(record, [move for move in self.offered(record) if move.target == "void"])

    def explain(self) -> None:
        """Give a finding its sentence, or take it back."""
        if (record := self.some()) and (found := records.open_record(self.vault, record.id).findings):
            mark, said = self.draw.choice(found).mark, self.draw.choice(("说明一下情况", ""))
            records.explain(self.vault, record.id, mark, said, revision=record.revision)

    def discard(self) -> None:
        """Throw a draft away."""
        if record := self.some(lambda one: not one.number):
            drafts.discard(self.vault, record.id, revision=record.revision)
            self.records.remove(record.id)

    def tie(self) -> None:
        """Tie a record to another one."""
        one, other = (self.some(lambda one: bool(one.number)) for _ in range(2))
        if one and other:
            links.tie(self.vault, one.id, other.number)

    def grow(self) -> None:
        """Let a row become a record."""
        if record := self.some(lambda one: bool(one.number)):
            rows = links.of_record(self.vault, record.id).rows
            if may := [(row.row, shoot.key) for row in rows for shoot in row.shoots]:
                row, shoot = self.draw.choice(may)
                came = links.grow(self.vault, record.id, shoot, row=row)
                self.records = list(dict.fromkeys((*self.records, came.id)))

    # --- around them -------------------------------------------------------------------------------

    def rename(self) -> None:
        """Let somebody go by another name."""
        person = self.draw.choice(people.listing(self.vault))
        people.save(self.vault, msgspec.structs.replace(person, name=self.draw.choice(("金一", "钱二", *PRIVATE))))

    def promote(self) -> None:
        """Let somebody join the leaders, or leave them."""
        person = self.draw.choice(people.listing(self.vault))
        people.save(self.vault, msgspec.structs.replace(person, team=not person.team))

    def rest(self) -> None:
        """Set days off."""
        since = NOON.date() - timedelta(days=self.draw.randrange(8))
        until = since + timedelta(days=self.draw.randrange(3))
        surroundings.save_days_off(self.vault, [DayOff(name="秋游", since=since, until=until)])

    def name_places(self) -> None:
        """Call a place the school's own."""
        surroundings.save_words(self.vault, [self.draw.choice(("下垟村", "上溪镇", "某某县中心小学"))])

    def mute(self) -> None:
        """Mute a rule, or not."""
        checking.mute(self.vault, self.draw.choice(MUTABLE), on=self.draw.random() < 0.5)

    def campaign(self) -> None:
        """Change something about the campaigns."""
        match self.draw.randrange(6):
            case 0:
                activity = self.draw.choice(("A11", "A05", "A09"))
                campaigns.switch(self.vault, preset().id, activity, on=self.draw.random() < 0.5)
            case 1:
                campaigns.finish(self.vault, preset().id, active=self.draw.random() < 0.7)
            case 2:
                campaigns.receive(self.vault, preset().id, NOON.date() - timedelta(days=self.draw.randrange(40)))
            case 3:
                there = max(one.template.edition for one in campaigns.listing(self.vault))
                limits = Thresholds(
                    late_entry_days=self.draw.choice((3, 7)),
                    similarity_note=self.draw.choice((0.05, 0.2)),
                    similarity_criticism=self.draw.choice((0.2, 0.6)),
                    similarity_measures=self.draw.choice((0.2, 0.8)),
                )
                campaigns.take(self.vault, msgspec.structs.replace(preset(), edition=there + 1, thresholds=limits))
            case 4:
                campaigns.take(self.vault, msgspec.structs.replace(preset(), id=OTHER, checks_off=("W05",)))
            case _:
                campaigns.finish(self.vault, OTHER)

    def wait(self) -> None:
        """Let the clock go on a day, or some minutes; sometimes it is set back."""
        clock = self.vault.clock
        assert isinstance(clock, FixedClock)
        days, minutes = self.draw.choice((1, 1, 1, 0, -1)), self.draw.choice((0, 5, -5))
        clock.set(clock.now() + timedelta(days=days, minutes=minutes))

    def seal(self) -> None:
        """Open what is locked away, or lock it."""
        if seals.state(self.vault) is SealState.OPEN:
            seals.lock(self.vault)
        else:
            seals.unlock(self.vault, PASSWORD)

    # --- inside ------------------------------------------------------------------------------------

    def some(self, wanted: Callable[[Record], bool] = lambda _: True) -> Record | None:
        """Return one of the records that can be read now."""
        with self.vault.look() as session:
            found = {one.id: one for one in shelf.readable(session, self.records) if wanted(one)}
        return found[self.draw.choice([one for one in self.records if one in found])] if found else None

    def offered(self, record: Record) -> list[Move]:
        """Return the moves that may be made."""
        return list(records.moves(kind_of(record), record))

    def step(self, record: Record, moves: list[Move]) -> None:
        """Make one of these moves, explaining most of what must be explained first."""
        if not moves:
            return
        move = self.draw.choice(moves)
        for one in records.lacking(self.vault, record.id, move.key):
            if one.level == "W" and self.draw.random() < 0.7:
                record = records.explain(self.vault, record.id, one.mark, "分次办理", revision=record.revision)
        answers = plain_answers(kind_of(record), record, move, today=today(self.vault.clock))
        records.move(self.vault, record.id, move.key, answers=answers, revision=record.revision)

    def values(self, key: str) -> dict[str, Any]:
        """Return an example's values: in its words, in others, or half and half, on its day or just before."""
        values = EXAMPLES[key]
        if self.draw.random() < 0.7:
            other = unlike(values, self.draw.randrange(3))
            for name, said in other.items():
                if isinstance(said, str) and said != values[name] and self.draw.random() < 0.6:
                    kept = int(len(values[name]) * self.draw.choice((0.3, 0.5, 0.7)))
                    other[name] = values[name][:kept] + said[kept:]
            values = other
        dated = find_kind(key).dated
        if len(str(values.get(dated))) == 10 and self.draw.random() < 0.5:
            earlier = date.fromisoformat(values[dated]) - timedelta(days=self.draw.randrange(3))
            values = {**values, dated: earlier.isoformat()}
        return values


def _texts(value: Any) -> Any:
    """Yield (dict or list, key) of every text in Chinese that stands in a value."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in steps:
        if isinstance(one, str) and not one.isascii():
            yield value, key
        else:
            yield from _texts(one)


ACTS: dict[Callable[[Life], None], int] = {
    Life.enter: 9,
    Life.write: 5,
    Life.tell: 3,
    Life.hide: 2,
    Life.finish: 6,
    Life.step_on: 4,
    Life.void: 2,
    Life.explain: 2,
    Life.discard: 1,
    Life.tie: 2,
    Life.grow: 3,
    Life.rename: 1,
    Life.promote: 1,
    Life.rest: 1,
    Life.name_places: 1,
    Life.mute: 1,
    Life.campaign: 2,
    Life.wait: 2,
    Life.seal: 1,
}
"""What may happen, and how often."""
