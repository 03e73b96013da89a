"""The judge's child process with its memory watched."""

import threading
from contextlib import suppress
from pathlib import Path

from core.signing.trust import Trust
from core.signing.verdict import Moments, Verdict
from core.signing.worker import Judge


class Watched(Judge):
    """A judge that remembers the most memory its child ever held; Linux only."""

    def __init__(self) -> None:
        super().__init__()
        self.peak = 0
        """Megabytes; as they were last seen, for a child that was killed."""

    def judge(self, path: Path, trust: Trust, moments: Moments | None = None) -> Verdict:
        """Judge a file and look at the child's memory meanwhile."""
        self.warm_up()
        over = threading.Event()
        watch = threading.Thread(target=self._watch, args=(over,))
        watch.start()
        try:
            return super().judge(path, trust, moments)
        finally:
            over.set()
            watch.join()

    def close(self) -> None:
        """Look a last time and end the child."""
        self._look()
        super().close()

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(0.02):
            self._look()

    def _look(self) -> None:
        process = self._process
        if process is not None:
            with suppress(OSError, IndexError):
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
                self.peak = max(self.peak, int(status.split("VmHWM:")[1].split()[0]) // 1000)
