"""Channels brought together, so that speech comes from the middle."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.media.channels import LATER, are_placed, channels_of, in_the_middle, is_no_lfe, placed
from pipeline.media.media_info import Stream
from pipeline.media.sound_levels import RATE

SILENCE = np.zeros(4 * RATE, dtype=np.float32)


def voice(seed: int = 1) -> np.ndarray:
    """Four seconds of noise that rises and falls as speech does."""
    random = np.random.default_rng(seed)
    loud = np.repeat(random.random(4 * 5) ** 3, RATE // 5)
    return (0.3 * loud * random.standard_normal(4 * RATE)).astype(np.float32)


def stream(channels: int, *, named: bool = True) -> Stream:
    return Stream("sound", 1, 1, "aac", 0, 4000, 100, channels=channels, named=named)


@pytest.mark.parametrize(("channels", "named", "after"), [(1, True, 1), (2, True, 2), (6, True, 2), (6, False, 6)])
def test_more_than_two_that_say_where_they_belong_become_two(channels: int, named: bool, after: int) -> None:
    track = stream(channels, named=named)
    assert channels_of(track) == after and are_placed(track) == (after != channels)
    untouched = object()
    if after == channels:
        assert placed(untouched, track) is untouched


def pan(*channels: np.ndarray) -> tuple[str, int]:
    told, count, mono = in_the_middle(np.stack(channels))
    assert mono.shape == channels[0].shape
    return told, count


def test_what_is_in_the_middle_stays_as_it_is() -> None:
    assert pan(voice()) == ("", 1) and pan(voice(), 0.5 * voice()) == ("", 2)
    assert pan(SILENCE, SILENCE) == ("", 2)


def test_a_voice_on_one_side_alone_is_brought_to_the_middle() -> None:
    assert pan(voice(), SILENCE) == ("mono|c0<c0", 1) and pan(0.01 * voice(2), voice()) == ("mono|c0<c1", 1)
    assert pan(voice(), 0.2 * voice()) == ("", 2), "quieter, but recorded"


def test_a_side_that_is_heard_somewhere_stays_beside_one_that_shouts() -> None:
    assert in_the_middle(np.stack([0.01 * voice(), voice(2)]), (0,))[:2] == ("mono|c0<c0+c1", 1)


def test_one_side_upside_down_would_silence_both_so_one_is_taken() -> None:
    assert pan(voice(), -voice()) == ("mono|c0<c0", 1)
    late = np.concatenate([SILENCE[: LATER // 2], -voice()[: -LATER // 2]])
    assert pan(voice(), late) == ("mono|c0<c0", 1)


def test_two_microphones_of_two_people_are_mixed() -> None:
    one, other = voice(1), voice(2)
    one[: 2 * RATE], other[2 * RATE :] = 0, 0
    assert pan(one, other) == ("mono|c0<c0+c1", 1)


def test_two_microphones_of_one_voice_are_left() -> None:
    assert pan(voice(), np.concatenate([SILENCE[: LATER - 1], voice()[: 1 - LATER]])) == ("", 2)


def test_of_many_channels_those_with_sound_are_mixed() -> None:
    told, count, mono = in_the_middle(np.stack([SILENCE, voice(1), SILENCE, voice(2)]))
    assert (told, count) == ("mono|c0<c1+c3", 1)
    assert np.allclose(mono, (voice(1) + voice(2)) / 2)


def tone(hz: float, seconds: float = 2) -> np.ndarray:
    return (0.2 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def test_a_channel_for_low_sounds_that_holds_others_is_none() -> None:
    assert is_no_lfe(tone(1000)) and not is_no_lfe(tone(60))
    assert not is_no_lfe(tone(60) + 0.2 * tone(1000)), "a little above comes of any rumble"
    assert is_no_lfe(tone(1000, 0.5)), "shorter than a second"
    assert not is_no_lfe(SILENCE)
