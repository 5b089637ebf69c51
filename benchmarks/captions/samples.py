"""What is captioned: the stand-in stories, and recordings given by whoever measures, with what is known about each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from benchmarks.audio import Clip, Talk, Workload, read_wav, recordings, story_talks
from benchmarks.captions.tracks import read_cues
from pipeline.build.recognizer import Recognizer
from pipeline.cues import USUAL_FPS, Cue, Sound
from pipeline.media.probe import probe
from pipeline.project.caption_profile import PROFILES, CaptionProfile
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.project.story_file import StoryFile
from tools.footage.script import SCRIPTS, slugs


@dataclass(frozen=True, slots=True)
class Sample:
    """One recording.

    human: captions that a person made and timed, or none. timed: stretches of speech whose first word starts exactly
    when they do (of the human track, or of the script a stand-in was made from). cuts: ms, of the picture. sounds:
    audible stretches without speech, where they are known. speech: ms, where the voice detector hears somebody.
    video: for programs that look at the picture. speakers: how many voices to expect, None where nobody said so.
    people: names of those who speak, in the order in which they are first heard. hints: expressions that the recogniser
    is told to expect, as a build tells it.
    """

    clip: Clip
    lang: str
    profile: CaptionProfile = PROFILES["netflix"]
    human: tuple[Cue, ...] = ()
    timed: tuple[Cue, ...] = ()
    cuts: tuple[int, ...] = ()
    sounds: tuple[Sound, ...] = ()
    speech: tuple[tuple[int, int], ...] = ()
    video: Path | None = None
    speakers: int | None = None
    people: tuple[str, ...] = ()
    fps: Fraction = USUAL_FPS
    hints: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.clip.name


def stories(found: Sequence[Story], folder: Path) -> list[Sample]:
    """The stories in one language, each as a recording of its own."""
    return [_story(talk, talk.story.info) for talk in story_talks(found, folder) if talk.story]


def told(samples: Sequence[Sample], found: Sequence[Story], settings: Settings) -> list[Sample]:
    """The stories among `samples` with what a build tells the recogniser: the glossary, and who appears."""
    hints = {story.slug: Recognizer(settings.speech, settings.hints).options(story.info).hints for story in found}
    return [replace(sample, hints=hints[sample.name]) for sample in samples if hints.get(sample.name)]


def _story(talk: Talk, info: StoryFile) -> Sample:
    timing = _timing(talk.clip.name) if talk.clip.reference else {}
    return Sample(
        talk.clip,
        talk.lang,
        timed=tuple(Cue(line["start_ms"], line["end_ms"], line["text"]) for line in timing.get("lines", [])),
        cuts=tuple(timing.get("cuts_ms", [])),
        sounds=tuple(Sound(one["start_ms"], one["end_ms"], "sound") for one in timing.get("sounds", [])),
        speech=_speech(talk.clip.path),
        video=talk.source,
        speakers=info.speakers,
        people=tuple(info.speaker_names),
        fps=probe(talk.source).fps,
    )


def _timing(slug: str) -> dict[str, Any]:
    """What the tool that made a stand-in noted about it."""
    path = SCRIPTS / f"{slug}.timing.json"
    if slug not in slugs() or not path.is_file():
        return {}
    noted: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return noted


def given(source: Path, default_lang: str, folder: Path) -> list[Sample]:
    """Recordings of a folder: talk.mp3, what is said in talk.txt, a person's captions in talk.ref.srt.

    Raises BenchmarkError where there is none.
    """
    samples = []
    for talk in recordings(source, default_lang, folder):
        path = source / f"{talk.clip.name}.ref.srt"
        human = read_cues(path) if path.is_file() else ()
        samples.append(Sample(talk.clip, talk.lang, human=human, timed=human, speech=_speech(talk.clip.path)))
    return samples


def _speech(path: Path) -> tuple[tuple[int, int], ...]:
    from pipeline.speech.vad_windows import speech_spans

    return tuple((start, end) for start, end in speech_spans(read_wav(path)))


def workloads(samples: Sequence[Sample]) -> list[Workload]:
    """The recordings by language: what one process of a system hears in one go."""
    langs = dict.fromkeys(sample.lang for sample in samples)
    return [Workload(lang, lang, tuple(s.clip for s in samples if s.lang == lang)) for lang in langs]
