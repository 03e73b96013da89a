"""The table of initials is what its script makes of the installed pypinyin."""

import runpy

from core.base.paths import resources


def test_the_table_is_up_to_date() -> None:
    made = runpy.run_path(str(resources("pinyin", "build.py")))["table"]()
    assert resources("pinyin", "initials.txt").read_text(encoding="utf-8") == made
