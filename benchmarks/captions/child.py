"""Tasks in processes of their own: `python -m benchmarks.captions.child TASK JOB`. A job is JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.cues import Transcript, Word

#: stable-ts: two lines of 42, as its author advises (jianfch/stable-ts issue 415): cues of twice the line, then lines.
STABLE_LINE, STABLE_LINES = 42, 2


def veus(job: str) -> None:
    """Our captions as a build makes them.

    job: engine, model (folder), out (folder), hints (expressions to expect),
    sounds: [{wav, lang, video, speakers, people, fps}]. Where `out` holds the transcript of a sound already, only its
    captions are made anew.
    """
    from benchmarks.audio import read_wav
    from pipeline import files
    from pipeline.speech.engines import Options, make_engine
    from pipeline.speech.transcribe import read_transcript, transcribe, write_transcript
    from pipeline.speech.whisper_models import LocalModel, find, ready

    task = json.loads(job)
    model = LocalModel("base", Path(task["model"]), find("base").sha256)
    engine, is_open = make_engine(task["engine"]), False
    for sound in task["sounds"]:
        wav, out = Path(sound["wav"]), Path(task["out"])
        kept = out / f"{wav.stem}.transcript.json"
        if not kept.is_file():
            if not is_open:
                engine.open(ready(model))
                is_open = True
            options = Options(hints=tuple(task["hints"]))
            heard = transcribe(read_wav(wav), (sound["lang"],), engine, model, options, speakers=sound["speakers"])
            write_transcript(kept, heard)
        files.write_text(out / f"{wav.stem}.srt", our_captions(read_transcript(kept), sound))
    engine.close()


def our_captions(transcript: Transcript, sound: dict[str, Any]) -> str:
    """The SRT that a build writes for this transcript: same profile, frame rate, cuts, names and sounds."""
    from pipeline.captions.segmentation import segment
    from pipeline.media.probe import probe
    from pipeline.media.shot_changes import find_shot_changes
    from pipeline.project.caption_profile import PROFILES
    from pipeline.subtitles.srt import write_srt

    cuts: Sequence[int] = ()
    if sound["video"]:
        footage = Path(sound["video"])
        cuts = find_shot_changes(footage, probe(footage))
    cues = segment(
        transcript.words,
        PROFILES["netflix"],
        Fraction(sound["fps"]),
        transcript.duration,
        cuts=cuts,
        names=names_of(transcript.words, sound["people"]),
        lang=sound["lang"],
        sounds=transcript.sounds,
    )
    return write_srt(cues)


def names_of(words: Sequence[Word], people: Sequence[str]) -> dict[str, str]:
    """What the voices are called, as in a build: by the order in which they are first heard, if the numbers agree."""
    voices = sorted({word.speaker for word in words if word.speaker})
    return dict(zip(voices, people, strict=True)) if len(voices) == len(people) else {}


def stable_ts(job: str) -> None:
    """stable-ts with its own defaults on its faster-whisper backend, then two lines of 42 as its author advises.

    job: model (folder), lang, threads, hints, sounds (WAV files), out (folder).
    """
    from benchmarks.audio import read_wav
    from pipeline.media.audio import floats

    without_torchaudio()
    stable_whisper = import_module("stable_whisper")

    task = json.loads(job)
    model = stable_whisper.load_faster_whisper(
        task["model"], device="cpu", compute_type="int8", cpu_threads=task["threads"]
    )
    for sound in map(Path, task["sounds"]):
        hints = ", ".join(task["hints"]) or None
        result = model.transcribe(
            floats(read_wav(sound)), language=task["lang"], beam_size=5, hotwords=hints, verbose=None
        )
        result.split_by_length(STABLE_LINE * STABLE_LINES).split_by_length(STABLE_LINE, newline=True)
        result.to_srt_vtt(str(Path(task["out"]) / f"{sound.stem}.srt"), word_level=False)


def without_torchaudio() -> None:
    """stable-ts imports torchaudio, whose published build wants CUDA's libraries even where torch has none.

    What it would do with it – resample, filter a voice, save sound – is not asked for here, so an empty module of
    that name is enough.
    """
    from types import ModuleType

    try:
        import_module("torchaudio")
    except (ImportError, OSError):
        for name in [name for name in sys.modules if name.split(".")[0] == "torchaudio"]:
            del sys.modules[name]
        sys.modules["torchaudio"] = ModuleType("torchaudio")


TASKS: dict[str, Callable[[str], None]] = {"veus": veus, "stable-ts": stable_ts}

if __name__ == "__main__":
    TASKS[sys.argv[1]](*sys.argv[2:])
