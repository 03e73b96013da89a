"""I: pages, packets, signatures and sticks. No findings of the checks: an error stops the work, or a verdict tells."""

from core.checks.declared.rule import CUSTOM, NORM, PROPOSED, E, I, W, Where, rule

_DOCUMENTS = "tests/core/documents/"

DECLARED = (
    rule(
        "I01",
        "缺字形（生僻字变方框）",
        "A character no font has",
        levels=(E,),
        basis=(PROPOSED,),
        tested=(f"{_DOCUMENTS}test_packet_rules.py",),
        where=Where.PAGE,
    ),
    rule(
        "I02",
        "目录页码与实际不符",
        "The contents tell other pages",
        levels=(E,),
        basis=(PROPOSED,),
        tested=(f"{_DOCUMENTS}test_packet_rules.py",),
        where=Where.PAGE,
    ),
    rule(
        "I03",
        "成文日期写法",
        "How a date is written on paper",
        levels=(I,),
        basis=(NORM,),
        tested=(f"{_DOCUMENTS}test_packet_rules.py",),
        where=Where.PAGE,
    ),
    rule(
        "I04",
        "署名、印章与正文不同页",
        "Signature and text on different pages",
        levels=(W,),
        basis=(NORM,),
        tested=(f"{_DOCUMENTS}test_packet_rules.py",),
        where=Where.PAGE,
    ),
    rule(
        "I05",
        "附件说明与附件不一致",
        "Attachments listed and attached differ",
        levels=(W,),
        basis=(NORM,),
        tested=(f"{_DOCUMENTS}test_packet_rules.py",),
        where=Where.PACKET,
    ),
    rule(
        "I06",
        "签名后被改、签名无效",
        "Changed after signing, or no valid signature",
        levels=(E,),
        basis=(NORM,),
        tested=("tests/core/signing/test_judge.py", "tests/properties/test_one_changed_byte.py"),
        where=Where.SIGNATURE,
    ),
    rule(
        "I07",
        "包内文件与清单哈希不符",
        "A file of the packet differs from its digest",
        levels=(E,),
        basis=(PROPOSED,),
        tested=("tests/core/signing/test_embedded.py",),
        where=Where.PACKET,
    ),
    rule(
        "I08",
        "U盘上出现可执行文件或快捷方式",
        "Programs or shortcuts on the stick",
        levels=(W,),
        basis=(CUSTOM,),
        tested=("tests/core/exchange/test_preflight.py",),
        where=Where.STICK,
    ),
)
