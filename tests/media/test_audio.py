"""What recognition hears stands where the picture is: a click at a known time is found at that time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from footage_clips import AAC, CLICK_S, Clips, click, flash, late, picture, tone

from pipeline.errors import RenderError
from pipeline.media import audio as audio_module
from pipeline.media.audio import SPEECH_RATE, clip, floats, loudness, speech_audio
from pipeline.media.probe import probe

WITHIN_MS = 5


def heard(path: Path) -> np.ndarray:
    return floats(speech_audio(path, probe(path)))


def click_ms(audio: np.ndarray) -> float:
    loud = np.flatnonzero(np.abs(audio) > 0.1)
    assert len(loud), "no click is heard"
    assert loud[-1] - loud[0] < 0.03 * SPEECH_RATE, "one click, not several"
    return float(loud[0] / SPEECH_RATE * 1000)


@pytest.mark.parametrize(
    ("kind", "at_ms"),
    [
        ("together", 1200),
        ("mono 44.1", 1200),
        ("mono 48", 1200),
        ("surround", 1200),
        ("late sound", 1900),
        ("late sound mkv", 1900),
        ("late picture", 800),
        ("late picture mkv", 800),
        ("hole", 1200),
        ("webm", 1200),
        ("broadcast", 1200),
    ],
)
def test_a_click_is_heard_when_it_happens(clips: Clips, kind: str, at_ms: int):
    assert click_ms(heard(clips[kind])) == pytest.approx(at_ms, abs=WITHIN_MS)


@pytest.mark.parametrize(
    ("kind", "length_ms"),
    [
        ("together", 2000),
        ("mono 44.1", 2000),
        ("surround", 2000),
        ("late sound", 2700),
        ("late sound mkv", 2700),
        ("late picture", 1600),
        ("hole", 2000),
    ],
)
def test_as_many_samples_as_there_is_sound(clips: Clips, kind: str, length_ms: int):
    audio = heard(clips[kind])
    assert len(audio) * 1000 / SPEECH_RATE == pytest.approx(length_ms, abs=50)  # a coder's last frame is filled up


def test_the_shape_of_the_sound(clips: Clips):
    audio = heard(clips["surround"])
    assert audio.ndim == 1
    assert 0.1 < np.abs(audio).max() <= 1.0


@pytest.mark.parametrize("kind", ["late sound", "late sound mkv"])
def test_before_late_sound_there_is_silence(clips: Clips, kind: str):
    late_by = round(0.67 * SPEECH_RATE)
    assert np.abs(heard(clips[kind])[:late_by]).max() < 1e-3


def test_a_hole_is_filled_with_silence(clips: Clips):
    tone_with_hole = clips.make(
        "tone-with-hole.mkv",
        *("-f", "lavfi", "-i", "color=gray:size=64x64:rate=25:duration=2"),
        *("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=2"),
        *("-af", "aselect='not(between(t,0.5,1.0))'", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le"),
    )
    audio = heard(tone_with_hole)
    loud = np.abs(audio[: 2 * SPEECH_RATE]).reshape(-1, SPEECH_RATE // 50).max(axis=1) > 0.05  # in steps of 20 ms
    assert loud[1:24].all()
    assert not loud[28:47].any()
    assert loud[53:98].all()


def test_sound_from_before_the_first_picture_is_heard(clips: Clips):
    path = clips.make("early.mkv", *late(CLICK_S + 0.3, flash()), *click(), "-c:v", "libx264", "-c:a", "pcm_s16le")
    assert click_ms(heard(path)) == pytest.approx(CLICK_S * 1000, abs=WITHIN_MS)


def test_silence_from_before_the_first_picture_is_cut(clips: Clips):
    path = clips.make("quiet.mkv", *late(CLICK_S - 0.4, flash()), *click(), "-c:v", "libx264", "-c:a", "pcm_s16le")
    assert click_ms(heard(path)) == pytest.approx(400, abs=WITHIN_MS)


def test_without_sound_there_are_no_samples(clips: Clips):
    audio = heard(clips["silent"])
    assert audio.shape == (0,)


def test_only_the_first_track_is_heard(clips: Clips):
    audio = heard(clips["two voices"])  # first a tone, then a click
    assert np.abs(audio[:SPEECH_RATE]).max() > 0.05
    assert np.abs(audio[SPEECH_RATE : 2 * SPEECH_RATE]).max() < 0.2


def test_sound_that_is_longer_than_its_packets_say_is_refused(clips: Clips):
    """So it would be where ffmpeg began anew on the way, and nobody had seen it before."""
    path, facts = clips["plain"], probe(clips["plain"])
    shorter = tuple(replace(each, end_ms=each.end_ms - 1_500) for each in facts.streams)
    with pytest.raises(RenderError, match="sample rate"):
        speech_audio(path, replace(facts, streams=shorter))


def test_pictures_that_change_their_format_keep_their_sound(clips: Clips):
    parts = [
        clips.make(f"{form}.ts", *picture(), *tone(), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", form, *AAC)
        for form in ("yuv420p", "yuv444p")
    ]
    (clips.folder / "forms.txt").write_text("".join(f"file {part.name}\n" for part in parts), "utf-8")
    path = clips.make("forms.ts", "-f", "concat", "-i", str(clips.folder / "forms.txt"), "-c", "copy")
    assert len(heard(path)) / SPEECH_RATE == pytest.approx(4, abs=0.1)


def test_twice_gives_the_same(clips: Clips):
    assert np.array_equal(heard(clips["surround"]), heard(clips["surround"]))


def test_a_file_that_is_gone_is_an_error(tmp_path: Path, clips: Clips):
    with pytest.raises(RenderError) as caught:
        speech_audio(tmp_path / "fora.mp4", probe(clips["plain"]))
    assert "No such file" in str(caught.value)


@pytest.mark.parametrize("frame_ms", [10, 100])
def test_loudness_is_the_same_in_blocks_of_any_size(monkeypatch: pytest.MonkeyPatch, frame_ms: int):
    sound = np.random.default_rng(5).normal(0, 0.1, 5 * SPEECH_RATE + 77).astype(np.float32)
    whole = loudness(sound, frame_ms)
    assert len(whole) == 5000 // frame_ms
    assert whole.mean() == pytest.approx(-20, abs=0.2)
    for block in (1, 1000, 12_345):
        monkeypatch.setattr(audio_module, "BLOCK", block)
        assert np.array_equal(loudness(sound, frame_ms), whole)


def test_loudness_of_nothing_and_of_silence():
    assert len(loudness(np.zeros(0, np.float32), 10)) == 0
    assert list(loudness(np.zeros(320, np.float32), 10)) == [-180, -180]


def test_samples_as_they_are_decoded_and_as_fractions_are_the_same_sound():
    samples = np.random.default_rng(3).integers(-32768, 32768, SPEECH_RATE).astype(np.int16)
    fractions = samples.astype(np.float32) / 32768
    assert np.array_equal(floats(samples), fractions) and floats(fractions) is fractions
    assert np.array_equal(clip(samples, 100, 300), clip(fractions, 100, 300))
    assert np.array_equal(loudness(samples, 10), loudness(fractions, 10))
    assert floats(np.array([-32768], np.int16))[0] == -1
