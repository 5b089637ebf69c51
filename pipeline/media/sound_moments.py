"""Moments of a sound track as samples; and how loud all of it is, for which nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pipeline.media.channels import are_placed, channels_of
from pipeline.media.media_info import Stream
from pipeline.media.sound_levels import FRAME_MS, RATE, SILENT, loud_rms
from pipeline.media.streams import decoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: (start, end) of each, in ms on the file's clock; in order.
    Moments = Sequence[tuple[int, int]]

#: ms of a moment.
MOMENT_MS = 5_000

#: RMS (0..1) under which a moment is silent.
SILENCE = 10 ** (SILENT / 20)

#: ms by which times may differ from what was heard so far before there is a hole.
HOLE_MS = 50


def spread(begin: int, end: int, count: int) -> Moments:
    """`count` moments from `begin` to `end` (all in ms): all of a short file."""
    if end - begin <= count * MOMENT_MS:
        return [(begin, max(begin + 1, end))]
    step = (end - begin) / count
    starts = [begin + round(step * (number + 0.5) - MOMENT_MS / 2) for number in range(count)]
    return [(start, start + MOMENT_MS) for start in starts]


def together(moments: Moments) -> Moments:
    """The same in order, those that touch as one: nothing is heard twice."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(moments):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def loudest_moments(envelope: NDArray[np.float64], begin: int, count: int) -> Moments:
    """The `count` loudest moments of an envelope that begins at `begin` (ms), none of them silent. They may begin
    anywhere, so that none ends in the midst of a word that another one has whole."""
    size = MOMENT_MS // FRAME_MS
    loud = [(loud_rms(envelope[at : at + size]), at) for at in range(0, max(1, len(envelope) - size // 2), size // 2)]
    found: list[int] = []
    for level, at in sorted(loud, key=lambda each: (-each[0], each[1])):
        if len(found) == count or level <= SILENCE:
            break
        if all(abs(at - other) >= size for other in found):
            found.append(at)
    return [(begin + at * FRAME_MS, begin + at * FRAME_MS + MOMENT_MS) for at in sorted(found)]


def samples_of(container: Any, stream: Stream, moments: Moments) -> NDArray[np.float32] | None:
    """(channels, samples) at RATE, −1..1; None where it cannot be decoded after all."""
    import av
    import numpy as np

    try:
        heard = [_moment(container, stream, *moment) for moment in moments]
    except (av.error.FFmpegError, ValueError):
        return None
    return np.concatenate([samples for samples, _ in heard], axis=1) if any(some for _, some in heard) else None


def envelopes_of(container: Any, streams: Sequence[Stream], begin: int, end: int) -> list[list[NDArray[np.float64]]]:
    """Of each track its channels: RMS (0..1) of each frame from `begin` to `end` (ms on the file's clock), silence
    where there is no sound, or none that can be decoded. The file is read once for all tracks."""
    import av
    import numpy as np

    frames = max(1, (end - begin) // FRAME_MS)
    tracks = [(_Followed(stream, begin), np.zeros((frames, channels_of(stream)))) for stream in streams]
    wanted = {stream.index for stream in streams}
    try:
        with _alone(container, wanted):
            for index, frame in _decoded(container, wanted, begin):
                for stream, (followed, means) in zip(streams, tracks, strict=True):
                    for heard in followed.take(frame) if frame and stream.index == index else ():
                        _add_power(means, *heard)
    except (av.error.FFmpegError, ValueError):
        pass  # what was heard so far is more than nothing
    return [list(np.sqrt(means).T) for _, means in tracks]


def _add_power(means: NDArray[np.float64], at: int, samples: NDArray[np.float32], rate: int) -> None:
    """Adds samples to the means of the squares in each frame, of each channel: the first of them is number `at`."""
    import numpy as np

    samples, at = samples[max(0, -at) :], max(0, at)
    if not len(samples):
        return
    first, last = (number * 1000 // (rate * FRAME_MS) for number in (at, at + len(samples) - 1))
    begins = [-(-frame * rate * FRAME_MS // 1000) - at for frame in range(first + 1, last + 1)]
    powers = np.add.reduceat(np.square(samples, dtype=np.float64), [0, *begins], axis=0)
    frames = means[first : last + 1]
    frames += powers[: len(frames)] * (1000 / (rate * FRAME_MS))


def _moment(container: Any, stream: Stream, start: int, end: int) -> tuple[NDArray[np.float32], bool]:
    """From `start` to `end` (ms on the file's clock), silence where there is no sound; and whether nothing was in the
    way of hearing it."""
    import numpy as np

    exact = np.zeros((channels_of(stream), (end - start) * RATE // 1000), np.float32)
    followed, damaged = _Followed(stream, start, RATE), False
    for _, frame in _decoded(container, {stream.index}, start):
        if frame is None:
            damaged = True
            continue
        if frame.pts is not None and frame.time * 1000 >= end:
            break
        for at, samples, _ in followed.take(frame):
            first, last = max(0, at), min(exact.shape[1], at + len(samples))
            if first < last:
                exact[:, first:last] = samples[first - at : last - at].T
    return exact, followed.found or not damaged


class _Followed:
    """A track that is decoded from a moment on (ms on the file's clock). rate: Hz of its samples; 0: its own."""

    def __init__(self, stream: Stream, start: int, rate: int = 0) -> None:
        import av

        # Interleaved: PyAV 18.1 reads past the end of eight channels that lie one after the other.
        self._even = av.AudioResampler("flt", "stereo" if are_placed(stream) else None, rate or None)
        self._start, self._rate, self._channels = start, rate, channels_of(stream)
        self._at: int | None = None

    @property
    def found(self) -> bool:
        """Whether there was any sound at all."""
        return self._at is not None

    def take(self, frame: Any) -> Iterator[tuple[int, NDArray[np.float32], int]]:
        """Of what was decoded: how many samples after that moment it begins, (samples, channels), their rate."""
        self._rate = rate = self._rate or frame.sample_rate
        begins = self._at if frame.pts is None else round((frame.time - self._start / 1000) * rate)
        if begins is None:
            return
        at = begins if self._at is None or abs(begins - self._at) > rate * HOLE_MS // 1000 else self._at
        self._at = at
        for part in _resampled(self._even, frame):
            samples = part.to_ndarray().reshape(-1, self._channels)
            yield at, samples, rate
            self._at = at = at + len(samples)


def _resampled(even: Any, frame: Any) -> list[Any]:
    """Nothing of a frame that claims another form than those before: damage is read as anything."""
    try:
        return list(even.resample(frame))
    except ValueError:
        return []


def _decoded(container: Any, indexes: AbstractSet[int], start: int) -> Iterator[tuple[int, Any]]:
    """All that can be decoded of some streams from `start` on, each with its stream's index; None for a packet that is
    damaged."""
    sources = [container.streams[index] for index in sorted(indexes)]
    container.seek(int(Fraction(start, 1000) / sources[0].time_base), stream=sources[0])
    for packet in container.demux(sources):
        frames = decoded(packet)
        for frame in [None] if frames is None else frames:
            yield packet.stream_index, frame


@contextmanager
def _alone(container: Any, indexes: AbstractSet[int]) -> Iterator[None]:
    """Meanwhile no other streams are read where the file can be read without them."""
    from av.stream import Discard

    others = [each for each in container.streams if each.index not in indexes]
    for each in others:
        each.discard = Discard.all
    try:
        yield
    finally:
        for each in others:
            each.discard = Discard.default
