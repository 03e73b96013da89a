"""Every rule, declared once: number, levels, basis, who may switch it off, title, and the codes it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from core.base.words import Words
from core.campaign.template import UNSWITCHABLE
from core.checks.finding import Level


class Basis(StrEnum):
    """What a rule stands on (D§3.2)."""

    SOURCE = "source"
    """源: the campaign's notice."""
    NORM = "norm"
    """规: law or standard."""
    CASE = "case"
    """案: a reported case or a table of deductions."""
    CUSTOM = "custom"
    """惯: custom."""
    PROPOSED = "proposed"
    """拟: proposed by domain.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One rule of D§3.3."""

    number: str
    words: Words
    levels: tuple[Level, ...]
    """All levels it may give, the gravest first."""
    basis: tuple[Basis, ...]
    codes: Mapping[str, tuple[str, ...]]
    """Every code it gives, with the names of its particulars."""

    @property
    def school_may_mute(self) -> bool:
        """Tell whether the school may switch off its hints (本校不再提示)."""
        return Level.HINT in self.levels

    @property
    def campaign_may_switch(self) -> bool:
        """Tell whether a campaign may leave it out: never those of D§5.3 rule 1, never what contradicts itself."""
        return self.number not in UNSWITCHABLE and Level.ERROR not in self.levels


_E, _W, _I, _O = Level.ERROR, Level.WARNING, Level.HINT, Level.OFF
_SOURCE, _NORM, _CASE, _CUSTOM, _PROPOSED = Basis


def _rule(
    number: str,
    zh: str,
    en: str,
    *,
    levels: tuple[Level, ...],
    basis: tuple[Basis, ...],
    codes: dict[str, tuple[str, ...]],
) -> Declared:
    """Declare a rule."""
    return Declared(number=number, words=Words(zh, en), levels=levels, basis=basis, codes=MappingProxyType(codes))


_DECLARED = (
    _rule(
        "W01",
        "必填缺项",
        "Something required is missing",
        levels=(_E,),
        basis=(_CUSTOM,),
        codes={"empty": (), "cell_empty": ("row",), "no_rows": ()},
    ),
    _rule(
        "W02",
        "签到与实到不符",
        "Sign-in sheet and attendance differ",
        levels=(_E,),
        basis=(_CASE,),
        codes={
            "signed_differs": ("signed", "present"),
            "absent_not_expected": ("person",),
            "expected_twice": ("person",),
            "absent_twice": ("person",),
            "absent_nobody": ("row",),
        },
    ),
    _rule(
        "W03",
        "缺席无原因或未补学",
        "Absent without a reason or make-up study",
        levels=(_W, _I),
        basis=(_CASE, _CUSTOM),
        codes={"no_reason": ("person",), "no_makeup": ("person",), "excuse_unsaid": ("person",)},
    ),
    _rule(
        "W04",
        "主持人、记录人不在实到名单",
        "Host or recorder was not present",
        levels=(_E,),
        basis=(_CUSTOM,),
        codes={"not_present": ("person",)},
    ),
    _rule(
        "W05",
        "正文过短",
        "Text is short",
        levels=(_I,),
        basis=(_CUSTOM,),
        codes={"short": ("length", "least")},
    ),
    _rule(
        "W06",
        "有结论无过程",
        "A conclusion without a discussion",
        levels=(_W,),
        basis=(_CASE,),
        codes={
            "no_discussion": ("least",),
            "few_speakers": ("speakers", "least"),
            "only_agreement": (),
            "speaker_not_present": ("person",),
        },
    ),
    _rule(
        "W07",
        "没有签到扫描件",
        "No signed sign-in sheet among the attachments",
        levels=(_I,),
        basis=(_CUSTOM,),
        codes={"no_sign_in_sheet": ()},
    ),
    _rule(
        "W08",
        "没有照片",
        "No photo",
        levels=(_O, _W),
        basis=(_NORM,),
        codes={"no_photo": ()},
    ),
    _rule(
        "W09",
        "附件打不开、是空的或变了",
        "An attachment can't be opened, is empty or has changed",
        levels=(_E,),
        basis=(_PROPOSED,),
        codes={
            "file_missing": ("name",),
            "file_changed": ("name",),
            "file_empty": ("name",),
            "file_unreadable": ("name",),
        },
    ),
    _rule(
        "W10",
        "专门记录缺失",
        "No record of its own for this month",
        levels=(_W,),
        basis=(_SOURCE,),
        codes={"none_in_month": ("activity", "month")},
    ),
    _rule(
        "W11",
        "三摸清三栏全空",
        "All three questions are unanswered",
        levels=(_I,),
        basis=(_SOURCE,),
        codes={"all_empty": ()},
    ),
    _rule(
        "W12",
        "书面材料没写困难",
        "The report names no difficulties",
        levels=(_W,),
        basis=(_SOURCE,),
        codes={"none_unsaid": ()},
    ),
    _rule(
        "T01",
        "起止时间",
        "From and to",
        levels=(_E, _I),
        basis=(_PROPOSED,),
        codes={"ends_before_start": ("start", "end"), "long": ("minutes",), "short": ("minutes",)},
    ),
    _rule(
        "T02",
        "一人同时在两处",
        "One person in two places at once",
        levels=(_E,),
        basis=(_CASE,),
        codes={"two_places": ("people", "count", "number", "heading", "start", "end", "place")},
    ),
    _rule(
        "T03",
        "地点同时被两个会占用",
        "One place, two meetings",
        levels=(_I,),
        basis=(_PROPOSED,),
        codes={"place_taken": ("place", "number", "heading", "start", "end")},
    ),
    _rule(
        "T04",
        "日期在将来",
        "A day that lies ahead",
        levels=(_E,),
        basis=(_PROPOSED,),
        codes={"future": ("on", "today")},
    ),
    _rule(
        "T05",
        "补记",
        "Late entry",
        levels=(_W,),
        basis=(_CASE,),
        codes={"late": ("on", "entered_on", "days")},
    ),
    _rule(
        "T09",
        "学了还没发布的文件",
        "A document studied before it was issued",
        levels=(_E,),
        basis=(_CASE,),
        codes={"material_after_session": ("title", "issued", "on")},
    ),
    _rule(
        "T11",
        "引用已废止文件",
        "A repealed document",
        levels=(_W,),
        basis=(_CASE,),
        codes={"repealed": ("title", "repealed_on")},
    ),
    _rule(
        "T12",
        "落款早于所依据的记录",
        "Dated before what it rests on",
        levels=(_E, _I),
        basis=(_CUSTOM,),
        codes={
            "accepted_before_progress": ("accepted_on", "progress_on"),
            "closed_before_accepted": ("closed_on", "accepted_on"),
            "before_last_step": ("on", "last"),
            "told_later": ("told", "on", "words"),
        },
    ),
    _rule(
        "T14",
        "星期与日期不符",
        "Weekday and date differ",
        levels=(_E,),
        basis=(_PROPOSED,),
        codes={"weekday_differs": ("words", "on", "weekday")},
    ),
    _rule(
        "T16",
        "本机时钟异常",
        "The computer's clock is behind",
        levels=(_W,),
        basis=(_PROPOSED,),
        codes={"clock_behind": ("last",)},
    ),
    _rule(
        "C07",
        "占位符残留",
        "A placeholder was left over",
        levels=(_E,),
        basis=(_CUSTOM,),
        codes={"placeholder": ("words",)},
    ),
    _rule(
        "Q01",
        "次数不足",
        "Fewer than usual",
        levels=(_I,),
        basis=(_SOURCE,),
        codes={"few_in_month": ("activity", "month", "done", "due")},
    ),
    _rule(
        "E01",
        "四要素不全",
        "Problem, measures, people, deadline: one is missing",
        levels=(_E,),
        basis=(_CUSTOM,),
        codes={"element_missing": ()},
    ),
    _rule(
        "E02",
        "逾期",
        "Overdue",
        levels=(_W,),
        basis=(_CUSTOM,),
        codes={"overdue": ("deadline", "days")},
    ),
    _rule(
        "E03",
        "销号无佐证",
        "No evidence",
        levels=(_E,),
        basis=(_CASE,),
        codes={"no_evidence": (), "no_progress": ()},
    ),
    _rule(
        "E04",
        "自己验收自己",
        "Accepted by the person responsible",
        levels=(_E,),
        basis=(_CUSTOM,),
        codes={"own_acceptance": ("person",)},
    ),
    _rule(
        "E05",
        "措施空泛",
        "An empty measure",
        levels=(_I,),
        basis=(_CASE,),
        codes={"vague": ("words",)},
    ),
    _rule(
        "E06",
        "长期坚持过多或无节点",
        "Too many sustained items, or no milestones",
        levels=(_E, _W),
        basis=(_CUSTOM,),
        codes={
            "few_milestones": ("milestones",),
            "too_many_lasting": ("percent", "lasting", "total"),
            "milestones_open": ("open",),
        },
    ),
    _rule(
        "E07",
        "改时限洗逾期",
        "A deadline moved without approval",
        levels=(_E,),
        basis=(_CUSTOM,),
        codes={
            "deadline_moved": ("was", "now"),
            "extension_unapproved": ("was", "now"),
            "deadline_not_later": ("was", "now"),
        },
    ),
    _rule(
        "E09",
        "时限早于提出日",
        "Deadline before the day it was raised",
        levels=(_E,),
        basis=(_PROPOSED,),
        codes={"before": ("later", "earlier")},
    ),
    _rule(
        "E10",
        "需公布未公布",
        "To be published and not published",
        levels=(_E, _I),
        basis=(_SOURCE, _CUSTOM),
        codes={"not_published": (), "published_briefly": ("days", "least")},
    ),
)

RULES: Mapping[str, Declared] = MappingProxyType({rule.number: rule for rule in _DECLARED})
"""All rules by number."""
