"""Pieces → one MP4, without encoding anything again: packets are copied, their times are those of the footage."""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pipeline.errors import RenderError
from pipeline.media.ffmpeg import file_url
from pipeline.media.frames import read_frames

#: fast start: players begin before all is loaded. bitexact: no name and version of the writer in the file.
MUXER = {"movflags": "+faststart", "fflags": "+bitexact"}


@dataclass(frozen=True, slots=True)
class Part:
    """path: an MP4 with one stream of pictures. start: of its first picture, in ms from the start of the whole."""

    path: Path
    start: Fraction


def join(parts: Sequence[Part], sound: Path | None, target: Path) -> None:
    """Writes `target`: the pictures of `parts` one after the other, with the first stream of `sound`.

    All parts must have been encoded alike. Memory does not grow with their length. Raises RenderError, OSError.
    """
    import av

    try:
        with contextlib.ExitStack() as stack:
            first = stack.enter_context(av.open(file_url(parts[0].path)))
            out = stack.enter_context(av.open(file_url(target), "w", format="mp4", container_options=MUXER))
            streams = [_pictures(parts, _like(out, first.streams.video[0]))]
            if sound is not None:
                voice = stack.enter_context(av.open(file_url(sound)))
                streams.append(_sound(voice, _like(out, voice.streams.audio[0])))
            # Each stream is in order; merged by time, picture and sound of a moment stand side by side in the file.
            for _, packet in heapq.merge(*streams, key=lambda timed: timed[0]):
                out.mux(packet)
    except av.error.FFmpegError as error:
        raise RenderError(f"the pieces of this video cannot be joined: {error}", where=target) from error


def _like(out: Any, stream: Any) -> Any:
    """A new stream of `out` for packets of `stream`, with the same clock."""
    new = out.add_stream_from_template(stream, opaque=True)  # there is no encoder called "libdav1d"
    new.time_base = stream.time_base
    new.codec_context.codec_tag = stream.codec_context.codec_tag  # hvc1 would become hev1, which Apple doesn't play
    return new


def _pictures(parts: Sequence[Part], stream: Any) -> Iterator[tuple[Fraction, Any]]:
    """(decoding time in s, packet) of all parts in order."""
    ahead = stream.codec_context.reorder_depth
    times = chain.from_iterable(_shown(part, stream.time_base) for part in parts)
    packets = chain.from_iterable(_packets(part, stream) for part in parts)
    for packet, decoded in zip(packets, decoding_times(times, ahead), strict=False):
        packet.dts = decoded
        yield decoded * stream.time_base, packet


def decoding_times(shown: Iterator[int], ahead: int) -> Iterator[int]:
    """When each picture is decoded, in the order of decoding, given when all are shown, in the order of showing.

    An encoder that lets pictures wait for later ones (B-frames) is `ahead` pictures ahead: so each is decoded when the
    one is shown that stands `ahead` before it, and the first ones as much earlier as that takes. Counted over the
    whole, so that times rise over the borders of pieces too.
    """
    head = list(islice(shown, ahead + 1))
    if head:
        early = head[-1] - head[0]
        yield from (time - early for time in head[:ahead])
        yield from head
        yield from shown


def _shown(part: Part, time_base: Fraction) -> Iterator[int]:
    frames = read_frames(part.path)
    start = part.start / 1000
    return (round(((time - frames.times[0]) * frames.time_base + start) / time_base) for time in frames.times)


def _packets(part: Part, stream: Any) -> Iterator[Any]:
    """The packets of a part, moved to its place in the whole."""
    import av

    with av.open(file_url(part.path)) as container:
        taken = container.streams.video[0]
        if taken.codec_context.extradata != stream.codec_context.extradata:
            raise RenderError("pieces of this video don't fit together.", where=part.path)
        assert taken.time_base is not None
        offset = round(part.start / 1000 / stream.time_base) - (taken.start_time or 0)
        for packet in container.demux(taken):
            if packet.pts is not None:
                packet.pts = round(packet.pts * taken.time_base / stream.time_base) + offset
                packet.time_base, packet.stream = stream.time_base, stream
                yield packet


def _sound(container: Any, stream: Any) -> Iterator[tuple[Fraction, Any]]:
    for packet in container.demux(container.streams.audio[0]):
        if packet.dts is not None:
            time = packet.dts * packet.time_base
            packet.stream = stream
            yield time, packet
