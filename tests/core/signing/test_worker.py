"""The judge's child process: warm, bounded, and expendable."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from core.base.errors import FileMissing
from core.base.paths import home
from core.signing import worker
from core.signing.trust import Trust
from core.signing.verdict import Light, Reason
from core.signing.worker import Judge, judge_in_child
from tests.support.signed import signed_packet, signer, trusting

POSIX = pytest.mark.skipif(os.name == "nt", reason="limits of the child are POSIX")


def process_of(judge: Judge) -> subprocess.Popen:
    assert judge._process is not None
    return judge._process


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return signed_packet(tmp_path_factory.mktemp("judged"), files={"现场.jpg": b"\xff\xd8" + bytes(900)})


@pytest.fixture(scope="module")
def warm():
    with Judge() as judge:
        yield judge


def test_the_child_gives_the_same_verdict(packet: Path, warm: Judge):
    from core.signing.judge import judge

    trust = trusting(signer())
    assert warm.judge(packet, trust) == judge(packet, trust)


def test_one_child_judges_many_files(packet: Path, warm: Judge):
    warm.judge(packet, Trust())
    first = process_of(warm).pid
    assert warm.judge(packet, trusting(signer())).light is Light.VALID
    assert process_of(warm).pid == first


def test_a_child_is_replaced_after_some_files(packet: Path):
    with Judge(files=1) as judge:
        judge.judge(packet, Trust())
        assert judge._process is None
        assert judge.judge(packet, Trust()).light is Light.UNDECIDED


def test_a_child_is_replaced_after_a_file_its_parsers_choked_on(tmp_path: Path):
    with Judge() as judge:
        judge.warm_up()
        wrong = signed_packet(tmp_path, raw=lambda data: b"{}")
        assert judge.judge(wrong, Trust()).light is Light.INVALID
        assert judge._process is None


def test_a_missing_file_is_told_without_a_child(tmp_path: Path):
    with Judge() as judge:
        with pytest.raises(FileMissing):
            judge.judge(tmp_path / "none.pdf", Trust())
        assert judge._process is None


def test_a_path_with_any_letters_arrives(tmp_path: Path, packet: Path, warm: Judge):
    odd = tmp_path / "报送 '包\" 𬍛\n.pdf"
    odd.write_bytes(packet.read_bytes())
    assert warm.judge(odd, trusting(signer())).file == odd.name


@POSIX
def test_a_child_that_dies_on_a_file_is_a_red_row_and_the_next_file_is_judged(packet: Path):
    with Judge() as judge:
        judge.warm_up()
        process_of(judge).send_signal(signal.SIGSTOP)
        killer = threading.Timer(0.2, process_of(judge).kill)
        killer.start()
        verdict = judge.judge(packet, Trust())
        killer.join()
        assert (verdict.light, verdict.file) == (Light.INVALID, packet.name)
        assert judge.judge(packet, Trust()).light is Light.UNDECIDED


@POSIX
def test_a_child_that_hangs_is_ended_by_the_clock_on_the_wall(packet: Path):
    with Judge(wall=0.3) as judge:
        judge.warm_up()
        process_of(judge).send_signal(signal.SIGSTOP)
        verdict = judge.judge(packet, Trust())
        assert (verdict.light, verdict.reason) == (Light.INVALID, Reason.TOO_SLOW)
        assert verdict.particulars == {"limit": "seconds"}


@POSIX
def test_a_child_that_fell_asleep_for_good_is_replaced_without_a_word(packet: Path):
    with Judge() as judge:
        judge.warm_up()
        process_of(judge).send_signal(signal.SIGALRM)
        process_of(judge).wait()
        assert judge.judge(packet, trusting(signer())).light is Light.VALID


@POSIX
def test_a_child_asleep_just_when_the_question_comes_is_asked_again(packet: Path):
    with Judge() as judge:
        judge.warm_up()
        process_of(judge).send_signal(signal.SIGSTOP)
        process_of(judge).send_signal(signal.SIGALRM)
        waker = threading.Timer(0.2, process_of(judge).send_signal, (signal.SIGCONT,))
        waker.start()
        assert judge.judge(packet, trusting(signer())).light is Light.VALID
        waker.join()


@POSIX
def test_memory_and_time_of_the_child_are_bounded():
    import resource

    with Judge() as judge:
        judge.warm_up()
        pid = process_of(judge).pid
        soft, _ = resource.prlimit(pid, resource.RLIMIT_AS)
        assert 0 < soft <= 2 * 1024**3
        assert resource.prlimit(pid, resource.RLIMIT_FSIZE)[0] == 0


@POSIX
def test_a_child_out_of_memory_is_a_red_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """More zeros than address space."""
    program = (
        "import resource; from core.signing import child; child.MEMORY = 200 * 1024**2; raise SystemExit(child.main())"
    )
    monkeypatch.setattr(worker, "_command", lambda: [sys.executable, "-c", program])
    path = tmp_path / "huge.pdf"
    with path.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        out.truncate(150 * 1024**2)
    with Judge() as judge:
        verdict = judge.judge(path, Trust())
    assert verdict.light is Light.INVALID


def test_a_child_that_cannot_start_says_why(packet: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker, "_command", lambda: [sys.executable, "-c", "raise SystemExit('no library')"])
    with Judge() as judge, pytest.raises(worker.JudgeUnavailable, match="no library"):
        judge.judge(packet, Trust())


def test_the_programs_own_child_serves_from_any_thread(packet: Path):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(judge_in_child(packet, Trust()).light)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [Light.UNDECIDED] * 3
    worker._warm.close()


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker._command() == [sys.executable, "--judge-child"]


def test_nothing_a_library_prints_gets_between_the_answers(packet: Path):
    """The child's own output channel is moved away before anything is loaded."""
    from core.signing.child import READY

    program = (
        "from core.signing import child, judge\n"
        "judge.judge = lambda *asked: print('a library talks') or (_ for _ in ()).throw(child.UserError())\n"
        "raise SystemExit(child.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b'{"path":"Lw==","trust":{}}\n',
        stdout=subprocess.PIPE,
        cwd=home(),
        check=True,
    )
    assert done.stdout.startswith(READY)
    assert b"a library talks" not in done.stdout
    assert b'"UserError"' in done.stdout
