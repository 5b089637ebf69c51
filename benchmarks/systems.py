"""The table of systems that are compared, and how each is run: its own process, the same weights and sound.

To add one: a function that gives its command for a job, a line in SYSTEMS.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.audio import Workload
from benchmarks.results import BenchmarkError
from pipeline.speech.engines import Options

#: What whisper-ctranslate2 is asked for; also said in the notes of the report.
CTRANSLATE2_OPTIONS = ("--compute_type", "int8", "--vad_filter", "True", "--word_timestamps", "True")
BATCHED_OPTIONS = ("--batched", "True", "--batch_size", "8")

#: How a build listens where nobody sets anything, with nothing told in advance.
DEFAULT = Options()

#: openai-whisper's command line has beam 5 and the temperature fallback by itself.
OPENAI_OPTIONS = ("--word_timestamps", "True", "--fp16", "False", "--device", "cpu")


@dataclass(frozen=True, slots=True)
class Kit:
    """What all systems share. model: folder in CTranslate2's format. checkpoint: the same weights for openai-whisper.

    bin_folder: holds `ffmpeg`. threads: of every system.
    """

    model: Path
    checkpoint: Path
    bin_folder: Path
    threads: int


@dataclass(frozen=True, slots=True)
class Job:
    """One workload to be heard; results go into `out`."""

    work: Workload
    kit: Kit
    out: Path


@dataclass(frozen=True, slots=True)
class System:
    """name: for --only. label: for the table. does: one phrase for the notes. program: a command it needs, or ""."""

    name: str
    label: str
    does: str
    command: Callable[[Job], list[str]]
    program: str = ""
    package: str = ""

    def missing(self) -> str:
        """A sentence when this system cannot run here; otherwise empty."""
        if not self.program or find_program(self.program):
            return ""
        return f"{self.label} was left out: it is not installed here (pip install {self.package})."

    def texts(self, job: Job) -> list[str]:
        """What it heard, clip by clip. Raises BenchmarkError where it wrote nothing."""
        return [_text(job.out / f"{clip.path.stem}.json", self) for clip in job.work.clips]


def _text(path: Path, system: System) -> str:
    try:
        return str(json.loads(path.read_text("utf-8"))["text"])
    except (OSError, ValueError, KeyError) as error:
        raise BenchmarkError(f"{system.label} wrote no text for {path.stem}.") from error


def find_program(name: str) -> str | None:
    """The path of a program in this Python's environment, or on the PATH."""
    return shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)


def child(*args: str) -> list[str]:
    """The command that runs one of our own tasks in a process of its own."""
    return [sys.executable, "-m", "benchmarks.child", *args]


def _veus(engine: str, options: Options = DEFAULT) -> Callable[[Job], list[str]]:
    def command(job: Job) -> list[str]:
        task = {
            "engine": engine,
            "model": str(job.kit.model),
            "lang": job.work.lang,
            "sounds": [str(clip.path) for clip in job.work.clips],
            "options": asdict(options),
            "out": str(job.out),
        }
        return child("listen", json.dumps(task))

    return command


def _ctranslate2(*more: str) -> Callable[[Job], list[str]]:
    def command(job: Job) -> list[str]:
        where = ["--model_directory", str(job.kit.model), "--device", "cpu", "--threads", str(job.kit.threads)]
        program = find_program("whisper-ctranslate2") or "whisper-ctranslate2"
        return [program, *where, *CTRANSLATE2_OPTIONS, *more, *_as_whisper_does(job)]

    return command


def _openai(job: Job) -> list[str]:
    where = ["--model", str(job.kit.checkpoint), "--threads", str(job.kit.threads)]
    return child("openai-cli", str(job.kit.model), *where, *OPENAI_OPTIONS, *_as_whisper_does(job))


def _as_whisper_does(job: Job) -> list[str]:
    """Options that both command lines have alike."""
    files = [str(clip.path) for clip in job.work.clips]
    output = ["--output_dir", str(job.out), "--output_format", "json", "--verbose", "False"]
    return ["--language", job.work.lang, *output, *files]


#: The first is ours: all ratios are to it.
SYSTEMS: tuple[System, ...] = (
    System(
        "veus",
        "Veus",
        f"faster-whisper engine, {DEFAULT.hearings} hearings, windows cut at silences, {DEFAULT.batch} at once,"
        f" beam {DEFAULT.beam}, int8, word times, no hints",
        _veus("faster-whisper"),
    ),
    System(
        "veus-once",
        "Veus, one hearing",
        "as Veus, with hearings = 1",
        _veus("faster-whisper", Options(hearings=1)),
    ),
    System(
        "veus-openai",
        "Veus, second engine",
        f"openai-whisper engine, the same windows and hearings, one by one, beam {DEFAULT.beam}, float32, word times",
        _veus("openai-whisper"),
    ),
    System(
        "whisper-ctranslate2",
        "whisper-ctranslate2",
        f"its command line with {' '.join(CTRANSLATE2_OPTIONS)}",
        _ctranslate2(),
        "whisper-ctranslate2",
        "whisper-ctranslate2",
    ),
    System(
        "whisper-ctranslate2-batched",
        "whisper-ctranslate2, batched",
        f"the same with {' '.join(BATCHED_OPTIONS)}",
        _ctranslate2(*BATCHED_OPTIONS),
        "whisper-ctranslate2",
        "whisper-ctranslate2",
    ),
    System(
        "openai-whisper",
        "openai-whisper",
        f"its command line with {' '.join(OPENAI_OPTIONS[:2])}: whole file, beam 5, temperature fallback, float32",
        _openai,
    ),
)
