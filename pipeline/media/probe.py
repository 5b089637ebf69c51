"""Footage → MediaFacts, with every kind of unusable file told apart.

All packets are read (not decoded): only that tells a variable frame rate from a constant one, and a file that was
cut short from a whole one. It costs about as much as hashing the file.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.errors import MediaError
from pipeline.media.facts import AudioFacts, MediaFacts
from pipeline.media.ffmpeg import ONLY_FILES, file_url
from pipeline.media.frames import Frames, Pictures, moving

#: A file that ends more than this before its own header says is taken as cut short.
MISSING_END_MS = 1000

#: Frame intervals that differ by more than this share of the average make the rate variable.
RATE_TOLERANCE = 0.2

#: Rates that cameras and editors use; a measured rate nearer than 1/2000 to one of them is that one (24 and 23.976,
#: the closest pair, are 1/1000 apart).
USUAL_RATES = tuple(Fraction(n, d) for n in (24, 25, 30, 48, 50, 60, 120) for d in (1, Fraction(1001, 1000)))

#: ffmpeg's AVFieldOrder: which half of a picture is shown and stored first.
INTERLACED = frozenset({2, 3, 4, 5})


def probe(path: Path) -> MediaFacts:
    """Facts of the footage at `path`. Raises MediaError, naming what is wrong and what to do."""
    return examine(path)[0]


def examine(path: Path) -> tuple[MediaFacts, Frames]:
    """Facts of the footage at `path`, and when each of its pictures is shown. Raises MediaError, as `probe`."""
    import av

    try:
        _refuse_no_file(path)
    except OSError as error:
        raise _unreadable(path) from error
    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            return _examined(path, container)
    except MediaError:
        raise
    except Exception as error:  # damaged files have numbers in them that neither libav nor Python expects
        if isinstance(error, PermissionError):
            raise _unreadable(path) from error
        raise MediaError(
            "this is not a video that can be read: damaged, cut short, or another kind of file.",
            where=path,
            remedy="Copy it again from the camera or export it as MP4 (H.264).",
        ) from error


def _refuse_no_file(path: Path) -> None:
    if path.is_dir():
        raise MediaError("this is a folder, not a video.", where=path, remedy="Give the video file itself.")
    if not path.is_file():
        raise MediaError("there is no such file.", where=path, remedy="Copy the footage there.")
    if path.stat().st_size == 0:
        raise MediaError("the file is empty (zero bytes).", where=path, remedy="Copy the footage again.")


def _unreadable(path: Path) -> MediaError:
    return MediaError(
        "no permission to read this file.", where=path, remedy="Let your user read it (chmod u+r) or copy it again."
    )


def _examined(path: Path, container: Any) -> tuple[MediaFacts, Frames]:
    pictures = moving(container)
    if not pictures:
        raise MediaError(
            "there is no picture in this file, only sound." if container.streams.audio else "nothing to see here.",
            where=path,
            remedy="Give a video file.",
        )
    first, frames, last_ms = _read_through(container, pictures[0])
    if first is None or not frames.times:
        raise MediaError("no picture in this video can be decoded.", where=path, remedy="Export it again as MP4.")
    _refuse_cut_short(path, container, pictures[0], _end(frames, pictures[0]), last_ms)
    return _facts(container, pictures[0], first, frames), frames


def _facts(container: Any, video: Any, frame: Any, frames: Frames) -> MediaFacts:
    """frame: the first picture of the stream `video`, decoded."""
    sound = container.streams.audio[0] if container.streams.audio else None
    times = frames.times
    start, end = times[0], _end(frames, video)
    span = Fraction(times[-1] - times[0]) * video.time_base
    fps = Fraction(len(times) - 1) / span if len(times) > 1 and span else Fraction(25)
    variable = _is_variable(frames)
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
        interlaced=bool(frame.interlaced_frame) or int(video.codec_context.field_order) in INTERLACED,
    )


def _read_through(container: Any, video: Any) -> tuple[Any, Frames, int]:
    """(first picture that can be decoded or None; all of them; when the last packet of any stream ends, ms)."""
    first, pictures = None, Pictures()
    last = [0] * len(container.streams)  # by stream, in its ticks
    for packet in container.demux():
        number = packet.stream_index
        if packet.pts is not None:
            last[number] = max(last[number], packet.pts + (packet.duration or 0))
        if number == video.index:
            pictures.take(packet)
            first = first or next(iter(packet.decode()), None)
    ends = zip(container.streams, last, strict=True)
    last_ms = max(_ms(end, stream.time_base) for stream, end in ends if stream.time_base)
    return first, pictures.frames(container, video), last_ms


def _end(frames: Frames, video: Any) -> int:
    """When the last picture is gone, in ticks: it stands as long as the typical one."""
    gaps = frames.gaps()
    if len(gaps):
        return frames.times[-1] + int(gaps[len(gaps) // 2])
    return frames.times[-1] + round(1 / (Fraction(video.average_rate or 25) * frames.time_base))


def _refuse_cut_short(path: Path, container: Any, video: Any, end: int, last_ms: int) -> None:
    """MP4 says how long its pictures are; Matroska and WebM say it only of the file as a whole."""
    if video.duration:
        declared = _ms((video.start_time or 0) + video.duration, video.time_base)
        found = _ms(end, video.time_base)
    else:
        declared = ((container.start_time or 0) + (container.duration or 0)) // 1000
        found = last_ms
    if declared - found > MISSING_END_MS:
        raise MediaError(
            f"the file is cut short: it says {declared / 1000:.1f} s but ends after {found / 1000:.1f} s.",
            where=path,
            remedy="Copy it again from the camera or the editor.",
        )


def _is_variable(frames: Frames) -> bool:
    """Whether frame intervals differ by more than rounding; the outermost 2 % (at least one) are accidents."""
    gaps = frames.gaps()
    if len(gaps) < 8:
        return False
    cut = max(1, len(gaps) // 50)
    low, high = int(gaps[cut]), int(gaps[-1 - cut])
    return high - low > max(2, RATE_TOLERANCE * float(gaps.mean()))


def _nominal(measured: Fraction, named: Fraction | None) -> Fraction:
    """The rate the file names, when it is the one measured but for rounding of its clock; exact where it is usual."""
    rate = measured
    if named and abs(named - measured) / measured < Fraction(1, 200):
        rate = Fraction(named)
    usual = min(USUAL_RATES, key=lambda known: abs(known - rate))
    return usual if abs(usual - rate) / usual < Fraction(1, 2000) else rate.limit_denominator(1001)


def _ms(ticks: int, time_base: Fraction) -> int:
    return round(ticks * time_base * 1000)


def _color(codec: Any) -> dict[str, str]:
    names = ("color_range", "colorspace", "color_primaries", "color_trc")
    return {name: str(int(getattr(codec, name, 2) or 0)) for name in names}


def _audio(sound: Any, picture_offset_ms: int) -> AudioFacts:
    starts = _ms(sound.start_time or 0, sound.time_base)
    codec = sound.codec_context
    return AudioFacts(codec.name, codec.layout.nb_channels, codec.sample_rate, starts - picture_offset_ms)
