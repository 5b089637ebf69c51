"""Segments → one MP4 without encoding anything again: ffmpeg copies the packets; their times are the footage's."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.messages import tr

#: ffmpeg's list of files, and what they are called beside it.
LIST, LIST_HEAD, LISTED = "list.ffconcat", "ffconcat version 1.0", "{}.mp4"


@dataclass(frozen=True, slots=True)
class ConcatPart:
    """path: an MP4 with one stream of pictures. start: of its first picture, in ms from the start of the whole."""

    path: Path
    start: Fraction


def join(parts: Sequence[ConcatPart], sound: Path | None, target: Path, temp_dir: Path, *, subject: Path) -> None:
    """Writes `target`, with fast start: the pictures of `parts` one after the other, with the first stream of `sound`.

    All parts have been encoded alike. subject: the file a person would name. Raises RenderError, OSError.
    """
    _refuse_unlike(parts)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as folder:
        # ffmpeg works beside names of ours: no path of the user's ever stands in its list.
        for number, part in enumerate(parts):
            (Path(folder) / LISTED.format(number)).symlink_to(part.path.resolve())
        told = Path(folder) / LIST
        told.write_text("\n".join([LIST_HEAD, *_lines(parts), ""]), "utf-8")
        graph, length_ms = _graph(told.name, sound, target), round(parts[-1].start)
        ff.run(graph, subject=subject, length_ms=length_ms, cwd=Path(folder))


def _graph(told: str, sound: Path | None, target: Path) -> Any:
    import ffmpeg

    streams = [ff.listed(told)["v:0"], *([ff.sound(sound)] if sound else [])]
    options = {"movflags": "+faststart", "map_metadata": -1, "map_chapters": -1, "fflags": "+bitexact"}
    return ffmpeg.output(*streams, ff.file_url(target), codec="copy", format="mp4", **options)


def _lines(parts: Sequence[ConcatPart]) -> list[str]:
    """Each file, and how long it is shown; the last one to its end."""
    files = [f"file {LISTED.format(number)}" for number in range(len(parts))]
    lasting = [f"duration {us}us" for us in durations([part.start for part in parts])]
    return [line for pair in zip(files, [*lasting, ""], strict=True) for line in pair if line]


def durations(starts: Sequence[Fraction]) -> list[int]:
    """How long each part is shown until the next one starts, in µs; starts in ms.

    ffmpeg counts here in µs, less than a tick of any usual clock, and then goes to the nearest tick; counted over the
    whole, so that no rounding adds up.
    """
    return [after - before for before, after in pairwise(round(start * 1000) for start in starts)]


def _refuse_unlike(parts: Sequence[ConcatPart]) -> None:
    """One decoder must be able to show them all: players are told of the first part's settings only."""
    import av

    heads = set()
    for part in parts:
        try:
            with av.open(ff.file_url(part.path), options=ff.NO_DECODER) as container:
                heads.add(container.streams.video[0].codec_context.extradata)
        except av.error.FFmpegError as error:
            raise RenderError(tr("this piece of a video cannot be read."), where=part.path) from error
    if len(heads) > 1:
        raise RenderError(tr("pieces of this video don't fit together."), where=parts[-1].path)
