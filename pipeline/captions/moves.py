"""A whole track moved: later by some time, or from one frame rate to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr

#: Frame rates of films and broadcasts, as people write them.
NAMED: dict[str, Fraction] = {
    "23.976": Fraction(24000, 1001),
    "24": Fraction(24),
    "25": Fraction(25),
    "29.97": Fraction(30000, 1001),
    "30": Fraction(30),
}
#: The mistakes among them: the true rate, and the one that times were read at.
RATES = tuple(f"{true}/{read}" for true, read in permutations(NAMED, 2))


_RATE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)\s*/\s*([0-9]{1,4}(?:\.[0-9]{1,4})?)")


@dataclass(frozen=True, slots=True)
class Move:
    """ms: how much later. rate: "25/23.976" for times in frames of 25 a second that were read at 23.976; "" for none.
    Calling it gives a time (ms) as it will be, never before the film."""

    ms: int = 0
    rate: str = ""

    def __call__(self, ms: int) -> int:
        return max(0, self.unclipped(ms))

    def unclipped(self, ms: int) -> int:
        return round(ms * ratio(self.rate)) + self.ms


def moved(cues: Sequence[Cue], move: Move) -> tuple[Cue, ...]:
    """`cues`, all of them, at the times that they will have; those that would end before the film begins, at its begin
    and without a length."""
    return tuple(cue.moved(move(cue.start), move(cue.end)) for cue in cues)


def ratio(rate: str) -> Fraction:
    """By how much times in frames are multiplied. Raises SubtitleError for what is no rate."""
    if not rate:
        return Fraction(1)
    match = _RATE.fullmatch(rate.strip())
    true, read = (NAMED.get(part) or Fraction(part) for part in match.groups()) if match else (0, 0)
    if not (1 <= true <= 1000 and 1 <= read <= 1000):
        raise SubtitleError(
            tr('"{rate}" says no two frame rates.', rate=rate),
            remedy=tr("Write the true one and the one that times were read at, such as 25/23.976."),
        )
    return Fraction(read) / Fraction(true)
