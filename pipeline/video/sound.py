"""The sound of all videos of a story: encoded once, from the first picture on, as loud as the web expects.

Two passes of EBU R 128: the first measures, the second turns everything up or down by one gain, with a limiter that
only touches peaks which would be too high. (ffmpeg's loudnorm measures the same, five times slower, and where peaks are
in the way it rides the gain through the speech instead.)
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.ended_programs import Crew
from pipeline.media import ffmpeg as ff
from pipeline.media.audio import film_sound
from pipeline.media.film_extent import EDGE_MS
from pipeline.media.media_info import AudioInfo, MediaInfo
from pipeline.project.renditions import VideoSettings
from pipeline.video.segments import SegmentSource

#: Part of the key of every sound track: raise it when other sound is made of the same footage.
RULES_VERSION = 4

#: Hz and bit/s of encoded sound.
RATE = 48_000
BITRATE = 128_000

#: dBTP: no peak is louder, also between two samples, so that coding and phones do not distort it (EBU R 128).
TRUE_PEAK = -1.0

#: dB below it that are kept free for what AAC adds to peaks.
HEADROOM = 0.5

#: Hz at which peaks between two samples show (ITU-R BS.1770 measures them at four times 48 kHz).
PEAK_RATE = 192_000

#: LUFS: what is quieter as a whole has no speech to be heard (room noise, a silent track) and stays as it is.
SILENCE = -50.0

#: How often sound is encoded at most; once is enough but for peaks far above the speech.
TRIES = 8

#: LU: a result this near to what was asked for is not made again; EBU R 128 allows 1 LU.
NEAR = 0.5

#: Sound that starts this far from the first picture (ms) is encoded again with silence in front, not copied.
OFFSET_TOLERANCE_MS = 45

_MEASURED = re.compile(r"lavfi\.r128\.(I|true_peak)=(\S+)")


@dataclass(frozen=True, slots=True)
class Loudness:
    """integrated: LUFS of the whole. peak: dBTP, the highest."""

    integrated: float
    peak: float


@dataclass(frozen=True, slots=True)
class Silence:
    """What stands around the sound of footage that has cards. before: how many samples. whole: how many in all."""

    before: int
    whole: int


def silence(before_ms: Fraction, whole_ms: Fraction) -> Silence:
    """For a video of `whole_ms` whose footage begins after `before_ms`."""
    return Silence(round(before_ms * RATE / 1000), round(whole_ms * RATE / 1000))


def sound_key(source: SegmentSource, settings: VideoSettings, around: Silence | None = None) -> str:
    """Of everything that can change the sound track."""
    facts = source.facts
    taken = [asdict(facts.audio) if facts.audio else None, facts.offset_ms]
    key = [source.sha256, taken, settings.loudness, RULES_VERSION, ff.version(), *(astuple(around) if around else ())]
    return files.sha256_json(key)


def make_sound(
    footage: Path,
    facts: MediaInfo,
    settings: VideoSettings,
    target: Path,
    temp_dir: Path,
    crew: Crew | None = None,
    around: Silence | None = None,
) -> None:
    """`target`: the sound of `footage` as AAC in MP4; its zero is that of `facts`. Raises RenderError.

    around: silence for cards, which then stand before that zero and behind the end.
    With `loudness = false` in the settings it stays as loud as it is, copied where it can be.
    """
    assert facts.audio is not None
    audio = facts.audio
    with files.replacing(target, temp_dir) as temp:
        if settings.loudness is False:
            _write(footage, facts, _untouched(footage, facts, audio, around), temp, crew)
            return

        def write(turned: Any) -> None:
            _write(footage, facts, (_amid(turned, around), aac(audio.channels)), temp, crew)

        sound = _ending(film_sound(footage, facts, audio, RATE), facts, audio)
        level(sound, settings.loudness, write, temp, (footage, facts.duration_ms), crew)


def level(
    sound: Any,
    loudness: float,
    write: Callable[[Any], None],
    made: Path,
    of: tuple[Path, int],
    crew: Crew | None = None,
) -> None:
    """Has `write` make the file `made` of `sound`, an ffmpeg-python stream, as loud as it is to be (LUFS) and with no
    peak too high. of: the file that a person would name, and its length in ms. Raises RenderError."""
    footage, length_ms = of
    before = measure(footage, sound, length_ms, crew)
    heard = before.integrated > SILENCE
    gain, limit = loudness - before.integrated if heard else 0.0, TRUE_PEAK - HEADROOM
    # A limiter that has much to do makes the whole quieter, and AAC adds more to some peaks: then once more.
    for _ in range(TRIES):
        write(_turned(sound, gain, before.peak, limit))
        after = measure(made, ff.sound(made), length_ms, crew)
        missing = loudness - after.integrated if heard else 0.0
        if abs(missing) <= NEAR and after.peak <= TRUE_PEAK:
            return
        gain += missing
        if after.peak > TRUE_PEAK:
            limit -= after.peak - TRUE_PEAK + HEADROOM


def measure(path: Path, sound: Any, length_ms: int, crew: Crew | None = None) -> Loudness:
    """Loudness of `sound`, an ffmpeg-python stream of the file `path` of that length. Raises RenderError."""
    found = {"I": -math.inf, "true_peak": -math.inf}

    def keep(line: str) -> None:
        if match := _MEASURED.fullmatch(line):
            found[match[1]] = float(match[2]) if match[1] == "I" else max(found[match[1]], _decibels(float(match[2])))

    # One channel is heard from both sides, 3 dB louder than the standard reckons it.
    measured = sound.filter("ebur128", peak="true", metadata=1, dualmono="true")
    graph = measured.filter("ametadata", mode="print", file="pipe:1").output("-", format="null")
    ff.run(graph, subject=path, length_ms=length_ms, on_line=keep, crew=crew)
    return Loudness(found["I"], found["true_peak"])


def _decibels(share: float) -> float:
    return 20 * math.log10(share) if share > 0 else -math.inf


def _turned(sound: Any, gain: float, peak: float, limit: float) -> Any:
    """`sound` louder by `gain` dB; peak: the highest it has now, limit: the highest it may have then (dBTP)."""
    turned = sound.filter("volume", f"{gain:.2f}dB")
    if peak + gain <= limit:
        return turned
    most = 10 ** (limit / 20)
    finer = turned.filter("aresample", PEAK_RATE)
    return finer.filter("alimiter", limit=f"{most:.4f}", level=0, latency=1).filter("aresample", RATE)


def _outlasts(facts: MediaInfo, audio: AudioInfo) -> bool:
    """Whether the file has sound behind the end of the film: nothing is heard there, or it would be part of it."""
    ends = max((each.end_ms for each in facts.streams if each.index in audio.streams), default=0)
    return ends > facts.offset_ms + facts.duration_ms + EDGE_MS


def _ending(sound: Any, facts: MediaInfo, audio: AudioInfo) -> Any:
    """`sound` (RATE) up to the end of the film: a video would be as long as its sound."""
    return sound.filter("atrim", end_sample=facts.duration_ms * RATE // 1000) if _outlasts(facts, audio) else sound


def _amid(sound: Any, around: Silence | None) -> Any:
    if around is None:
        return sound
    later = sound.filter("adelay", f"{around.before}S", all=1)
    return later.filter("apad", whole_len=around.whole).filter("atrim", end_sample=around.whole)


def _untouched(footage: Path, facts: MediaInfo, audio: AudioInfo, around: Silence | None) -> tuple[Any, dict[str, Any]]:
    starts_with_picture = abs(audio.offset_ms) <= OFFSET_TOLERANCE_MS and facts.offset_ms == 0
    as_long = around is None and not _outlasts(facts, audio)
    if audio.codec == "aac" and audio.plain and starts_with_picture and as_long:
        return ff.stream(footage, audio.streams[0]), {"acodec": "copy"}
    return _amid(_ending(film_sound(footage, facts, audio, RATE), facts, audio), around), aac(audio.channels)


def aac(channels: int) -> dict[str, Any]:
    """How sound is encoded, for ffmpeg-python."""
    return {"acodec": "aac", "audio_bitrate": BITRATE, "ac": min(2, channels)}


def _write(footage: Path, facts: MediaInfo, sound: tuple[Any, dict[str, Any]], temp: Path, crew: Crew | None) -> None:
    import ffmpeg

    stream, options = sound
    graph = ffmpeg.output(
        stream,
        ff.file_url(temp),
        format="mp4",
        map_metadata=-1,
        map_chapters=-1,
        fflags="+bitexact",
        **{"flags:a": "+bitexact"},
        **options,
    )
    ff.run(graph, subject=footage, length_ms=facts.duration_ms, crew=crew)
