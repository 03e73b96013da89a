"""A county's own campaign, unlike the one of 2008, with a form of its own: its records, and pictures of its pages."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from core.base.clock import FixedClock
from core.campaign.reader import load_campaign
from core.campaign.template import Template
from core.records.kind import Kind
from core.services import campaigns, drafts, records
from core.services.vaults import Vault
from tests.support.stage import Stage, staged
from tests.support.vaults import CHINA

READING = Path(__file__).parents[1] / "data" / "campaigns" / "reading-year.json"

MARCH = datetime(2009, 3, 27, 12, 0, tzinfo=CHINA)
"""A day in the midst of it."""

THOUGHTS = (
    "读到老教师把学生的名字写在书签上那一段，想到本校图书角一百二十本书一学期只借出九次。书锁在柜子里，钥匙在我这里，"
    "学生要书得先找我。这件事不用开会，把柜子打开就行：周三下午两节课开放，由六年级学生轮流登记。"
)
LOG: dict[str, Any] = {
    "title": "一本书和一件小事",
    "genre": "teaching",
    "reader": "p02",
    "date": "2009-03-25",
    "start_time": "19:00",
    "end_time": "20:30",
    "pages": 42,
    "shared": True,
    "together": ["p01"],
    "content": THOUGHTS,
    "excerpts": [{"page": "17", "text": "书放在孩子够得着的地方，才算是孩子的书。"}],
    "deeds": [{"text": "图书角每周三开放两节课", "owner": "p03", "due": "2009-04-10"}],
    "publication_scope": "party",
}
"""A record of its form that nothing is wrong with; the people are those of tests.support.vaults."""

OTHER: dict[str, Any] = {
    "title": "《义务教育法》第二十二条",
    "genre": "theory",
    "reader": "p01",
    "date": "2009-03-23",
    "content": "法律写得明白，不得分设重点班。去年家长来问能不能换班，我说班级是抽签分的，可是签怎么抽没有贴出来过。"
    "今年八月分班请三位家长到场，抽完当场贴在公示栏，名单留一份在教导处，谁来问都翻给他看，不用再解释。",
    "publication_scope": "staff",
}
"""Another one."""


def template() -> Template:
    """Return the campaign."""
    return load_campaign(READING)


def own_kind() -> Kind:
    """Return the kind of record it brings."""
    (kind,) = template().kinds
    return kind


def newer_edition() -> Any:
    """Return the file of a second edition: its form has another version, which says what becomes of older records."""
    raw = json.loads(READING.read_text(encoding="utf-8"))
    raw["edition"] = 2
    (form,) = raw["kinds"]
    form["version"] = 2
    form["words"] = {"zh": "读书笔记", "en": "Reading notes"}
    without_field(form, "pages")
    fields = {field["key"]: field for section in form["sections"] for field in section["fields"]}
    fields["content"] |= {"high": 500}
    fields["start_time"] |= {"required": True}
    fields["genre"]["options"] = fields["genre"]["options"][:3]
    fields["excerpts"]["columns"][0] |= {"required": True}
    fields["deeds"]["columns"].append({"type": "toggle", "key": "done", "words": {"zh": "已办", "en": "Done"}})
    form["sections"][0]["fields"].append({"type": "text", "key": "author", "words": {"zh": "作者", "en": "Author"}})
    form["sheet"]["rows"][2]["cells"].append({"keys": ["author"]})
    form["rules"] = [rule for rule in form["rules"] if rule["type"] != "weekday_told"]
    form["growth"] = [
        {"type": "dropped", "to": 2, "key": "pages"},
        {"type": "revalued", "to": 2, "key": "genre", "old": "other", "new": "theory"},
    ]
    return raw


def without_field(form: Any, key: str) -> None:
    """Take a field out of a form in a file, wherever it stands."""
    for section in form["sections"]:
        section["fields"] = [field for field in section["fields"] if field["key"] != key]
        section["rows"] = [[one for one in row if one != key] for row in section.get("rows", [])]
    for row in form["sheet"]["rows"]:
        row["cells"] = [cell for cell in row["cells"] if key not in cell["keys"]]
    form["sheet"]["rows"] = [row for row in form["sheet"]["rows"] if row["cells"]]
    form["rules"] = [rule for rule in form["rules"] if key not in json.dumps(rule)]


# --- pictures ----------------------------------------------------------------------------------------


def own_screens() -> Iterator[tuple[str, Callable[[Stage], None]]]:
    """Yield name and way of every picture; each begins where the one before ended."""
    yield "own-offered", _offered
    yield "own-campaign", _campaign
    yield "own-home", partial(_go, place="home")
    yield "own-menu", _menu
    yield "own-list", _list
    yield "own-form", partial(_form, at="title")
    yield "own-form-rows", partial(_form, at="deeds")
    yield "own-page", _page


def own_stage(folder: Path, **how: Any) -> Stage:
    """Open the program on a school that is about to take the campaign up."""
    folder.mkdir(parents=True, exist_ok=True)
    return staged(folder, clock=FixedClock(MARCH), **how)


def enter_logs(vault: Vault) -> str:
    """Enter two finished records and a draft in which something is wrong; return the draft's id."""
    kind = own_kind().key
    for values in (LOG, OTHER):
        begun = drafts.begin(vault, kind, values=values)
        records.move(vault, begun.id, "finish", revision=begun.revision)
    wrong = {**LOG, "title": "书签上的名字", "date": "2009-03-26", "start_time": "19:00", "end_time": "18:30"}
    wrong |= {"content": "读到第三章，想到本校的图书角。", "deeds": [{"owner": "p03", "due": "2009-04-17"}]}
    return drafts.begin(vault, kind, values=wrong).id


def _shell(stage: Stage) -> Any:
    return stage.window.shell()


def _vault(stage: Stage) -> Vault:
    found = stage.window._vault
    assert found is not None
    return found


def _go(stage: Stage, place: str, **what: Any) -> Any:
    if stage.overlay is not None:
        stage.overlay.reject()
    stage.overlay = None
    _shell(stage).go(place, what)
    stage.settle()
    return _shell(stage).page()


def _offered(stage: Stage) -> None:
    page = _go(stage, "campaigns")
    stage.chooser.answers.append(READING)
    page.choose_notice()
    stage.settle()
    stage.overlay = page.preview
    page.preview.ensurePolished()


def _campaign(stage: Stage) -> None:
    campaigns.take(_vault(stage), template(), received_on=date(2009, 2, 18))
    enter_logs(_vault(stage))
    _go(stage, "campaigns", campaign=template().id)


def _menu(stage: Stage) -> None:
    page = _go(stage, "activities")
    page.new_record()
    page.menu().line.setText("ds")
    stage.settle()


def _list(stage: Stage) -> None:
    page = _go(stage, "activities")
    page.menu().close_menu()
    line = next(line for line in records.listing(_vault(stage), own_kind().key) if line.number)
    page.listed().setCurrentIndex(page.model().at(line.id))
    page.pane().show_record(line.id)
    stage.settle()


def _form(stage: Stage, *, at: str) -> None:
    line = next(line for line in records.listing(_vault(stage), own_kind().key) if not line.number)
    page = _go(stage, "editor", record=line.id, path=[])
    stage.until(lambda: page.form() is not None)
    stage.settle()
    page.form().ask_all()
    page.form().go_to((at,))
    stage.settle()


def _page(stage: Stage) -> None:
    """Show the sheet of a finished record beside its form, or in its place."""
    line = next(line for line in records.listing(_vault(stage), own_kind().key) if line.number)
    page = _go(stage, "editor", record=line.id, path=[])
    stage.until(lambda: page.form() is not None)
    stage.settle()
    if not page._panes.second_shown():
        page.toggle_preview()
    stage.settle()
