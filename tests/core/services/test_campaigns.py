"""A campaign is taken up, seen before it is taken, and set by the school without touching the county's file."""

import json
from datetime import date

import msgspec
import pytest

from core.base.canonical import encode
from core.base.errors import (
    ActivityMissing,
    CampaignMissing,
    CampaignOlder,
    CampaignRefused,
    NewerCampaign,
    UnknownKind,
)
from core.campaign.reader import load_campaign, preset, read_campaign
from core.campaign.skeleton import lay_out, skeletons
from core.campaign.template import VERSION, Activity, Per, Phase, Quota, Submission
from core.records import catalogue
from core.records.catalogue import find_kind
from core.services import campaigns, checklist, drafts, records, vaults
from core.store import campaigns as shelf
from tests.support.examples import EXAMPLES
from tests.support.owncampaign import READING, newer_edition, without_field
from tests.support.vaults import PASSWORD, SESSION, open_copy


@pytest.fixture
def vault(tmp_path):
    opened = open_copy(tmp_path)
    yield opened
    opened.close()
    catalogue.bring(())


def encode_file(raw):
    """Return a file's bytes."""
    return json.dumps(raw, ensure_ascii=False).encode()


def everything(vault):
    """Return all editions the vault keeps."""
    with vault.look() as session:
        return shelf.editions(session)


def newer(template, **parts):
    return msgspec.structs.replace(template, edition=template.edition + 1, **parts)


def test_a_campaign_is_in_force_once_it_is_taken(vault):
    campaigns.take(vault, preset(), received_on=date(2008, 4, 25))

    (found,) = campaigns.current(vault)

    assert found.id == "cn-2008-xinxingxiang"
    assert found.issuer.received_on == date(2008, 4, 25)


def test_two_campaigns_run_side_by_side_and_one_record_counts_in_both(vault):
    campaigns.take(vault, preset())
    other = msgspec.structs.replace(preset(), id="other", title="另一个活动")
    campaigns.take(vault, other)
    begun = drafts.begin(vault, "study_session", values=SESSION)
    records.move(vault, begun.id, "finish", revision=begun.revision)

    from core.services.progress import look

    night = [one for one in look(vault) if one.activity.id == "A11" and one.month == "2008-09"]

    assert [(one.campaign, one.done) for one in night] == [("cn-2008-xinxingxiang", 1), ("other", 1)]


def test_a_record_entered_for_one_activity_still_counts_in_the_other_campaign(vault):
    campaigns.take(vault, preset())
    campaigns.take(vault, msgspec.structs.replace(preset(), id="other"))
    begun = drafts.begin(vault, "study_session", values=SESSION, activities=("cn-2008-xinxingxiang/A10",))
    records.move(vault, begun.id, "finish", revision=begun.revision)

    from core.services.progress import look

    done = {(one.campaign, one.activity.id): one.done for one in look(vault) if one.done}

    assert done == {("cn-2008-xinxingxiang", "A10"): 1, ("other", "A11"): 1}


def test_a_newer_edition_shows_what_it_changes_before_it_is_taken(vault, tmp_path):
    campaigns.take(vault, preset())
    path = tmp_path / "newer.json"
    path.write_bytes(encode(newer(preset(), title="改了题目的活动")))

    offered = campaigns.look_at(vault, path)

    assert offered.known
    assert {one.part for one in offered.differences} == {"edition", "title"}
    assert campaigns.current(vault)[0].title == preset().title


def test_an_older_edition_is_refused_and_the_newer_one_stays(vault):
    campaigns.take(vault, newer(preset()))

    with pytest.raises(CampaignOlder):
        campaigns.take(vault, preset())

    assert campaigns.current(vault)[0].edition == 2


def test_taking_the_same_twice_changes_nothing(vault):
    campaigns.take(vault, preset())
    campaigns.take(vault, preset())

    assert len(campaigns.listing(vault)) == 1


def test_what_the_school_has_set_outlives_a_newer_edition(vault):
    campaigns.take(vault, preset(), received_on=date(2008, 4, 25))
    campaigns.switch(vault, preset().id, "A21", on=True)
    campaigns.switch(vault, preset().id, "A12", on=False)
    own = campaigns.save_own(vault, preset().id, Activity(id="", name="家访", record_kind="research_diary"))

    campaigns.take(vault, newer(preset()))

    (found,) = campaigns.current(vault)
    assert found.activity("A21").enabled
    assert not found.activity("A12").enabled
    assert (found.activity(own.id).name, found.activity(own.id).origin) == ("家访", "self")
    assert found.issuer.received_on == date(2008, 4, 25)


def test_an_own_activity_never_touches_the_countys_file(vault):
    campaigns.take(vault, preset())
    campaigns.save_own(vault, preset().id, Activity(id="", name="家访", record_kind="research_diary"))

    (content,) = everything(vault).values()
    assert "家访" not in content


def test_an_own_activity_that_contradicts_itself_is_refused(vault):
    campaigns.take(vault, preset())
    wrong = Activity(id="", name="家访", record_kind="research_diary", quota=Quota(min=-1, per=Per.MONTH))

    with pytest.raises(CampaignRefused) as refused:
        campaigns.save_own(vault, preset().id, wrong)

    assert refused.value.particulars["reason"] == "out_of_range"
    assert len(campaigns.current(vault)[0].activities) == 24


def test_own_activities_are_changed_and_taken_away(vault):
    campaigns.take(vault, preset())
    own = campaigns.save_own(vault, preset().id, Activity(id="", name="家访", record_kind="research_diary"))
    campaigns.save_own(vault, preset().id, msgspec.structs.replace(own, name="走访"))
    assert campaigns.current(vault)[0].activity(own.id).name == "走访"

    campaigns.drop_own(vault, preset().id, own.id)

    assert len(campaigns.current(vault)[0].activities) == 24


def without_the_last_phase(template):
    """Return a newer edition that has neither the last phase nor the last activity any more."""
    kept = [one for one in template.activities if one.id != "A24"]
    activities = tuple(
        msgspec.structs.replace(
            one,
            phase=None if one.phase == "P3" else one.phase,
            deadline=None if one.deadline and "P3" in one.deadline else one.deadline,
        )
        for one in kept
    )
    return newer(template, phases=template.phases[:3], activities=activities, submission=Submission())


def test_an_own_activity_outlives_the_phase_it_hangs_on(vault):
    campaigns.take(vault, preset())
    visits = Activity(
        id="",
        name="家访",
        record_kind="research_diary",
        phase="P3",
        deadline="P3.end",
        quota=Quota(min=1, per=Per.CAMPAIGN),
        depends_on=("A24", "A05"),
    )
    own = campaigns.save_own(vault, preset().id, visits)

    campaigns.take(vault, without_the_last_phase(preset()))

    from core.services.progress import look

    found = campaigns.current(vault)[0].activity(own.id)
    assert (found.phase, found.deadline, found.depends_on) == (None, None, ("A05",))
    (standing,) = [one for one in look(vault) if one.activity.id == own.id]
    assert (standing.start, standing.due_on) == (preset().window.start, preset().window.end)
    assert checklist.home(vault).campaigns
    campaigns.save_own(vault, preset().id, Activity(id="", name="家长会", record_kind="forum"))

    campaigns.take(vault, newer(without_the_last_phase(preset()), phases=preset().phases, submission=Submission()))
    assert campaigns.current(vault)[0].activity(own.id).phase == "P3", "the phase came back"


def test_a_record_finished_before_an_own_activity_had_its_phase_can_still_be_opened(vault):
    campaigns.take(vault, preset())
    begun = drafts.begin(vault, "leave", values={**EXAMPLES["leave"], "since": "2008-04-02", "until": "2008-04-03"})
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    late = Phase(id="P9", name="回头看", start=date(2008, 11, 1), end=date(2008, 11, 30))
    campaigns.take(vault, newer(preset(), phases=(*preset().phases, late)))
    campaigns.save_own(vault, preset().id, Activity(id="", name="请假核对", record_kind="leave", phase="P9"))

    assert records.open_record(vault, done.id).record.number == done.number


def test_a_campaign_that_is_over_asks_for_nothing(vault):
    campaigns.take(vault, preset())
    campaigns.finish(vault, preset().id)

    assert campaigns.current(vault) == ()
    assert [view.active for view in campaigns.listing(vault)] == [False]
    assert checklist.home(vault).campaigns == ()


def test_what_was_due_before_the_notice_came_is_not_called_late(vault):
    campaigns.take(vault, preset(), received_on=date(2008, 9, 1))

    from core.services.progress import look

    assert min(one.due_on for one in look(vault)) >= date(2008, 9, 1)


def test_an_unknown_campaign_or_activity_is_told(vault):
    campaigns.take(vault, preset())

    with pytest.raises(CampaignMissing):
        campaigns.switch(vault, "none", "A01", on=True)
    with pytest.raises(ActivityMissing):
        campaigns.switch(vault, preset().id, "A99", on=True)


def test_a_kind_of_its_own_comes_and_is_there_again_after_opening(vault):
    campaigns.take(vault, load_campaign(READING))
    begun = drafts.begin(vault, "reading_log", values={"title": "一本书和一件小事", "genre": "teaching"})
    folder, clock = vault.folder, vault.clock
    vault.close()
    catalogue.bring(())
    with pytest.raises(UnknownKind):
        find_kind("reading_log")

    again = vaults.open_vault(folder, PASSWORD, clock=clock)

    assert records.read(again, begun.id).heading == "一本书和一件小事"
    again.close()


def test_a_finished_record_keeps_the_kind_and_the_thresholds_it_was_finished_under(vault):
    first = load_campaign(READING)
    campaigns.take(vault, first)
    values = {
        "title": "一本书和一件小事",
        "genre": "teaching",
        "reader": "p02",
        "date": "2008-09-18",
        "content": "读后想到本校的图书角，周三下午开放两节课，由高年级学生轮流登记，借还都写在本子上。" * 2,
        "publication_scope": "party",
    }
    begun = drafts.begin(vault, "reading_log", values=values)
    done = records.move(vault, begun.id, "finish", revision=begun.revision)
    campaigns.take(vault, read_campaign(encode_file(newer_edition())))

    view = records.open_record(vault, done.id)

    assert view.record.kind_version == 1
    assert view.kind.version == 1
    assert view.record.templates == done.templates
    assert find_kind("reading_log").version == 2


def shorter(**parts):
    """Return the file of the reading year with another form of the same version: one field less."""
    raw = json.loads(READING.read_bytes()) | parts
    without_field(raw["kinds"][0], "pages")
    return raw


def refused(vault, raw):
    """Return why a file is refused, looked at and taken alike, after making sure that nothing of it came in."""
    before, editions = dict(catalogue.kinds()), everything(vault)
    found = []
    for way in (campaigns.look_at_template, campaigns.take):
        with pytest.raises(CampaignRefused) as error:
            way(vault, read_campaign(encode_file(raw)))
        found.append((*error.value.particulars.values(), error.value.about.zh))
    assert found[0] == found[1]
    assert (dict(catalogue.kinds()), everything(vault)) == (before, editions)
    return found[0]


def test_a_changed_form_needs_a_higher_version(vault):
    campaigns.take(vault, load_campaign(READING))

    assert refused(vault, shorter(edition=2)) == ("kinds[0].version", "version_same", "读书札记")


def test_a_form_goes_back_to_no_older_version(vault):
    campaigns.take(vault, read_campaign(encode_file(newer_edition())))
    assert refused(vault, shorter(edition=3)) == ("kinds[0].version", "version_older", "读书札记")

    campaigns.take(vault, read_campaign(encode_file(newer_edition() | {"edition": 3})))
    assert campaigns.current(vault)[0].edition == 3, "an unchanged form may come with any edition"


def test_a_newer_version_says_what_becomes_of_older_records(vault):
    campaigns.take(vault, load_campaign(READING))
    silent = newer_edition()
    silent["kinds"][0]["growth"] = []

    assert refused(vault, silent) == ("kinds[0].growth", "answer_untold", "其他")

    begun = drafts.begin(vault, "reading_log", values={"title": "一本书和一件小事", "genre": "other", "pages": 42})
    campaigns.take(vault, read_campaign(encode_file(newer_edition())))
    grown = records.read(vault, begun.id)
    assert (grown.kind_version, grown.values["genre"], grown.values["_was.pages"]) == (2, "theory", 42)


@pytest.mark.parametrize("over", [False, True], ids=["under way", "over"])
@pytest.mark.parametrize("campaign", ["aa-2009", "zz-2009"])
def test_a_form_belongs_to_the_campaign_that_brought_it(vault, over, campaign):
    campaigns.take(vault, load_campaign(READING))
    campaigns.finish(vault, "yc-2009-reading", active=not over)
    other = shorter(id=campaign, title="另一个局的活动")

    assert refused(vault, other) == ("kinds[0].key", "kind_kept", "2009读书年")
    raised = newer_edition() | {"id": campaign}
    assert refused(vault, raised) == ("kinds[0].key", "kind_kept", "2009读书年")

    other["kinds"][0]["key"] = "reading_sheet"
    other["activities"][1]["record_kind"] = "reading_sheet"
    del other["thresholds"]["body_min_chars"]
    assert refused(vault, other) == ("kinds[0].prefix", "prefix_kept", "2009读书年")
    other["kinds"][0]["prefix"] = "RS"
    campaigns.take(vault, read_campaign(encode_file(other)))
    assert find_kind("reading_log") == load_campaign(READING).kinds[0]


def test_two_campaigns_may_bring_the_same_form_and_one_of_them_change_it_later(vault):
    campaigns.take(vault, load_campaign(READING))
    campaigns.take(vault, msgspec.structs.replace(load_campaign(READING), id="other", title="另一个局的活动"))
    campaigns.take(vault, read_campaign(encode_file(newer_edition())))

    assert find_kind("reading_log").version == 2
    assert find_kind("reading_log", 1) == load_campaign(READING).kinds[0]
    campaigns.take(vault, msgspec.structs.replace(load_campaign(READING), id="other", title="另一个局的活动"))


def test_two_campaigns_from_one_pattern_and_day_stand_side_by_side(vault):
    pattern, start, end = skeletons()[0], date(2008, 9, 1), date(2008, 12, 31)
    for title in ("师德师风专题教育", "安全教育年", "师德师风专题教育"):
        campaigns.take(vault, lay_out(pattern, title=title, start=start, end=end))

    assert [view.template.title for view in campaigns.listing(vault)] == ["师德师风专题教育", "安全教育年"]


def test_a_template_of_a_newer_format_is_refused_by_name(vault, tmp_path):
    path = tmp_path / "new.json"
    path.write_text(json.dumps({"template_format": "campaign-template", "format_version": "9.0"}), encoding="utf-8")

    with pytest.raises(NewerCampaign) as refused:
        campaigns.look_at(vault, path)

    assert refused.value.particulars == {"found": "9.0", "known": VERSION}
