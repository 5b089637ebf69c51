"""How long a video is, read without taking its index into our memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import AAC, Clips, tone

from pipeline.errors import RenderError
from pipeline.media.frames import read_frames
from pipeline.video.video_length import shown_ms


@pytest.mark.parametrize("kind", ["plain", "23.976", "variable", "late picture", "fragments", "one picture"])
def test_it_is_from_the_first_picture_to_the_last(clips: Clips, kind: str):
    frames = read_frames(clips[kind])
    assert shown_ms(clips[kind]) == frames.ms(len(frames.times) - 1)


def test_what_an_edit_list_hides_does_not_count(clips: Clips):
    """Cut by copying: the packets before the cut are in the file, and never shown."""
    cut = clips.make("edited-length.mp4", "-ss", "0.5", "-i", str(clips["plain"]), "-c", "copy")
    frames = read_frames(cut)
    assert shown_ms(cut) == frames.ms(len(frames.times) - 1)


def test_a_video_without_pictures_is_named(clips: Clips):
    sound = clips.make("only-sound.mp4", *tone(), *AAC)
    with pytest.raises(RenderError) as caught:
        shown_ms(sound)
    assert caught.value.where == sound


def test_a_damaged_video_is_named(tmp_path: Path):
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(b"no video at all")
    with pytest.raises(RenderError) as caught:
        shown_ms(damaged)
    assert caught.value.where == damaged
