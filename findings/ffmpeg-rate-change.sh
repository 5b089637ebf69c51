#!/usr/bin/env bash
# Surprise: where the sound of a broadcast changes from 44.1 to 48 kHz, ffmpeg's aresample=async=1:first_pts=0 makes 9 s of sound of a 6 s film.
#
# These two keep sound in time with the picture, and a late start of it. ffmpeg starts the filter anew at the change, which
# then fills from 0 up to there with silence, behind the sound it already gave. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 numpy==2.4.6

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import imageio_ffmpeg
import numpy as np

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*args):
    return subprocess.run([FFMPEG, "-nostdin", "-v", "fatal", "-y", *args], check=True, stdout=subprocess.PIPE).stdout


for rate in (44100, 48000):
    ffmpeg("-f", "lavfi", "-i", f"sine=sample_rate={rate}:duration=3", "-c:a", "aac", f"{rate}.ts")
Path("parts.txt").write_text("file '44100.ts'\nfile '48000.ts'\n")
ffmpeg("-f", "concat", "-i", "parts.txt", "-c", "copy", "broadcast.ts")
print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
print("broadcast.ts: a tone of 3 s at 44.1 kHz, then one of 3 s at 48 kHz")
seconds = {}
for name in ("aresample=16000", "aresample=16000:async=1", "aresample=16000:async=1:first_pts=0"):
    sound = np.frombuffer(ffmpeg("-i", "broadcast.ts", "-af", name, "-ac", "1", "-f", "s16le", "-"), "<i2")
    seconds[name] = len(sound) / 16000
    heard = "".join("~" if abs(sound[at : at + 4000].astype(int)).max() > 500 else "." for at in range(0, len(sound), 4000))
    print(f"-af {name}: {seconds[name]:.1f} s   {heard}   (~ tone, . silence, by quarters of a second)")
first, second, third = seconds.values()
sys.exit(0 if first < 6.5 and second < 6.5 and third > 8.5 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
