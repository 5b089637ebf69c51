"""Builds in processes of their own that tests stop, and whether a process is gone."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path

from veus_job import REPO


class Building:
    """A build at work in the background."""

    def __init__(self, root: Path, *args: str) -> None:
        command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "build", *args]
        self.root = root
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # Whoever runs the tests in the background of a script has Ctrl-C switched off for them.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def killed_when(self, pattern: str) -> bool:
        """Kills it once there is such a file below its root; whether it was at work until then."""
        end = time.monotonic() + 60
        while self.process.poll() is None and not self._made(pattern):
            assert time.monotonic() < end, f"no {pattern} within a minute"
            time.sleep(0.002)
        self.process.kill()
        self.process.communicate()
        return self.process.returncode == -signal.SIGKILL

    def _made(self, pattern: str) -> bool:
        with contextlib.suppress(FileNotFoundError):  # a folder that goes while it is looked into
            return any(self.root.glob(pattern))
        return False

    def wait_until_burning(self, below: str = "") -> None:
        """Waits until ffmpeg has written some of a rendition. below: where half files of workers lie."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            assert self.process.poll() is None, self.process.communicate()
            folder = self.root / "output/.work/tmp"
            half = below or ".part-*/"
            scripts = list(folder.glob(f"{half}*.ass"))
            with contextlib.suppress(FileNotFoundError):
                if self.children() and any(path.stat().st_size for path in folder.glob(f"{half}*.mp4") if scripts):
                    return
            time.sleep(0.02)
        raise AssertionError("nothing was burned in within a minute")

    def children(self) -> list[int]:
        """Process numbers of the programs it has started."""
        found = []
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
        return found

    def end(self) -> tuple[int, str]:
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err


def alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def gone(pids: list[int], within_s: float = 5) -> bool:
    end = time.monotonic() + within_s
    while any(map(alive, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(alive, pids))
