"""Interpretation into a sign language: a film in step with the story's, and both in one picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import MediaError
from pipeline.media import ffmpeg as ff
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.project.renditions import VideoSettings
from pipeline.video.encoders import SOFTWARE
from pipeline.video.picture_filters import prepared, progressive, steadied

#: Part of the key of every such film: raise it when the same video is made otherwise.
RULES_VERSION = 2

#: Without an offset, how much longer or shorter than the film an interpretation may be (ms).
TOLERANCE_MS = 500

#: px: hands and faces are clear at that height, in a corner of a film or over the whole screen.
TALLEST = 720

#: Pictures a second: fast signing blurs below 25.
LEAST_RATE = 25

#: s between pictures that a player can jump to: jumping is how it catches up.
KEY_EVERY = 1

#: From the edge of the picture, in heights of it.
_MARGIN = 0.03


def check_length(path: Path, sign: MediaInfo, film_ms: int, offset_ms: int | None) -> None:
    """Raises MediaError for an interpretation that is not as long as its film, unless it is known when it begins."""
    apart = sign.duration_ms - film_ms
    if offset_ms is None and abs(apart) > TOLERANCE_MS:
        code = path.name.split(".")[1]
        seconds = abs(apart) / 1000
        longer = tr("this interpretation is {seconds:.1f} s longer than the film.", seconds=seconds)
        shorter = tr("this interpretation is {seconds:.1f} s shorter than the film.", seconds=seconds)
        mend = tr("Cut it to that length") if apart > 0 else tr("Copy the whole of it")
        raise MediaError(
            longer if apart > 0 else shorter,
            where=path,
            remedy=tr(
                "{mend}, or say when it begins: offset_s = … under [sign.{code}] in story.toml.", mend=mend, code=code
            ),
        )
    if offset_ms is not None and not -sign.duration_ms < offset_ms < film_ms:
        raise MediaError(
            tr("with this offset no picture of the interpretation falls into the film."),
            where=path,
            remedy=tr("Correct offset_s in story.toml: the seconds of the film at which the interpretation begins."),
        )


def make_sign(
    path: Path, sign: MediaInfo, film_ms: int, offset_ms: int, settings: VideoSettings, target: Path, temp_dir: Path
) -> None:
    """Writes `target`: the interpretation without sound, exactly as long as the film, so that both have one clock.

    offset_ms: when in the film it begins. Its first and its last picture stand where there is none. Raises RenderError.
    """
    import ffmpeg

    rate = f"{max(LEAST_RATE, min(50, round(sign.fps)))}"
    source = ff.stream(path, sign.picture, clock=False, **steadied(sign))
    pictures = prepared(progressive(source, sign), sign)
    pictures = pictures.filter("setpts", "PTS-STARTPTS").filter("fps", fps=rate)
    if offset_ms < 0:
        pictures = pictures.filter("trim", start=f"{-offset_ms / 1000:.3f}").filter("setpts", "PTS-STARTPTS")
    lead = f"{max(0, offset_ms) / 1000:.3f}"
    pictures = pictures.filter("tpad", start_duration=lead, start_mode="clone", stop=-1, stop_mode="clone")
    pictures = pictures.filter("trim", duration=f"{film_ms / 1000:.3f}")
    pictures = pictures.filter("scale", -2, f"min({TALLEST},trunc(ih/2)*2)")
    with files.replacing(target, temp_dir) as temp:
        graph = ffmpeg.output(pictures, ff.file_url(temp), **_encoded(settings, int(rate) * KEY_EVERY))
        ff.run(graph, subject=path, length_ms=film_ms)


def make_signed_copy(
    film: Path, sign: Path, facts: MediaInfo, share: float, settings: VideoSettings, target: Path, temp_dir: Path
) -> None:
    """Writes `target`: the clean film with its interpretation in the lower right corner, `share` of the height high, or
    as wide as an upright film has room for. film, sign: as this tool has made them. Raises RenderError."""
    import ffmpeg

    margin = round(facts.height * _MARGIN)
    high, room = round(facts.height * share / 2) * 2, (facts.width - 2 * margin) // 2 * 2
    fitting = {"force_original_aspect_ratio": "decrease", "force_divisible_by": 2}
    small = ff.picture(sign).filter("scale", room, high, **fitting)
    both = ff.picture(film).overlay(small, x=f"W-w-{margin}", y=f"H-h-{margin}", eof_action="repeat")
    streams = [both.filter("format", "yuv420p")]
    if facts.audio is not None:
        streams.append(ff.sound(film))
    with files.replacing(target, temp_dir) as temp:
        graph = ffmpeg.output(*streams, ff.file_url(temp), acodec="copy", **_encoded(settings, 250))
        ff.run(graph, subject=sign, length_ms=facts.duration_ms)


def _encoded(settings: VideoSettings, keys: int) -> dict[str, Any]:
    """As other videos for the web are."""
    encoder = SOFTWARE["h264"]
    return {
        "vcodec": encoder.name,
        **encoder.options(settings),
        "g": keys,
        "pix_fmt": "yuv420p",
        "format": "mp4",
        "movflags": "+faststart",
        "map_metadata": -1,
        "map_chapters": -1,
        "fflags": "+bitexact",
    }
