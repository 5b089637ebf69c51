"""Which sound is the film's: by what is heard in each track and channel, not by their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from footage_clips import Clips, lavfi
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MediaError
from pipeline.media.media_info import Stream
from pipeline.media.probe import Wanted, examine, probe
from pipeline.media.sound_levels import FRAME_MS, RATE, SILENT, envelope_of, same_speech
from pipeline.media.soundtracks import Soundtrack, chosen

FRAMES = 200


def stream(number: int, default: bool = False, lang: str = "") -> Stream:
    return Stream("sound", number, number, "aac", 0, 9_000, 400, default=default, channels=1, lang=lang)


def envelope(seed: int) -> np.ndarray:
    """Speech of its own: syllables of a fifth of a second, and pauses."""
    rng = np.random.default_rng(seed)
    return np.repeat(rng.random(FRAMES // 4) * (rng.random(FRAMES // 4) > 0.4), 4)


def track(number: int, seed: int = 1, **known: object) -> Soundtrack:
    whole = Soundtrack(stream(number), "", 1, -20.0, 40.0, 8.0, envelope(seed))
    return replace(whole, **known)


def numbers(tracks: list[Soundtrack], *args: object) -> list[int]:
    return [each.stream.number for each in chosen(tracks, *args)]


def test_the_track_with_speech_is_taken_wherever_it_stands():
    silent, music = track(1, level=SILENT - 1, voiced=0.0), track(2, seed=2, voiced=0.1)
    assert numbers([silent, music, track(3)]) == [3]
    assert numbers([track(3), music, silent]) == [3]


def test_other_speech_is_mixed():
    assert numbers([track(1, seed=1), track(2, seed=2), track(3, seed=3)]) == [1, 2, 3]


def test_of_the_same_speech_the_clearer_one_is_taken():
    later = np.concatenate([np.zeros(4), envelope(1)])[:FRAMES]
    assert numbers([track(1, clear=12.0), track(2, envelope=later)]) == [2]
    assert numbers([track(1), track(2, envelope=later)]) == [1], "alike: the first"
    assert numbers([track(1), track(2, stream=stream(2, default=True))]) == [2], "or the file's default"


def test_of_several_languages_the_one_that_is_spoken_is_taken():
    catalan, spanish = track(1, stream=stream(1, lang="cat")), track(2, seed=2, stream=stream(2, lang="spa"))
    assert numbers([catalan, spanish], (), ("es",)) == [2]
    assert numbers([catalan, spanish], (), ("ca",)) == [1]
    assert numbers([catalan, spanish], (), ("en",)) == [1]


def test_of_several_that_are_spoken_the_first_one_is_taken_and_the_dubbing_is_not_mixed_in():
    catalan, spanish = track(1, stream=stream(1, lang="cat")), track(2, seed=2, stream=stream(2, lang="spa"))
    assert numbers([catalan, spanish], (), ("ca", "es")) == [1]
    assert numbers([catalan, spanish], (), ("es", "ca")) == [2]
    assert numbers([catalan, spanish], (), ("eu", "es", "ca")) == [2]
    assert numbers([catalan, spanish, track(3, seed=3, stream=stream(3, lang="ca"))], (), ("ca", "es")) == [1, 3]


@pytest.mark.parametrize(("said", "spoken"), [("ca-ES", "ca"), ("CAT", "ca"), ("es-419", "es")])
def test_a_language_is_known_however_a_file_writes_it(said: str, spoken: str):
    english = track(1, stream=stream(1, lang="eng", default=True))
    assert numbers([english, track(2, seed=2, stream=stream(2, lang=said))], (), (spoken,)) == [2]


def test_a_commentary_is_not_mixed_with_the_film():
    commentary = track(1, seed=2, stream=replace(stream(1, default=True), aside=True))
    assert numbers([commentary, track(2)]) == [2]
    assert numbers([commentary, track(2, level=SILENT - 9, voiced=0.0)]) == [1], "nobody speaks elsewhere"


def test_who_asks_briefly_is_heard_and_music_is_not():
    """Little speech beside much: all of what is heard of somebody who asks, little of what is heard of music."""
    asks = np.concatenate([envelope(2)[:20], np.zeros(FRAMES - 20)])
    music = 0.5 + envelope(3) / 2
    tracks = [track(1, voiced=9.0), track(2, voiced=1.0, envelope=asks), track(3, voiced=1.0, envelope=music)]
    assert numbers(tracks) == [1, 2]


def test_a_person_may_choose():
    tracks = [track(1), track(2, level=SILENT - 9, voiced=0.0), track(3)]
    assert numbers(tracks, (2,)) == [2]
    assert numbers(tracks, (3, 1)) == [1, 3]
    with pytest.raises(MediaError, match="sound 4"):
        chosen(tracks, (4,))


def test_where_nobody_speaks_one_track_is_enough():
    assert numbers([track(1, voiced=0.0), track(2, seed=2, voiced=0.0)]) == [1]
    assert numbers([track(1, level=-180.0, voiced=0.0)]) == [1]
    assert numbers([]) == []


@given(st.lists(st.tuples(st.floats(-90, 0), st.floats(0, 60), st.floats(0, 9), st.integers(1, 4)), max_size=6))
def test_whatever_there_is_some_of_it_is_taken_and_nothing_twice(heard: list[tuple[float, float, float, int]]):
    tracks = [
        track(number, seed=seed, level=level, clear=clear, voiced=voiced if level > SILENT else 0.0)
        for number, (level, clear, voiced, seed) in enumerate(heard, 1)
    ]
    taken = chosen(tracks)
    assert bool(taken) == bool(tracks)
    assert [each.stream.index for each in taken] == sorted({each.stream.index for each in taken})
    most = max((each.voiced for each in tracks), default=0.0)
    if most:
        assert max(each.voiced for each in taken) > 0
    for number, one in enumerate(taken):
        assert not any(same_speech(one.envelope, other.envelope) for other in taken[number + 1 :])


ONE = "0.3*sin(2*PI*220*t)*gt(mod(t*1.7\\,1)\\,0.4)"
HIGH = "0.3*sin(2*PI*600*t)*gt(mod(t*2.9\\,1)\\,0.5)"

#: Of many frequencies, as a voice is: a delay is no other phase of one tone.
NOISE = "0.1*(sin(2*PI*227*{0})+sin(2*PI*613*{0})+sin(2*PI*1411*{0}))*gt(mod(t*1.7\\,1)\\,0.4)"
OTHER = "0.3*sin(2*PI*330*t)*gt(mod(t*2.3+0.5\\,1)\\,0.4)"


def sound(*channels: str, seconds: int = 4, rate: int = 48_000) -> tuple[str, ...]:
    return (
        *lavfi(f"color=gray:size=64x36:rate=25:duration={seconds}"),
        *lavfi(f"aevalsrc={'|'.join(channels)}:s={rate}:d={seconds}"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac" if len(channels) > 4 else "pcm_s16le"),
    )


@pytest.mark.parametrize(
    ("name", "channels", "pan"),
    [
        ("both alike", (ONE, f"0.7*{ONE}"), ""),
        ("left alone", (ONE, "0"), "mono|c0<c0"),
        ("right alone", ("0", ONE), "mono|c0<c1"),
        ("quiet echo", (ONE, f"0.02*{ONE}"), "mono|c0<c0"),
        ("upside down", (ONE, f"-1*{ONE}"), "mono|c0<c0"),
        ("a person on each side", (ONE, OTHER), "mono|c0<c0+c1"),
        ("four microphones", ("0", ONE, "0", OTHER), "mono|c0<c1+c3"),
        ("silence", ("0", "0"), ""),
        ("a word on the right", (ONE, "0.3*sin(2*PI*330*t)*between(t\\,3\\,3.4)"), "mono|c0<c0+c1"),
        ("upside down and later", (NOISE.format("t"), "-1*" + NOISE.format("(t-0.0004)")), "mono|c0<c0"),
        ("low sounds where they belong", ("0", "0", ONE, "0.3*sin(2*PI*60*t)", "0", "0"), ""),
        ("eight microphones", ("0", "0", "0", OTHER, "0", "0", ONE, "0"), "mono|c0<c3+c6"),
        ("a microphone for each of six", ("0", "0", OTHER, HIGH, "0", "0"), "mono|c0<c2+c3"),
    ],
)
def test_what_is_done_with_channels(clips: Clips, name: str, channels: tuple[str, ...], pan: str):
    audio = probe(clips.make(f"{name.replace(' ', '-')}.mkv", *sound(*channels))).audio
    assert audio is not None
    assert audio.pan == (pan,)
    assert audio.channels == (2 if pan == "" else 1)


def test_two_microphones_are_mixed_into_one_sound(clips: Clips):
    from pipeline.media.audio import floats, speech_audio

    path = two_tracks(clips)
    facts, _ = examine(path, voiced=lambda heard: len(heard) / RATE)
    assert facts.audio is not None
    assert facts.audio.streams == (1, 2)
    mixed, single = (
        np.square(floats(speech_audio(path, examine(path, Wanted(sounds=taken))[0]))).mean() for taken in ((1, 2), (1,))
    )
    assert mixed > 1.5 * single


#: Half a second of one tone, between two of the moments that are listened to in a film of two minutes.
WORD = "0.2*sin(2*PI*600*t)*between(t\\,60\\,60.5)"


@pytest.mark.parametrize(
    ("name", "channels", "pan"),
    [
        ("asked on the right", (ONE, WORD), "mono|c0<c0+c1"),
        ("asked much louder than all is told", (f"0.01*{ONE}", WORD), "mono|c0<c0+c1"),
        ("asked on the left", (f"0.01*{ONE}+{WORD}", ONE), "mono|c0<c0+c1"),
        ("a louder word that the other side hears", (f"{ONE}+3*{WORD}", f"0.02*{ONE}+0.06*{WORD}"), "mono|c0<c0"),
        ("asked into the third", (ONE, "0", WORD, "0"), "mono|c0<c0+c2"),
        ("asked where low sounds belong", ("0", "0", OTHER, WORD, "0", "0"), "mono|c0<c2+c3"),
        ("a low sound where they belong", ("0", "0", OTHER, WORD.replace("600", "60"), "0", "0"), ""),
        ("nobody on the right", (ONE, "0"), "mono|c0<c0"),
    ],
)
def test_who_asks_between_the_moments_is_not_lost(clips: Clips, name: str, channels: tuple[str, ...], pan: str):
    """Nothing is left out that was not heard as a whole."""
    film = sound(*channels, seconds=120, rate=16_000)
    audio = probe(clips.make(f"{name.replace(' ', '-')}.mkv", *film)).audio
    assert audio is not None
    assert audio.pan == (pan,)


def test_a_plug_that_cracks_is_nobody(clips: Clips):
    """Much louder than who speaks on the other side; no voice is found in it."""
    cracks = WORD.replace("0.2*", "0.9*")
    path = clips.make("a-plug-that-cracks.mkv", *sound(f"0.05*{ONE}", cracks, seconds=120, rate=16_000))
    for found, pan in ((0.0, "mono|c0<c0"), (0.4, "mono|c0<c0+c1")):
        audio = examine(path, voiced=lambda heard, found=found: found)[0].audio
        assert audio is not None
        assert audio.pan == (pan,)


@pytest.mark.parametrize("elsewhere", ["0", "0.003*sin(2*PI*90*t)"], ids=["silent", "a room"])
@pytest.mark.parametrize("says", [3, 0], ids=["a question", "nothing"])
def test_a_microphone_of_who_asks_between_the_moments_is_mixed(clips: Clips, says: int, elsewhere: str):
    """Ten minutes: five seconds of every ten are listened to."""
    asks = f"{elsewhere}+{HIGH}*between(t\\,308.5\\,{308.5 + says})"
    small = lavfi("color=gray:size=64x36:rate=5:duration=600")
    voices = (part for voice in (ONE, asks) for part in lavfi(f"aevalsrc={voice}:s=8000:d=600"))
    maps = ("-map", "0", "-map", "1", "-map", "2", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le")
    path = clips.make(f"asks-{says}-{len(elsewhere)}.mkv", *small, *voices, *maps)

    def voiced(heard: np.ndarray) -> float:
        return float((envelope_of(heard) > 0.05).sum()) * FRAME_MS / 1000

    audio = examine(path, voiced=voiced)[0].audio
    assert audio is not None
    assert audio.streams == ((1, 2) if says else (1,))


def two_tracks(clips: Clips) -> Path:
    if "two microphones" not in clips.made:
        small = lavfi("color=gray:size=64x36:rate=25:duration=4")
        voices = (part for voice in (ONE, OTHER) for part in lavfi(f"aevalsrc={voice}:s=48000:d=4"))
        maps = ("-map", "0", "-map", "1", "-map", "2", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac")
        clips.made["two microphones"] = clips.make("two-microphones.mkv", *small, *voices, *maps)
    return clips.made["two microphones"]


def test_a_clock_that_shows_the_time_of_day_hides_no_sound(clips: Clips):
    """Moments are looked for where the file is, not from zero on."""
    path = clips.make("late-in-the-day.ts", *sound(ONE, "0")[:-1], "mp2", "-output_ts_offset", "40000")
    audio = probe(path).audio
    assert audio is not None
    assert audio.pan == ("mono|c0<c0",)


def test_sound_with_damaged_packets_is_still_sound(clips: Clips):
    """As ffmpeg, which goes on behind them."""
    whole = clips.make("to-damage.ts", *sound(ONE, f"0.7*{ONE}")[:-1], "ac3")
    data = bytearray(whole.read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 188 * 20):
        data[at] ^= 0x55 if at % 188 > 12 else 0
    path = whole.with_name("damaged.ts")
    path.write_bytes(data)
    assert probe(path).audio is not None


def test_what_is_upside_down_goes_on_after_the_pictures(clips: Clips):
    """The end is listened to as it is taken: both sides together are silent."""
    parts = list(sound(ONE, f"-1*{ONE}"))
    parts[3] = "color=gray:size=64x36:rate=25:duration=2"
    facts = probe(clips.make("upside-down-and-longer.mkv", *parts))
    assert facts.duration_ms == pytest.approx(4_000, abs=100)
