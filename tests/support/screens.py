"""Draw every page of the program, to be looked at beside the pictures of the plan.

`python -m tests.support.screens FOLDER [PART…]` writes PNGs: both languages, light and dark, 1366×698 (a screen of
768 lines less title and task bar) at 100 % and 150 %. A PART ("home", "zh", "150", "dark") keeps only matching files.
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from core.base.clock import FixedClock
from core.records.catalogue import kinds
from core.records.kind import Place
from core.records.workflow import Effect
from core.services import demonstration, drafts, records, seals, vaults
from core.services.vaults import Vault
from core.views.verdicts import DriveView
from gui.forms.lines import GrowingText
from gui.widgets.rarefield import pick_hanzi
from tests.support.examples import EXAMPLES
from tests.support.owncampaign import own_screens, own_stage
from tests.support.screens_campaign import campaign_screens
from tests.support.screens_county import COUNTY, Loop
from tests.support.screens_paper import paper_screens
from tests.support.screens_update import UPDATE, Updated
from tests.support.stage import Stage
from tests.support.vaults import CHEAP

LOOKS = (
    ("zh", "zh_CN", "light", 100),
    ("zh-150", "zh_CN", "light", 150),
    ("zh-dark", "zh_CN", "dark", 100),
    ("zh-150-dark", "zh_CN", "dark", 150),
    ("en", "en", "light", 100),
    ("en-150", "en", "light", 150),
    ("en-dark", "en", "dark", 100),
    ("en-150-dark", "en", "dark", 150),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: its name and how to get there from the first page."""

    name: str
    go: Callable[[Stage], None]


def screens() -> Iterator[Screen]:
    """Yield every page of an open vault."""
    for place in (
        "home",
        "study",
        "research",
        "rectification",
        "activities",
        "calendar",
        "inspection",
        "submit",
        "files",
        "people",
        "settings",
        "backup",
        "audit",
        "succession",
        "help",
    ):
        yield Screen(place, partial(_go, place=place))
    yield Screen("activities-menu", _activities_menu)
    yield Screen("inspection-missing", _missing)
    yield Screen("editor", _editor)
    yield Screen("editor-rare", _rare)
    yield Screen("packet-1-choose", lambda stage: _go(stage, "packet"))
    yield Screen("packet-2-check", lambda stage: _onward(stage, "check"))
    yield Screen("packet-3-look", lambda stage: _onward(stage, "look"))
    yield Screen("packet-4-sign", lambda stage: _onward(stage, "sign"))
    yield Screen("packet-5-carry", lambda stage: _onward(stage, "carry"))
    yield Screen("packet-6-carried", lambda stage: _onward(stage, "carried"))
    yield Screen("packets", lambda stage: _go(stage, "submit"))
    yield Screen("home-handed-in", lambda stage: _go(stage, "home"))
    yield Screen("judge", _judge)
    yield Screen("judge-register", _ask_register)
    for name, go in (*campaign_screens(), *paper_screens()):
        yield Screen(name, go)


def _go(stage: Stage, place: str) -> None:
    shell = stage.window.shell()
    assert shell is not None
    shell.go(place)
    stage.settle()


def _page(stage: Stage) -> Any:
    shell = stage.window.shell()
    assert shell is not None
    return shell.page()


def _activities_menu(stage: Stage) -> None:
    """Open the menu of kinds."""
    _go(stage, "activities")
    _page(stage).new_record()


def _missing(stage: Stage) -> None:
    """Open the list of what is not there."""
    _go(stage, "inspection")
    _page(stage).show_missing()
    stage.overlay = _page(stage).dialog


def _editor(stage: Stage) -> None:
    """Open a session that is being written."""
    _go(stage, "home")
    _page(stage).new_wanted.emit("study_session", "night_study", None)
    stage.until(lambda: _page(stage).tells_saved and _page(stage).form() is not None)
    stage.settle()


def _rare(stage: Stage) -> None:
    """Look for a rare character while writing."""
    _editor(stage)
    picker = pick_hanzi(_page(stage).findChild(GrowingText))
    assert picker is not None
    picker.line.setText("yan3")
    stage.overlay = picker


def _onward(stage: Stage, wanted: str) -> None:
    """Press on until the wizard shows a step, mending nothing but writing every sentence that is asked for."""
    wizard = _page(stage).wizard
    if wanted == "check":
        wizard.choose.rows.tick_all(on=True)
        # The packet holds what the demonstration tells; the examples are for the lists.
        own = {kind.key for kind in kinds().values() if kind.place in {Place.STUDY, Place.RECTIFICATION}}
        told = {line.id for line in records.listing(stage.window._vault) if line.kind in {*own, "research_diary"}}
        wizard.choose.rows.tick([record for record in wizard.choose.chosen() if record in told])
        wizard.steps.next.click()
        stage.settle()
        return
    if wanted == "look":
        for row in wizard.check.rows():
            row.field.setText("情况已经核实，原因写在会议记录里。")
            row.field.edited.emit()
        errors = {row.said.key for row in wizard.check._errors}
        if errors:
            wizard._go("choose")
            sound = [line for line in wizard.choose.chosen() if not _errors_of(wizard, line)]
            wizard.choose.rows.tick(sound)
            wizard.steps.next.click()
            stage.settle()
        wizard.steps.next.click()
        stage.until(lambda: wizard._drawn is not None, seconds=60)
        stage.settle()
        return
    if wanted == "sign":
        wizard.steps.next.click()
        wizard.sign.password.line.setText("123456")
        wizard.steps.next.click()
    elif wanted == "carry":
        wizard.sign.password.line.setText(stage.password)
        wizard.steps.next.click()
        stage.until(lambda: wizard.step() == "carry", seconds=60)
    else:
        stick = Path(tempfile.mkdtemp(prefix="stick-"))
        (stick / "新建文件夹.exe").write_bytes(b"MZ")
        drives = (DriveView(path=stick, label="云岙小学 8GB", free=7_300_000_000, writable=True),)
        wizard.carry.show_drives(drives)
        wizard.steps.next.click()
        stage.until(lambda: wizard.delivery.carried is not None, seconds=60)
        stage.packet = wizard.delivery.carried.path
    stage.settle()


def _errors_of(wizard: Any, record: str) -> bool:
    return any(finding.record == record for finding in wizard.check._checked.errors)


def _judge(stage: Stage) -> None:
    """One file of each verdict."""
    _go(stage, "judge")
    page, good = _page(stage), stage.packet
    folder = Path(tempfile.mkdtemp(prefix="judged-"))
    files = [folder / "登记表-下垟小学.pdf", folder / "上垟小学-建议书.pdf"]
    files[0].write_bytes(b"%PDF-1.7 not much else")
    if good is not None:
        changed = bytearray(good.read_bytes())
        changed[len(changed) // 2] ^= 1
        files[1].write_bytes(changed)
        files.append(good)
    page.judge([path for path in files if path.exists()])
    stage.settle(seconds=60)


def _ask_register(stage: Stage) -> None:
    page = _page(stage)
    view = next((view for view in page.verdicts() if view.action == "register"), None)
    if view is None:
        return
    page.card(view.path).action.click()
    stage.overlay = page.question
    stage.settle()


def school(folder: Path) -> tuple[Path, FixedClock]:
    """Make the fictional school's vault with all its records; returns its path and the clock of that day."""
    tale = demonstration.read_tale()
    clock = FixedClock(tale.records[0].entered_at)
    principal = next(person for person in tale.people if person.id == tale.school.principal)
    vault = vaults.create(
        folder / "school",
        password=demonstration.PASSWORD,
        school=tale.school,
        principal=principal,
        others=(person for person in tale.people if person.id != principal.id),
        clock=clock,
        campaign_id=tale.campaign,
        cost=CHEAP,
        quick_key=True,
    )
    demonstration.record_all(vault, tale, clock, desk=folder)
    vaults.close(vault)
    return vault.folder, clock


DRAFTS = frozenset({"work_measures", "proposal"})
"""Kinds whose example is left as a draft, so that the lists show some."""


def add_examples(folder: Path, clock: FixedClock) -> None:
    """Enter the example of every kind the fictional school has no record of, for the pages of many kinds."""
    vault = vaults.open_vault(folder, demonstration.PASSWORD, clock=clock)
    seals.choose(vault, demonstration.PASSWORD, cost=CHEAP)
    for kind in kinds().values():
        if kind.place not in {Place.RESEARCH, Place.ACTIVITIES} or records.listing(vault, kind.key):
            continue
        # The examples' people are p01, p02 …, those of the fictional school P01, P02 ….
        told = re.sub(r'"p(\d\d)"', r'"P\1"', json.dumps(EXAMPLES[kind.key]))
        record = drafts.begin(vault, kind.key, values=json.loads(told))
        if kind.key not in DRAFTS:
            _finish(vault, record.id)
    vaults.close(vault)


def _finish(vault: Vault, record: str) -> None:
    """Finish a record, with a sentence for whatever is asked."""
    view = records.open_record(vault, record)
    for finding in view.findings:
        if finding.level == "W":
            now = records.read(vault, record)
            drafts.explain(vault, record, finding.mark, "照实记的，有通知。", revision=now.revision)
    now = records.read(vault, record)
    first = next(move for move in view.moves if move.effect is Effect.NUMBER)
    if not records.lacking(vault, record, first.key):
        records.move(vault, record, first.key, revision=now.revision)


def draw(out: Path, parts: list[str]) -> int:
    """Draw the screens whose file name holds every part; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory(prefix="screens-") as place:
        folder = Path(place)
        vault, clock = school(folder)
        add_examples(vault, clock)
        for look, language, theme, percent in LOOKS:
            wanted = any(_wanted(f"{screen.name}-{look}", parts) for screen in screens())
            own = any(_wanted(f"{name}-{look}", parts) for name, _go_there in own_screens())
            loop = any(_wanted(f"{name}-{look}", parts) for name in (*COUNTY, *UPDATE))
            if not wanted and not own and not loop and not _wanted(f"cover-first-run-{look}", parts):
                continue
            stage = Stage(
                folder,
                vault=vault,
                language=language,
                theme=theme,
                percent=percent,
                clock=clock,
                password=demonstration.PASSWORD,
            )
            count += _grab(stage, out / f"cover-{look}.png", parts)
            _refuse(stage)
            count += _grab(stage, out / f"cover-refused-{look}.png", parts)
            stage.unlock()
            way = [*screens()]
            last = max((at for at, one in enumerate(way) if _wanted(f"{one.name}-{look}", parts)), default=-1)
            for screen in way[: last + 1]:  # some stand on what those before them have done
                screen.go(stage)
                count += _grab(stage, out / f"{screen.name}-{look}.png", parts)
            stage.close()
            how: dict[str, Any] = {"language": language, "theme": theme, "percent": percent}
            count += _first_run(folder, out, look, parts, **how)
            count += _story(Loop, COUNTY, folder / f"county-{look}", out, look, parts, **how)
            count += _story(Updated, UPDATE, folder / f"update-{look}", out, look, parts, **how)
            count += _own_campaign(folder / look, out, look, parts, **how)
    return count


def _refuse(stage: Stage) -> None:
    """A wrong password with Caps Lock on, as h-unlock shows."""
    card = stage.window.cover()
    assert card is not None
    card.say_safe("没写完的夜学记录已加密存好，打开后回到刚才的地方。")
    card.field.line.setText("123456")
    card.open_button.click()
    stage.settle()
    card.field.line.caps.emit(True)


def _first_run(folder: Path, out: Path, look: str, parts: list[str], **how: Any) -> int:
    """Draw the steps of the first run."""
    if not any(_wanted(f"first-run-{step}-{look}", parts) for step in range(1, 6)):
        return 0
    stage, count = Stage(folder / "first", **how), 0
    wizard: Any = stage.window._standing.now()
    wizard.school.recall(
        {"name": "云川县云岙镇中心小学", "short": "云岙小学", "district": "云岙学区", "superior": "云川县教育局"}
    )
    wizard.people.recall({"name": "林志远", "party": True, "staff": "周海燕 书记 党员\n王䶮 教导主任\n苏𬍛 音乐教师"})
    wizard.secret.pair.first.setText("夜学 2008 云岙小学")
    wizard.secret.pair.second.setText("夜学 2008 云岙小学")
    wizard.secret.pair.first.edited.emit()
    for step in range(1, 6):
        count += _grab(stage, out / f"first-run-{step}-{look}.png", parts)
        if step < 5:
            wizard.onward()
    stage.close()
    return count


def _story(make: Any, names: Sequence[str], folder: Path, out: Path, look: str, parts: list[str], **how: Any) -> int:
    """Draw a story with a stage of its own: the loop of a school with its county, an update from a stick."""
    if not any(_wanted(f"{name}-{look}", parts) for name in names):
        return 0
    story, count = make(folder, **how), 0
    for name, go in story.screens():
        go()
        count += _grab(story.stage, out / f"{name}-{look}.png", parts)
    story.close()
    return count


def _own_campaign(folder: Path, out: Path, look: str, parts: list[str], **how: Any) -> int:
    """Draw the pages of a county's own campaign, in a school that takes it up."""
    if not any(_wanted(f"{name}-{look}", parts) for name, _go_there in own_screens()):
        return 0
    stage, count = own_stage(folder, **how), 0
    for name, go in own_screens():
        go(stage)
        count += _grab(stage, out / f"{name}-{look}.png", parts)
    stage.close()
    return count


def _wanted(name: str, parts: list[str]) -> bool:
    return all(part in name for part in parts)


def _grab(stage: Stage, path: Path, parts: list[str]) -> int:
    over, stage.overlay = stage.overlay, None
    if not _wanted(path.stem, parts):
        if over is not None:
            over.reject()
        return 0
    QApplication.processEvents()
    stage.settle()
    picture = stage.window.grab()
    if over is not None:
        painter = QPainter(picture)
        painter.drawPixmap((picture.width() - over.width()) // 2, (picture.height() - over.height()) // 2, over.grab())
        painter.end()
        over.reject()
    picture.save(str(path))
    return 1


if __name__ == "__main__":
    target, *some = sys.argv[1:] or ["build/screens"]
    sys.stdout.write(f"{draw(Path(target), some)} pictures in {target}\n")
