"""A film's sound with its description: the film lower while somebody describes, the whole as loud as the web expects.

The description is as loud as the speech of the film. Under it the film is DUCK_DB lower; it goes down before the voice
begins and comes back after it, both as straight lines in dB. What is told and how low the film is are two tracks of one
length with it, which ffmpeg mixes: an hour of samples is never held.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.media import ffmpeg as ff
from pipeline.media.sample_files import RATE, length_ms, write_samples
from pipeline.spans import Span, joined
from pipeline.video.sound import SILENCE, aac, level, measure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.media.sample_files import Samples

#: To be raised when other sound is mixed of the same voices.
RULES_VERSION = 3

#: LUFS of the whole where the series leaves its films as loud as they are.
LOUDNESS = -16.0

#: dB by which the film is lower under the voice; ms that it takes to go down, and to come back.
DUCK_DB, DOWN_MS, UP_MS = 10.0, 150, 500

#: ms of speech that tell how loud it is, at least; and how many stretches of it are listened to: ffmpeg is told each.
_ENOUGH_MS, _STRETCHES = 1_000, 100

#: Samples that are worked on at once.
_BLOCK = 30 * RATE


@dataclass(frozen=True, slots=True, eq=False)
class VoiceClip:
    """A passage as it is heard. start: ms from the first picture."""

    start: int
    samples: Samples

    @property
    def first(self) -> int:
        """The sample of the film at which it begins."""
        return self.start * RATE // 1000

    @property
    def end(self) -> int:
        """ms."""
        return self.start + length_ms(self.samples)


@dataclass(frozen=True, slots=True)
class DescribedFilm:
    """What is described. video: the clean one. channels: of its sound, 0 where it has none. voices: where somebody
    speaks in it (ms). loudness: LUFS that the whole is to have."""

    video: Path
    duration_ms: int
    channels: int
    voices: Sequence[Span]
    loudness: float = LOUDNESS

    @property
    def samples(self) -> int:
        return self.duration_ms * RATE // 1000

    @property
    def layout(self) -> str:
        return "mono" if self.channels == 1 else "stereo"


def make_described_sound(film: DescribedFilm, clips: Sequence[VoiceClip], target: Path, temp_dir: Path) -> None:
    """`target`: the sound of the film with `clips` (in order) told in it, as AAC in MP4, as long as the film. Raises
    RenderError."""
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as made, files.replacing(target, temp_dir) as temp:
        voice, gain = Path(made) / "voice.wav", Path(made) / "gain.wav"
        write_samples(voice, _told(clips, film.samples))
        louder = _voice_gain(film, voice)
        told = _in_layout(ff.sound(voice), film.layout).filter("volume", f"{louder:.2f}dB")
        mixed = told
        if film.channels:
            write_samples(gain, _film_gain(clips, film.samples))
            mixed = _over(_film_sound(film), _in_layout(ff.sound(gain), film.layout), told)
        whole = mixed.filter("apad", whole_len=film.samples).filter("atrim", end_sample=film.samples)
        write = _encoder(film.video, temp, film.channels or 2, film.duration_ms)
        level(whole, film.loudness, write, temp, (film.video, film.duration_ms))


def make_clip(samples: Samples, loudness: float, target: Path, temp_dir: Path) -> None:
    """`target`: one passage alone, as AAC in MP4, as loud as the described film. Raises RenderError."""
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as made, files.replacing(target, temp_dir) as temp:
        voice = Path(made) / "voice.wav"
        write_samples(voice, [samples])
        whole_ms = length_ms(samples)
        level(ff.sound(voice), loudness, _encoder(target, temp, 1, whole_ms), temp, (target, whole_ms))


def make_described_video(video: Path, sound: Path, target: Path, temp_dir: Path, whole_ms: int) -> None:
    """`target`: the pictures of `video`, copied, with `sound`, as MP4 with fast start. Raises RenderError."""
    import ffmpeg

    with files.replacing(target, temp_dir) as temp:
        graph = ffmpeg.output(
            ff.picture(video),
            ff.sound(sound),
            ff.file_url(temp),
            codec="copy",
            format="mp4",
            movflags="+faststart",
            map_metadata=-1,
            map_chapters=-1,
            fflags="+bitexact",
        )
        ff.run(graph, subject=video, length_ms=whole_ms)


def one_after_the_other(clips: Iterable[VoiceClip], pause_ms: int) -> list[VoiceClip]:
    """`clips` in order, each later where the one before is not done yet."""
    found: list[VoiceClip] = []
    for clip in sorted(clips, key=lambda one: one.start):
        free = found[-1].end + pause_ms if found else 0
        found.append(VoiceClip(max(clip.start, free), clip.samples) if found and free > clip.start else clip)
    return found


def duck_db(at: NDArray[np.float64], spans: Sequence[Span]) -> NDArray[np.float64]:
    """By how many dB the film is turned down at some moments (ms, ascending). spans: of the voice (ms), in order."""
    import numpy as np

    low = np.zeros(len(at))
    for start, end in spans:
        inside = slice(*np.searchsorted(at, (start - DOWN_MS, end + UP_MS)))
        turn = np.interp(at[inside], (start - DOWN_MS, start, end, end + UP_MS), (0.0, DUCK_DB, DUCK_DB, 0.0))
        low[inside] = np.maximum(low[inside], turn)
    return low


def _film_gain(clips: Sequence[VoiceClip], count: int) -> Iterator[Samples]:
    """What the film's samples are multiplied by. Between voices it stays low where it has no time to come back."""
    import numpy as np

    spans = joined(((clip.start, clip.end) for clip in clips), most=DOWN_MS + UP_MS)
    for first in range(0, count, _BLOCK):
        at = np.arange(first, min(count, first + _BLOCK), dtype=np.float64) * (1000 / RATE)
        near = [span for span in spans if span[0] - DOWN_MS <= at[-1] and span[1] + UP_MS >= at[0]]
        yield (10 ** (-duck_db(at, near) / 20)).astype(np.float32)


def _told(clips: Sequence[VoiceClip], count: int) -> Iterator[Samples]:
    """The clips where they are told, silence elsewhere; what would be told after the end is cut."""
    import numpy as np

    for first in range(0, count, _BLOCK):
        block = np.zeros(min(_BLOCK, count - first), dtype=np.float32)
        for clip in clips:
            start, end = max(first, clip.first), min(first + len(block), clip.first + len(clip.samples))
            if start < end:
                block[start - first : end - first] += clip.samples[start - clip.first : end - clip.first]
        yield block


def _film_sound(film: DescribedFilm) -> Any:
    sound = ff.sound(film.video).filter("aresample", RATE, **{"async": 1, "first_pts": 0})
    return sound.filter("aformat", sample_fmts="fltp", channel_layouts=film.layout)


def _in_layout(sound: Any, layout: str) -> Any:
    """One channel in each of the film's, at full level."""
    pan = "mono|c0<c0" if layout == "mono" else "stereo|c0<c0|c1<c0"  # ffmpeg-python escapes each "="
    return sound.filter("pan", pan).filter("aformat", sample_fmts="fltp", channel_layouts=layout)


def _over(film: Any, gain: Any, told: Any) -> Any:
    import ffmpeg

    # Behind its own end the film is silent: ffmpeg would multiply no further than the shorter of the two goes.
    ducked = ffmpeg.filter([film.filter("apad"), gain], "amultiply")
    return ffmpeg.filter([ducked, told], "amix", inputs=2, duration="longest", normalize=0)


def _voice_gain(film: DescribedFilm, voice: Path) -> float:
    """dB by which the voice is turned up, so that it is as loud as the film's speech; as its whole, where too little is
    said; as the result is to be, where nothing is heard."""
    own = measure(voice, ff.sound(voice), film.duration_ms).integrated
    if own <= SILENCE:
        return 0.0
    wanted = film.loudness
    if film.channels:
        heard = measure(film.video, _speech_of(film), film.duration_ms).integrated
        wanted = heard if heard > SILENCE else wanted
    return wanted - own


def _speech_of(film: DescribedFilm) -> Any:
    longest = sorted(film.voices, key=lambda span: span[0] - span[1])[:_STRETCHES]
    if sum(end - start for start, end in longest) < _ENOUGH_MS:
        return _film_sound(film)
    spoken = "+".join(f"between(t,{start / 1000:.3f},{end / 1000:.3f})" for start, end in sorted(longest))
    return _film_sound(film).filter("aselect", spoken).filter("asetpts", "N/SR/TB")


def _encoder(subject: Path, temp: Path, channels: int, whole_ms: int) -> Callable[[Any], None]:
    import ffmpeg

    def write(sound: Any) -> None:
        graph = ffmpeg.output(
            sound,
            ff.file_url(temp),
            format="mp4",
            movflags="+faststart",
            map_metadata=-1,
            map_chapters=-1,
            fflags="+bitexact",
            **{"flags:a": "+bitexact"},
            **aac(channels),
        )
        ff.run(graph, subject=subject, length_ms=whole_ms)

    return write
