"""What holds for every test: no screen needed, no trace left, no noise."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

# Qt aborts the process when it finds no display, so this must stand before anything loads it.
SCREEN = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or not sys.platform.startswith("linux")
PLATFORM = os.environ.get("QT_QPA_PLATFORM") or ("" if SCREEN else "offscreen")
if PLATFORM == "offscreen":  # as large as the smallest screen we know, less the task bar; else it is 800 pixels square
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parent / 'data' / 'screen.json'}"

import pytest
from hypothesis import HealthCheck, Phase, settings

from core.base import cycles
from tests.support.noise import TimerWatch, no_new_threads, quiet_log

# As in the program: a cycle that holds a window must not be thrown away while Qt brings an event to what stands in it.
gc.disable()

# Speed is measured in bench/, not by a deadline that a busy machine breaks. Explaining a failure traces every line,
# which takes minutes and disturbs the measure of coverage.
settings.register_profile(
    "house",
    deadline=None,
    print_blob=True,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

TIMERS = TimerWatch()


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the tester's own settings and vaults out of reach."""
    folder = tmp_path_factory.mktemp("person")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TAIZHANG_DATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name.lower()))
        yield folder


@pytest.fixture(autouse=True)
def clean(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves warnings in the log, threads or timers; `noise` names loggers it is about."""
    allowed = tuple(name for mark in request.node.iter_markers("noise") for name in mark.args)
    TIMERS.attach()
    with ExitStack() as stack:
        stack.enter_context(no_new_threads())
        stack.enter_context(quiet_log(allowed))
        yield
    left = TIMERS.running()
    cycles.throw_away()
    assert not left, f"timers left running: {left}"
