"""A county and documents of every type, made and signed the way the program makes them."""

import functools
from datetime import timedelta
from pathlib import Path

import msgspec

from core.base.clock import FixedClock
from core.base.jobs import Silent
from core.documents.errand import compose_errand
from core.records.content import School
from core.records.errand import Body, Certification, Enrolment, Notice, Remark, Reply, Taken, Why
from core.records.packet import Document
from core.services import errands
from core.signing import authority
from core.signing.authority import Authority, Root, Withdrawn
from core.signing.identity import Algorithm, Identity, fingerprint_of
from core.signing.revocation import learn
from core.signing.sign import sign
from core.signing.stamp import Stamp
from core.signing.trust import Trust
from tests.support.signed import signer
from tests.support.smallpacket import SCHOOL, WHEN

COUNTY = "云川县教育局"
BEFORE = FixedClock(WHEN - timedelta(days=20))
THEN = FixedClock(WHEN)
CLERK = "周望舒"


@functools.cache
def founded() -> tuple[Root, Authority]:
    """Return the county's root and its authority; the same ones in a run."""
    return authority.found(COUNTY, clock=BEFORE, algorithm=Algorithm.EC_P256)


def root() -> Root:
    """Return the county's root with its key."""
    return founded()[0]


def office() -> Authority:
    """Return the county's authority."""
    return founded()[1]


@functools.cache
def desk() -> Identity:
    """Return the desk's signer."""
    return authority.desk_identity(office(), CLERK, clock=BEFORE, algorithm=Algorithm.EC_P256)


@functools.cache
def principal() -> Identity:
    """Return the school's signer with the county's certificate."""
    certificate = authority.certify(
        office(), authority.request(signer()), school=SCHOOL.name, name="林志远", clock=BEFORE
    )
    return authority.adopt(signer(), certificate, (office().certificate,))


def county_trust(*withdrawn: Withdrawn, number: int = 1, clock: FixedClock = BEFORE) -> Trust:
    """Return what everybody in the county believes."""
    listed = authority.revocation_list(office(), withdrawn, number=number, clock=clock)
    return learn(Trust(roots=(office().root,)), [office().root_list, listed], issuers=[office().certificate])


@functools.cache
def bodies() -> dict[str, Body]:
    """Return one body of every type."""
    reply = Reply(
        packet="0" * 32,
        title="九月份报送包",
        code="7F3A91C2",
        sha256="ab" * 32,
        addressee=SCHOOL.name,
        signer="林志远",
        signed_at=WHEN,
        judged_at=WHEN + timedelta(hours=3),
        records=(Taken(record="r1", number="ST-2008-001", heading="夜学：王䶮领学", kind="学习记录"),),
        note="收到。",
        supersedes="1A2B3C4D",
    )
    remark = Remark(
        record="r1", number="ST-2008-001", heading="夜学", field="body", label="学习内容", text="请写明日期。"
    )
    listed = authority.revocation_list(office(), (), number=1, clock=BEFORE)
    campaign = {"id": "reading", "title": "“书香校园”主题实践活动", "unknown": [1, 2]}
    return {
        "receipt": reply,
        "return": msgspec.structs.replace(reply, remarks=(remark, Remark(record="", text="总的意见。"))),
        "notice": Notice(
            campaign=campaign, name="“书香校园”主题实践活动", edition="第二版", words="请各校组织。\n按月报送。"
        ),
        "enrolment": Enrolment(
            request=authority.request(signer()),
            key=authority.read_request(authority.request(signer())).key,
            why=Why.LOST,
            instead_of=signer().fingerprint,
            contact="（0570）123",
        ),
        "certificate": Certification(
            addressee=SCHOOL.name,
            principal="林志远",
            key=authority.read_request(authority.request(signer())).key,
            certificate=principal().certificate,
            fingerprint=principal().fingerprint,
            valid_from="2008-09-01",
            valid_until="2011-09-01",
            chain=(office().certificate,),
            root=office().root,
            root_fingerprint=fingerprint_of(office().root),
            revocation_lists=(office().root_list, listed),
            encryption=office().encryption,
            campaign=campaign,
        ),
    }


def errand(type_: str, body: Body | None = None, *, by: Identity | None = None) -> Document:
    """Return a document of a type, made by the school or by the desk."""
    who = by or (signer() if type_ == "enrolment" else desk())
    maker = School(name=who.school, district="云岙学区")
    return errands.draft(type_, body or bodies()[type_], title="九月份报送包", maker=maker, signer=who.name, clock=THEN)


def signed_errand(folder: Path, document: Document, *, by: Identity | None = None) -> Path:
    """Lay a document out and sign it without asking any judge."""
    who = by or (signer() if document.type == "enrolment" else desk())
    composed = compose_errand(document, out=folder / "plain.pdf", progress=Silent())
    stamp = Stamp(page=composed.signature.page, rect=composed.signature.rect)
    sign(composed.path, folder / "signed.pdf", identity=who, stamp=stamp, when=document.made_at)
    return folder / "signed.pdf"
