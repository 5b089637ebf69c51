"""When the last picture of a video comes, read from its end alone and without taking its index into our memory."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from footage_clips import AAC, X264, Clips, picture, tone

from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.frames import read_frames
from pipeline.video.video_length import last_picture_ms


def shown_last(video: Path) -> Fraction:
    frames = read_frames(video)
    return frames.times[-1] * frames.time_base * 1000


@pytest.mark.parametrize("near_ms", [0, 1_960, 9_000], ids=["from the start", "near the end", "beyond the end"])
@pytest.mark.parametrize("kind", ["plain", "23.976", "variable", "late picture", "fragments", "one picture"])
def test_it_is_found_wherever_it_is_looked_for(clips: Clips, kind: str, near_ms: int):
    assert last_picture_ms(clips[kind], Fraction(near_ms)) == shown_last(clips[kind])


def test_only_the_end_is_read(clips: Clips, monkeypatch: pytest.MonkeyPatch):
    """From the last key picture before the place on: of fifty pictures with a key picture every ten, the last ten."""
    keys = clips.make("keys.mp4", *picture(), *X264, "-g", "10", "-sc_threshold", "0", "-bf", "0")
    told, run = list[str](), ff.run

    def listening(graph: Any, *, on_line: Callable[[str], None], **options: Any) -> bytes:
        return run(graph, on_line=lambda line: told.append(line) or on_line(line), **options)

    monkeypatch.setattr(ff, "run", listening)
    assert last_picture_ms(keys, Fraction(1_960)) == 1_960
    assert sum(not line.startswith("#") for line in told) == 10


def test_what_an_edit_list_hides_does_not_count(clips: Clips):
    """Cut by copying: the packets before the cut are in the file, and never shown."""
    cut = clips.make("edited-length.mp4", "-ss", "0.5", "-i", str(clips["plain"]), "-c", "copy")
    assert last_picture_ms(cut, Fraction(0)) == shown_last(cut)


def test_a_video_without_pictures_is_named(clips: Clips):
    sound = clips.make("only-sound.mp4", *tone(), *AAC)
    with pytest.raises(RenderError) as caught:
        last_picture_ms(sound, Fraction(0))
    assert caught.value.where == sound


def test_a_damaged_video_is_named(tmp_path: Path):
    damaged = tmp_path / "damaged.mp4"
    damaged.write_bytes(b"no video at all")
    with pytest.raises(RenderError) as caught:
        last_picture_ms(damaged, Fraction(0))
    assert caught.value.where == damaged
