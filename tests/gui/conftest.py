"""What holds for the tests of windows: each begins in English, whatever the one before it has spoken."""

import pytest

from gui.messages import use


@pytest.fixture(autouse=True)
def english_first() -> None:
    """Speak English until the test, or the program on its stage, says otherwise."""
    use("en")
