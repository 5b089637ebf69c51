"""Footage → facts → transcript: the first steps of a story."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.cues import Transcript
from pipeline.media import cuts, ffmpeg
from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.facts import MediaFacts
from pipeline.media.frames import save_frames
from pipeline.media.probe import examine
from pipeline.run.report import Advance
from pipeline.run.workshop import Step, Workshop
from pipeline.speech.engine import Window
from pipeline.speech.transcribe import key_of, read_transcript, transcribe, write_transcript
from pipeline.translation.route import Hear

#: Raise it when probing finds other facts in the same file.
PROBE_VERSION = 2


def probe_key(footage_sha256: str) -> dict[str, Any]:
    """What the facts of the footage come from: where it is the one noted, the last build was of this footage."""
    return {"footage": footage_sha256, "version": PROBE_VERSION}


def probe_footage(shop: Workshop, footage: Path) -> MediaFacts:
    """The facts of the footage; when each of its pictures is shown is kept beside them. Raises MediaError."""
    paths, key = shop.story.paths, probe_key(shop.ledger.sha256(footage))

    def make(_: Sequence[Step], advance: Advance) -> None:
        facts, frames = examine(footage)
        files.write_json(paths.probe, facts.to_json(), shop.layout.temp)
        save_frames(paths.frames, frames, shop.layout.temp)

    steps = [Step("probe", key, [paths.probe]), Step("frames", key, [paths.frames])]
    shop.once_each(steps, make, what=lambda _: "looking at the footage")
    return MediaFacts.from_json(json.loads(paths.probe.read_text("utf-8")))


def find_picture_cuts(shop: Workshop, footage: Path, facts: MediaFacts) -> tuple[int, ...]:
    """Times (ms) at which a new shot begins. Raises RenderError."""
    path = shop.story.paths.cuts

    def make(_: Advance) -> None:
        files.write_json(path, cuts.find_cuts(footage, facts), shop.layout.temp)

    key = {"footage": shop.ledger.sha256(footage), "score": cuts.SCENE_SCORE, "ffmpeg": ffmpeg.version()}
    shop.once("cuts", key, [path], make, what="looking for cuts")
    return tuple(json.loads(path.read_text("utf-8")))


def transcribe_footage(shop: Workshop, footage: Path, facts: MediaFacts) -> Transcript:
    """What is said in the footage; no words, and a note, where there is no sound. Raises EngineError."""
    path, ears, spoken = shop.story.paths.transcript, shop.ears, shop.story.info.spoken
    options, speakers = ears.options(shop.story.info), shop.story.info.speakers
    if facts.audio is None:
        shop.note("the footage has no audio track: built without transcription.")
    key = {"footage": shop.ledger.sha256(footage)} | key_of(ears.engine, ears.model, spoken, options, speakers=speakers)

    def make(advance: Advance) -> None:
        audio = speech_audio(footage, facts)
        engine = ears.open() if len(audio) else ears.engine
        heard = transcribe(audio, spoken, engine, ears.model, options, advance, speakers=speakers)
        write_transcript(path, heard, shop.layout.temp)

    shop.once("transcript", key, [path], make, what="listening", total=facts.duration_ms)
    transcript = read_transcript(path)
    if facts.audio is not None and not transcript.words:
        shop.note("no speech was found in the footage, so there are no words to caption.")
    for doubt in transcript.doubts:
        shop.note(f'{doubt.start / 1000:.1f} s: "{doubt.text}" was heard where nobody seems to speak; it is left out.')
    return transcript


def english_hearer(shop: Workshop, footage: Path, facts: MediaFacts) -> Hear:
    """Ears for the translation route of last resort: English text for spans (ms) of the sound."""

    def hear(spans: list[tuple[int, int]], lang: str) -> list[str]:
        audio = speech_audio(footage, facts)
        end = len(audio) * 1000 // SPEECH_RATE
        windows = [Window(max(0, start), min(end, stop), lang) for start, stop in spans]
        return shop.ears.open().english(audio, windows, shop.ears.options(shop.story.info))

    return hear
