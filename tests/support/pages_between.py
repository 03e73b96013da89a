"""Draws the pages that stand between people: hand-over slip, recovery sheet, list of a hand-over, notice of the root.

And the journal as it is taken out: a workbook, as PDF too where LibreOffice is installed.
"""

import shutil
import subprocess
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from core.base.canonical import digest
from core.documents.handover import slip_pdf
from core.documents.recoverysheet import recovery_pdf
from core.documents.rootnotice import root_notice_pdf
from core.documents.succession import hand_over_pdf
from core.services import audit, backups, drafts, records, waysin
from core.signing import identity as signing
from core.store.recovery import grouped
from core.views.handover import Handed, Slip
from core.views.succession import Goes, HandOver
from gui.messages import _, deed, fill, use
from gui.models.deeds import COLUMNS
from tests.support.desks import LONG_NAME as LONG
from tests.support.vaults import CHEAP, DIARY, PASSWORD, SESSION, open_copy

MADE = datetime(2008, 9, 19, 14, 25, tzinfo=timezone(timedelta(hours=8)))
DAY = MADE.date()
SCHOOL = "云川县云岙镇中心小学"
COUNTY = "云川县教育局"
KINDS = (
    "学习记录",
    "蹲点日记",
    "整改事项",
    "恳谈会记录",
    "民主生活会记录",
    "矛盾纠纷",
    "信访事项",
    "工作总结",
    "调研报告",
)


def draw_between(folder: Path) -> list[Path]:
    """Draw each as it usually comes, and as it comes seldom: long names, many lines; returns the files."""
    pages = {
        "slip": slip_pdf(Slip(giver=SCHOOL, lines=_handed(2), made_at=MADE)),
        "slip-many": slip_pdf(Slip(giver=LONG, lines=_handed(30), made_at=MADE)),
        "recovery": _recovery(SCHOOL, "林志远"),
        "recovery-long": _recovery(LONG, "欧阳苏𬍛"),
        "hand-over": hand_over_pdf(_going(SCHOOL, unsettled=3, kinds=6)),
        "hand-over-many": hand_over_pdf(_going(LONG, unsettled=45, kinds=len(KINDS) * 3)),
        "root-notice": root_notice_pdf(COUNTY, signing.grouped(digest(b"root")), until=date(2028, 9, 19), day=DAY),
    }
    made = []
    for name, content in pages.items():
        made.append(folder / f"{name}.pdf")
        made[-1].write_bytes(content)
    return [*made, *draw_journal(folder)]


def draw_journal(folder: Path) -> list[Path]:
    """Take the journal of a small school out as a workbook, and as PDF where that can be done."""
    use("zh_CN")
    path = folder / "journal.xlsx"
    with tempfile.TemporaryDirectory() as place:
        vault = open_copy(Path(place))
        for kind, values in (("study_session", SESSION), ("research_diary", DIARY), ("dispute", {"title": "宅基地"})):
            begun = drafts.begin(vault, kind, values=values)
            if kind != "dispute":
                records.move(vault, begun.id, "finish", revision=begun.revision)
        audit.note_printed(vault, "学习记录 ST-2008-001 优先发展教育与办好村小", pages=2)
        audit.note_exported(vault, "记录一览", name="记录一览 2008-09-19（副本）.xlsx")
        waysin.set_second(vault, PASSWORD, "书记 2008", cost=CHEAP)
        backups.make(vault)
        heads = (_("No."), *(_(head) for head in COLUMNS), _("Particulars"))
        note = fill(
            _("Copy of {day}; the last row holds the digest over everything before it."), {"day": DAY.isoformat()}
        )
        audit.export(vault, path, say=deed, heads=heads, note=note)
        vault.close()
    office = shutil.which("soffice")
    if office is None:
        return []
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)],
        check=True,
        capture_output=True,
    )
    return [path.with_suffix(".pdf")]


def _handed(count: int) -> tuple[Handed, ...]:
    return tuple(
        Handed(
            name=f"云岙小学-{'九月份报送包' if number % 2 else '电子签名登记表'}-20080919-{number:04d}.pdf",
            into="台账报送",
            size=48_213 + number * 977,
            sha256=digest(str(number).encode()),
            at=MADE + timedelta(minutes=number),
            label="云岙小学 8GB",
            volume="7A3F-91C2",
        )
        for number in range(count)
    )


def _recovery(school: str, principal: str) -> bytes:
    digits = str(int(digest(school.encode()), 16))
    return recovery_pdf(grouped(digits[:48]), school=school, principal=principal, vault="01926c6e0b7d7c3f", day=DAY)


def _going(school: str, *, unsettled: int, kinds: int) -> HandOver:
    return HandOver(
        school=school,
        leaving="林志远",
        leaving_since=date(2004, 8, 25),
        coming="欧阳苏𬍛",
        since=DAY,
        at=MADE,
        goes=tuple(
            Goes(
                kind=KINDS[number % len(KINDS)],
                count=3 + number * 7,
                drafts=number % 3,
                first=date(2008, 1 + number % 8, 3),
                last=DAY,
            )
            for number in range(kinds)
        ),
        records=sum(3 + number * 7 for number in range(kinds)),
        unsettled=tuple(
            f"RC-2008-{number:03d} 上学路上水沟盖板缺失，雨天水漫过沟面看不清边沿" for number in range(1, unsettled + 1)
        ),
        hidden=2,
        packets=14,
        waiting=1,
        receipts=12,
        journal_entries=2_431,
        journal_digest=digest(b"journal"),
    )
