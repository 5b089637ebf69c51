"""The described mix, measured: how low the film is, how loud the whole, how long."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from footage_clips import Clips
from hypothesis import given
from hypothesis import strategies as st

from pipeline.description import mix
from pipeline.description.mix import DescribedFilm, VoiceClip
from pipeline.media import ffmpeg as ff
from pipeline.media.sample_files import RATE
from pipeline.spans import joined
from pipeline.video.sound import measure

#: The film is a tone of 1 kHz for eight seconds, the voice one of 300 Hz.
LENGTH_MS = 8_000
FILM_HZ, VOICE_HZ = 1_000, 300


def tone(hz: float, ms: int, level: float = 0.3) -> np.ndarray:
    at = np.arange(ms * RATE // 1000) / RATE
    return (level * np.sin(2 * np.pi * hz * at)).astype(np.float32)


@dataclass(frozen=True)
class Mixed:
    path: Path
    samples: np.ndarray

    def level(self, hz: float, start_ms: int, end_ms: int) -> float:
        """dB of one frequency in a stretch."""
        part = self.samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]
        wave = np.exp(-2j * np.pi * hz * np.arange(len(part)) / RATE)
        return float(20 * np.log10(abs(np.mean(part * np.hanning(len(part)) * wave)) * 4 + 1e-9))


def film_of(clips: Clips, channels: int) -> Path:
    name = f"tone{channels}.mp4"
    if name not in clips.made:
        sound = f"aevalsrc='{'|'.join([f'0.1*sin(2*PI*{FILM_HZ}*t)'] * channels)}':s=48000:d={LENGTH_MS / 1000}"
        picture = f"testsrc2=s=160x90:r=25:d={LENGTH_MS / 1000}"
        clips.made[name] = clips.make(name, "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-shortest")
    return clips.made[name]


def mixed(film: DescribedFilm, told: list[VoiceClip], folder: Path) -> Mixed:
    target = folder / "described.m4a"
    mix.make_described_sound(film, told, target, folder)
    graph = ff.sound(target).output("pipe:1", f="f32le", ac=1, ar=RATE)
    return Mixed(target, np.frombuffer(ff.run(graph, subject=target), "<f4"))


@pytest.mark.parametrize("channels", [1, 2])
def test_the_film_is_ten_db_lower_under_the_voice_and_the_whole_as_loud_as_the_web_expects(
    clips: Clips, tmp_path: Path, channels: int
) -> None:
    film = DescribedFilm(film_of(clips, channels), LENGTH_MS, channels, [(5_000, 8_000)])
    made = mixed(film, [VoiceClip(2_000, tone(VOICE_HZ, 2_000))], tmp_path)
    before, under, after = (made.level(FILM_HZ, *span) for span in ((500, 1_500), (2_300, 3_700), (5_000, 7_500)))
    assert under - before == pytest.approx(-mix.DUCK_DB, abs=0.5)
    assert after == pytest.approx(before, abs=0.3)
    # down in 150 ms, up in 500
    assert made.level(FILM_HZ, 1_700, 1_840) == pytest.approx(before, abs=0.5)
    assert made.level(FILM_HZ, 4_520, 4_700) == pytest.approx(before, abs=0.5)
    assert made.level(FILM_HZ, 4_200, 4_300) == pytest.approx(before - mix.DUCK_DB / 2, abs=1.5)
    # the voice is about as loud as the film's speech
    assert made.level(VOICE_HZ, 2_300, 3_700) == pytest.approx(before, abs=4)
    assert made.level(VOICE_HZ, 5_000, 7_500) < before - 30
    heard = measure(made.path, ff.sound(made.path), LENGTH_MS)
    assert heard.integrated == pytest.approx(mix.LOUDNESS, abs=1) and heard.peak <= -1
    assert len(made.samples) * 1000 / RATE == pytest.approx(LENGTH_MS, abs=25)  # whole packets of AAC


def test_between_voices_that_are_near_the_film_stays_low(clips: Clips, tmp_path: Path) -> None:
    film = DescribedFilm(film_of(clips, 1), LENGTH_MS, 1, [(5_000, 8_000)])
    told = [VoiceClip(start, tone(VOICE_HZ, 800)) for start in (2_000, 3_200)]
    made = mixed(film, told, tmp_path)
    assert made.level(FILM_HZ, 2_900, 3_100) == pytest.approx(made.level(FILM_HZ, 2_300, 2_700), abs=1)


def test_a_silent_film_is_described_and_what_would_come_after_its_end_is_cut(clips: Clips, tmp_path: Path) -> None:
    film = DescribedFilm(film_of(clips, 1), 3_000, 0, [])
    made = mixed(film, [VoiceClip(2_000, tone(VOICE_HZ, 4_000))], tmp_path)
    assert len(made.samples) * 1000 / RATE == pytest.approx(3_000, abs=25)
    assert measure(made.path, ff.sound(made.path), 3_000).peak <= -1
    assert made.level(VOICE_HZ, 2_200, 2_900) > -30 > made.level(VOICE_HZ, 500, 1_800)


def test_the_same_is_mixed_of_the_same(clips: Clips, tmp_path: Path) -> None:
    film = DescribedFilm(film_of(clips, 1), LENGTH_MS, 1, [])
    told = [VoiceClip(1_000, tone(VOICE_HZ, 900)), VoiceClip(4_000, tone(VOICE_HZ, 900))]
    first = mixed(film, told, tmp_path).path.read_bytes()
    video = tmp_path / "described.mp4"
    mix.make_described_video(film.video, tmp_path / "described.m4a", video, tmp_path, LENGTH_MS)
    whole = video.read_bytes()
    assert mixed(film, told, tmp_path).path.read_bytes() == first
    mix.make_described_video(film.video, tmp_path / "described.m4a", video, tmp_path, LENGTH_MS)
    assert video.read_bytes() == whole


spans = st.lists(
    st.tuples(st.integers(0, 9_000), st.integers(1, 3_000)).map(lambda one: (one[0], sum(one))), max_size=6
)


@given(spans)
def test_ducking_is_smooth_full_under_every_voice_and_gone_away_from_it(voices: list[tuple[int, int]]) -> None:
    voices = joined(voices)
    at = np.arange(0, 12_000, 10, dtype=np.float64)
    low = mix.duck_db(at, voices)
    assert low.min() >= 0 and low.max(initial=0) <= mix.DUCK_DB
    assert np.abs(np.diff(low)).max() <= 10 * mix.DUCK_DB / mix.DOWN_MS + 1e-9
    for start, end in voices:
        assert np.allclose(low[(at >= start) & (at <= end)], mix.DUCK_DB)
    near = np.zeros(len(at), dtype=bool)
    for start, end in voices:
        near |= (at > start - mix.DOWN_MS) & (at < end + mix.UP_MS)
    assert np.allclose(low[~near], 0)


@given(spans, st.integers(0, 300))
def test_passages_follow_one_another(voices: list[tuple[int, int]], pause: int) -> None:
    told = [VoiceClip(start, np.zeros((end - start) * RATE // 1000, dtype=np.float32)) for start, end in voices]
    placed = mix.one_after_the_other(told, pause)
    assert len(placed) == len(told)
    assert all(after.start >= before.end + pause for before, after in pairwise(placed))
    for one, was in zip(placed, sorted(told, key=lambda clip: clip.start), strict=True):
        assert one.start >= was.start
