"""The channels of a sound track brought together, so that speech comes from the middle."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.media.media_info import Stream
from pipeline.media.sound_levels import RATE, SILENT, alike, envelope_of, loud_db, same_speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: dB by which one side is quieter than the other where only that other one was recorded.
ONE_SIDED = 20.0

#: Correlation of two sides, sample by sample: under the first one is upside down; within the second they have
#: nothing in common. Samples by which one may come later (two microphones, a wireless one): a millisecond.
UPSIDE_DOWN = -0.5
APART = 0.2
LATER = RATE // 1000

#: Hz, and the share of a sound above it: where low sounds belong (LFE, up to 120 Hz) there is none.
LOW_HZ, NOT_LOW = 300, 0.1


def channels_of(stream: Stream) -> int:
    """How many there are after `placed`."""
    return 2 if are_placed(stream) else stream.channels


def are_placed(stream: Stream) -> bool:
    """Whether there are more than two channels, and they say where they belong."""
    return stream.named and stream.channels > 2


def placed(sound: Any, stream: Stream) -> Any:
    """More than two channels as the two that ffmpeg makes of them, if they say where they belong."""
    return sound.filter("aformat", channel_layouts="stereo") if are_placed(stream) else sound


def panned(sound: Any, stream: Stream, pan: str) -> Any:
    """The channels of a track brought together, as `Soundtrack.pan` says."""
    return placed(sound, stream).filter("pan", pan) if pan else sound


def sounding(envelopes: Sequence[NDArray[np.float64]]) -> list[int]:
    """Of the channels with these envelopes, those that are heard: not silent, also beside the loudest."""
    levels = [loud_db(each) for each in envelopes]
    return [n for n, level in enumerate(levels) if level > max(SILENT, max(levels) - ONE_SIDED)]


def in_the_middle(samples: NDArray[np.float32], kept: Collection[int] = ()) -> tuple[str, int, NDArray[np.float32]]:
    """(what pan is told, channels after it, all in one channel) of some channels. kept: those that are heard however
    loud the others are."""
    count = len(samples)
    loud = sorted({*sounding([envelope_of(each) for each in samples]), *kept})
    if count == 1 or not loud:
        return "", count, samples.mean(axis=0)
    if count == 2 and len(loud) == 2:
        left, right = samples
        if (together := _together(left, right)) < UPSIDE_DOWN:
            return "mono|c0<c0", 1, left
        if abs(together) > APART or same_speech(envelope_of(left), envelope_of(right)):
            return "", 2, (left + right) / 2
    return f"mono|c0<{'+'.join(f'c{n}' for n in loud)}", 1, samples[loud].mean(axis=0)


def _together(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Correlation of two sides; where it says little, with that lag at which it says most."""
    found = alike(left, right)
    if not UPSIDE_DOWN <= found <= APART:
        return found
    for later in range(1, LATER + 1):
        for one, other in ((left[later:], right[:-later]), (left[:-later], right[later:])):
            found = max(found, alike(one, other), key=abs)
    return found


def is_no_lfe(samples: NDArray[np.float32]) -> bool:
    """Whether a channel for low sounds (samples at RATE) holds others."""
    import numpy as np

    envelope = envelope_of(samples)
    if loud_db(envelope) <= SILENT:
        return False
    size = RATE  # a second, so that an hour's moments take no more memory than one
    seconds = samples[: len(samples) // size * size].reshape(-1, size) if len(samples) >= size else samples[None]
    power = np.zeros(seconds.shape[1] // 2 + 1)
    for second in seconds:
        power += np.abs(np.fft.rfft(second)) ** 2
    above = power[LOW_HZ * seconds.shape[1] // RATE :].sum()
    return bool(above > NOT_LOW * power.sum())
