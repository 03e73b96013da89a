"""A machine that writes, finishes, changes, takes back and throws away records, beside a model of what must hold."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from core.base.clock import FixedClock
from core.base.errors import MoveNotReady, MoveRefused, RecordGone, RecordMoved, RecordSealed
from core.records.catalogue import find_kind
from core.services import drafts, history, records, search, vaults
from core.services.drafts import is_reopened
from core.store import health
from tests.support.vaults import DIARY, ITEM, NOON, PASSWORD, SESSION, lay

VALUES: dict[str, dict[str, Any]] = {"study_session": SESSION, "research_diary": DIARY, "rectification": ITEM}
TEXTS = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n'\"%_\\放学𬍛䶮"), max_size=40
)


class Writing(RuleBasedStateMachine):
    """The model knows each record's last acknowledged values, revision, number and frozen versions."""

    alive = Bundle("alive")

    @initialize()
    def open_vault(self):
        self.desk = Path(tempfile.mkdtemp(prefix="taizhang-machine-"))
        self.folder = lay(self.desk)
        self.clock = FixedClock(NOON)
        self.vault = vaults.open_vault(self.folder, PASSWORD, clock=self.clock)
        self.model = {}
        self.frozen = {}
        self.gone = set()

    def teardown(self):
        if hasattr(self, "vault"):
            with self.vault.look() as session:
                assert health.examine(session) == ()
            self.vault.close()
            shutil.rmtree(self.desk, ignore_errors=True)

    @rule(target=alive, kind=st.sampled_from(sorted(VALUES)))
    def begin(self, kind):
        record = drafts.begin(self.vault, kind, values=VALUES[kind])
        self.model[record.id] = record
        self.frozen[record.id] = {}
        return record.id

    @rule(record=alive, text=TEXTS)
    def save(self, record, text):
        known = self.model[record]
        kind = find_kind(known.kind)
        values = {**known.values, kind.heading: text}
        if record in self.gone:
            with pytest.raises(RecordGone):
                drafts.save(self.vault, record, values, revision=known.revision)
        elif drafts.writable(kind, known):
            saved = drafts.save(self.vault, record, values, revision=known.revision)
            after = drafts.read(self.vault, record)
            assert saved.revision == after.revision == known.revision + 1
            if kind.heading in drafts.writable(kind, known):
                assert (after.values.get(kind.heading) or "") == (text if text.strip() else "")
            self.model[record] = after
        else:
            with pytest.raises(RecordSealed):
                drafts.save(self.vault, record, values, revision=known.revision)

    @rule(record=alive, back=st.integers(1, 3))
    def save_on_an_older_revision(self, record, back):
        known = self.model[record]
        if record not in self.gone and drafts.writable(find_kind(known.kind), known):
            with pytest.raises(RecordMoved):
                drafts.save(self.vault, record, {}, revision=known.revision - back)

    @rule(
        record=alive,
        key=st.sampled_from(
            ["finish", "register", "start", "revise", "void", "report", "extend", "complete", "settle"]
        ),
        day=st.dates(NOON.date().replace(day=10), NOON.date()),
    )
    def move(self, record, key, day):
        known = self.model[record]
        if record in self.gone:
            return
        answers = {
            "on": day.isoformat(),
            "by": "p03",
            "note": "现场看过，两块盖板已经补齐，踩踏牢固，拍了照片，附在后面备查。",
            "reason": "写得不准，改一改",
            "deadline": "2008-10-31",
        }
        try:
            after = records.move(self.vault, record, key, answers=answers, revision=known.revision)
        except (MoveRefused, MoveNotReady):
            assert drafts.read(self.vault, record) == known
            return
        assert after.revision == known.revision + 1
        assert len(after.values["history"]) == len(known.values.get("history") or ()) + 1
        assert after.values["history"][:-1] == (known.values.get("history") or [])
        self.model[record] = after
        newest = history.versions(self.vault, record)[0]
        self.frozen[record][newest.seq] = after

    @rule(record=alive, data=st.data())
    def restore(self, record, data):
        known = self.model[record]
        if record in self.gone or not self.frozen[record]:
            return
        seq = data.draw(st.sampled_from(sorted(self.frozen[record])))
        if drafts.writable(find_kind(known.kind), known):
            self.model[record] = history.restore(self.vault, record, seq, revision=known.revision)
        else:
            with pytest.raises(RecordSealed):
                history.restore(self.vault, record, seq, revision=known.revision)

    @rule(target=alive, record=consumes(alive))
    def discard(self, record):
        known = self.model[record]
        if record in self.gone:
            return multiple()
        if known.number:
            with pytest.raises(RecordSealed):
                drafts.discard(self.vault, record, revision=known.revision)
            return record
        drafts.discard(self.vault, record, revision=known.revision)
        self.gone.add(record)
        return record

    @rule()
    def close_and_open(self):
        self.vault.close()
        self.vault = vaults.open_vault(self.folder, PASSWORD, clock=self.clock)

    @rule(days=st.integers(-3, 3))
    def turn_the_clock(self, days):
        self.clock.set(NOON.replace(day=NOON.day + days))

    @invariant()
    def the_vault_says_what_the_model_says(self):
        for record, known in self.model.items():
            if record in self.gone:
                with pytest.raises(RecordGone):
                    drafts.read(self.vault, record)
                continue
            found = drafts.read(self.vault, record)
            assert found == known
            assert not (is_reopened(found) and found.finished_at)

    @invariant()
    def lists_and_numbers_hold(self):
        lines = records.listing(self.vault)
        assert {line.id for line in lines} == self.model.keys() - self.gone
        numbers = [line.number for line in lines if line.number]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def versions_stay(self):
        for record, versions in self.frozen.items():
            for seq, version in versions.items():
                assert history.read_version(self.vault, record, seq) == version

    @invariant()
    def headings_are_found(self):
        for record, known in self.model.items():
            if record in self.gone or len(known.heading) < 2:
                continue
            word = known.heading.split()[0][:2]
            if word.isalnum() and search.count(self.vault, word) < 40:
                assert record in {hit.line.id for hit in search.find(self.vault, word)}


TestWriting = Writing.TestCase
TestWriting.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
