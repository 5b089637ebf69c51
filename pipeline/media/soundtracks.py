"""Which sound of the footage is the film's, and which of its channels: a few moments of each are listened to. What is
silent in these is heard as a whole before it is left out, and listened to where it is loudest: who only asks may ask
rarely.

| what there is                                            | what is taken                                           |
|----------------------------------------------------------|---------------------------------------------------------|
| tracks that nothing decodes or nobody speaks in; silence | another one                                             |
| a commentary, a description of the pictures, dubbing     | another one, if somebody speaks there                   |
| the same speech twice                                    | where it stands out most from what is around            |
| other speech (a microphone for each person)              | both, mixed                                             |
| tracks that say that they are of other languages         | those of the language that is spoken most, if any are   |
| speech on one side alone, other people on each side      | all of it, in the middle                                |
| the same on both sides, one of them upside down          | the other side, in the middle                           |
| more than two channels                                   | the two that ffmpeg makes of them; where they do not    |
|                                                          | say where they belong, or speech is where low sounds    |
|                                                          | belong, all that sound, in the middle                   |
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.media import ffmpeg as ff
from pipeline.media.channels import ONE_SIDED, are_placed, channels_of, in_the_middle, is_no_lfe, panned, sounding
from pipeline.media.media_info import Stream
from pipeline.media.sound_levels import FRAME_MS, RATE, SILENT, decibels, envelope_of, loud_db, loud_rms, same_speech
from pipeline.media.sound_moments import envelopes_of, loudest_moments, samples_of, spread, together
from pipeline.media.streams import by_number

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.media.sound_moments import Moments

    #: Seconds of speech in mono sound at RATE (−1..1).
    Voiced = Callable[[NDArray[np.float32]], float]

#: How many moments there are, spread over the length, where one track is looked at and where several are; and how many
#: of the loudest that one has elsewhere.
MOMENTS, MOMENTS_OF_SEVERAL, ELSEWHERE = 12, 60, 12

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
    channels: then. level: dBFS of its louder moments. clear: dB between these and what is there when nobody speaks.
    voiced: s of speech. envelope: linear. quiet: which of several channels are not heard beside the others. low: the
    one for low sounds, if it is silent."""

    stream: Stream
    pan: str
    channels: int
    level: float
    clear: float
    voiced: float
    envelope: NDArray[np.float64]
    quiet: tuple[int, ...] = ()
    low: int | None = None

    @property
    def kept(self) -> tuple[int, ...]:
        """The channels that are heard."""
        return tuple(number for number in range(channels_of(self.stream)) if number not in self.quiet)


def heard(container: Any, streams: Sequence[Stream], end_ms: int, voiced: Voiced | None) -> list[Soundtrack]:
    """The tracks of an open file (PyAV) that can be decoded, listened to. end_ms: of the file, on its own clock.
    voiced: None takes all that can be heard for speech."""
    wanted = [each for each in streams if each.kind == "sound" and each.codec and each.channels and each.count]
    if len(wanted) == 1 and wanted[0].channels == 1:  # nothing to choose between
        return [_unheard(wanted[0])]
    count = MOMENTS if len(wanted) == 1 else MOMENTS_OF_SEVERAL
    begin = min((each.start_ms for each in wanted), default=0)  # some clocks show the time of day
    moments = spread(begin, end_ms, count)
    tracks = _listened(container, wanted, moments, voiced)
    more = _elsewhere(container, tracks, (begin, end_ms), voiced) if len(moments) > 1 else []
    return _listened(container, wanted, together([*moments, *more]), voiced, tracks) if more else tracks


def _listened(
    container: Any,
    streams: Sequence[Stream],
    moments: Moments,
    voiced: Voiced | None,
    before: Sequence[Soundtrack] = (),
) -> list[Soundtrack]:
    """before: what was heard with fewer moments: one loud word makes nothing silent that was heard."""
    kept = {track.stream: track.kept for track in before}
    found = []
    for stream in streams:
        as_placed, low = _truly_placed(container, stream, moments)
        samples = samples_of(container, as_placed, moments)
        if samples is not None:
            found.append(replace(_soundtrack(as_placed, samples, voiced, kept.get(as_placed, ())), low=low))
    return found


def _elsewhere(
    container: Any, tracks: Sequence[Soundtrack], all_of_it: tuple[int, int], voiced: Voiced | None
) -> Moments:
    """More moments: where somebody speaks in what those before would leave out, in all of the file (ms)."""
    import numpy as np

    most = max((track.voiced for track in tracks), default=0.0)
    asked = [(track.stream, track.quiet, len(tracks) > 1 and not _has_speech(track, most)) for track in tracks]
    asked += [(replace(track.stream, named=False), (track.low,), False) for track in tracks if track.low is not None]
    asked = [(stream, quiet, mute) for stream, quiet, mute in asked if quiet or mute]
    whole = envelopes_of(container, [stream for stream, *_ in asked], *all_of_it) if asked else []
    found: list[tuple[int, int]] = []
    for (stream, quiet, mute), channels in zip(asked, whole, strict=True):
        count = max(2, ELSEWHERE // len(channels))
        for number in set(quiet).intersection(sounding(channels)):
            moments = loudest_moments(channels[number], all_of_it[0], count)
            samples = samples_of(container, stream, moments)
            if voiced is None or (samples is not None and voiced(samples[number])):  # no plug that cracks
                found += moments
        if mute:
            found += loudest_moments(np.maximum.reduce(channels), all_of_it[0], ELSEWHERE)
    return found


def _has_speech(track: Soundtrack, most: float) -> bool:
    """As far as it was heard, or needs to be. most: as in `_speaks`."""
    return track.stream.aside or (track.voiced > 0 and _speaks(track, most))


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
    """Where tracks say that they are of several languages, those of the one that is spoken most, as far as there are
    any – others are dubbed –, or of the first one."""
    langs = [track.stream.lang for track in tracks if track.stream.lang]
    if len(set(langs)) < 2:
        return tracks
    from babel.core import get_global

    aliases = get_global("language_aliases")

    def short(lang: str) -> str:
        primary = lang.lower().partition("-")[0]  # files say "cat" or "ca-ES", people "ca"
        return str(aliases.get(primary, primary))

    for lang in spoken:
        if own := [track for track in tracks if short(track.stream.lang) == lang]:
            return own
    first = next((track.stream.lang for track in tracks if track.stream.default and track.stream.lang), langs[0])
    return [track for track in tracks if track.stream.lang == first]


def _truly_placed(container: Any, stream: Stream, moments: Moments) -> tuple[Stream, int | None]:
    """`stream`, with `named` only where its channels are what they say, and the one for low sounds, if it is silent.
    Recorders with a microphone for each channel say "5.1" of six of them; what is in the fourth, the one for low
    sounds, is heard from no two loudspeakers."""
    layout = container.streams[stream.index].codec_context.layout
    low = next((n for n, channel in enumerate(layout.channels) if channel.name == "LFE"), None)
    if low is None or not are_placed(stream):
        return stream, None
    named = replace(stream, named=False)
    samples = samples_of(container, named, moments)
    if samples is None:
        return stream, None
    envelopes = [envelope_of(each) for each in samples]
    if loud_db(envelopes[low]) <= SILENT:
        return stream, low
    if not is_no_lfe(samples[low]):
        return stream, None
    elsewhere = (same_speech(envelopes[low], envelope) for n, envelope in enumerate(envelopes) if n != low)
    return stream if any(elsewhere) else named, None


def _unheard(stream: Stream) -> Soundtrack:
    import numpy as np

    return Soundtrack(stream, "", stream.channels, 0.0, 0.0, 0.0, np.zeros(0))


def _soundtrack(stream: Stream, samples: NDArray[np.float32], voiced: Voiced | None, kept: Sequence[int]) -> Soundtrack:
    import numpy as np

    pan, channels, mono = in_the_middle(samples, kept)
    loud = {*sounding([envelope_of(each) for each in samples]), *kept}
    quiet = tuple(number for number in range(len(samples)) if number not in loud) if len(samples) > 1 else ()
    envelope = envelope_of(mono)
    levels, level = decibels(envelope), loud_db(envelope)
    above, ground = (float(np.percentile(levels, share)) for share in (95, 10)) if len(levels) else (-180.0, -180.0)
    speech = 0.0 if level <= SILENT else voiced(mono) if voiced else len(mono) / RATE
    return Soundtrack(stream, pan, channels, level, above - max(ground, -80.0), speech, envelope, quiet)
