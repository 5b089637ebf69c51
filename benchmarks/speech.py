"""Every system hears every workload, in rounds, so that whatever slows the machine down slows all of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import audio
from benchmarks.audio import Clip, Workload
from benchmarks.measure import environment, timed
from benchmarks.results import NOTHING, BenchmarkError, Measure, Run, Section, Share
from benchmarks.systems import SYSTEMS, Job, Kit, System, child
from benchmarks.words import word_errors
from pipeline.errors import VeusError
from pipeline.media import ffmpeg as ff
from pipeline.speech.whisper_models import find, ready

#: Tells a person what is being measured.
Say = Callable[[str], None]

#: A system that takes this many times the length of the sound is stopped, but never before LEAST_LIMIT_S.
LIMIT_FACTOR = 30
LEAST_LIMIT_S = 600.0


def make_kit(folder: Path, threads: int, systems: Sequence[System]) -> Kit:
    """The bundled weights in both forms, and an `ffmpeg` for openai-whisper. Raises VeusError."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    (bin_folder / "ffmpeg").symlink_to(ff.executable())
    kit = Kit(ready(find("base")), folder / "base.pt", bin_folder, threads)
    if any(system.name == "openai-whisper" for system in systems):
        timed(child("checkpoint", str(kit.model), str(kit.checkpoint)), environment(threads, bin_folder), LEAST_LIMIT_S)
    return kit


def hear(system: System, work: Workload, kit: Kit, folder: Path) -> tuple[Run, list[str]]:
    """One run of one system: what it took, and the text of each clip. Raises BenchmarkError."""
    out = Path(tempfile.mkdtemp(prefix="heard-", dir=folder))
    job = Job(work, kit, out)
    limit = max(LEAST_LIMIT_S, LIMIT_FACTOR * work.seconds)
    try:
        done = timed(system.command(job), environment(kit.threads, kit.bin_folder), limit)
        return done.run, system.texts(job)
    finally:
        shutil.rmtree(out, ignore_errors=True)


def measure_speech(
    systems: Sequence[System],
    works: Sequence[Workload],
    kit: Kit,
    repeat: int,
    folder: Path,
    notes: list[str],
    say: Say,
) -> list[Section]:
    """A section for each workload. What fails is said in `notes` and takes no further part."""
    quiet = audio.silence(folder)
    alive = _warm(systems, quiet, kit, folder, notes, say)
    starts: dict[str, list[Run]] = {system.name: [] for system in alive}
    measures = [{system.name: Measure(system.name, system.label) for system in alive} for _ in works]
    for number in range(1, repeat + 1):
        for system in list(alive):
            try:
                starts[system.name].append(hear(system, quiet, kit, folder)[0])
                for work, table in zip(works, measures, strict=True):
                    run, texts = hear(system, work, kit, folder)
                    note_run(table[system.name], work, run, texts)
                    say(f"round {number} of {repeat}: {system.label}, {work.title}: {run.wall_s:.1f} s")
            except BenchmarkError as error:
                alive.remove(system)
                notes.append(f"{system.label} failed in round {number} and took no further part: {error}")
                say(notes[-1])
    sections = [
        Section(work.title, work.seconds, SYSTEMS[0].name, SYSTEMS[0].label, _finished(table, starts))
        for work, table in zip(works, measures, strict=True)
    ]
    return [section for section in sections if section.measures]


def _finished(table: dict[str, Measure], starts: dict[str, list[Run]]) -> list[Measure]:
    for name, measure in table.items():
        measure.start = starts[name]
    return [measure for measure in table.values() if measure.runs]


def _warm(
    systems: Sequence[System], quiet: Workload, kit: Kit, folder: Path, notes: list[str], say: Say
) -> list[System]:
    """The systems that work here. Their programs and weights are then in the file cache; nothing is timed."""
    alive = []
    for system in systems:
        say(f"getting ready: {system.label}")
        if missing := system.missing():
            notes.append(missing)
            say(missing)
            continue
        try:
            hear(system, quiet, kit, folder)
        except VeusError as error:
            notes.append(f"{system.label} was left out: {error}")
            say(notes[-1])
            continue
        alive.append(system)
    return alive


def note_run(measure: Measure, work: Workload, run: Run, texts: Sequence[str]) -> None:
    """Adds one run to `measure`, with its word errors where there are reference texts."""
    measure.runs.append(run)
    wrong = words_wrong(work.clips, texts)
    rate = sum(wrong.values(), NOTHING).value
    if rate is not None:
        measure.wer.append(rate)
    measure.wrong = measure.wrong or wrong


def words_wrong(clips: Sequence[Clip], texts: Sequence[str]) -> dict[str, Share]:
    """By recording, where there are reference texts."""
    counted = {clip.name: word_errors(text, clip.reference) for clip, text in zip(clips, texts, strict=True)}
    return {name: share for name, share in counted.items() if share.of}
