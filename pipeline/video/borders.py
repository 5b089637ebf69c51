"""Where a video is cut into pieces that are encoded on their own: a function of the footage alone.

Captions never move a border, so that a changed caption changes the pieces it is seen in and no other. Silence doesn't
either: sound is encoded whole (sound.py), and a border can neither be seen nor heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.media.frames import Frames

#: ms. Shorter pieces cost more key pictures and starts of ffmpeg, longer ones more work for one changed caption.
LENGTH_MS = 8_000
SHORTEST_MS = 5_000
LONGEST_MS = 12_000

#: How much nearer to LENGTH_MS (ms) a key picture has to be to win over one at a picture cut, where a new picture has
#: to be coded in full anyway.
CUT_WORTH_MS = 2_000


@dataclass(frozen=True, slots=True)
class Span:
    """Pictures `first` up to, not including, `end`."""

    first: int
    end: int

    def __len__(self) -> int:
        return self.end - self.first


def spans(frames: Frames, cuts: Sequence[int]) -> list[Span]:
    """The pieces of a video, in order, without gap or overlap. cuts: picture cuts in ms."""
    count = len(frames.times)
    if not frames.exact:
        return [Span(0, count)]
    new_shots = sorted({frames.at(cut - 1) for cut in cuts})  # cuts are rounded to the ms, up or down
    borders = [0]
    while (border := _next(frames, new_shots, borders[-1])) is not None:
        borders.append(border)
    return [Span(first, end) for first, end in zip(borders, [*borders[1:], count], strict=True)]


def _next(frames: Frames, new_shots: Sequence[int], first: int) -> int | None:
    """The border after picture `first`: at a key picture of the footage if one is near, where decoding starts at no
    cost; else at a picture cut; else after LENGTH_MS. None when what is left is one piece."""
    start = frames.ms(first)
    if frames.ms(len(frames.times) - 1) - start <= LONGEST_MS:
        return None
    low, high = frames.at(start + SHORTEST_MS), frames.at(start + LONGEST_MS)
    shots = [number for number in new_shots if low <= number < high]
    keys = [number for number in range(low, high) if frames.is_key(number)]

    def cost(number: int) -> tuple[Fraction, int]:
        worth = CUT_WORTH_MS if number in shots else 0
        return abs(frames.ms(number) - start - LENGTH_MS) - worth, number

    return min(keys or shots or [frames.at(start + LENGTH_MS)], key=cost)
