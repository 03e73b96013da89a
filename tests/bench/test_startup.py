"""What a start took becomes rows: medians beside the floor and the peers, and a peer that is not here is said."""

import subprocess
import sys

from bench import screen, startup
from bench.screen import Seen
from bench.startup import BARE, BUNDLE, SOURCE

STARTS = {
    BARE: [Seen(0.2, 40.0, 60.0)] * 3,
    SOURCE: [Seen(0.5, 100.0, 120.0), Seen(0.4, 101.0, 121.0), Seen(0.9, 102.0, 122.0)],
    BUNDLE: [Seen(0.6, 110.0, 131.0)] * 3,
    "KeePassXC": [Seen(0.3, 90.0, 120.0)] * 3,
}


def test_starts_become_medians_beside_floor_and_peers() -> None:
    rows = {
        row.name: row
        for row in startup.rows(STARTS, {"RedNotebook": "it ended with 1"}, {"KeePassXC": "KeePassXC 2.7.4"})
    }
    first = rows["startup.paint.from_source.bare_qt_window"]
    assert (first.ours, first.theirs, first.spread) == (0.5, 0.2, "0.4–0.9")
    assert rows["startup.paint.bundle.from_source"].holds is True
    beside = rows["startup.pss.bundle.keepassxc"]
    assert (beside.other, beside.theirs) == ("KeePassXC 2.7.4", 90.0)
    assert rows["startup.rss.bundle.alone"].holds is False
    assert rows["startup.paint.bundle.rednotebook"].missing == "RedNotebook: it ended with 1"
    assert rows["startup.paint.bundle.bouquin"].missing == "Bouquin: not here"


def test_without_a_bundle_the_source_stands_beside_the_peers() -> None:
    without = {name: runs for name, runs in STARTS.items() if name != BUNDLE}
    rows = {row.name: row for row in startup.rows(without, {}, {})}
    assert rows["startup.paint.from_source.keepassxc"].theirs == 0.3
    assert rows["startup.paint.bundle.from_source"].missing == "bundle: not here"


def test_a_window_of_one_colour_is_not_painted_yet() -> None:
    black, grey = bytes(4), b"\xee\xee\xee\x00"
    assert not screen.painted(black * 500 + grey * 500)
    assert screen.painted(black * 500 + b"".join(bytes((shade, shade, shade, 0)) for shade in range(0, 240, 10)))


def test_the_memory_of_a_program_is_that_of_all_it_has_started() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()  # the second stands now
        inner = screen.below(child.pid)
        assert len(inner) == 1
        pss, rss = screen.memory(child.pid)
        alone, _ = screen.memory(inner[0])
        assert 0 < alone < pss <= rss
        child.communicate(b"\n")
