"""Where there is room to tell what is seen: pauses in speech and singing. What is told, people write.

WCAG 2.2 asks for audio description in the pauses of the dialogue (1.2.5); its failure F113 is a film whose pauses would
have room for what is not told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.cues import Transcript
from pipeline.description.passages import words_in
from pipeline.spans import Span, joined

#: ms: what is shorter has room for no sentence.
LEAST_MS = 2_000

#: ms that a passage may begin before a voice has ended, and last longer than its pause: nobody hears that.
NEAR_MS = 100


@dataclass(frozen=True, slots=True)
class DescriptionPlace:
    """A pause (ms). words: how many can be said in it. cuts: when another picture begins in it (ms)."""

    start: int
    end: int
    words: int
    cuts: tuple[int, ...] = ()

    def has(self, start: int) -> bool:
        """Whether a passage that begins at `start` (ms) is told in it."""
        return self.start - NEAR_MS <= start < self.end

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"cuts": list(self.cuts)}


def voices_in(transcript: Transcript) -> tuple[Span, ...]:
    """Where somebody speaks or sings (ms), in order and apart: words, the voice detector's spans, and singing. Music is
    none of it."""
    found = [(word.start, word.end) for word in transcript.words]
    found += transcript.speech
    found += transcript.unheard
    found += ((sound.start, sound.end) for sound in transcript.sounds if sound.kind == "singing")
    return tuple(joined(span for span in found if span[1] > span[0]))


def description_places(
    voices: Sequence[Span], duration_ms: int, cuts: Sequence[int] = (), least_ms: int = LEAST_MS
) -> list[DescriptionPlace]:
    """The pauses of a film of `duration_ms`, in order. voices: as `voices_in` gives them. cuts: ms."""
    starts = [0, *(end for _, end in voices)]
    ends = [*(start for start, _ in voices), duration_ms]
    found = []
    for start, end in zip(starts, ends, strict=True):
        start, end = max(0, start), min(end, duration_ms)
        if end - start >= least_ms:
            inside = tuple(cut for cut in cuts if start < cut < end)
            found.append(DescriptionPlace(start, end, words_in(end - start), inside))
    return found


def room_ms(start: int, voices: Sequence[Span], others: Iterable[int], duration_ms: int) -> int:
    """How long a passage that begins at `start` may last: until a voice, another passage (`others`: their starts) or
    the end of the film. 0 where a voice is heard at `start` that goes on."""
    if any(begin <= start < end - NEAR_MS for begin, end in voices):
        return 0
    later = [begin for begin, _ in voices if begin > start] + [other for other in others if other > start]
    return max(0, min([*later, duration_ms]) - start)
