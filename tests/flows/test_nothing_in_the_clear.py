"""Whatever a whole flow writes, also for a moment, holds no planted word in the clear: vault, backups, and the rest."""

import os
import subprocess
import sys
from pathlib import Path

PLANTED = ("绝密的夜学内容", "隐蔽的蹲点日记", "上锁的批评意见", "半句没写完的草稿")
ROOT = Path(__file__).resolve().parents[2]

FLOW = """
import os, sys, tempfile, threading, time
from pathlib import Path

place = Path(sys.argv[1])
planted = [word.encode(code) for word in sys.argv[2].split(",") for code in ("utf-8", "utf-16-le", "gb18030")]
clear, seen = set(), set()

def look(path):
    try:
        if os.path.isfile(path):
            with open(path, "rb") as stream:
                content = stream.read()
            seen.add(str(path))
            clear.update(f"{path}: {at}" for at, word in enumerate(planted) if word in content)
    except OSError:
        pass

def below(folder):
    for root, _folders, names in os.walk(folder):
        for name in names:
            look(os.path.join(root, name))

def watch(event, arguments):
    if event in {"os.remove", "os.rename"} and str(arguments[0]).startswith(str(place)):
        look(arguments[0])
    if event == "shutil.rmtree" and str(arguments[0]).startswith(str(place)):
        below(arguments[0])

sys.addaudithook(watch)
done = threading.Event()

def sweep():
    while not done.is_set():
        below(place)
        time.sleep(0.02)

sweeper = threading.Thread(target=sweep)
sweeper.start()

from core.base.clock import FixedClock
from core.services import backups, drafts, packets, records, restoring, seals, search, submit, vaults
from tests.support.vaults import CHEAP, DIARY, NOON, PASSWORD, PEOPLE, SCHOOL, SESSION

word = sys.argv[2].split(",")
vault = vaults.create(place / "school", password=PASSWORD, school=SCHOOL, principal=PEOPLE[0], others=PEOPLE[1:],
                      clock=FixedClock(NOON), cost=CHEAP, quick_key=True)
session = drafts.begin(vault, "study_session", values={**SESSION, "content": word[0] + SESSION["content"]})
session = records.move(vault, session.id, "finish", revision=session.revision)
diary = drafts.begin(vault, "research_diary", values={**DIARY, "facts": word[1] + DIARY["facts"]})
records.move(vault, diary.id, "finish", revision=diary.revision)
seals.choose(vault, "another 2008", cost=CHEAP)
drafts.begin(vault, "criticism_meeting", values={"title": word[2]})
half = drafts.begin(vault, "forum", values={})
revision = half.revision
for length in range(1, len(word[3]) + 1):
    revision = drafts.save(vault, half.id, {"title": word[3][:length]}, revision=revision).revision
assert search.find(vault, word[0])
drawn = packets.draw(vault, [session.id], title="packet", folder=place)
line = packets.seal(vault, drawn, password=PASSWORD)
(place / "stick").mkdir()
submit.carry(vault, line.id, place / "stick")
made = backups.make(vault)
backups.carry(vault, place / "stick")
restoring.rehearse(made.path, PASSWORD, clock=vault.clock)
vault.close()
restoring.restore(made.path, PASSWORD, vault.folder, clock=vault.clock)
done.set()
sweeper.join()
below(place)
print(len(seen))
print("\\n".join(sorted(clear)))
"""


def run(place: Path, flow: str = FLOW) -> list[str]:
    """Run a flow with its temporary folder in `place`; returns how many files were read, and those in the clear."""
    (place / "tmp").mkdir(parents=True)
    environment = os.environ | {"TMPDIR": str(place / "tmp"), "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-c", flow, str(place), ",".join(PLANTED)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return [line for line in done.stdout.splitlines() if line]


def test_no_file_of_a_whole_flow_holds_a_word_in_the_clear(tmp_path: Path):
    count, *clear = run(tmp_path / "flow")
    assert int(count) > 20
    assert clear == []


def test_the_watch_finds_what_was_there_for_a_moment(tmp_path: Path):
    moment = FLOW[: FLOW.index("from core.base.clock")]
    moment += (
        'note = place / "note.txt"\nnote.write_text(sys.argv[2].split(",")[0], encoding="gb18030")\nnote.unlink()\n'
        'done.set()\nsweeper.join()\nprint(len(seen))\nprint("\\n".join(sorted(clear)))\n'
    )
    _count, *clear = run(tmp_path / "flow", moment)
    assert len(clear) == 1
