"""Pictures that are copied into another file are all there, whatever times their packets have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import pytest
from footage_clips import Clips, picture, tone

from pipeline.media import even_sound
from pipeline.media.copied_pictures import CopiedPictures


def decoded(path: Path) -> int:
    with av.open(str(path)) as container:
        return sum(1 for _ in container.decode(video=0))


@pytest.mark.parametrize("suffix", [".mkv", ".mp4", ".ts", ".avi"])
def test_the_first_pictures_are_copied_too(clips: Clips, tmp_path: Path, suffix: str) -> None:
    """Matroska has no times of decoding: to the first pictures that are shown in another order libav gives none."""
    form = ("-c:v", "libx264", "-g", "12", "-bf", "2", "-pix_fmt", "yuv420p", "-c:a", "ac3")
    path = clips.make(f"reordered{suffix}", *picture(), *tone(), *form, "-t", "2")
    even_sound.make_even(path, tmp_path / "even.mkv", tmp_path)
    assert decoded(tmp_path / "even.mkv") == decoded(path) > 40


@pytest.fixture
def copied(clips: Clips, tmp_path: Path) -> Iterator[Callable[..., list[tuple[bytes, Fraction, Fraction]]]]:
    """Copies packets, given as what is in them with times of showing and decoding in frames, into another file."""
    with av.open(str(clips["plain"])) as source, av.open(str(tmp_path / "out.mkv"), "w") as out:
        stream = source.streams.video[0]
        step = int(1 / (stream.average_rate * stream.time_base))

        def copy(*given: tuple[bytes, int | None, int | None]) -> list[tuple[bytes, Fraction, Fraction]]:
            pictures, packets = CopiedPictures(out, stream), []
            for data, shown, told in given:
                packets.append(made := av.Packet(data))
                made.time_base = stream.time_base
                made.pts, made.dts = (None if at is None else at * step for at in (shown, told))
            written = [one for each in packets for one in pictures.take(each)]
            return [
                (bytes(one), Fraction(one.pts, step), Fraction(one.dts, step)) for one in [*written, *pictures.end()]
            ]

        yield copy


Copied = Callable[..., list[tuple[bytes, Fraction, Fraction]]]


def test_the_second_field_of_a_picture_goes_with_the_first(copied: Copied) -> None:
    assert copied((b"a", 0, 0), (b"b", None, None), (b"c", 1, 1), (b"d", None, None)) == [(b"ab", 0, 0), (b"cd", 1, 1)]
    assert copied((b"b", None, None), (b"a", 1, 1)) == [(b"a", 1, 1)], "half of one is none"


def test_what_has_no_time_of_decoding_gets_one_before_the_next(copied: Copied) -> None:
    assert copied((b"a", 0, None), (b"b", 3, None), (b"c", 1, 0), (b"", None, None)) == [
        (b"a", 0, -2),
        (b"b", 3, -1),
        (b"c", 1, 0),
    ]
    assert [told for *_, told in copied((b"a", 0, None), (b"b", 1, None))] == [-2, -1]
    rising = [told for *_, told in copied((b"a", 0, 5), (b"b", 8, None), (b"c", 7, 5))]
    assert rising == sorted(set(rising))
