"""Data that do not fit their schema or their digests, signed by a proper signer all the same."""

from pathlib import Path

import msgspec
import pytest

from core.signing.judge import judge
from core.signing.verdict import Light, Reason
from tests.support.refusals import reason_of
from tests.support.signed import signed_packet, signer, trusting
from tests.support.smallpacket import document, study_session

PHOTO = b"\xff\xd8 a photo " + bytes(500)


@pytest.mark.parametrize(
    "raw",
    [
        lambda data: b"",
        lambda data: b"\xff" + data,
        lambda data: data + b" ",
        lambda data: data.replace(b'{"', b'{ "', 1),
        lambda data: data[:-1] + b',"zz":1}',
        lambda data: data.replace("云岙镇".encode(), b"\\u4e91\\u5c99\\u9547", 1),
        lambda data: data.replace(b'"title"', b'"titles"', 1),
        lambda data: b"[" * 100_000,
        lambda data: data.replace("二楼会议室".encode(), "三楼会议室".encode()),
    ],
)
def test_data_have_one_form_and_fit_their_schema_and_digests(tmp_path: Path, raw):
    assert reason_of(signed_packet(tmp_path, raw=raw))[0] in (Reason.DATA, Reason.BROKEN)


def test_a_record_that_does_not_fit_its_kind_is_refused(tmp_path: Path):
    record = study_session()
    for values in ({**record.values, "date": "yesterday"}, {**record.values, "subtype": "party"}):
        data = document([msgspec.structs.replace(record, values=values)])
        assert reason_of(signed_packet(tmp_path, data))[0] is Reason.DATA


def test_a_record_twice_or_without_its_kind_is_refused(tmp_path: Path):
    record = study_session()
    assert reason_of(signed_packet(tmp_path, document([record, record])))[0] is Reason.DATA
    unknown = document([record], change=lambda made: msgspec.structs.replace(made, kinds=made.kinds * 2))
    assert reason_of(signed_packet(tmp_path, unknown))[0] is Reason.DATA


def test_somebody_else_than_the_data_name_may_not_sign(tmp_path: Path):
    path = signed_packet(tmp_path, identity=signer("王䶮"))
    verdict = judge(path, trusting(signer("王䶮")))
    assert (verdict.light, verdict.reason, verdict.particulars) == (Light.INVALID, Reason.DATA, {"detail": "signer"})
