"""Names by their initials, surnames read as surnames."""

import pytest

from core.store.pinyin import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("林志远", "lzy"),
        ("单秀英", "sxy"),
        ("区伯", "ob"),
        ("曾国华", "zgh"),
        ("查理", "zl"),
        ("解放", "xf"),
        ("仇英", "qy"),
        ("王䶮", "wy"),
        ("苏𬍛", "sl"),
        ("万俟良", "mql"),
        ("单", "d"),
        (" 王小明 ", "wxm"),
        ("Ann Li", "al"),
        ("陈 O'Neil", "con"),
        ("张3", "z3"),
        ("阿·买提", "amt"),
        ("", ""),
        ("？", ""),
        ("\U0003ffff", ""),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_the_table_agrees_with_what_it_was_made_from():
    from pypinyin import Style, lazy_pinyin

    for character in "学校会议室优先发展教育与办好村小放后孩子谁来管看护":
        assert initials(f"王{character}") == "w" + lazy_pinyin(character, style=Style.FIRST_LETTER)[0]
