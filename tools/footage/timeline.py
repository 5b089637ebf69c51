"""When everything is heard: the whole sound track of a story, and the times it was built with."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from tools.footage.script import Line, Script, Sound
from tools.footage.sounds import make_sound, room_tone
from tools.footage.voice import SAMPLE_RATE, Wave, say


@dataclass(frozen=True)
class Placed:
    """A part of the script and where it lies in the video, in milliseconds (end not included)."""

    part: Line | Sound
    start_ms: int
    end_ms: int


@dataclass(frozen=True)
class Timeline:
    """The sound (mono, 48 kHz) and the parts in it; `length_ms` is a whole number of frames."""

    placed: tuple[Placed, ...]
    wave: Wave
    length_ms: int


def build_timeline(script: Script, fps: int) -> Timeline:
    """Speak every line and lay all parts one after another with their pauses."""
    waves: list[Wave] = []
    placed: list[Placed] = []
    at_ms = script.start_ms
    for part in script.parts:
        if isinstance(part, Line):
            wave = say(part.text, script.voices[part.speaker])
        else:
            wave = make_sound(part.sound, part.length_ms)
        length_ms = round(len(wave) * 1000 / SAMPLE_RATE)
        placed.append(Placed(part, at_ms, at_ms + length_ms))
        waves.append(wave)
        at_ms += length_ms + part.pause_ms
    frame_ms = 1000 // fps
    length_ms = -(-(at_ms + script.end_ms) // frame_ms) * frame_ms
    track = room_tone(length_ms * SAMPLE_RATE // 1000)
    for place, wave in zip(placed, waves, strict=True):
        first = place.start_ms * SAMPLE_RATE // 1000
        track[first : first + len(wave)] += wave
    return Timeline(tuple(placed), np.clip(track, -1, 1), length_ms)


def timing_json(script: Script, timeline: Timeline, cuts_ms: list[int]) -> str:
    """The exact times as JSON, for tests of sync, speakers and cuts (all in milliseconds)."""
    lines = [
        {"speaker": p.part.speaker, "start_ms": p.start_ms, "end_ms": p.end_ms, "text": p.part.text}
        for p in timeline.placed
        if isinstance(p.part, Line)
    ]
    sounds = [
        {"sound": p.part.sound, "start_ms": p.start_ms, "end_ms": p.end_ms}
        for p in timeline.placed
        if isinstance(p.part, Sound)
    ]
    content = {
        "slug": script.slug,
        "length_ms": timeline.length_ms,
        "lines": lines,
        "sounds": sounds,
        "cuts_ms": cuts_ms,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
