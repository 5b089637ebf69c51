"""What is listened to: the stand-in stories, and recordings given by whoever measures.

Every system hears the same files: WAV, 16 kHz, mono, 16 bit.
"""

from __future__ import annotations

import itertools
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.results import BenchmarkError
from pipeline.languages import LANGUAGES
from pipeline.media import ffmpeg as ff
from pipeline.media.audio import SPEECH_RATE, floats, speech_audio
from pipeline.media.probe import only_sound, probe
from pipeline.project.story import Story, find_footage
from tools.footage.script import reference_text, slugs

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: Endings of recordings that --speech takes.
RECORDINGS = (".mp3", ".wav", ".flac", ".ogg", ".m4a")


@dataclass(frozen=True, slots=True)
class Clip:
    """One sound file. reference: what is said in it, or None where nobody wrote that down."""

    name: str
    path: Path
    seconds: float
    reference: str | None


@dataclass(frozen=True, slots=True)
class Talk:
    """Speech in one language: a story's footage, or a recording given. source: that file. clip: its sound alone.

    story: None for a recording.
    """

    clip: Clip
    lang: str
    source: Path
    story: Story | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """Clips of one language that a system hears in one go, its model loaded once."""

    title: str
    lang: str
    clips: tuple[Clip, ...]

    @property
    def seconds(self) -> float:
        return sum(clip.seconds for clip in self.clips)


def workloads(talks: Sequence[Talk]) -> list[Workload]:
    """All of `talks`, by language."""
    works = []
    for lang in dict.fromkeys(talk.lang for talk in talks):
        clips = tuple(talk.clip for talk in talks if talk.lang == lang)
        length = sum(clip.seconds for clip in clips)
        title = f"{', '.join(clip.name for clip in clips)}: {length:.0f} s of {LANGUAGES[lang].english}"
        works.append(Workload(title, lang, clips))
    return works


def films(stories: Sequence[Story], notes: list[str]) -> list[Story]:
    """Those with pictures, which every system is given as they are; of the others it is noted that they are left out.

    Raises StoryError.
    """
    alone = [story for story in stories if only_sound(find_footage(story))]
    notes += [f"The story {story.slug} was left out: it is sound alone." for story in alone]
    return [story for story in stories if story not in alone]


def story_talks(stories: Sequence[Story], folder: Path) -> list[Talk]:
    """The stories with their sound as WAV files in `folder`; stories of several languages are left out.

    Raises StoryError, MediaError, RenderError.
    """
    return [_story_talk(story, folder) for story in stories if len(story.info.spoken) == 1]


def _story_talk(story: Story, folder: Path) -> Talk:
    footage = find_footage(story)
    sound = speech_audio(footage, probe(footage))
    path = folder / f"{story.slug}.wav"
    write_wav(path, sound)
    clip = Clip(story.slug, path, len(sound) / SPEECH_RATE, story_text(story))
    return Talk(clip, story.info.spoken[0], footage, story)


def story_text(story: Story) -> str | None:
    """What is said in a story: known for our stand-ins only, not for real footage put in their place."""
    return reference_text(story.slug) if story.info.stand_in and story.slug in slugs() else None


def recordings(source: Path, default_lang: str, folder: Path) -> list[Talk]:
    """The sound files of `source` with their .txt, by name ("es-market.mp3" is Spanish; else `default_lang`).

    Raises BenchmarkError where there is none, or two of one name; RenderError for one that cannot be read.
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
    return [_recording(path, language_of(path.stem, default_lang), folder) for path in found]


def language_of(stem: str, default: str) -> str:
    """The language a file name begins with ("ca-interview"), or `default`."""
    lang = stem.partition("-")[0].lower()
    return lang if lang in LANGUAGES else default


def _recording(path: Path, lang: str, folder: Path) -> Talk:
    target = folder / f"{path.stem}.wav"
    if target.exists():
        raise BenchmarkError(
            "another recording, or a story, has this name already.", where=path, remedy="Give it a name of its own."
        )
    sound = ff.source(path).audio
    ff.run(sound.output(ff.file_url(target), acodec="pcm_s16le", ac=1, ar=SPEECH_RATE), subject=path)
    text = path.with_suffix(".txt")
    reference = text.read_text("utf-8-sig").strip() if text.is_file() else ""
    return Talk(Clip(path.stem, target, len(read_wav(target)) / SPEECH_RATE, reference or None), lang, path)


def repeated(talks: Sequence[Talk], seconds: int, path: Path) -> Clip:
    """`seconds` of the first language of `talks`, again and again, as a WAV file at `path`.

    It is copied sound by sound: an hour is never held as a whole.
    """
    sounds = [talk.clip.path for talk in talks if talk.lang == talks[0].lang]
    left = seconds * SPEECH_RATE
    with wave.open(str(path), "wb") as out:
        _set_form(out)
        for sound in itertools.cycle(sounds):
            with wave.open(str(sound), "rb") as one:
                out.writeframes(one.readframes(left))
                left -= one.getnframes()
            if left <= 0:
                break
    return Clip(path.stem, path, seconds, None)


def silence(folder: Path) -> Workload:
    """One second of nothing: what is left of a run is starting and loading."""
    import numpy as np

    path = folder / "silence.wav"
    write_wav(path, np.zeros(SPEECH_RATE, dtype=np.float32))
    return Workload("Silence", "ca", (Clip("silence", path, 1.0, None),))


def write_wav(path: Path, sound: Audio) -> None:
    """Mono at 16 kHz as 16 bit WAV."""
    import numpy as np

    with wave.open(str(path), "wb") as out:
        _set_form(out)
        out.writeframes((np.clip(floats(sound), -1, 1) * 32767).astype("<i2").tobytes())


def _set_form(out: wave.Wave_write) -> None:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(SPEECH_RATE)


def read_wav(path: Path) -> Audio:
    """What `write_wav` wrote: mono at 16 kHz."""
    import numpy as np

    with wave.open(str(path), "rb") as sound:
        raw = sound.readframes(sound.getnframes())
    return np.frombuffer(raw, dtype="<i2").astype(np.int16, copy=False)
