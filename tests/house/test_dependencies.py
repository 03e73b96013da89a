"""The page of dependencies names all that is shipped, with a licence each that goes with ours."""

from tests.support import dependencies

FINE = (
    "MIT",
    "BSD",
    "Apache",
    "PSF",
    "MPL",
    "LGPL",
    "ISC",
    "public domain",
    "Python Software Foundation",
    "Unlicense",
    "Zlib",
)


def test_the_table_is_what_is_installed():
    page = dependencies.PAGE.read_text(encoding="utf-8")
    assert dependencies.table() in page, "run python -m tests.support.dependencies"


def test_every_licence_is_told_and_goes_with_the_gpl():
    for name in dependencies.shipped():
        told = dependencies.licence(name)
        assert any(word in told for word in FINE), (name, told)
