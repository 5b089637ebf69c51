#!/usr/bin/env bash
# Surprise: moviepy's write_audiofile(fps=16000), for speech recognition, picks samples and filters nothing: a tone of 11 kHz is one of 5 kHz then.
#
# All that a file of that rate cannot hold – above 8 kHz, much of an "s" – comes down among the vowels, as loud as it was.
# AudioFileClip(path, fps=16000) leaves the change to ffmpeg, which filters. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    moviepy==2.2.1 imageio-ffmpeg==0.8.1 soundfile==0.14.0

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata

import imageio_ffmpeg
import numpy
import soundfile
from moviepy import AudioFileClip

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def loudest(path):
    """The frequency (Hz) that most of a file's sound is at, and how loud all of it is (dB)."""
    samples, rate = soundfile.read(path, always_2d=True)
    first = samples[:, 0]
    at = numpy.abs(numpy.fft.rfft(first * numpy.hanning(len(first)))).argmax() * rate / len(first)
    return round(float(at)), round(float(20 * numpy.log10(numpy.sqrt((first**2).mean()) + 1e-9)))


tone = "sine=frequency=11000:sample_rate=48000:duration=3,volume=12dB"
subprocess.run([FFMPEG, "-v", "error", "-f", "lavfi", "-i", tone, "film.wav"], check=True)
with AudioFileClip("film.wav") as clip:
    clip.write_audiofile("moviepy.wav", fps=16000, logger=None)
with AudioFileClip("film.wav", fps=16000) as clip:
    clip.write_audiofile("told-first.wav", fps=16000, logger=None)
subprocess.run([FFMPEG, "-v", "error", "-i", "film.wav", "-ar", "16000", "ffmpeg.wav"], check=True)

print("moviepy", metadata.version("moviepy"))
found = {name: loudest(f"{name}.wav") for name in ("film", "moviepy", "told-first", "ffmpeg")}
for name, (frequency, loudness) in found.items():
    print(f"  {name}.wav: {frequency} Hz, {loudness} dB")
loud = found["film"][1]
folded = found["moviepy"][0] == 5000 and found["moviepy"][1] > loud - 4
filtered = all(found[name][1] < loud - 40 for name in ("told-first", "ffmpeg"))
sys.exit(0 if folded and filtered else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
