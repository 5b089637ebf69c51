"""The sound of all videos: as loud as the web expects, with no peak too high, and not a sample off."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest
from film_studio import Studio, make_clean
from footage_clips import AAC, X264, Clips, ffmpeg, lavfi
from watching import packets

from pipeline.media.ffmpeg import executable
from pipeline.media.probe import probe
from pipeline.project.renditions import VideoSettings
from pipeline.video.sound import RATE, make_sound

LOUD = VideoSettings()
SECONDS = 4

#: Noise with the rise and fall of speech: four syllables a second, a pause after every two seconds.
SPEECH = "(random(0)*2-1)*(0.3+0.7*abs(sin(2*PI*2*t)))*lt(mod(t\\,2.5)\\,2)"
#: 2 ms of full scale, three times.
CLAPS = "0.95*sin(2*PI*1500*t)*lt(mod(t+0.4\\,1.6)\\,0.002)"


def sounds(*channels: str, rate: int = 48_000, after: str = "anull") -> tuple[str, ...]:
    """A tiny picture with sound made by formulas, one for each channel; stored without loss."""
    small = lavfi(f"color=gray:size=64x36:rate=25:duration={SECONDS}")
    sound = lavfi(f"aevalsrc={'|'.join(channels)}:s={rate}:d={SECONDS},lowpass=f=3000,{after}")
    return (*small, *sound, *X264, "-c:a", "pcm_s16le")


KINDS = {
    "quiet": sounds(f"0.03*{SPEECH}"),
    "loud": sounds(f"0.95*{SPEECH}", after="volume=20dB"),
    "peaky": sounds(f"0.02*{SPEECH}+{CLAPS}"),
    "clicks": sounds(f"0.01*{SPEECH}+0.99*lt(mod(t\\,0.5)\\,0.00005)", after="volume=3"),
    "mono": sounds(f"0.1*{SPEECH}"),
    "stereo": sounds(f"0.1*{SPEECH}", f"0.05*{SPEECH}"),
    "44.1 kHz": sounds(f"0.1*{SPEECH}", rate=44_100),
    "5.1": (*sounds(*[f"0.1*{SPEECH}"] * 6, after="aformat=channel_layouts=5.1")[:-1], "ac3"),
    "six without places": sounds(*[f"0.1*{SPEECH}"] * 6),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sound")


def footage(clips: Clips, kind: str, args: tuple[str, ...]) -> Path:
    if kind not in clips.made:
        clips.made[kind] = clips.make(f"{kind.replace(' ', '-')}.mkv", *args)
    return clips.made[kind]


def turned(path: Path, target: Path, settings: VideoSettings = LOUD) -> Path:
    make_sound(path, probe(path), settings, target, target.parent)
    return target


def loudness(path: Path) -> tuple[float, float]:
    """(LUFS of the whole, highest true peak in dBTP), as ffmpeg's own meter sums them up at the end."""
    said = subprocess.run(
        [
            executable(),
            "-hide_banner",
            "-nostats",
            "-i",
            str(path),
            "-af",
            "ebur128=peak=true:dualmono=true",
            "-f",
            "null",
            "-",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    summary = said[said.rindex("Summary:") :]
    return tuple(float(re.search(rf"{name}:\s+(\S+)", summary)[1]) for name in ("I", "Peak"))


def samples(path: Path, offset_ms: int = 0) -> np.ndarray:
    """The first channel from `offset_ms` on the file's clock on, −1..1, at 48 kHz."""
    shift = f"asetpts=PTS-{offset_ms / 1000}/TB,aresample={RATE}:async=1:first_pts=0,pan=mono|c0=c0"
    heard = ffmpeg("-copyts", "-i", str(path), "-map", "a:0", "-af", shift, "-f", "f32le", "-")
    return np.frombuffer(heard, dtype="<f4")


def lag(before: np.ndarray, after: np.ndarray) -> int:
    """By how many samples `after` is late, at its likeliest."""
    size = 1 << (len(before) + len(after)).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(after, size) * np.conj(np.fft.rfft(before, size)), size)
    best = int(np.argmax(likeness))
    return best if best < size // 2 else best - size


@pytest.mark.parametrize("kind", KINDS)
def test_loud_as_asked_and_no_peak_too_high(clips: Clips, folder: Path, kind: str):
    made = turned(footage(clips, kind, KINDS[kind]), folder / f"{kind}.mp4")
    whole, peak = loudness(made)
    assert whole == pytest.approx(-16, abs=1)
    assert peak <= -1
    facts = probe_sound(made)
    assert facts == {"codec": "aac", "rate": RATE, "channels": 1 if kind not in ("stereo", "5.1") else 2}


def probe_sound(path: Path) -> dict[str, object]:
    with av.open(str(path)) as container:
        context = container.streams.audio[0].codec_context
        return {"codec": context.name, "rate": context.sample_rate, "channels": context.layout.nb_channels}


def test_another_loudness_may_be_asked_for(clips: Clips, folder: Path):
    path = footage(clips, "mono", KINDS["mono"])
    assert loudness(turned(path, folder / "-23.mp4", VideoSettings(loudness=-23)))[0] == pytest.approx(-23, abs=1)


def test_speech_is_turned_up_by_one_gain(clips: Clips, folder: Path):
    """Nothing rides the gain: quiet and loud stretches stay as far apart as they were."""
    path = footage(clips, "quiet", KINDS["quiet"])
    before, after = samples(path), samples(turned(path, folder / "gain.mp4"))
    gains = []
    for start in range(0, SECONDS * RATE - RATE // 10, RATE // 10):
        was, became = (np.sqrt(np.mean(sound[start : start + RATE // 10] ** 2)) for sound in (before, after))
        if was > 1e-3:
            gains.append(20 * np.log10(became / was))
    assert len(gains) > 10
    assert np.ptp(gains) < 1.5


@pytest.mark.parametrize("what", ["0", "0.0003*(random(0)*2-1)"])
def test_silence_and_the_noise_of_a_room_stay_as_they_are(clips: Clips, folder: Path, what: str):
    path = footage(clips, f"silent{len(what)}", sounds(what))
    before, after = samples(path), samples(turned(path, folder / f"silent{len(what)}.mp4"))
    assert abs(after).max() <= 2 * abs(before).max() + 1e-4
    assert len(after) == pytest.approx(len(before), abs=1024)


@pytest.mark.parametrize("kind", ["mono 44.1", "surround", "late sound", "late picture mkv"])
@pytest.mark.parametrize("settings", [LOUD, VideoSettings(loudness=False)], ids=["turned", "as it is"])
def test_a_click_stays_at_its_sample(studio: Studio, folder: Path, kind: str, settings: VideoSettings):
    """Its picture's clock: what was late is late by as much, to a sample."""
    path = studio.footage(kind)
    made = turned(path, folder / f"{kind} {settings.loudness}.mp4", settings)
    assert abs(lag(samples(path, probe(path).offset_ms), samples(made))) <= 1


@pytest.mark.parametrize("kind", ["peaky", "loud", "44.1 kHz"])
def test_volume_and_limiter_move_no_sample(clips: Clips, folder: Path, kind: str):
    path = footage(clips, kind, KINDS[kind])
    made = folder / f"{kind}.mp4"
    assert abs(lag(samples(path), samples(made if made.exists() else turned(path, made)))) <= 1


@pytest.mark.parametrize("kind", ["plain", "together", "two voices"])
def test_untouched_sound_is_copied(studio: Studio, folder: Path, kind: str):
    path = studio.footage(kind)
    made = turned(path, folder / f"{kind} untouched.mp4", VideoSettings(loudness=False))
    assert packets(made, "audio") == packets(path, "audio")


@pytest.mark.parametrize("settings", [LOUD, VideoSettings(loudness=False)], ids=["turned", "as it is"])
@pytest.mark.parametrize("form", [AAC, ("-c:a", "pcm_s16le")], ids=["aac", "pcm"])
def test_silence_behind_the_last_picture_makes_no_video_longer(
    clips: Clips, tmp_path: Path, form: tuple[str, ...], settings: VideoSettings
):
    quiet = lavfi(f"aevalsrc={SPEECH.replace('2.5', '9')}*lt(t\\,1.5):s=48000:d=6")
    path = footage(clips, f"quiet-behind-{form[1]}", (*lavfi("testsrc2=s=64x36:r=25:d=2"), *quiet, *X264, *form))
    make_clean(path, probe(path), settings, tmp_path / "video.mp4", tmp_path / "temp")
    with av.open(str(tmp_path / "video.mp4")) as container:
        assert container.duration / 1_000_000 == pytest.approx(2, abs=0.06)
    assert probe(path).duration_ms == pytest.approx(2_000, abs=50)


@pytest.mark.parametrize("kind", ["peaky", "stereo"])
def test_twice_gives_the_same_bytes(clips: Clips, folder: Path, kind: str):
    path = footage(clips, kind, KINDS[kind])
    first, second = (turned(path, folder / f"{kind} {n}.mp4") for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()


def test_nothing_is_left_beside_it(clips: Clips, tmp_path: Path):
    turned(footage(clips, "mono", KINDS["mono"]), tmp_path / "sound.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["sound.mp4"]
