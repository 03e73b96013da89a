"""The validity sheet says what the card says, and prints in both languages."""

from pathlib import Path

import pytest

from core.base.clock import FixedClock
from core.services import judging, papers
from core.signing.judge import judge
from gui.messages import use
from gui.pages.validitywords import FAILED, PASSED, validity_of
from tests.support.errands import county_trust, principal
from tests.support.pdfs import opened_pdf
from tests.support.signed import signed_packet
from tests.support.smallpacket import WHEN

NOW = FixedClock(WHEN).now()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("sound", [True, False])
def test_a_sheet_names_the_file_the_verdict_and_every_check(tmp_path: Path, language, sound):
    packet = signed_packet(tmp_path, identity=principal())
    if not sound:
        data = bytearray(packet.read_bytes())
        data[len(data) // 3] ^= 1
        packet.write_bytes(bytes(data))
    view = judging.as_view(packet, judge(packet, county_trust()))
    use(language)
    try:
        sheet = validity_of(view, now=NOW, size=packet.stat().st_size)
        with opened_pdf(papers.validity_pdf(sheet)) as pdf:
            text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        use("zh_CN")
    plain = "".join(text.split())
    for told in (packet.stem, view.sha256[:8], *(part for _mark, part, _figures in sheet.checks)):
        assert "".join(told.split()) in plain
    assert (FAILED in plain) is not sound
    assert PASSED in plain
