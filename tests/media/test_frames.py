"""The times of all pictures, as the footage has them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import pytest
from footage_clips import AAC, X264, Clips, picture, tone
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.media.frames import Frames, read_frames, save_frames, saved_frames
from pipeline.media.probe import examine


def decoded(path: Path) -> list[Fraction]:
    """When each decoded picture is shown, in s."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return [frame.pts * frame.time_base for frame in container.decode(stream)]


KINDS = ["plain", "23.976", "29.97", "59.94", "23.976 mkv", "variable", "variable mkv", "variable vp9", "ten bits"]


@pytest.mark.parametrize("kind", [*KINDS, "late picture", "late picture mkv", "fragments", "odd mjpeg", "one picture"])
def test_times_are_those_of_the_decoded_pictures(clips: Clips, kind: str):
    frames = read_frames(clips[kind])
    assert frames.exact
    assert [time * frames.time_base for time in frames.times] == decoded(clips[kind])
    assert frames.ms(0) == 0
    assert frames.is_key(0)


ODD = ["late picture mkv", "fragments", "broadcast", "avi b-frames", "windows media"]


@pytest.mark.parametrize("kind", [*KINDS, *ODD])
def test_a_probe_reads_the_same_times_on_its_way(clips: Clips, kind: str):
    assert examine(clips[kind])[1] == read_frames(clips[kind])


@pytest.mark.parametrize("kind", ["broadcast", "avi b-frames", "avi h264", "windows media"])
def test_containers_without_an_index_are_not_exact(clips: Clips, kind: str):
    assert not read_frames(clips[kind]).exact


def test_key_pictures_are_those_of_the_encoder(clips: Clips, tmp_path: Path):
    footage = clips.make("seven.mp4", *picture(), *X264, "-g", "7", "-bf", "0", "-sc_threshold", "0")
    frames = read_frames(footage)
    assert [n for n in range(len(frames.times)) if frames.is_key(n)] == list(range(0, 50, 7))


def test_the_cover_is_no_picture_of_the_film(clips: Clips):
    assert len(read_frames(clips.cover_art()).times) == 50


def test_what_an_edit_list_hides_does_not_count(clips: Clips):
    """Cut by copying: the packets before the cut are in the file, and never shown."""
    cut = clips.make("edited.mp4", "-ss", "0.5", "-i", str(clips["plain"]), "-c", "copy")
    frames = read_frames(cut)
    assert [time * frames.time_base for time in frames.times] == decoded(cut)


def test_footage_that_is_gone_is_named(tmp_path: Path):
    with pytest.raises(RenderError) as caught:
        read_frames(tmp_path / "gone.mp4")
    assert caught.value.where == tmp_path / "gone.mp4"


@given(st.sampled_from(KINDS[:5]), st.data())
def test_at_is_the_first_picture_not_before(clips: Clips, kind: str, data: st.DataObject):
    frames = known(clips[kind])
    ms = data.draw(st.one_of(st.integers(-100, 2_200), st.sampled_from([int(frames.ms(n)) for n in range(40)])))
    number = frames.at(ms)
    assert number == len(frames.times) or frames.ms(number) >= ms
    assert number == 0 or frames.ms(number - 1) < ms


_known: dict[Path, Frames] = {}


def known(path: Path) -> Frames:
    if path not in _known:
        _known[path] = read_frames(path)
    return _known[path]


def test_sound_in_front_changes_nothing(clips: Clips):
    """Streams are asked by kind, wherever they stand in the file."""
    order = ("-map", "1", "-map", "0")
    footage = clips.make("sound-first.mp4", *picture(), *tone(), *order, *X264, *AAC)
    assert len(read_frames(footage).times) == 50


@pytest.mark.parametrize("kind", ["23.976", "variable", "broadcast", "one picture"])
def test_times_come_back_from_disk_as_they_were(clips: Clips, tmp_path: Path, kind: str):
    frames = read_frames(clips[kind])
    save_frames(tmp_path / "frames.npz", frames)
    assert saved_frames(tmp_path / "frames.npz") == frames


def test_the_same_times_are_the_same_bytes(clips: Clips, tmp_path: Path):
    for name in ("one.npz", "two.npz"):
        save_frames(tmp_path / name, read_frames(clips["plain"]))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


@pytest.mark.parametrize("kept", [b"", b"PK", b"no numbers", None])
def test_damaged_times_are_named(tmp_path: Path, kept: bytes | None):
    path = tmp_path / "frames.npz"
    if kept is not None:
        path.write_bytes(kept)
    with pytest.raises(RenderError) as caught:
        saved_frames(path)
    assert caught.value.where == path
