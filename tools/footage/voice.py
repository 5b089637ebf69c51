"""From text to sound: festival and espeak-ng speak, ffmpeg resamples, numpy does the rest.

Sound is a float32 array of shape (samples,), mono, 48 000 samples a second, full scale ±1.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import imageio_ffmpeg
import numpy as np
import numpy.typing as npt

from tools.footage.script import Voice

Wave = npt.NDArray[np.float32]

SAMPLE_RATE = 48_000
SPEECH_RMS = 10 ** (-21 / 20)  # about the level of a calm voice near a microphone
PEAK = 10 ** (-3 / 20)
PACKAGES = {
    "festival": ("text2wave", "festival festvox-ca-ona-hts"),
    "espeak-ng": ("espeak-ng", "espeak-ng"),
}
ESPEAK_WORDS_A_MINUTE = 175  # espeak-ng's own default, taken as rate 1.0


class VoiceError(Exception):
    """The voice programs are missing, or could not say a text."""


def check_engines(engines: set[str]) -> None:
    """Raise `VoiceError` naming the Debian packages of the engines that are not installed."""
    unknown = engines - PACKAGES.keys()
    if unknown:
        raise VoiceError(f"unknown voice engine: {', '.join(sorted(unknown))}")
    missing = [PACKAGES[name][1] for name in sorted(engines) if not shutil.which(PACKAGES[name][0])]
    if missing:
        raise VoiceError(f"voice programs are missing; run: apt-get install {' '.join(missing)}")


def say(text: str, voice: Voice) -> Wave:
    """Speak one line: trimmed of silence at both ends and brought to the speech level."""
    with TemporaryDirectory(prefix="footage-") as folder:
        spoken = Path(folder) / "spoken.wav"
        if voice.engine == "festival":
            _festival(text, voice, spoken)
        else:
            _espeak(text, voice, spoken)
        return to_level(trim(_read(spoken, voice.shift)), SPEECH_RMS)


def _festival(text: str, voice: Voice, wav: Path) -> None:
    try:
        # In any other encoding festival spells the accented letters out, one by one.
        encoded = text.encode("iso-8859-15")
    except UnicodeEncodeError as error:
        raise VoiceError(f"festival cannot read {text[error.start]!r} in “{text}”") from error
    source = wav.with_suffix(".txt")
    source.write_bytes(encoded)
    speed = voice.rate / voice.shift  # the shift slows or hastens the voice too: undo that here
    scheme = f'(begin (voice_{voice.name}) (set! hts_engine_params (append hts_engine_params \'(("-r" {speed:.4f})))))'
    _run(["text2wave", "-eval", scheme, str(source), "-o", str(wav)])


def _espeak(text: str, voice: Voice, wav: Path) -> None:
    speed = round(ESPEAK_WORDS_A_MINUTE * voice.rate / voice.shift)
    _run(["espeak-ng", "-v", voice.name, "-s", str(speed), "-w", str(wav), text])


def _read(wav: Path, shift: float) -> Wave:
    """Read a WAV file as 48 kHz samples, playing it `shift` times as fast: pitch and formants move."""
    filters = f"aresample={SAMPLE_RATE},asetrate={round(SAMPLE_RATE * shift)},aresample={SAMPLE_RATE}"
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    command = [ffmpeg, "-v", "error", "-i", str(wav), "-af", filters, "-ac", "1", "-f", "f32le", "-"]
    samples: Wave = np.frombuffer(_run(command), dtype="<f4").astype(np.float32)
    return samples


def _run(command: list[str]) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0:
        tail = done.stderr.decode("utf-8", "replace")[-400:]
        raise VoiceError(f"{command[0]} failed ({done.returncode}): {tail}")
    return done.stdout


def trim(wave: Wave, floor_db: float = -38.0, window_ms: int = 10) -> Wave:
    """Cut silence from both ends, so that a line's start and end times are those of its speech.

    Silence is what lies `floor_db` below the loudest window of `window_ms`.
    """
    size = SAMPLE_RATE * window_ms // 1000
    count = len(wave) // size
    loud = np.sqrt((wave[: count * size].reshape(count, size) ** 2).mean(axis=1))
    heard = np.flatnonzero(loud > loud.max(initial=0.0) * 10 ** (floor_db / 20))
    if not len(heard):
        raise VoiceError("the voice stayed silent")
    return fade(wave[heard[0] * size : (heard[-1] + 1) * size], 5)


def fade(wave: Wave, length_ms: int) -> Wave:
    """Raise and lower both ends over `length_ms`, so that nothing clicks."""
    size = min(SAMPLE_RATE * length_ms // 1000, len(wave) // 2)
    ramp = np.ones(len(wave), dtype=np.float32)
    ramp[:size] = np.linspace(0, 1, size)
    ramp[len(wave) - size :] = np.linspace(1, 0, size)
    return wave * ramp


def to_level(wave: Wave, rms: float) -> Wave:
    """Scale to the wanted root mean square, never past the peak allowed."""
    gain = rms / float(np.sqrt((wave**2).mean()))
    return (wave * min(gain, PEAK / float(np.abs(wave).max()))).astype(np.float32)
