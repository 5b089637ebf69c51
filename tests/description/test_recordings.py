"""Which recording is of which passage, and where somebody is heard in one of the whole."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pipeline.description.passages import Passage
from pipeline.description.recordings import (
    as_loud_as_voices,
    read_recording,
    recordings_in,
    sound_files,
    stretches,
    told_by,
)
from pipeline.errors import StoryError
from pipeline.media.sample_files import RATE, write_samples
from pipeline.voices.voice_sound import LOUDNESS, loudness_of

SAID = (Passage(1, 500, 2_000, "Un."), Passage(3, 22_400, 25_000, "Tres."), Passage(4, 3_723_000, 3_725_000, "Quatre."))


def touch(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"")
    return folder


def test_files_are_named_by_number_or_time(tmp_path: Path) -> None:
    folder = touch(
        tmp_path / "ca", "1.wav", "0-22.MP3", "1-02-03.m4a", "2.wav", "9-59.wav", "notes.txt", ".3.wav", "x.wav"
    )
    found = recordings_in(folder, SAID)
    assert {number: path.name for number, path in found.passages.items()} == {
        1: "1.wav",
        3: "0-22.MP3",
        4: "1-02-03.m4a",
    }
    assert [path.name for path in found.stray] == ["2.wav", "9-59.wav", "x.wav"] and found.whole is None


def test_one_file_may_tell_all(tmp_path: Path) -> None:
    found = recordings_in(touch(tmp_path / "ca", "whole.wav", "3.wav"), SAID)
    assert found.whole and [path.name for path in found.files] == ["3.wav", "whole.wav"]


def test_no_folder_holds_nothing(tmp_path: Path) -> None:
    assert sound_files(tmp_path / "no") == [] and recordings_in(tmp_path / "no", SAID).files == []


@pytest.mark.parametrize("names", [("1.wav", "1.mp3"), ("1.wav", "0-00.wav"), ("whole.wav", "whole.mp3")])
def test_two_of_the_same_are_a_question_for_people(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(StoryError, match="recordings of the same"):
        recordings_in(touch(tmp_path / "ca", *names), SAID)


def test_a_recording_is_read_at_our_rate(tmp_path: Path) -> None:
    path = tmp_path / "1.wav"
    write_samples(path, [np.full(RATE, 0.25, dtype=np.float32)])
    samples = read_recording(path)
    assert len(samples) == RATE and samples.mean() == pytest.approx(0.25, abs=1e-3)


def test_what_is_no_sound_is_told(tmp_path: Path) -> None:
    path = tmp_path / "1.wav"
    path.write_bytes(b"no sound at all")
    with pytest.raises(StoryError, match=r"1\.wav: this recording cannot be read\. Save it as WAV"):
        read_recording(path)


@pytest.mark.parametrize("samples", [np.zeros(RATE), np.full(100, 0.3), np.zeros(0)], ids=["silent", "click", "empty"])
def test_a_recording_in_which_nothing_is_heard_is_told_by_its_name(tmp_path: Path, samples: np.ndarray) -> None:
    path = tmp_path / "1.wav"
    write_samples(path, [samples.astype(np.float32)])
    with pytest.raises(StoryError, match=r"1\.wav: nothing is heard in this recording"):
        read_recording(path)


def test_what_is_named_as_a_recording_in_another_format_is_known(tmp_path: Path) -> None:
    found = recordings_in(touch(tmp_path / "ca", "1.aiff", "whole.mp4", "notes.txt", ".4.mp4"), SAID)
    assert [path.name for path in found.unread] == ["1.aiff", "whole.mp4"] and found.files == []


def test_what_tells_all_is_told_apart_by_the_times_of_the_passages() -> None:
    heard = [(start, np.zeros(1, dtype=np.float32)) for start in (100, 1_900, 22_000, 26_000)]
    told = told_by(heard, SAID)
    assert {number: [start for start, _ in parts] for number, parts in told.items()} == {
        1: [100, 1_900],
        3: [22_000, 26_000],
    }
    assert told_by(heard, ()) == {}


def test_who_tells_all_is_heard_where_they_speak() -> None:
    voice = (0.3 * np.sin(np.arange(RATE))).astype(np.float32)
    pause = np.zeros(2 * RATE, dtype=np.float32)
    found = stretches(np.concatenate([pause, voice, pause, voice]))
    assert [start for start, _ in found] == [1950, 4950]
    assert all(abs(len(samples) - RATE * 1.05) <= RATE * 0.06 for _, samples in found)
    assert stretches(pause) == []


def test_the_room_that_a_microphone_hears_is_nobody() -> None:
    chance = np.random.default_rng(7)
    voice = (0.3 * np.sin(np.arange(RATE))).astype(np.float32)
    room = (0.003 * chance.standard_normal(11 * RATE)).astype(np.float32)  # 40 dB below the voice
    for at in (2, 6, 9):
        room[at * RATE : (at + 1) * RATE] += voice
    assert [round(start / 100) * 100 for start, _ in stretches(room)] == [2000, 6000, 9000]
    assert len(stretches(voice)) == 1, "who never pauses is heard all the time"


def test_what_tells_all_is_as_loud_as_any_voice() -> None:
    voice = (0.01 * np.sin(np.arange(2 * RATE) * 0.13)).astype(np.float32)
    loud = as_loud_as_voices([(0, voice), (5000, voice / 2)])
    assert [start for start, _ in loud] == [0, 5000] and as_loud_as_voices([]) == []
    assert np.abs(loud[0][1]).max() == pytest.approx(2 * np.abs(loud[1][1]).max(), rel=1e-3), "all by the same"
    assert loudness_of(np.concatenate([samples for _, samples in loud])) == pytest.approx(LOUDNESS, abs=0.5)
