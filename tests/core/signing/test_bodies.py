"""Documents that are no packets: judged like packets, and never believed when they contradict themselves."""

from pathlib import Path

import msgspec
import pytest

from core.documents import errand as pages
from core.records.errand import Remark
from core.records.errandwords import told
from core.records.packet import Document
from core.signing import authority
from core.signing.authority import request
from core.signing.identity import Algorithm, fingerprint_of, make
from core.signing.judge import judge
from core.signing.trust import Trust
from core.signing.verdict import Light, Reason
from tests.support.errands import BEFORE, bodies, county_trust, desk, errand, principal, signed_errand
from tests.support.signed import signed_packet
from tests.support.smallpacket import SCHOOL, document

TYPES = ("receipt", "return", "notice", "enrolment", "certificate")


def changed(type_: str, **more) -> Document:
    """Return a document whose body says something else."""
    return errand(type_, msgspec.structs.replace(bodies()[type_], **more))


@pytest.mark.parametrize("type_", TYPES)
def test_every_type_is_judged_to_its_end(tmp_path: Path, type_):
    verdict = judge(signed_errand(tmp_path, errand(type_)), county_trust())
    if type_ == "enrolment":
        assert (verdict.light, verdict.reason) == (Light.UNDECIDED, Reason.SIGNER_NOT_REGISTERED)
    else:
        assert (verdict.light, verdict.reason) == (Light.VALID, Reason.COUNTY_CERTIFICATE)
    assert verdict.data.body == bodies()[type_]


@pytest.mark.parametrize("type_", [one for one in TYPES if one != "enrolment"])
def test_a_school_signs_nothing_that_is_the_countys(tmp_path: Path, type_):
    forged = signed_errand(tmp_path, errand(type_, by=principal()), by=principal())
    verdict = judge(forged, county_trust())
    assert (verdict.light, verdict.reason) == (Light.INVALID, Reason.WRONG_ROLE)


def test_a_key_that_certified_itself_as_the_desk_is_a_school(tmp_path: Path):
    own = make(desk().name, school=desk().school, algorithm=Algorithm.EC_P256, clock=BEFORE)
    verdict = judge(signed_errand(tmp_path, errand("receipt", by=own), by=own), county_trust())
    assert verdict.reason is Reason.WRONG_ROLE


@pytest.mark.parametrize(
    ("type_", "other"),
    [("receipt", "notice"), ("notice", "receipt"), ("enrolment", "return"), ("return", "certificate")],
)
def test_a_body_of_another_type_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type_, other):
    written = told(other, bodies()[other])
    monkeypatch.setattr(pages, "told", lambda _type, _body: written)
    verdict = judge(signed_errand(tmp_path, errand(type_, bodies()[other])), county_trust())
    assert (verdict.reason, verdict.particulars["detail"]) == (Reason.DATA, "body")


def test_a_packet_with_a_body_is_refused(tmp_path: Path):
    packet = msgspec.structs.replace(document(), body=bodies()["receipt"])
    verdict = judge(signed_packet(tmp_path, packet), county_trust())
    assert (verdict.reason, verdict.particulars["detail"]) == (Reason.DATA, "body")


def test_a_receipt_with_records_of_a_packet_is_refused(tmp_path: Path):
    packet = msgspec.structs.replace(document(), type="receipt")
    assert judge(signed_packet(tmp_path, packet), county_trust()).reason is Reason.DATA


@pytest.mark.parametrize(
    ("type_", "more"),
    [
        ("enrolment", {"key": "00" * 32}),
        ("enrolment", {"request": b"no request"}),
        ("certificate", {"fingerprint": "00" * 32}),
        ("certificate", {"root_fingerprint": "00" * 32}),
        ("certificate", {"key": "11" * 32}),
        ("certificate", {"chain": ()}),
    ],
)
def test_what_contradicts_itself_about_keys_is_refused(tmp_path: Path, type_, more):
    assert judge(signed_errand(tmp_path, changed(type_, **more)), county_trust()).reason is Reason.DATA


def test_a_letter_with_another_countys_root_is_refused(tmp_path: Path):
    _root, other = authority.found("邻县教育局", clock=BEFORE, algorithm=Algorithm.EC_P256)
    forged = changed("certificate", root=other.root, root_fingerprint=fingerprint_of(other.root))
    assert judge(signed_errand(tmp_path, forged), county_trust()).reason is Reason.DATA


def test_a_request_of_another_key_than_the_signers_is_refused(tmp_path: Path):
    other = make("林志远", school=SCHOOL.name, algorithm=Algorithm.EC_P256, clock=BEFORE)
    asked = request(other)
    key = authority.read_request(asked).key
    verdict = judge(signed_errand(tmp_path, changed("enrolment", request=asked, key=key)), county_trust())
    assert (verdict.reason, verdict.particulars["detail"]) == (Reason.DATA, "key")


@pytest.mark.parametrize("type_", TYPES)
def test_every_line_is_looked_for_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type_):
    lines = told(type_, bodies()[type_])
    for left_out in range(len(lines)):
        kept = lines[:left_out] + lines[left_out + 1 :]
        monkeypatch.setattr(pages, "told", lambda _type, _body, kept=kept: kept)
        verdict = judge(signed_errand(tmp_path, errand(type_)), county_trust())
        if verdict.reason is not Reason.PAGES:
            # The same words stand elsewhere on the page.
            assert lines[left_out].key in ("addressee", "principal", "fingerprint", "instead_of", "name", "signer"), (
                type_,
                lines[left_out],
                verdict.reason,
            )


def test_a_letter_is_yellow_until_its_root_is_believed(tmp_path: Path):
    verdict = judge(signed_errand(tmp_path, errand("certificate")), Trust())
    assert (verdict.light, verdict.reason) == (Light.UNDECIDED, Reason.ISSUER_UNKNOWN)


def test_long_remarks_go_over_several_pages_and_are_found(tmp_path: Path):
    remarks = tuple(
        Remark(
            record=f"r{n}",
            number=f"ST-2008-{n:03d}",
            heading="夜学",
            label="学习内容",
            text=f"第{n}条：" + "请写明。" * 60,
        )
        for n in range(1, 31)
    )
    path = signed_errand(tmp_path, changed("return", remarks=remarks))
    verdict = judge(path, county_trust())
    assert verdict.light is Light.VALID
    assert verdict.pages > 3
