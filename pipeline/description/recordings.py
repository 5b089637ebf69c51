"""What people have recorded of a description: stories/<story>/description/<lang>/.

`3.wav` is passage 3; `0-22.wav` the passage that begins in the second 0:22 (1-02-03: an hour and more); `whole.wav`
tells all passages at their times, from the first picture on, and is silent elsewhere. A passage that has a file of its
own beside it is told by that alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.description.passages import Passage
from pipeline.errors import KilledProgramError, RenderError, StoryError
from pipeline.media import ffmpeg as ff
from pipeline.media.sample_files import RATE
from pipeline.messages import tr
from pipeline.project.story import SOUND_SUFFIXES
from pipeline.voices.voice_sound import gain_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.media.sample_files import Samples

_NUMBER = re.compile(r"0*([1-9][0-9]{0,4})")
_TIME = re.compile(r"(?:([0-9]{1,2})-)?([0-9]{1,3})-([0-5][0-9])")
_WHOLE = "whole"

#: ms by which a level is looked at; dB under the loudest moment at which nobody is heard any more; ms of silence that
#: part two stretches; ms that are kept around each.
_FRAME_MS, _FLOOR_DB, _APART_MS, _AROUND_MS = 10, 45.0, 300, 50

#: Percentiles of the levels of a recording that are as good as alike (dB) where the room is heard between passages; and
#: how much louder (dB) somebody who speaks is, at the least.
_ROOM, _EVEN_DB, _OVER_ROOM_DB = (10, 30), 4.0, 9.0

#: ms by which somebody who tells all passages may begin one too early.
_EARLY_MS = 500

#: What people are asked to give.
_FORMATS = "WAV, MP3 or M4A"


@dataclass(frozen=True, slots=True)
class Recordings:
    """Files by number of the passage. whole: the one that tells all. stray: files that belong to no passage. unread:
    files that are named as one would be, in a format that is not read."""

    passages: dict[int, Path] = field(default_factory=dict)
    whole: Path | None = None
    stray: tuple[Path, ...] = ()
    unread: tuple[Path, ...] = ()

    @property
    def files(self) -> list[Path]:
        """All that are heard."""
        return sorted({*self.passages.values(), *([self.whole] if self.whole else [])})


def sound_files(folder: Path) -> list[Path]:
    """The recordings in a folder, by name; none where there is no folder. Raises OSError."""
    return [path for path in _files(folder) if path.suffix.lower() in SOUND_SUFFIXES]


def is_named_as_recording(path: Path) -> bool:
    """Whether a file has the name of a recording, whatever is in it."""
    stem = path.stem.lower()
    return stem == _WHOLE or bool(_NUMBER.fullmatch(stem) or _TIME.fullmatch(stem))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))


def recordings_in(folder: Path, passages: Sequence[Passage]) -> Recordings:
    """What a folder has for `passages`. Raises StoryError where two files are for the same one, OSError."""
    found: dict[int, Path] = {}
    whole: Path | None = None
    stray = []
    for path in sound_files(folder):
        number = _passage_of(path.stem, passages)
        there = whole if path.stem.lower() == _WHOLE else found.get(number or 0)
        if there is not None:
            raise StoryError(
                tr("{first} and {second} are recordings of the same.", first=there.name, second=path.name),
                where=folder,
                remedy=tr("Keep one of them."),
            )
        if path.stem.lower() == _WHOLE:
            whole = path
        elif number is None:
            stray.append(path)
        else:
            found[number] = path
    others = (path for path in _files(folder) if path.suffix.lower() not in SOUND_SUFFIXES)
    return Recordings(found, whole, tuple(stray), tuple(filter(is_named_as_recording, others)))


def _passage_of(name: str, passages: Sequence[Passage]) -> int | None:
    if match := _NUMBER.fullmatch(name):
        number = int(match[1])
        return number if any(one.number == number for one in passages) else None
    if match := _TIME.fullmatch(name):
        second = (int(match[1] or 0) * 60 + int(match[2])) * 60 + int(match[3])
        return next((one.number for one in passages if one.start // 1000 == second), None)
    return None


def read_recording(path: Path) -> Samples:
    """A recording, mono at RATE, −1..1. Raises StoryError where it cannot be read, or nothing is heard in it."""
    import numpy as np

    graph = ff.source(path, clock=False)["a:0"].output("pipe:1", f="f32le", acodec="pcm_f32le", ac=1, ar=RATE)
    try:
        samples = np.frombuffer(ff.run(graph, subject=path), dtype="<f4").astype(np.float32)
    except KilledProgramError:
        raise  # the recording is not to blame
    except RenderError as error:
        raise StoryError(
            tr("this recording cannot be read."),
            where=path,
            remedy=tr("Save it as {formats}, or remove it.", formats=_FORMATS),
        ) from error
    if not np.isfinite(samples).all() or not stretches(samples):
        raise StoryError(
            tr("nothing is heard in this recording."), where=path, remedy=tr("Record it anew, or remove it.")
        )
    return samples


def told_by(heard: Sequence[tuple[int, Samples]], passages: Sequence[Passage]) -> dict[int, list[tuple[int, Samples]]]:
    """Which stretches of a recording of the whole (as `stretches`) tell which of `passages`, by number: those from
    about its beginning on, until the next passage. One without any is not told, and is not in it. What the film waits
    for is told from its very beginning on, so that it takes no last words from the passage before it."""
    told: dict[int, list[tuple[int, Samples]]] = {}
    in_order = sorted(passages, key=lambda one: one.start)
    for start, samples in heard:
        begun = [one for one in in_order if one.start <= start + (_AROUND_MS if one.extended else _EARLY_MS)]
        begun = begun or in_order[:1]
        if begun:
            told.setdefault(begun[-1].number, []).append((start, samples))
    return told


def _floor(levels: NDArray[np.float64]) -> float:
    """dB under which nobody is heard. An ordinary microphone hears its room all the time: what most of a recording is
    like, and evenly, is the room."""
    import numpy as np

    floor = float(levels.max(initial=-180.0)) - _FLOOR_DB
    if len(levels):
        least, often = np.percentile(levels, _ROOM)
        if often - least < _EVEN_DB:
            floor = max(floor, min(float(often) + _OVER_ROOM_DB, floor + _FLOOR_DB - _OVER_ROOM_DB))
    return floor


def as_loud_as_voices(heard: Sequence[tuple[int, Samples]]) -> list[tuple[int, Samples]]:
    """Such stretches, all by the same, as loud together as each recording and each voice is made."""
    import numpy as np

    gain = np.float32(gain_of([samples for _, samples in heard]) if heard else 1)
    return [(start, samples * gain) for start, samples in heard]


def stretches(samples: Samples) -> list[tuple[int, Samples]]:
    """Where somebody is heard in a recording (ms at which it begins), and what; in order."""
    import numpy as np

    size = RATE * _FRAME_MS // 1000
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    levels = 10 * np.log10(np.square(frames, dtype=np.float64).mean(axis=1) + 1e-12)
    heard = np.flatnonzero(levels > _floor(levels))
    if not len(heard) or levels.max() < -60:
        return []
    parts = np.split(heard, np.flatnonzero(np.diff(heard) * _FRAME_MS > _APART_MS) + 1)
    found = []
    for part in parts:
        start = max(0, int(part[0]) * _FRAME_MS - _AROUND_MS)
        end = (int(part[-1]) + 1) * _FRAME_MS + _AROUND_MS
        found.append((start, samples[start * RATE // 1000 : end * RATE // 1000]))
    return found
