"""Packets of pictures on their way into another file."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

#: Pictures a second of a stream that says nothing about it.
_USUAL = Fraction(25)


class CopiedPictures:
    """Pictures that are copied. To the first of those that are not shown in the order in which they are decoded, libav
    gives no time for decoding, where the container has none (Matroska); to the second field of a picture in a packet of
    its own (H.264 in transport streams) no time at all: Matroska has both in one."""

    def __init__(self, out: Any, source: Any) -> None:
        from av.stream import Disposition

        self._stream = out.add_stream_from_template(source)
        self._stream.disposition = source.disposition & Disposition.default
        rate = source.average_rate or source.guessed_rate or _USUAL
        self._step = max(1, round(1 / (rate * source.time_base)))
        self._held: Any = None
        self._untimed: list[Any] = []
        self._last: int | None = None

    def take(self, packet: Any) -> Iterator[Any]:
        """What can be written once `packet` is known."""
        if not packet.size:  # the end
            return
        if packet.pts is None and packet.dts is None:
            self._held = self._held and _one_of(self._held, packet)
            return
        yield from self._timed(self._held)
        self._held = packet

    def end(self) -> Iterator[Any]:
        yield from self._timed(self._held)
        first = min((one.pts for one in self._untimed), default=0)
        yield from self._decoded_before(first)

    def _timed(self, packet: Any) -> Iterator[Any]:
        if packet is None:
            return
        if packet.dts is None:
            self._untimed.append(packet)
            return
        yield from self._decoded_before(packet.dts)
        yield self._written(packet)

    def _decoded_before(self, dts: int) -> Iterator[Any]:
        """Those that wait for a time of decoding."""
        for left, one in zip(range(len(self._untimed), 0, -1), self._untimed, strict=True):
            one.dts = dts - left * self._step
            yield self._written(one)
        self._untimed.clear()

    def _written(self, packet: Any) -> Any:
        if self._last is not None:
            packet.dts = max(packet.dts, self._last + 1)
        self._last = packet.dts
        packet.stream = self._stream
        return packet


def _one_of(packet: Any, more: Any) -> Any:
    """A packet with the bytes of both."""
    import av

    both = av.Packet(bytes(packet) + bytes(more))
    both.pts, both.dts, both.duration = packet.pts, packet.dts, packet.duration
    both.time_base, both.is_keyframe = packet.time_base, packet.is_keyframe
    return both
