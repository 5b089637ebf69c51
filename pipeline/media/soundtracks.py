"""Which sound of the footage is the film's, and which of its channels: a few moments of each are listened to.

| what there is                                            | what is taken                                           |
|----------------------------------------------------------|---------------------------------------------------------|
| tracks that nothing decodes or nobody speaks in; silence | another one                                             |
| a commentary, a description of the pictures, dubbing     | another one, if somebody speaks there                   |
| the same speech twice                                    | where it stands out most from what is around            |
| other speech (a microphone for each person)              | both, mixed                                             |
| tracks that say that they are of other languages         | the one of the language that is spoken                  |
| speech on one side alone, other people on each side      | all of it, in the middle                                |
| the same on both sides, one of them upside down          | the other side, in the middle                           |
| more than two channels                                   | the two that ffmpeg makes of them; where they do not    |
|                                                          | say where they belong, or speech is where low sounds    |
|                                                          | belong, all that sound, in the middle                   |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.media import ffmpeg as ff
from pipeline.media.channels import ONE_SIDED, are_placed, channels_of, in_the_middle, is_no_lfe, panned
from pipeline.media.media_info import Stream
from pipeline.media.sound_levels import FRAME_MS, RATE, SILENT, decibels, envelope_of, loud_db, loud_rms, same_speech
from pipeline.media.streams import by_number, decoded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    #: Seconds of speech in mono sound at RATE (−1..1).
    Voiced = Callable[[NDArray[np.float32]], float]

#: ms of a moment; how many there are, spread over the length, where one track is looked at and where several are.
MOMENT_MS = 5_000
MOMENTS, MOMENTS_OF_SEVERAL = 12, 60

#: Samples by which times may differ from what was heard so far before there is a hole.
HOLE = RATE // 20

#: Share of the speech in the track with the most of it, from which a track has speech. With less – who asks, and does
#: not tell – it is SHORTEST_S, and more than half of all that can be heard there, down to ONE_SIDED dB: in music a
#: little is taken for speech, too.
SPEAKS = 0.15
SHORTEST_S = 0.7
MOSTLY = 0.5

#: dB by which a track must stand out more to win over one that comes first, or is the file's default.
CLEARER = 3.0


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """A track as it was heard. pan: what ffmpeg's filter is told of its channels ("<": weights that add up to 1);
    channels: then. level: dBFS of its louder
    moments. clear: dB between these and what is there when nobody speaks. voiced: s of speech. envelope: linear."""

    stream: Stream
    pan: str
    channels: int
    level: float
    clear: float
    voiced: float
    envelope: NDArray[np.float64]


def heard(container: Any, streams: Sequence[Stream], end_ms: int, voiced: Voiced | None) -> list[Soundtrack]:
    """The tracks of an open file (PyAV) that can be decoded, listened to. end_ms: of the file, on its own clock.
    voiced: None takes all that can be heard for speech."""
    wanted = [each for each in streams if each.kind == "sound" and each.codec and each.channels and each.count]
    if len(wanted) == 1 and wanted[0].channels == 1:  # nothing to choose between
        return [_unheard(wanted[0])]
    count = MOMENTS if len(wanted) == 1 else MOMENTS_OF_SEVERAL
    begin = min((each.start_ms for each in wanted), default=0)  # some clocks show the time of day
    moments = _moments(begin, end_ms, count)
    found = []
    for stream in wanted:
        as_placed = _truly_placed(container, stream, moments)
        samples = _samples(container, as_placed, moments)
        if samples is not None:
            found.append(_soundtrack(as_placed, samples, voiced))
    return found


def chosen(tracks: Sequence[Soundtrack], wanted: Sequence[int] = (), spoken: Sequence[str] = ()) -> list[Soundtrack]:
    """Those that are the film's sound, by the table above; none of none. wanted: their numbers, where a person has said
    them. spoken: languages, as ISO 639-1. Raises MediaError for a number that is none."""
    if wanted:
        streams = [track.stream for track in tracks]
        numbers = {by_number(streams, number, "sound").number for number in wanted}
        return [track for track in tracks if track.stream.number in numbers]
    audible = [track for track in tracks if track.level > SILENT] or list(tracks[:1])
    most = max((track.voiced for track in audible), default=0.0)
    speaking = [track for track in audible if _speaks(track, most)]
    speaking = _of_language([track for track in speaking if not track.stream.aside] or speaking, spoken)
    taken: list[Soundtrack] = []
    for track in sorted(speaking, key=_worth):
        if not any(same_speech(track.envelope, other.envelope) for other in taken):
            taken.append(track)
    if not most:  # nobody speaks in any of them: one is enough
        taken = taken[:1]
    return sorted(taken, key=lambda track: track.stream.index)


def loudest(path: Path, track: Soundtrack, start: int, end: int) -> float:
    """dBFS of the loudest moment of a track, as it is taken, from `start` to `end` (ms on the file's clock). Raises
    RenderError."""
    import numpy as np

    opened = ff.stream(path, track.stream.index).filter("atrim", start=start / 1000, end=end / 1000)
    opened = panned(opened, track.stream, track.pan)
    raw = ff.run(opened.output("pipe:1", f="s16le", acodec="pcm_s16le", ac=1, ar=RATE), subject=path)
    levels = decibels(envelope_of(np.frombuffer(raw, "<i2") / np.float32(32768)))
    return float(levels.max()) if len(levels) else -180.0


def _worth(track: Soundtrack) -> tuple[float, bool, int]:
    return -(track.clear // CLEARER), not track.stream.default, track.stream.index


def _speaks(track: Soundtrack, most: float) -> bool:
    """most: s of speech, in the track that has most of it."""
    if track.voiced >= most * SPEAKS:
        return True
    sounds = track.envelope > loud_rms(track.envelope) * 10 ** (-ONE_SIDED / 20)
    return track.voiced >= SHORTEST_S and track.voiced * 1000 >= float(sounds.sum()) * FRAME_MS * MOSTLY


def _of_language(tracks: list[Soundtrack], spoken: Sequence[str]) -> list[Soundtrack]:
    """Where tracks say that they are of several languages, those of the one that is spoken, or of the first one."""
    langs = [track.stream.lang for track in tracks if track.stream.lang]
    if len(set(langs)) < 2:
        return tracks
    from babel.core import get_global

    aliases = get_global("language_aliases")

    def short(lang: str) -> str:
        primary = lang.lower().partition("-")[0]  # files say "cat" or "ca-ES", people "ca"
        return str(aliases.get(primary, primary))

    own = [track for track in tracks if short(track.stream.lang) in spoken]
    first = next((track.stream.lang for track in tracks if track.stream.default and track.stream.lang), langs[0])
    return own or [track for track in tracks if track.stream.lang == first]


def _moments(begin: int, end: int, count: int) -> list[tuple[int, int]]:
    """(start, end) of what is listened to from `begin` to `end` (all in ms): all of a short file."""
    if end - begin <= count * MOMENT_MS:
        return [(begin, max(begin + 1, end))]
    step = (end - begin) / count
    starts = [begin + round(step * (number + 0.5) - MOMENT_MS / 2) for number in range(count)]
    return [(start, start + MOMENT_MS) for start in starts]


def _truly_placed(container: Any, stream: Stream, moments: Sequence[tuple[int, int]]) -> Stream:
    """`stream`, with `named` only where its channels are what they say. Recorders with a microphone for each channel
    say "5.1" of six of them; what is in the fourth, the one for low sounds, is heard from no two loudspeakers."""
    layout = container.streams[stream.index].codec_context.layout
    low = next((n for n, channel in enumerate(layout.channels) if channel.name == "LFE"), None)
    if low is None or not are_placed(stream):
        return stream
    named = replace(stream, named=False)
    samples = _samples(container, named, moments)
    if samples is None or not is_no_lfe(samples[low]):
        return stream
    envelopes = [envelope_of(each) for each in samples]
    elsewhere = (same_speech(envelopes[low], envelope) for n, envelope in enumerate(envelopes) if n != low)
    return stream if any(elsewhere) else named


def _samples(container: Any, stream: Stream, moments: Sequence[tuple[int, int]]) -> NDArray[np.float32] | None:
    """(channels, samples) at RATE, −1..1; None where it cannot be decoded after all."""
    import av
    import numpy as np

    try:
        heard = [_moment(container, stream, *moment) for moment in moments]
    except (av.error.FFmpegError, ValueError):
        return None
    return np.concatenate([samples for samples, _ in heard], axis=1) if any(some for _, some in heard) else None


def _moment(container: Any, stream: Stream, start: int, end: int) -> tuple[NDArray[np.float32], bool]:
    """From `start` to `end` (ms on the file's clock), silence where there is no sound; and whether nothing was in the
    way of hearing it."""
    import av
    import numpy as np

    source = container.streams[stream.index]
    exact = np.zeros((channels_of(stream), (end - start) * RATE // 1000), np.float32)
    # Interleaved: PyAV 18.1 reads past the end of eight channels that lie one after the other.
    even = av.AudioResampler("flt", "stereo" if are_placed(stream) else None, RATE)
    container.seek(int(Fraction(start, 1000) / source.time_base), stream=source)
    at, damaged = None, False
    for frame in _frames(container, source):
        if frame is None:
            damaged = True
            continue
        if frame.pts is not None and frame.time * 1000 >= end:
            break
        begins = at if frame.pts is None else round((frame.time - start / 1000) * RATE)
        if begins is None:
            continue
        if at is None or abs(begins - at) > HOLE:
            at = begins
        for part in _resampled(even, frame):
            samples = part.to_ndarray().reshape(-1, len(exact)).T
            first, last = max(0, at), min(exact.shape[1], at + samples.shape[1])
            if first < last:
                exact[:, first:last] = samples[:, first - at : last - at]
            at += samples.shape[1]
    return exact, at is not None or not damaged


def _resampled(even: Any, frame: Any) -> list[Any]:
    """Nothing of a frame that claims another form than those before: damage is read as anything."""
    try:
        return list(even.resample(frame))
    except ValueError:
        return []


def _frames(container: Any, source: Any) -> Iterator[Any]:
    """All that can be decoded from here on; None for a packet that is damaged."""
    for packet in container.demux(source):
        frames = decoded(packet)
        yield from [None] if frames is None else frames


def _unheard(stream: Stream) -> Soundtrack:
    import numpy as np

    return Soundtrack(stream, "", stream.channels, 0.0, 0.0, 0.0, np.zeros(0))


def _soundtrack(stream: Stream, samples: NDArray[np.float32], voiced: Voiced | None) -> Soundtrack:
    import numpy as np

    pan, channels, mono = in_the_middle(samples)
    envelope = envelope_of(mono)
    levels, level = decibels(envelope), loud_db(envelope)
    above, ground = (float(np.percentile(levels, share)) for share in (95, 10)) if len(levels) else (-180.0, -180.0)
    speech = 0.0 if level <= SILENT else voiced(mono) if voiced else len(mono) / RATE
    return Soundtrack(stream, pan, channels, level, above - max(ground, -80.0), speech, envelope)
