#!/usr/bin/env bash
# Surprise: ffmpeg's filters against noise and for clearer speech make the sound come later than the picture: superequalizer by 85 ms.
#
# afftdn: 25 ms, dialoguenhance: 32, afftfilt: 64; one after the other, they add up. The timestamps stay, so that no program sees
# it, and the last word loses as much. EBU R 37 has 15 ms for sound that is late. dynaudnorm, deesser and equalizer keep to the
# time. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    imageio-ffmpeg==0.8.1 numpy==2.3.5 soundfile==0.14.0

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys

import imageio_ffmpeg
import numpy
import soundfile

FFMPEG, RATE = imageio_ffmpeg.get_ffmpeg_exe(), 48_000
LATE = {"afftdn": 25, "dialoguenhance": 32, "afftfilt": 64, "superequalizer": 85}


def recording():
    """4 s with a short tone at 2 s, and a hiss below it."""
    sound = numpy.random.default_rng(1).normal(0, 1e-4, 4 * RATE)
    tone = 0.5 * numpy.hanning(RATE // 10) * numpy.sin(2 * numpy.pi * 700 * numpy.arange(RATE // 10) / RATE)
    sound[2 * RATE : 2 * RATE + len(tone)] += tone
    soundfile.write("recording.wav", sound, RATE, subtype="FLOAT")


def middle(path):
    """When the tone is: the middle of its energy (ms), and how many samples the file has."""
    sound = soundfile.read(path, always_2d=True)[0].mean(axis=1)
    energy = sound[int(1.5 * RATE) : int(3 * RATE)] ** 2
    return 1500 + 1000 * float(numpy.arange(len(energy)) @ energy / energy.sum()) / RATE, len(sound)


recording()
print("ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
usual, samples = middle("recording.wav")
found = {}
chain = "afftdn,dialoguenhance,superequalizer"
on_time = "anull", "dynaudnorm", "deesser", "equalizer=f=3000:w=1:t=o:g=3"
for name in (*on_time, *LATE, chain):
    command = [FFMPEG, "-v", "error", "-y", "-i", "recording.wav", "-af", name, "-c:a", "pcm_f32le", "heard.wav"]
    subprocess.run(command, check=True)
    at, length = middle("heard.wav")
    found[name] = round(at - usual)
    print(f"  {name}: {found[name]} ms later; {length - samples:+} samples")
so = all(found[name] == 0 for name in on_time) and all(abs(found[name] - ms) <= 2 for name, ms in LATE.items())
sys.exit(0 if so and found[chain] > 120 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
