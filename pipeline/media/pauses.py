"""Where nobody speaks: the quiet stretches of the sound, between words or sentences.

Known from the footage alone, without listening to words. "Quiet" is meant beside what is around it: of a recording in a
street, too, the traffic between two sentences is quieter than the voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.media.audio import speech_levels
from pipeline.media.media_info import MediaInfo
from pipeline.typedjson import read_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Raise it when other pauses are found in the same sound.
RULES_VERSION = 1

#: ms over which loudness is measured: a quarter of a picture.
LEVEL_MS = 10

#: ms, in steps of which the surroundings are looked at, and how many steps before and after.
STEP_MS, AROUND = 2_000, 5

#: Of the surroundings: what is as loud as the voice, and as its background.
VOICE, GROUND = 90, 10

#: dB between the two, at least: music and the sea have no pauses.
LEAST_DB = 9.0

#: How far up from background to voice (0..1) sound is still a pause: breath is, soft consonants are not.
QUIET = 0.3

#: ms. Within words there are silences, too, before a "p" or "t".
LEAST_PAUSE_MS = 120

#: ms. A click between two silences is no voice.
CLICK_MS = 40


class Pause(NamedTuple):
    """ms from the first picture; end: when the voice begins again."""

    start: int
    end: int


def find_pauses(path: Path, facts: MediaInfo) -> list[Pause]:
    """The pauses of the footage at `path`, in order; none without sound. Raises RenderError."""
    return pauses(speech_levels(path, facts, LEVEL_MS))


def pauses(levels: NDArray[np.float32]) -> list[Pause]:
    """levels: dBFS of every LEVEL_MS."""
    import numpy as np

    if not len(levels):
        return []
    quiet = levels < np.repeat(_limits(levels), STEP_MS // LEVEL_MS)[: len(levels)]
    found: list[Pause] = []
    for start, end in _stretches(quiet):
        if found and start - found[-1].end < CLICK_MS:
            found[-1] = Pause(found[-1].start, end)
        else:
            found.append(Pause(start, end))
    return [pause for pause in found if pause.end - pause.start >= LEAST_PAUSE_MS]


def _limits(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Below which level (dBFS) sound is a pause, for every STEP_MS; −inf where there are none."""
    import numpy as np

    size = STEP_MS // LEVEL_MS
    count = -(-len(levels) // size)
    limits = np.full(count, -np.inf, dtype=np.float32)
    for number in range(count):
        around = levels[max(0, number - AROUND) * size : (number + AROUND + 1) * size]
        ground, voice = np.percentile(around, (GROUND, VOICE))
        if voice - ground >= LEAST_DB:
            limits[number] = ground + QUIET * (voice - ground)
    return limits


def _stretches(quiet: Any) -> list[tuple[int, int]]:
    """From where to where (ms) `quiet` holds."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(np.int8))) * LEVEL_MS
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def read_pauses(path: Path) -> Sequence[Pause]:
    """What was kept as JSON. Raises OSError, and ValueError for a file of another shape."""
    return [Pause(*pause) for pause in read_json(path, list[tuple[int, int]])]
