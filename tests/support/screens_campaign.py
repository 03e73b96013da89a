"""Pictures of the campaign's page, of what records became, of locked records and of the questions about them."""

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog

from core.campaign.reader import preset
from core.records.content import DayOff
from core.services import campaigns, drafts, links, people, records, seals, surroundings
from tests.support.owncampaign import READING, newer_edition
from tests.support.stage import Stage
from tests.support.vaults import CHEAP, FORUM

Way = Callable[[Stage], None]

OWN = "另一个口令 2008"
"""Password of the locked records."""


def campaign_screens() -> Iterator[tuple[str, Way]]:
    """Yield name and way of every picture."""
    yield "campaigns", partial(_campaigns, down=0)
    yield "campaigns-down", partial(_campaigns, down=700)
    yield "campaigns-end", partial(_campaigns, down=100_000)
    yield "campaign-own", _own
    yield "campaign-refused", _refused
    yield "campaign-offered", _offered
    yield "campaign-newer", _newer
    yield "campaign-newer-form", _newer_form
    yield "campaign-clash", _clash
    yield "campaign-skeleton", _skeleton
    yield "campaign-over", _over
    yield "links", _links
    yield "links-opinions", _opinions
    yield "links-tie", _tie
    yield "move-row", _move_row
    yield "compare", _compare
    yield "why", _why
    yield "gather", _gather
    yield "leaving", _leaving
    yield "seal-choose", _seal_choose
    yield "seal-give", _seal_give
    yield "settings-school", _settings
    yield "blanks", _blanks


# --- ways --------------------------------------------------------------------------------------------


def _shell(stage: Stage) -> Any:
    return stage.window.shell()


def _page(stage: Stage) -> Any:
    return _shell(stage).page()


def _vault(stage: Stage) -> Any:
    return _shell(stage)._places._vault


def _go(stage: Stage, place: str, **what: Any) -> Any:
    if stage.overlay is not None:
        stage.overlay.reject()
    stage.overlay = None
    _shell(stage).go(place, what)
    stage.settle()
    return _page(stage)


def _over_it(stage: Stage, dialog: QDialog | None) -> None:
    """Let a dialog be drawn over the window's picture."""
    stage.settle()
    stage.overlay = dialog
    if dialog is not None:
        dialog.ensurePolished()


def _campaigns(stage: Stage, *, down: int) -> None:
    page = _go(stage, "campaigns")
    stage.settle()
    if down > 1000 and not page.pane.mentions.rows()[0].isVisible():
        page.pane.mentions.unfold()
        stage.settle()
    page.pane._scroll.verticalScrollBar().setValue(down)
    if down == 700:
        row = next((row for row in page.pane.rows() if row.data.quote), None)
        if row is not None and not row.unfolded():
            row.turn_quote()


def _own(stage: Stage) -> None:
    page = _go(stage, "campaigns")
    page.pane.own_wanted.emit("")
    question = page.question
    question.form.activity()
    _over_it(stage, question)


def _refused(stage: Stage) -> None:
    raw = json.loads(READING.read_text(encoding="utf-8"))
    raw["activities"][1]["deadline"] = "月底前"
    _import(stage, raw)


def _offered(stage: Stage) -> None:
    raw = json.loads(READING.read_text(encoding="utf-8"))
    raw["thresholds"]["photo_required"] = True
    _over_it(stage, _import(stage, raw).preview)


def _newer(stage: Stage) -> None:
    from core.base.canonical import encode

    raw = json.loads(encode(preset()))
    raw["edition"] = 2
    raw["activities"][10]["quota"]["min"] = 3
    raw["activities"][5]["deadline"] = "2008-06-10"
    raw["activities"][11]["binding"] = "must"
    raw["activities"].append({**raw["activities"][12], "id": "A25", "name": "家访"})
    raw["thresholds"]["late_entry_days"] = 10
    _over_it(stage, _import(stage, raw).preview)


def _newer_form(stage: Stage) -> None:
    _reading(stage)
    _over_it(stage, _import(stage, newer_edition()).preview)


def _clash(stage: Stage) -> None:
    _reading(stage)
    _import(stage, newer_edition() | {"id": "county-2009", "title": "书香校园活动"})


def _reading(stage: Stage) -> None:
    """Take the other campaign up, and call it over, so that the pages stay those of the first."""
    vault = _vault(stage)
    campaigns.take(vault, campaigns.look_at(vault, READING).template)
    campaigns.finish(vault, campaigns.look_at(vault, READING).template.id)


def _import(stage: Stage, raw: Any) -> Any:
    page = _go(stage, "campaigns")
    path = Path(tempfile.mkdtemp(prefix="notice-")) / "2009读书年.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    stage.chooser.answers.append(path)
    page.choose_notice()
    stage.settle()
    return page


def _skeleton(stage: Stage) -> None:
    page = _go(stage, "campaigns")
    page.begin_from_skeleton()
    _over_it(stage, page.question)


def _blanks(stage: Stage) -> None:
    page = _go(stage, "files")
    page.choose_blanks()
    for key in ("study_session", "forum", "rectification"):
        page.question.list.boxes[key].click()
    _over_it(stage, page.question)


def _over(stage: Stage) -> None:
    page = _go(stage, "campaigns")
    page.pane.over.click()
    _over_it(stage, page.question)


def _of_kind(stage: Stage, kind: str, *, with_rows: str = "") -> str:
    """Return a finished record of a kind."""
    if kind == "forum" and not records.listing(_vault(stage), kind):
        _enter_forum(stage)
    lines = [line for line in records.listing(_vault(stage), kind) if line.number]
    for line in lines:
        if not with_rows or records.read(_vault(stage), line.id).values.get(with_rows):
            return line.id
    return lines[0].id


def _enter_forum(stage: Stage) -> None:
    """Enter a forum of which one opinion became an item already."""
    vault = _vault(stage)
    here = [person.id for person in people.listing(vault)]
    values = {**FORUM, "host": here[0], "recorder": here[2], "leaders": here[:2]}
    begun = drafts.begin(vault, "forum", values=values)
    for finding in records.open_record(vault, begun.id).findings:
        if finding.level == "W":
            now = records.read(vault, begun.id)
            drafts.explain(vault, begun.id, finding.mark, "照实记的，有通知", revision=now.revision)
    done = records.move(vault, begun.id, "finish", revision=records.read(vault, begun.id).revision)
    row = next(row for row in links.of_record(vault, done.id).rows if row.grid)
    links.grow(vault, done.id, row.shoots[0].key, row=row.row)


def _read(stage: Stage, place: str, record: str) -> Any:
    page = _go(stage, place, record=record)
    page.pane().show_record(record)
    stage.settle()
    bar = page.pane()._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    return page


def _links(stage: Stage) -> None:
    record = _of_kind(stage, "study_session", with_rows="resolutions")
    found = links.of_record(_vault(stage), record)
    row = next((row for row in found.rows if row.grid and row.shoots), None)
    if row is not None and not row.became:
        links.grow(_vault(stage), record, row.shoots[0].key, row=row.row)
    _read(stage, "study", record)


def _opinions(stage: Stage) -> None:
    record = _of_kind(stage, "forum")
    _read(stage, "research", record)


def _tie(stage: Stage) -> None:
    record = _of_kind(stage, "study_session", with_rows="resolutions")
    section = _read(stage, "study", record).pane().links()
    section._ask_tie(section.links().rows[0])
    _over_it(stage, section.question)


def _move_row(stage: Stage) -> None:
    record = _of_kind(stage, "forum")
    page = _read(stage, "research", record)
    view = page.pane().view()
    move = next((move for move in view.moves if move.key == "answer"), None)
    if move is not None:
        page.pane()._move(move)
        _over_it(stage, page.pane()._actions.dialog)


def _edit(stage: Stage, record: str) -> Any:
    page = _go(stage, "editor", record=record, path=[])
    stage.until(lambda: page.form() is not None)
    stage.settle()
    return page


def _copied(stage: Stage) -> str:
    """Begin a diary that says what an older one says."""
    vault = _vault(stage)
    old = records.read(vault, _of_kind(stage, "research_diary"))
    draft = next((line for line in records.listing(vault, "research_diary") if not line.number), None)
    if draft is not None:
        return draft.id
    facts = f"{old.values['facts']}今天又去了一次，多数了一遍。"
    return drafts.begin(vault, "research_diary", values={**old.values, "facts": facts, "date": "2008-09-17"}).id


def _compare(stage: Stage) -> None:
    from gui.widgets.finding import FindingRow

    page = _edit(stage, _copied(stage))
    row = next(row for row in page.findChildren(FindingRow) if row.line.rule == "C01" and row.link)
    row.link.click()
    stage.settle()
    _over_it(stage, page.actions_of().dialog)


def _why(stage: Stage) -> None:
    from gui.widgets.finding import FindingRow

    page = _edit(stage, _copied(stage))
    form = page.form()
    form.ask_all()
    for row in page.findChildren(FindingRow):
        if row.why is not None and row.line.rule in {"C01", "T05"}:
            row.why.turn()
    said = next(said for said in form.findings() if said.rule == "C01")
    form.go_to_finding(said)
    stage.settle()


def _gather(stage: Stage) -> None:
    vault = _vault(stage)
    draft = next((line for line in records.listing(vault, "progress_report") if not line.number), None)
    record = draft.id if draft else drafts.begin(vault, "progress_report").id
    _edit(stage, record).form().go_to(("difficulties",))
    stage.settle()


def _leaving(stage: Stage) -> None:
    vault = _vault(stage)
    found = next((line for line in records.listing(vault, "petition")), None)
    values = {"title": "反映村小放学后无人看护", "petitioner": "村民蔡明", "phone": "0577-64700000"}
    record = found.id if found else drafts.begin(vault, "petition", values=values).id
    page = _edit(stage, record)
    page.print_now()
    stage.settle()
    _over_it(stage, page.actions_of().dialog)


def _seal_choose(stage: Stage) -> None:
    from gui.pages.sealquestion import ChooseSeal

    page = _go(stage, "home")
    question = ChooseSeal(parent=page)
    question.pair.first.setText("谈心 2008 云岙")
    question.pair.first.edited.emit()
    question.try_with(lambda: False, lambda _opened: None)
    _over_it(stage, question)


def _seal_give(stage: Stage) -> None:
    _go(stage, "home")
    vault = _vault(stage)
    if seals.state(vault) is seals.SealState.NONE:
        seals.choose(vault, OWN, cost=CHEAP)
        drafts.begin(vault, "criticism_meeting", values={"title": "对照检查班子作风"})
    seals.lock(vault)
    line = records.listing(vault, "criticism_meeting")[0]
    _page(stage).record_wanted.emit(line.id, ())
    stage.settle()
    question = _shell(stage).seal().question
    question.field.line.setText("123456")
    question.buttons["open"].click()
    stage.settle()
    _over_it(stage, question)


def _settings(stage: Stage) -> None:
    vault = _vault(stage)
    summer = DayOff(name="暑假", since=date(2008, 7, 1), until=date(2008, 8, 31))
    surroundings.save_days_off(vault, [summer])
    surroundings.save_words(vault, ["上垟村", "下垟村"])
    page = _go(stage, "settings")
    stage.settle()
    page._scroll.verticalScrollBar().setValue(page.days_off.y())
    stage.settle()


def take_reading(stage: Stage) -> None:
    """Take a second campaign up, so that there are tabs."""
    campaigns.take(_vault(stage), campaigns.look_at(_vault(stage), READING).template)
