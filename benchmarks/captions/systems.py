"""The table of systems that make captions, and how each is run: its own process, the same weights and sound.

To add one: a function that gives its command for a job, a line in SYSTEMS; it leaves `<name of the sound>.srt` in
`job.out`. A system that is no Python program needs not even that: put its SRT files into a folder of --tracks.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.captions.child import STABLE_LINE, STABLE_LINES
from benchmarks.captions.samples import Sample
from benchmarks.measure import environment, timed
from benchmarks.results import BenchmarkError
from benchmarks.speech import LEAST_LIMIT_S, LIMIT_FACTOR
from benchmarks.systems import BATCHED_OPTIONS, CTRANSLATE2_OPTIONS, Kit, find_program

#: Its own way to caption lines: as many characters a line and lines a cue as the profile allows.
LINE_OPTIONS = ("--max_line_width", "42", "--max_line_count", "2")


@dataclass(frozen=True, slots=True)
class Job:
    """Recordings of one language, in which the same `hints` may be expected; SRT files go into `out`."""

    samples: Sequence[Sample]
    lang: str
    kit: Kit
    out: Path
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Captioner:
    """name: of its folder and for --only. label: for tables. does: one phrase for the notes. missing: a sentence when
    it cannot run here, else empty."""

    name: str
    label: str
    does: str
    command: Callable[[Job], list[str]]
    missing: Callable[[], str] = lambda: ""


def child(task: str, job: dict[str, Any]) -> list[str]:
    """The command that runs one of our own tasks in a process of its own."""
    return [sys.executable, "-m", "benchmarks.captions.child", task, json.dumps(job)]


def _veus(job: Job) -> list[str]:
    sounds = [
        {
            "wav": str(sample.clip.path),
            "lang": sample.lang,
            "video": str(sample.video) if sample.video else "",
            "speakers": sample.speakers,
            "people": sample.people,
            "fps": str(sample.fps),
        }
        for sample in job.samples
    ]
    given = {"engine": "faster-whisper", "model": str(job.kit.model), "hints": job.hints}
    return child("veus", given | {"sounds": sounds, "out": str(job.out)})


def _ctranslate2(*more: str) -> Callable[[Job], list[str]]:
    def command(job: Job) -> list[str]:
        program = find_program("whisper-ctranslate2") or "whisper-ctranslate2"
        where = ["--model_directory", str(job.kit.model), "--device", "cpu", "--threads", str(job.kit.threads)]
        output = ["--output_dir", str(job.out), "--output_format", "srt", "--verbose", "False"]
        sounds = [str(sample.clip.path) for sample in job.samples]
        hints = ["--hotwords", ", ".join(job.hints)] if job.hints else []
        options = [*CTRANSLATE2_OPTIONS, *LINE_OPTIONS, *more, *hints]
        return [program, *where, *options, "--language", job.lang, *output, *sounds]

    return command


def _stable_ts(job: Job) -> list[str]:
    sounds = [str(sample.clip.path) for sample in job.samples]
    given = {"model": str(job.kit.model), "lang": job.lang, "threads": job.kit.threads, "hints": job.hints}
    return child("stable-ts", given | {"sounds": sounds, "out": str(job.out)})


def _needs(there: Callable[[], bool], label: str, package: str) -> Callable[[], str]:
    return lambda: "" if there() else f"{label} was left out: it is not installed here (pip install {package})."


_NEEDS_CTRANSLATE2 = _needs(
    lambda: find_program("whisper-ctranslate2") is not None, "whisper-ctranslate2", "whisper-ctranslate2"
)

#: The first is ours.
SYSTEMS: tuple[Captioner, ...] = (
    Captioner(
        "veus",
        "Veus",
        "as a build makes captions; of the glossary it is told nothing but where the table says so",
        _veus,
    ),
    Captioner(
        "whisper-ctranslate2",
        "whisper-ctranslate2",
        f"its command line with {' '.join((*CTRANSLATE2_OPTIONS, *LINE_OPTIONS))}",
        _ctranslate2(),
        _NEEDS_CTRANSLATE2,
    ),
    Captioner(
        "whisper-ctranslate2-batched",
        "whisper-ctranslate2, batched",
        f"the same with {' '.join(BATCHED_OPTIONS)}",
        _ctranslate2(*BATCHED_OPTIONS),
        _NEEDS_CTRANSLATE2,
    ),
    Captioner(
        "stable-ts",
        "stable-ts",
        "its own defaults on its faster-whisper backend (int8, beam 5, its regrouping and silence suppression), then"
        f" split_by_length({STABLE_LINE * STABLE_LINES}) and split_by_length({STABLE_LINE}, newline=True), as its"
        " author advises for two lines",
        _stable_ts,
        _needs(lambda: find_spec("stable_whisper") is not None, "stable-ts", "stable-ts"),
    ),
)


def caption(system: Captioner, job: Job) -> None:
    """One run of one system; `job.out` then holds an SRT file for each recording. Raises BenchmarkError."""
    limit = max(LEAST_LIMIT_S, LIMIT_FACTOR * sum(sample.clip.seconds for sample in job.samples))
    job.out.mkdir(parents=True, exist_ok=True)
    timed(system.command(job), environment(job.kit.threads, job.kit.bin_folder), limit)
    missing = [sample.name for sample in job.samples if not (job.out / f"{sample.clip.path.stem}.srt").is_file()]
    if missing:
        raise BenchmarkError(f"{system.label} wrote no captions for {', '.join(missing)}.")
