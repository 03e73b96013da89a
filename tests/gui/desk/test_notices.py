"""通知: a campaign is chosen, signed and carried; what was made before can be carried again."""

import pytest

from core.services import county
from core.services.desk import replies
from core.services.desk.replies import outgoing


@pytest.fixture
def page(scene):
    scene.plug_in()
    return scene.go("notices")


def notices(scene):
    return [one for one in outgoing(scene.stage.window._vault.register) if one.type == "notice"]


def test_a_notice_is_signed_and_the_school_takes_it_from_the_stick(scene, page):
    page.words.setPlainText("请各校于本月内导入。")
    page.sign_button.click()
    scene.stage.settle(seconds=60)
    assert len(notices(scene)) == 1
    page.handover.carry(scene.world.stick)
    scene.stage.settle(seconds=60)
    (path,) = [path for path in scene.world.stick.rglob("*.pdf") if path.name == notices(scene)[0].name]
    assert county.take_notice(scene.world.vault, path).template == page.chosen()
    assert replies.waiting(scene.stage.window._vault.register) == ()
    assert page._sent.count() == 1


def test_it_can_be_carried_onto_the_next_stick(scene, page, tmp_path):
    page.sign()
    scene.stage.settle(seconds=60)
    page.handover.carry(scene.world.stick)
    scene.stage.settle(seconds=60)
    other = tmp_path / "other stick"
    other.mkdir()
    page._carry(notices(scene)[0])
    page.handover.carry(other)
    scene.stage.settle(seconds=60)
    assert [path.name for path in other.rglob("*.pdf")] == [notices(scene)[0].name]


def test_a_file_that_is_no_campaign_is_refused_in_words(scene, page, tmp_path):
    path = tmp_path / "notice.json"
    path.write_text("{}", encoding="utf-8")
    before = page.chosen()
    scene.stage.chooser.answers.append(path)
    page.choose_file()
    scene.stage.settle()
    assert page._card.says.count() == 1
    assert page.chosen() == before
