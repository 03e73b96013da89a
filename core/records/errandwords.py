"""The lines on the pages of documents that are no packets: what the page draws and what the judge looks for there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from core.records.display import write_day
from core.records.errand import Body, Certification, Enrolment, Notice, Remark, Reply, Why

TITLES = {
    "receipt": "回　执",
    "return": "退　回　意　见",
    "notice": "活　动　通　知",
    "enrolment": "电子签名登记表",
    "certificate": "证　书　函",
}
"""Head of the page by the document's type."""

WHYS = {
    Why.FIRST: "首次登记",
    Why.RENEWAL: "证书到期或名称变更，换发",
    Why.SUCCESSION: "校长更换，换发",
    Why.LOST: "密钥遗失或可能外泄，停用旧证书并换发（停用声明）",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line: a label and what stands beside it."""

    key: str
    """What it is about, for the judge's answer."""
    label: str
    text: str
    large: bool = False
    """Set in large type: what people compare."""


def grouped(digits: str) -> str:
    """Write 64 digits in groups of four."""
    return " ".join(digits[start : start + 4].upper() for start in range(0, len(digits), 4))


def told(type_: str, body: Body) -> tuple[Told, ...]:
    """Return the lines of a document's page, in order; lines without text are left out."""
    match body:
        case Reply():
            found = _reply(type_, body)
        case Enrolment():
            found = _enrolment(body)
        case Certification():
            found = _certification(body)
        case Notice():
            found = _notice(body)
        case _:
            assert_never(body)
    return tuple(line for line in found if line.text)


def write_remark(remark: Remark) -> str:
    """Write one remark: which record, which field, what about it."""
    where = "　".join(part for part in (remark.number, remark.heading, remark.label) if part)
    return f"{where}：{remark.text}" if where else remark.text


def _reply(type_: str, body: Reply) -> Iterator[Told]:
    """Yield the lines of a receipt or a return."""
    taken = type_ == "receipt"
    yield Told("addressee", "报送学校", body.addressee)
    yield Told("title", "材料", body.title)
    yield Told("code", "核验码", body.code, large=True)
    yield Told("signer", "签名人", body.signer)
    yield Told("signed_at", "签名时间", f"{_moment(body.signed_at)}（学校电脑的时间）")
    yield Told("judged_at", "收件时间" if taken else "退回时间", f"{_moment(body.judged_at)}（收件电脑的时间）")
    yield Told("supersedes", "代替", f"核验码 {body.supersedes} 的材料" if body.supersedes else "")
    count = f"共{len(body.records)}件"
    yield Told("outcome", "结果", f"已收，{count}" if taken else f"退回，请修改后重新报送；{count}")
    for number, record in enumerate(body.records, start=1):
        name = "　".join(part for part in (record.number, record.kind, record.heading) if part)
        yield Told("records", "记录", f"{number}. {name}")
    for number, remark in enumerate(body.remarks, start=1):
        yield Told("remarks", "意见", f"{number}. {write_remark(remark)}")
    yield Told("note", "说明", body.note)
    yield Told("sha256", "文件摘要", grouped(body.sha256))


def _enrolment(body: Enrolment) -> Iterator[Told]:
    """Yield the lines of an enrolment form besides the school and the principal, who stand in every document."""
    yield Told("why", "事由", WHYS[body.why])
    yield Told("contact", "联系电话", body.contact)
    yield Told("key", "密钥指纹", grouped(body.key), large=True)
    yield Told("instead_of", "停用的证书", grouped(body.instead_of) if body.instead_of else "")


def _certification(body: Certification) -> Iterator[Told]:
    """Yield the lines of a certificate letter."""
    yield Told("addressee", "学校", body.addressee)
    yield Told("principal", "校长", body.principal)
    yield Told("valid", "有效期", f"{_day(body.valid_from)}至{_day(body.valid_until)}")
    yield Told("root_fingerprint", "县根证书指纹", grouped(body.root_fingerprint), large=True)
    yield Told("key", "密钥指纹", grouped(body.key))
    yield Told("fingerprint", "证书指纹", grouped(body.fingerprint))
    if body.campaign is not None:
        yield Told("campaign", "随附活动", str(body.campaign.get("title") or body.campaign.get("id") or ""))


def _notice(body: Notice) -> Iterator[Told]:
    """Yield the lines of a campaign's notice."""
    yield Told("name", "活动", body.name)
    yield Told("edition", "版次", body.edition)
    yield Told("words", "通知内容", body.words)


def _moment(moment: datetime) -> str:
    """Write a moment as offices do, to the minute."""
    return f"{write_day(moment.date())} {moment:%H:%M}"


def _day(text: str) -> str:
    """Write a day given as YYYY-MM-DD."""
    return write_day(date.fromisoformat(text))
