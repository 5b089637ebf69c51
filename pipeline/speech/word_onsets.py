"""Where a word after a pause really begins: at the sound of it, not where the recogniser's attention moved.

Whisper's word times come from its attention, in steps of 20 ms, and often begin in the silence before the word. A
caption that comes early shows what nobody has said yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.cues import Word
from pipeline.media.audio import loudness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.media.audio import Audio

#: ms over which loudness is measured.
FRAME_MS = 10

#: ms. Only a word after so long a pause is looked at: within running speech there is no silence to begin in.
PAUSE_MS = 100

#: ms around the time given in which the beginning is looked for.
EARLIER_MS, LATER_MS = 400, 700

#: dB below the loudest of the word that still belong to it: a soft consonant does, breath does not. Median error of
#: first words against hand-timed and known starts: 10 ms at 30 dB, 110 ms unrefined, 20 to 100 ms at 20 and 35 dB.
BELOW_PEAK_DB = 30.0

#: ms for which a sound must stay above that to be the word, not a click.
STEADY_MS = 40

#: ms a word keeps at least.
LEAST_WORD_MS = 60


def refine(audio: Audio, words: Sequence[Word]) -> list[Word]:
    """`words` with the starts of those after a pause moved to where their sound begins; nothing else changes.

    A start never passes the end of the word before, nor comes within LEAST_WORD_MS of the word's own end.
    """
    levels = loudness(audio, FRAME_MS)
    refined: list[Word] = []
    for word in words:
        floor = refined[-1].end if refined else 0
        if word.start - floor >= PAUSE_MS or not refined:
            word = replace(word, start=_onset(levels, word, floor))
        refined.append(word)
    return refined


def _onset(levels: NDArray[np.float64], word: Word, floor: int) -> int:
    """The ms at which the sound of `word` begins; its own start where no beginning is found."""
    first = max(floor, word.start - EARLIER_MS) // FRAME_MS
    last = max(word.end, word.start + LATER_MS) // FRAME_MS
    part = levels[first:last]
    steady = STEADY_MS // FRAME_MS
    if len(part) <= steady:
        return word.start
    loud = part > part.max() - BELOW_PEAK_DB
    latest = max(word.start, word.end - LEAST_WORD_MS)
    for index in range(len(loud) - steady + 1):
        if loud[index : index + steady].all():
            found = (first + index) * FRAME_MS
            # Sound from the very edge of the search is the word before, or noise: it tells nothing.
            return min(found, latest) if index else word.start
    return word.start
