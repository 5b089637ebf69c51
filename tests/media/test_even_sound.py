"""Sound that changes its rate or channels on the way is followed: all of it, in its time."""

from __future__ import annotations

import struct
from pathlib import Path

import av
import numpy as np
import pytest
from footage_clips import AAC, X264, Clips, lavfi, picture, tone

from pipeline.errors import RenderError
from pipeline.media import even_sound
from pipeline.media.audio import SPEECH_RATE, floats, speech_audio
from pipeline.media.probe import DiscontinuousTimestamps, InconsistentAudio, probe

#: Hz, layout of the stretches of two seconds each that the changing clips have.
STRETCHES = (("44100", "1"), ("48000", "2"), ("32000", "1"))


#: What somebody tells in a track of its own: another rhythm.
TOLD = "0.3*sin(2*PI*600*t)*gt(mod(t*2.9\\,1)\\,0.5)"


def broadcast(clips: Clips, name: str, codec: tuple[str, ...] = AAC) -> Path:
    """A small picture, and a tone of two seconds in each of STRETCHES, the second of them at another pitch."""
    parts = []
    for number, (rate, channels) in enumerate(STRETCHES):
        sound = lavfi(f"sine=frequency={880 if number == 1 else 440}:sample_rate={rate}:duration=2")
        form = (*codec, "-ar", rate, "-ac", channels)
        parts.append(clips.make(f"{name}{number}.ts", *picture(), *sound, "-c:v", "mpeg2video", *form, "-t", "2"))
    listed = clips.folder / f"{name}.txt"
    listed.write_text("".join(f"file {part.name}\n" for part in parts), "utf-8")
    return clips.make(f"{name}.ts", "-f", "concat", "-i", str(listed), "-map", "0", "-c", "copy")


def pitch(sound: np.ndarray, start: float, end: float) -> float:
    """Hz of the loudest tone between two times (s)."""
    part = sound[int(start * SPEECH_RATE) : int(end * SPEECH_RATE)]
    return float(np.abs(np.fft.rfft(part * np.hanning(len(part)))).argmax() / (end - start))


@pytest.mark.parametrize("codec", [AAC, ("-c:a", "mp2"), ("-c:a", "ac3")], ids=lambda codec: codec[1])
def test_all_of_it_is_heard_in_its_time(clips: Clips, tmp_path: Path, codec: tuple[str, ...]):
    path, film = broadcast(clips, f"changing-{codec[1]}", codec), tmp_path / "film.mkv"
    with pytest.raises(InconsistentAudio):
        probe(path)
    even_sound.make_even(path, film, tmp_path)
    facts = probe(film)
    sound = floats(speech_audio(film, facts))
    assert len(sound) / SPEECH_RATE == pytest.approx(6, abs=0.15)
    assert [pitch(sound, at + 0.3, at + 1.7) for at in (0, 2, 4)] == pytest.approx([440, 880, 440], abs=2)
    assert facts.audio is not None
    assert (facts.audio.sample_rate, facts.audio.channels, facts.codec) == (48_000, 2, "mpeg2video")


def test_recordings_joined_end_to_end_change(clips: Clips, tmp_path: Path):
    parts = [clips.make(f"to-join-{rate}.mp3", *tone(rate)) for rate in (22_050, 44_100)]
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    assert even_sound.changes(joined)
    even_sound.make_even(joined, tmp_path / "film.mkv", tmp_path)
    assert not even_sound.changes(tmp_path / "film.mkv")


@pytest.mark.parametrize("kind", ["plain", "broadcast", "song"])
def test_sound_of_one_kind_does_not_change(clips: Clips, kind: str):
    path = clips.song_with_cover() if kind == "song" else clips[kind]
    assert not even_sound.changes(path)


@pytest.mark.parametrize(
    ("said", "suffix", "codec"),
    [("visual_impaired", ".ts", "aac"), ("visual_impaired", ".mp4", "ac3"), ("dub", ".mp4", "ac3")],
)
def test_a_sound_that_goes_along_is_still_said_to(
    clips: Clips, tmp_path: Path, said: str, suffix: str, codec: str
) -> None:
    """A description of the pictures is not mixed into the film, however its first sound has to be written again."""
    path = broadcast(clips, f"with-{said}-{codec}", ("-c:a", codec))
    beside = lavfi(f"aevalsrc={TOLD}:s=48000:d=6")
    marked = clips.make(
        *(f"marked-{said}-{codec}{suffix}", "-i", str(path), *beside, "-map", "0", "-map", "1", "-c", "copy"),
        *("-c:a:1", codec, "-disposition:a:0", "default", "-disposition:a:1", said, "-metadata:s:a:1", "language=cat"),
    )
    with pytest.raises(InconsistentAudio):
        probe(marked)
    even_sound.make_even(marked, tmp_path / "film.mkv", tmp_path)
    facts = probe(tmp_path / "film.mkv")
    assert [each.aside for each in facts.streams if each.kind == "sound"] == [False, True]
    assert facts.audio is not None and len(facts.audio.streams) == 1


def test_formats_are_called_as_libav_calls_them():
    for name in even_sound.SAID_IN_PACKETS:
        assert av.Codec({"dts": "dca"}.get(name, name), "r").canonical_name == name


@pytest.mark.parametrize(
    ("codec", "suffix"),
    [("ac3", ".mkv"), ("ac3", ".mp4"), ("libmp3lame", ".mkv")],
    ids=["ac3 mkv", "ac3 mp4", "mp3 mkv"],
)
def test_sound_that_says_in_its_packets_what_it_is_may_change_in_any_container(clips: Clips, codec: str, suffix: str):
    suffix = f".{codec}{suffix}"
    listed = clips.folder / f"packets{suffix}.txt"
    channels = (1, 2) if codec == "libmp3lame" else (2, 6)
    parts = [clips.make(f"packets{suffix}{n}.ts", *tone(), "-c:a", codec, "-ac", str(n)) for n in channels]
    listed.write_text("".join(f"file {part.name}\n" for part in parts), "utf-8")
    both = ("-f", "concat", "-i", str(listed), *picture(), "-map", "0:a", "-map", "1")
    path = clips.make(f"packets{suffix}", *both, *X264, "-c:a", "copy")
    with pytest.raises(InconsistentAudio):
        probe(path)


@pytest.mark.parametrize(("name", "later"), [("joined.ts", 0), ("joined.mpg", 0), ("hours-later.ts", 30_000)])
def test_recordings_joined_end_to_end_have_one_clock(clips: Clips, tmp_path: Path, name: str, later: int):
    """Their times begin anew, and ffmpeg drops what it takes for shown already."""
    film = tmp_path / "film.mkv"
    parts = []
    for number, hertz in enumerate((440, 880)):
        heard = lavfi(f"sine=frequency={hertz}:sample_rate=48000:duration=2")
        offset = ("-output_ts_offset", str(later * number))
        form = ("-c:v", "mpeg2video", "-c:a", "mp2")
        parts.append(clips.make(f"{number}-of-{name}", *picture(), *heard, *form, "-t", "2", *offset))
    path = tmp_path / name
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    with pytest.raises(DiscontinuousTimestamps):
        probe(path)
    even_sound.make_even(path, film, tmp_path)
    facts = probe(film)
    sound = floats(speech_audio(film, facts))
    assert facts.duration_ms == pytest.approx(4_000, abs=150)
    assert [pitch(sound, at + 0.3, at + 1.7) for at in (0, 2)] == pytest.approx([440, 880], abs=2)


def test_pictures_that_come_seldom_begin_no_clock_anew(clips: Clips):
    slides = lavfi("testsrc2=size=64x36:rate=1/12:duration=24")
    sound = lavfi("sine=frequency=440:duration=24")
    probe(clips.make("slides.ts", *slides, *sound, *X264, "-c:a", "mp2"))


def test_a_recording_that_an_edit_list_trims_is_not_copied(clips: Clips, tmp_path: Path):
    """What was trimmed off would be heard again."""
    whole = clips.make("to-trim.m4a", *tone(), *AAC)
    assert not even_sound.hides(whole)
    data = bytearray(whole.read_bytes())
    at = data.index(b"elst") + 12  # version and flags, how many; then: how long, from when (samples, here both)
    long, _ = struct.unpack(">ii", data[at : at + 8])
    data[at : at + 8] = struct.pack(">ii", long // 2, long // 2)
    path = tmp_path / "trimmed.m4a"
    path.write_bytes(data)
    assert even_sound.hides(path)
    even_sound.make_even(path, tmp_path / "film.mkv", tmp_path)
    assert not even_sound.hides(tmp_path / "film.mkv")
    with av.open(str(tmp_path / "film.mkv")) as container:
        heard = sum(frame.samples for frame in container.decode(audio=0))
    assert heard == pytest.approx(long // 2, abs=2048)


def test_a_hole_stays_a_hole(clips: Clips, tmp_path: Path):
    """A second without sound, as when a signal is lost: what comes after it keeps its time."""
    path = broadcast(clips, "with-a-hole")
    holed = clips.make(
        *("with-a-hole-cut.ts", "-i", str(path), "-map", "0", "-c", "copy"),
        *("-bsf:a", "noise=drop=between(pts*tb\\,3\\,4)"),
    )
    even_sound.make_even(holed, tmp_path / "film.mkv", tmp_path)
    sound = floats(speech_audio(tmp_path / "film.mkv", probe(tmp_path / "film.mkv")))
    assert np.abs(sound[int(3.2 * SPEECH_RATE) : int(3.7 * SPEECH_RATE)]).max() < 0.01
    assert pitch(sound, 4.4, 5.6) == pytest.approx(440, abs=2)


def test_the_same_file_gives_the_same_bytes(clips: Clips, tmp_path: Path):
    path = broadcast(clips, "twice")
    for name in ("one.mkv", "other.mkv"):
        even_sound.make_even(path, tmp_path / name, tmp_path)
    assert (tmp_path / "one.mkv").read_bytes() == (tmp_path / "other.mkv").read_bytes()


def test_what_cannot_be_read_is_named_and_nothing_is_left(tmp_path: Path):
    path = tmp_path / "nothing.ts"
    path.write_bytes(b"\0" * 5000)
    with pytest.raises(RenderError, match="Export it again") as raised:
        even_sound.make_even(path, tmp_path / "film.mkv", tmp_path)
    assert raised.value.where == path
    assert [each.name for each in tmp_path.iterdir()] == ["nothing.ts"]
