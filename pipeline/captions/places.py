"""What is on screen at once: a sign or a second voice at the top while somebody speaks below.

A caption at the top is not always one of these: speech stands there, too, where something is burned in below. What
tells them apart is whether another caption is on screen below at the same time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from pipeline.cues import Cue


def screen_order(cue: Cue) -> tuple[int, bool, int]:
    """In which order cues stand in a file: by start, the upper of two first, as the reader of SubRip has them."""
    return cue.start, not cue.top, cue.end


def asides(cues: Sequence[Cue]) -> frozenset[int]:
    """The indices of those of `cues` (ordered by start) that stand at the top while another one does below."""
    below = [cue for cue in cues if not cue.top]
    starts = [cue.start for cue in below]
    latest = list(accumulate((cue.end for cue in below), max))
    return frozenset(
        number
        for number, cue in enumerate(cues)
        if cue.top and (before := bisect_left(starts, cue.end)) and latest[before - 1] > cue.start
    )
