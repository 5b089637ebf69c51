"""Footage → MediaFacts, with every kind of unusable file told apart.

All packets are read (not decoded): only that tells a variable frame rate from a constant one, and a file that was
cut short from a whole one. It costs about as much as hashing the file.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.errors import MediaError
from pipeline.media.facts import AudioFacts, MediaFacts
from pipeline.media.ffmpeg import FORMATS, file_url

#: A file that ends more than this before its own header says is taken as cut short.
MISSING_END_MS = 1000

#: Frame intervals that differ by more than this share of the average make the rate variable.
RATE_TOLERANCE = 0.2


def probe(path: Path) -> MediaFacts:
    """Facts of the footage at `path`. Raises MediaError, naming what is wrong and what to do."""
    import av

    if not path.is_file():
        raise MediaError("there is no such file.", where=path, remedy="Copy the footage there.")
    if path.stat().st_size == 0:
        raise MediaError("the file is empty (zero bytes).", where=path, remedy="Copy the footage again.")
    options = {"protocol_whitelist": "file", "format_whitelist": FORMATS}
    try:
        with av.open(file_url(path), options=options) as container:
            return _facts(path, container)
    except (av.error.FFmpegError, ValueError, UnicodeError) as error:
        if isinstance(error, OSError) and not isinstance(error, ValueError) and error.errno == 13:
            raise MediaError("no permission to read this file.", where=path) from error
        raise MediaError(
            "this is not a video that can be read: damaged, cut short, or another kind of file.",
            where=path,
            remedy="Copy it again from the camera or export it as MP4 (H.264).",
        ) from error


def _facts(path: Path, container: Any) -> MediaFacts:
    pictures = [s for s in container.streams.video if "attached_pic" not in str(s.disposition)]
    if not pictures:
        raise MediaError(
            "there is no picture in this file, only sound." if container.streams.audio else "nothing to see here.",
            where=path,
            remedy="Give a video file.",
        )
    video = pictures[0]
    sound = container.streams.audio[0] if container.streams.audio else None
    frame = _first_frame(path, container, video)
    container.seek(0)
    times = _picture_times(container, video)
    start, end = times[0], times[-1] + _last_interval(times, video)
    _refuse_cut_short(path, container, video, end)
    span = Fraction(times[-1] - times[0]) * video.time_base
    fps = Fraction(len(times) - 1) / span if len(times) > 1 and span else Fraction(25)
    variable = _is_variable(times)
    rotation = round(-getattr(frame, "rotation", 0)) % 360
    aspect = video.sample_aspect_ratio or Fraction(1)
    width, height = round(frame.width * aspect), frame.height
    if rotation in (90, 270):
        width, height = height, width
    offset = _ms(start, video.time_base)
    return MediaFacts(
        container=container.format.name,
        duration_ms=_ms(end - start, video.time_base),
        width=width,
        height=height,
        coded_width=frame.width,
        coded_height=frame.height,
        fps=fps if variable else _nominal(fps, video.average_rate),
        variable_rate=variable,
        rotation=rotation,
        codec=video.codec_context.name,
        pixel_format=str(frame.format.name),
        bit_depth=max(part.bits for part in frame.format.components),
        sample_aspect=Fraction(aspect),
        color=_color(video.codec_context),
        offset_ms=offset,
        audio=_audio(sound, offset) if sound is not None else None,
    )


def _first_frame(path: Path, container: Any, video: Any) -> Any:
    for frame in container.decode(video):
        return frame
    raise MediaError("no picture in this video can be decoded.", where=path, remedy="Export it again as MP4.")


def _picture_times(container: Any, video: Any) -> list[int]:
    """Presentation times of all pictures in stream ticks, in order."""
    return sorted(packet.pts for packet in container.demux(video) if packet.pts is not None and not packet.is_discard)


def _last_interval(times: list[int], video: Any) -> int:
    """How long the last picture stands, in ticks: as long as the typical one."""
    gaps = sorted(after - before for before, after in pairwise(times))
    if gaps:
        return gaps[len(gaps) // 2]
    return round(1 / (Fraction(video.average_rate or 25) * Fraction(video.time_base)))


def _refuse_cut_short(path: Path, container: Any, video: Any, end: int) -> None:
    declared = video.duration and _ms((video.start_time or 0) + video.duration, video.time_base)
    if declared and declared - _ms(end, video.time_base) > MISSING_END_MS:
        raise MediaError(
            f"the file is cut short: it says {declared / 1000:.1f} s but ends after "
            f"{_ms(end, video.time_base) / 1000:.1f} s.",
            where=path,
            remedy="Copy it again from the camera or the editor.",
        )


def _is_variable(times: list[int]) -> bool:
    """Whether frame intervals differ by more than rounding; the outermost 2 % are left out as accidents."""
    gaps = sorted(after - before for before, after in pairwise(times))
    if len(gaps) < 8:
        return False
    cut = len(gaps) // 50
    low, high = gaps[cut], gaps[-1 - cut]
    return high - low > max(2, RATE_TOLERANCE * (sum(gaps) / len(gaps)))


def _nominal(measured: Fraction, named: Fraction | None) -> Fraction:
    """The rate the file names, when it is the one measured but for rounding of its clock."""
    if named and abs(named - measured) / measured < Fraction(1, 200):
        return Fraction(named)
    return measured.limit_denominator(1001)


def _ms(ticks: int, time_base: Fraction) -> int:
    return round(ticks * time_base * 1000)


def _color(codec: Any) -> dict[str, str]:
    names = ("color_range", "colorspace", "color_primaries", "color_trc")
    return {name: str(int(getattr(codec, name, 2) or 0)) for name in names}


def _audio(sound: Any, picture_offset_ms: int) -> AudioFacts:
    starts = _ms(sound.start_time or 0, sound.time_base)
    codec = sound.codec_context
    return AudioFacts(codec.name, codec.layout.nb_channels, codec.sample_rate, starts - picture_offset_ms)
