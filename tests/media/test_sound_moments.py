"""Moments of a sound track, and how loud all of it is."""

from __future__ import annotations

import itertools
from pathlib import Path

import av
import numpy as np
import pytest
from footage_clips import AAC, Clips, lavfi
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media.channels import are_placed
from pipeline.media.media_info import Stream
from pipeline.media.sound_levels import FRAME_MS, envelope_of
from pipeline.media.sound_moments import MOMENT_MS, envelopes_of, loudest_moments, samples_of, spread, together

FRAMES = MOMENT_MS // FRAME_MS

#: Louder and softer, second by second; nothing in the third one.
TALK = "0.5*sin(2*PI*{hertz}*t)*mod(floor(t)*7\\,5)/4*not(between(t\\,2\\,3))"


def test_moments_are_spread_over_the_length_and_a_short_file_is_one() -> None:
    assert spread(1_000, 101_000, 2) == [(23_500, 28_500), (73_500, 78_500)]
    assert spread(1_000, 9_000, 2) == [(1_000, 9_000)]
    assert spread(500, 500, 2) == [(500, 501)]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90)), max_size=20))
def test_nothing_is_heard_twice_and_nothing_less(given_ones: list[tuple[int, int]]) -> None:
    moments = [(start, start + size) for start, size in given_ones]
    found = together(moments)
    assert {ms for start, end in found for ms in range(start, end)} == {
        ms for start, end in moments for ms in range(start, end)
    }
    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))


def test_the_loudest_moments_are_found_wherever_they_begin() -> None:
    envelope = np.zeros(40 * FRAMES)
    envelope[1_010:1_020] = 0.2
    envelope[3_397:3_403] = 0.1  # across two of those that are counted from the beginning
    (found,) = loudest_moments(envelope, 7_000, 1)
    assert found[0] <= 57_500 and found[1] >= 58_000
    again, other = loudest_moments(envelope, 7_000, 2)
    assert again == found and other[0] <= 176_850 and other[1] >= 177_150
    assert loudest_moments(envelope, 7_000, 9) == [found, other], "no silent one"
    assert loudest_moments(np.zeros(30), 0, 3) == []


@given(st.lists(st.floats(0, 1), max_size=1_000), st.integers(1, 5))
def test_loud_moments_do_not_overlap(levels: list[float], count: int) -> None:
    found = loudest_moments(np.array(levels), 0, count)
    assert len(found) <= count and all(one[1] <= other[0] for one, other in itertools.pairwise(found))


def sounds(path: Path) -> list[Stream]:
    with av.open(str(path)) as container:
        return [
            Stream("sound", n, s.index, s.codec_context.name, 0, 6_000, 1, channels=s.codec_context.layout.nb_channels)
            for n, s in enumerate(container.streams.audio, 1)
        ]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("whole.mkv", ("-c:a", "pcm_s16le", "-ar", "22050")),
        ("whole.mp4", (*AAC, "-ar", "44100")),
        ("whole.ts", ("-c:a", "ac3", "-ar", "48000")),
        ("whole.mov", ("-c:a", "pcm_s24le", "-ar", "48000")),
    ],
)
def test_how_loud_all_of_it_is_as_if_it_had_been_kept(clips: Clips, name: str, form: tuple[str, ...]) -> None:
    """Of two tracks, one with two channels and one with six, beside pictures that are not read."""
    two = f"aevalsrc={TALK.format(hertz=220)}|{TALK.format(hertz=880)}:d=6"
    six = f"aevalsrc={'|'.join([TALK.format(hertz=330)] * 6)}:d=6:c=5.1"
    small = lavfi("color=gray:size=64x36:rate=25:duration=6")
    maps = ("-map", "0", "-map", "1", "-map", "2", "-c:v", "libx264", "-preset", "ultrafast")
    path = clips.make(name, *small, *lavfi(two), *lavfi(six), *maps, *form)
    streams = sounds(path)
    assert [are_placed(each) for each in streams] == [False, True]
    begin = 1_400 if name.endswith(".ts") else 0
    with av.open(str(path)) as container:
        whole = envelopes_of(container, streams, begin, begin + 6_000)
        kept = [samples_of(container, each, [(begin, begin + 6_000)]) for each in streams]
    for envelopes, samples in zip(whole, kept, strict=True):
        assert samples is not None and len(envelopes) == len(samples) == 2
        for one, other in zip(envelopes, samples, strict=True):
            assert one.max() > 0.1
            assert np.abs(one[:118] - envelope_of(other)[:118]).max() < 0.02
            assert one[45:55].max() < 0.01


def test_what_is_damaged_is_silent(clips: Clips, tmp_path: Path) -> None:
    whole = clips.make("to-be-damaged.ts", *lavfi(f"aevalsrc={TALK.format(hertz=440)}:d=6"), "-c:a", "mp2")
    data = bytearray(whole.read_bytes())
    half = len(data) // 376 * 188
    path = tmp_path / "damaged.ts"
    path.write_bytes(data[:half] + bytes(188 * 40) + data[half + 188 * 40 :])
    with av.open(str(path)) as container:
        ((envelope,),) = envelopes_of(container, sounds(path), 1_400, 7_400)
    assert len(envelope) == 120 and envelope.max() > 0.1
