"""Contrast of the colours, computed as WCAG 2 says: 4.5 for words, 3.0 for edges."""

import re

import pytest

from core.base.paths import resources
from gui.widgets.theme import tokens

GROUNDS = ("window", "surface", "sunken", "rail", "select", "accentsoft")
TEXTS = (
    *((word, ground) for word in ("text", "text2") for ground in GROUNDS),
    *(("text3", ground) for ground in ("window", "surface", "sunken", "rail")),
    *(("accent", ground) for ground in GROUNDS),
    ("onaccent", "accentfill"),
    ("onaccent", "accenthover"),
    ("ondisabled", "disabled"),
    ("text", "desk"),
    *((tone, f"{tone}soft") for tone in ("ok", "warn", "err", "hint")),
    *(("text", f"{tone}soft") for tone in ("ok", "warn", "err", "hint")),
    *(("text2", f"{tone}soft") for tone in ("ok", "warn", "err")),
    *(("accent", f"{tone}soft") for tone in ("ok", "warn", "err")),
    *((tone, "surface") for tone in ("ok", "warn", "err", "hint")),
)
EDGES = (
    *(("edge", ground) for ground in ("window", "surface", "sunken", "rail")),
    *((f"{tone}edge", f"{tone}soft") for tone in ("ok", "warn", "err", "hint")),
    *((f"{tone}edge", "surface") for tone in ("ok", "warn", "err", "hint")),
    *(("focus", ground) for ground in GROUNDS),
    ("onaccent", "accenthover"),
    *(("accentedge", ground) for ground in ("window", "surface", "sunken")),
)


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), TEXTS)
def test_words_can_be_read(shade: str, word: str, ground: str) -> None:
    colours = tokens()[shade]
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("shade", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(shade: str, edge: str, ground: str) -> None:
    colours = tokens()[shade]
    assert contrast(colours[edge], colours[ground]) >= 3.0


def test_both_shades_have_the_same_tokens() -> None:
    assert set(tokens()["light"]) == set(tokens()["dark"])


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_drawn_pictures_use_the_colours_of_the_tokens(shade: str) -> None:
    colours = {colour.upper() for colour in tokens()[shade].values()}
    for name in ("check", "down"):
        drawn = resources("theme", f"{name}-{shade}.svg").read_text(encoding="utf-8")
        assert set(re.findall(r"#[0-9A-Fa-f]{6}", drawn)) <= colours


def test_the_style_sheet_names_only_tokens_and_pictures_there_are() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", resources("theme", "taizhang.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert set(re.findall(r"\$([a-z0-9]+)", sheet)) <= set(tokens()["light"])
    for name in re.findall(r"@([a-z]+)@", sheet):
        assert resources("theme", f"{name}-light.svg").exists()


def test_no_rule_is_written_for_a_plain_frame_role() -> None:
    """QLabel is a QFrame: a role shared by both would draw boxes round labels."""
    sheet = resources("theme", "taizhang.qss").read_text(encoding="utf-8")
    assert all(role.startswith("f_") for role in re.findall(r'QFrame\[role="([^"]+)"\]', sheet))
    assert not any(role.startswith("f_") for role in re.findall(r'QLabel\[role="([^"]+)"\]', sheet))
