"""What is known of a piece of footage, as plain data. It is found out once, by `probe`, and everything else asks it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from pipeline.typedjson import read_json


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream of a file. number: by which people call it, from 1 among those of its kind. index: among all streams.

    codec: ffmpeg's name; empty where nothing decodes it. start_ms, end_ms: on the file's own clock. count: of pictures
    or packets that are shown. level: dBFS of its louder moments; None where nobody had to listen. still: cover art, a
    thumbnail. named: whether its channels say where they belong. aside: it goes along with another one, as a
    commentary, dubbing, or a description of the pictures does.
    """

    kind: Literal["picture", "sound"]
    number: int
    index: int
    codec: str
    start_ms: int
    end_ms: int
    count: int
    default: bool = False
    still: bool = False
    width: int = 0
    height: int = 0
    channels: int = 0
    named: bool = True
    lang: str = ""
    level: float | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class AudioInfo:
    """The film's sound. codec: ffmpeg's name. channels: of what is heard. offset_ms: when it starts after the film's
    zero (negative: before).

    streams: indexes of those that are mixed. pan: what ffmpeg's filter of that name is told of each one's channels;
    empty: nothing. hidden: whether the file holds more of it than it plays.
    """

    codec: str
    channels: int
    sample_rate: int  # Hz
    offset_ms: int
    streams: tuple[int, ...] = (1,)
    pan: tuple[str, ...] = ("",)
    hidden: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is one track as it is."""
        return self.pan == ("",) and not self.hidden


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """One probed video file. Zero of all times is its first picture, or its first sound where that comes before.

    width, height: px as a viewer sees them (rotation and pixel shape applied). fps: frames a second, the average
    where the rate is variable. duration_ms: until neither picture nor speech is left. rotation: degrees clockwise the
    player must turn it. offset_ms: when zero comes on the file's own clock. interlaced: whether a picture is two
    halves, every other line, from two moments. picture: index of the stream that is the film.

    held: pictures stand until the next one comes, and are shown `fps` times a second meanwhile: there is one wherever a
    caption begins or ends. hidden: the file holds pictures that it does not show (an edit list). steady: whether all
    pictures are of one size, and their pixels of one form. streams: all that may be taken for the film's picture or
    sound.
    """

    container: str
    duration_ms: int
    width: int
    height: int
    coded_width: int
    coded_height: int
    fps: Fraction
    variable_rate: bool
    rotation: int
    codec: str
    pixel_format: str
    bit_depth: int
    sample_aspect: Fraction
    color: dict[str, str]
    offset_ms: int
    audio: AudioInfo | None
    interlaced: bool = False
    picture: int = 0
    held: bool = False
    hidden: bool = False
    steady: bool = True
    streams: tuple[Stream, ...] = ()

    @property
    def frame_ms(self) -> float:
        return float(1000 / self.fps)

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["fps"] = str(self.fps)
        data["sample_aspect"] = str(self.sample_aspect)
        return data


def read_media_info(path: Path) -> MediaInfo:
    """What was written of `to_json`. Raises OSError, and ValueError for a file of another shape."""
    return read_json(path, MediaInfo)
