"""Where a video is cut into segments that are encoded on their own: a function of the footage alone.

Captions never move a border, so that a changed caption changes the segments it is seen in and no other. But a border in
a pause of the voice, just before it begins again, is one that captions seldom lie across, in any language: sentences
end there. So one caption is mostly seen in one segment.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from pipeline.media.frames import Frames
from pipeline.media.pauses import Pause

#: Part of the key of every video: raise it when the same footage is cut elsewhere.
RULES_VERSION = 2

#: ms. Shorter segments cost more key pictures, longer ones more work for one changed caption (docs/video.md has both).
LENGTH_MS = 4_000
SHORTEST_MS = 2_500
LONGEST_MS = 6_500

#: How much farther from LENGTH_MS (ms) a border may be for each ms of the pause it is in, and up to which length of
#: pause: between sentences they are longer than within them.
PAUSE_WORTH, LONG_PAUSE_MS = 6, 900

#: The same for a picture cut, where a new picture has to be coded in full anyway and captions change, too; and for a
#: key picture of the footage, where decoding starts at no cost.
CUT_WORTH_MS = 1_000
KEY_WORTH_MS = 300

#: ms before the voice begins again: captions begin with it, and two pictures before that the last one has ended.
LEAD_MS = 80

#: ms. The caption of a voice that begins shortly after a cut begins on the cut.
SYNC_MS = 120


@dataclass(frozen=True, slots=True)
class FrameSpan:
    """Pictures `first` up to, not including, `end`."""

    first: int
    end: int

    def __len__(self) -> int:
        return self.end - self.first


def spans(frames: Frames, cuts: Sequence[int], pauses: Sequence[Pause] = ()) -> list[FrameSpan]:
    """The segments of a video, in order, without gap or overlap. cuts: picture cuts in ms, ascending. pauses: of the
    voice, in order."""
    count = len(frames.times)
    if not frames.exact:
        return [FrameSpan(0, count)]
    shots = sorted({number for cut in cuts if (number := frames.at(cut - 1)) < count})  # cuts are rounded to the ms
    footage = _Footage(frames, shots, pauses)
    borders = [0]
    while (border := footage.next(borders[-1])) is not None:
        borders.append(border)
    return [FrameSpan(first, end) for first, end in zip(borders, [*borders[1:], count], strict=True)]


@dataclass(frozen=True, slots=True)
class _Footage:
    """shots: numbers of the first pictures after cuts."""

    frames: Frames
    shots: Sequence[int]
    pauses: Sequence[Pause]

    def next(self, first: int) -> int | None:
        """The border after picture `first`: the best of all places, or LENGTH_MS later where there is none. None when
        what is left is one segment."""
        frames = self.frames
        start = frames.ms(first)
        if frames.ms(len(frames.times) - 1) - start <= LONGEST_MS:
            return None
        low, high = frames.at(start + SHORTEST_MS), frames.at(start + LONGEST_MS)
        worth: dict[int, int] = {}
        for number, ms in self._places(low, high):
            worth[number] = worth.get(number, 0) + ms

        def cost(number: int) -> tuple[Fraction, int]:
            return abs(frames.ms(number) - start - LENGTH_MS) - worth.get(number, 0), number

        return min([frames.at(start + LENGTH_MS), *worth], key=cost)

    def _places(self, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Pictures from `low` up to `high` to begin a segment with, and what each is worth in ms."""
        frames = self.frames
        for number in self.shots[bisect_left(self.shots, low) : bisect_left(self.shots, high)]:
            yield number, CUT_WORTH_MS
        for number in range(low, high):
            if frames.is_key(number):
                yield number, KEY_WORTH_MS
        at = bisect_left(self.pauses, ceil(frames.ms(low)), key=lambda pause: pause.end)
        for pause in self.pauses[at:]:
            if pause.start >= frames.ms(high - 1):
                return
            number = self._in(pause)
            if low <= number < high:
                yield number, PAUSE_WORTH * min(pause.end - pause.start, LONG_PAUSE_MS)

    def _in(self, pause: Pause) -> int:
        """The picture to begin with: the last one of a new shot in the pause, else that before the voice begins."""
        frames = self.frames
        latest = bisect_left(self.shots, frames.at(pause.end + SYNC_MS)) - 1
        if latest >= 0 and frames.ms(self.shots[latest]) >= pause.start:
            return self.shots[latest]
        return frames.at(max(pause.start, pause.end - LEAD_MS))
