"""What tests of the page of campaigns share."""

import json
from pathlib import Path
from typing import Any

from core.base.canonical import encode
from core.campaign.reader import preset
from core.services import campaigns
from gui.pages.campaigns import CampaignsPage
from tests.gui.pages.opened import Opened
from tests.support.stage import AnsweringChooser

READING = Path(__file__).parents[2] / "data" / "campaigns" / "reading-year.json"


def show(house: Opened, chooser: AnsweringChooser | None = None, *, taken: bool = True) -> CampaignsPage:
    if taken:
        campaigns.take(house.vault, preset())
    page = CampaignsPage(house.vault, tasks=house.tasks, clock=house.clock, chooser=chooser or AnsweringChooser())
    house.show(page)
    return page


def written(tmp_path: Path, **how: Any) -> Path:
    """Return a file with the preset campaign, changed."""
    raw = json.loads(encode(preset()))
    raw.update(how)
    path = tmp_path / "notice.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


def answer(page: CampaignsPage, key: str) -> None:
    assert page.question is not None
    page.question.buttons[key].click()
