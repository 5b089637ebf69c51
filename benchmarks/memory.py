"""How much memory listening takes, and whether that grows with the length of the sound."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks import audio
from benchmarks.audio import Talk, Workload
from benchmarks.measure import environment, timed
from benchmarks.results import Peak
from benchmarks.speech import LEAST_LIMIT_S, LIMIT_FACTOR, Say
from benchmarks.systems import SYSTEMS, Job, Kit

#: Seconds of speech; of a first look.
LENGTHS_S, QUICK_S = (600, 3600), (60,)


def measure_memory(talks: Sequence[Talk], quick: bool, repeat: int, kit: Kit, folder: Path, say: Say) -> list[Peak]:
    """The peak of our own process for each length, in the middle of `repeat` runs. talks: whose speech is repeated.
    Raises BenchmarkError."""
    peaks = []
    for seconds in QUICK_S if quick else LENGTHS_S:
        clip = audio.repeated(talks, seconds, folder / f"repeated-{seconds}.wav")
        job = Job(Workload("memory", talks[0].lang, (clip,)), kit, folder / f"heard-{seconds}")
        limit = max(LEAST_LIMIT_S, LIMIT_FACTOR * seconds)
        found = []
        for _ in range(repeat):
            done = timed(SYSTEMS[0].command(job), environment(kit.threads, kit.bin_folder), limit)
            found.append((json.loads(done.output)["rss_mb"], done.run))
            say(f"listening to {seconds / 60:g} minutes: {found[-1][0]:.0f} MB")
        mb, run = sorted(found, key=lambda one: one[0])[repeat // 2]
        peaks.append(Peak(seconds, mb, run, tuple(one for one, _ in found)))
    return peaks
