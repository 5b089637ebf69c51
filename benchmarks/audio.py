"""What is listened to: the stand-in stories, and recordings given by whoever measures.

Every system hears the same files: WAV, 16 kHz, mono, 16 bit.
"""

from __future__ import annotations

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.results import BenchmarkError
from pipeline.languages import LANGUAGES
from pipeline.media import ffmpeg as ff
from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.probe import probe
from pipeline.story import Story, find_footage
from tools.footage.script import reference_text, slugs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Audio = NDArray[np.float32]

#: Endings of recordings that --speech takes.
RECORDINGS = (".mp3", ".wav", ".flac", ".ogg", ".m4a")

#: s of silence between stories that are joined.
GAP_S = 1.0


@dataclass(frozen=True, slots=True)
class Clip:
    """One sound file. reference: what is said in it, or None where nobody wrote that down."""

    name: str
    path: Path
    seconds: float
    reference: str | None


@dataclass(frozen=True, slots=True)
class Workload:
    """Clips of one language that a system hears in one go, its model loaded once."""

    title: str
    lang: str
    clips: tuple[Clip, ...]

    @property
    def seconds(self) -> float:
        return sum(clip.seconds for clip in self.clips)


def stand_ins(stories: Sequence[Story], folder: Path) -> list[Workload]:
    """The stories' sound, joined into one clip for each language; stories of several languages are left out."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        if len(story.info.spoken) == 1:
            groups.setdefault(story.info.spoken[0], []).append(story)
    return [_joined(lang, group, folder / f"stories-{lang}.wav") for lang, group in groups.items()]


def _joined(lang: str, stories: Sequence[Story], path: Path) -> Workload:
    import numpy as np

    gap = np.zeros(round(GAP_S * SPEECH_RATE), dtype=np.float32)
    parts: list[Audio] = []
    for story in stories:
        footage = find_footage(story)
        parts += [speech_audio(footage, probe(footage)), gap]
    sound = np.concatenate(parts[:-1])
    write_wav(path, sound)
    texts = [story_text(story) for story in stories]
    reference = None if None in texts else " ".join(text for text in texts if text)
    clip = Clip(path.stem, path, len(sound) / SPEECH_RATE, reference)
    names = ", ".join(story.slug for story in stories)
    return Workload(_title(f"Stories of this folder ({names})", lang, clip.seconds), lang, (clip,))


def story_text(story: Story) -> str | None:
    """What is said in a story: known for our stand-ins only, not for real footage put in their place."""
    return reference_text(story.slug) if story.info.stand_in and story.slug in slugs() else None


def recordings(source: Path, default_lang: str, folder: Path) -> list[Workload]:
    """The sound files of `source` with their .txt, by language ("es-market.mp3" is Spanish; else `default_lang`).

    Raises BenchmarkError where there is none, RenderError for one that cannot be read.
    """
    if not source.is_dir():
        raise BenchmarkError("there is no such folder.", where=source, remedy="Give --speech a folder of recordings.")
    found = sorted(path for path in source.iterdir() if path.suffix.lower() in RECORDINGS)
    if not found:
        raise BenchmarkError(
            f"no recordings in this folder ({', '.join(RECORDINGS)}).",
            where=source,
            remedy="Put recordings there, and beside each the text that is said in it: talk.mp3 and talk.txt.",
        )
    groups: dict[str, list[Clip]] = {}
    for path in found:
        groups.setdefault(language_of(path.stem, default_lang), []).append(_recording(path, folder))
    workloads = []
    for lang, clips in groups.items():
        length = sum(clip.seconds for clip in clips)
        workloads.append(Workload(_title(f"Recordings given ({len(clips)})", lang, length), lang, tuple(clips)))
    return workloads


def language_of(stem: str, default: str) -> str:
    """The language a file name begins with ("ca-interview"), or `default`."""
    lang = stem.partition("-")[0].lower()
    return lang if lang in LANGUAGES else default


def _recording(path: Path, folder: Path) -> Clip:
    target = folder / f"{path.stem}.wav"
    sound = ff.source(path).audio
    ff.run(sound.output(ff.file_url(target), acodec="pcm_s16le", ac=1, ar=SPEECH_RATE), subject=path)
    text = path.with_suffix(".txt")
    reference = text.read_text("utf-8-sig").strip() if text.is_file() else ""
    return Clip(path.stem, target, len(read_wav(target)) / SPEECH_RATE, reference or None)


def silence(folder: Path) -> Workload:
    """One second of nothing: what is left of a run is starting and loading."""
    import numpy as np

    path = folder / "silence.wav"
    write_wav(path, np.zeros(SPEECH_RATE, dtype=np.float32))
    return Workload("Silence", "ca", (Clip("silence", path, 1.0, None),))


def _title(what: str, lang: str, seconds: float) -> str:
    return f"{what}: {seconds:.0f} s of {LANGUAGES[lang].english}"


def write_wav(path: Path, sound: Audio) -> None:
    """Mono float32 at 16 kHz, −1..1, as 16 bit WAV."""
    import numpy as np

    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SPEECH_RATE)
        out.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def read_wav(path: Path) -> Audio:
    """What `write_wav` wrote: mono float32 at 16 kHz."""
    import numpy as np

    with wave.open(str(path), "rb") as sound:
        raw = sound.readframes(sound.getnframes())
    return np.frombuffer(raw, dtype="<i2").astype(np.float32) / np.float32(32768)
