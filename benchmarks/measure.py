"""Running a program in its own process, and what that took."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import BenchmarkError, Run
from pipeline import process

#: The root of the repository: where `python -m benchmarks.child` and cli.py are found.
REPO = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Finished:
    """A measured run and what the program printed."""

    run: Run
    output: str


def environment(threads: int, bin_folder: Path) -> dict[str, str]:
    """The same for every system: this many threads, no network, no GPU, our ffmpeg first on the PATH."""
    count = str(threads)
    return dict(os.environ) | {
        "OMP_NUM_THREADS": count,
        "MKL_NUM_THREADS": count,
        "OPENBLAS_NUM_THREADS": count,
        "NUMBA_NUM_THREADS": count,
        "CUDA_VISIBLE_DEVICES": "",
        "HF_HUB_OFFLINE": "1",
        "PYTHONWARNINGS": "ignore",
        "PATH": os.pathsep.join([str(bin_folder), os.environ.get("PATH", "")]),
    }


def timed(args: Sequence[str], env: dict[str, str], limit_s: float, good_codes: tuple[int, ...] = (0,)) -> Finished:
    """Runs `args` in the repository's root. Raises BenchmarkError when the program is missing, fails or is too slow.

    good_codes: exit codes after which the caller looks into the output.
    Processor time is that of all child processes that ended meanwhile, so nothing else may run beside it.
    """
    before, began = _children_cpu_s(), time.perf_counter()
    try:
        done = process.run(args, cwd=REPO, env=env, limit_s=limit_s)
    except FileNotFoundError as error:
        raise BenchmarkError("there is no such program.", where=args[0]) from error
    except process.TimeLimitExceeded as error:
        raise BenchmarkError(f"it was stopped after {limit_s:.0f} s.") from error
    wall_s, cpu_s = time.perf_counter() - began, _children_cpu_s() - before
    if done.code not in good_codes:
        raise BenchmarkError(f"it ended with code {done.code}: {last_line(done.messages)}")
    return Finished(Run(wall_s, cpu_s), done.output.decode("utf-8", "replace"))


def last_line(messages: str) -> str:
    """The last line a program said, which is where it says why it failed."""
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing."


def peak_mb() -> float:
    """The most memory (MB) that this process has held, programs that it started not counted.

    As Linux notes it for this program alone: `getrusage` begins with what the process held that started this one.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return high_water_mb(status.read_text("utf-8"))
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def high_water_mb(status: str) -> float:
    """The "VmHWM" in the text of /proc/PID/status, in MB; 0 without one."""
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _children_cpu_s() -> float:
    now = os.times()
    return now.children_user + now.children_system
