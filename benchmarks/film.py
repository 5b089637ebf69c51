"""Long footage made of a short story: in slow motion everywhere, as from a camera in somebody's hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import timed
from benchmarks.results import BenchmarkError
from pipeline.media import ffmpeg as ff

LIMIT_S = 7200.0

#: Of the same size as the picture is, after the edges it moves over are cut away.
HAND_HELD = "scale=2048:1152,crop=1920:1080:64+60*sin(t/3):36+30*sin(t/2)"


def make_film(
    story: Path,
    target: Path,
    seconds: int,
    filters: str,
    env: dict[str, str],
    sound: Path | None = None,
    keys: int = 50,
    quality: Sequence[str] = ("-crf", "18"),
) -> Path:
    """`seconds` of the footage `story`, again and again.

    sound: a file with the sound; that of the story where none is given. keys: pictures from one key picture to the
    next; cameras write one about every two seconds. quality: options of x264. Raises BenchmarkError.
    """
    given = ["-i", str(sound), "-map", "0:v:0", "-map", "1:a:0"] if sound else []
    encode = ["-c:v", "libx264", "-preset", "ultrafast", *quality, "-g", str(keys), "-c:a", "aac", "-ac", "2"]
    looped = ["-nostdin", "-v", "error", "-stream_loop", "-1", "-i", str(story), *given, "-t", str(seconds)]
    timed([ff.executable(), *looped, "-vf", filters, *encode, "-y", str(target)], env, LIMIT_S)
    if not target.is_file():
        raise BenchmarkError("the film could not be made.", where=target)
    return target
