#!/usr/bin/env bash
# Surprise: with the FFmpeg 9 that imageio-ffmpeg brings now, moviepy squeezes a phone's upright film into 320x180, all in it wide.
#
# moviepy learns from what ffmpeg prints that a film is to be turned. That line was called "displaymatrix" and is called
# "Display Matrix" now; moviepy does not find it. ffmpeg turns the pictures as before, and fits them into the size that
# moviepy asks for. Both packages are the newest, and nothing warns. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/old"
"$folder/old/bin/python" -m pip install --quiet --disable-pip-version-check moviepy==2.2.1 imageio-ffmpeg==0.6.0
"${PYTHON:-python3}" -m venv "$folder/new"
"$folder/new/bin/python" -m pip install --quiet --disable-pip-version-check moviepy==2.2.1 imageio-ffmpeg==0.8.1

cat >"$folder/make.py" <<'PYTHON'
import subprocess

from imageio_ffmpeg import get_ffmpeg_exe

SQUARE = "color=black:s=320x180:r=25:d=1,drawbox=x=100:y=40:w=90:h=90:color=white:t=fill"
run = [get_ffmpeg_exe(), "-v", "error", "-y"]
subprocess.run([*run, "-f", "lavfi", "-i", SQUARE, "-pix_fmt", "yuv420p", "lying.mp4"], check=True)
subprocess.run([*run, "-display_rotation", "90", "-i", "lying.mp4", "-c", "copy", "phone.mp4"], check=True)
PYTHON

cat >"$folder/look.py" <<'PYTHON'
import subprocess
from importlib import metadata

from imageio_ffmpeg import get_ffmpeg_exe, get_ffmpeg_version
from moviepy import VideoFileClip

told = subprocess.run([get_ffmpeg_exe(), "-hide_banner", "-i", "phone.mp4"], capture_output=True, text=True).stderr
line = next(one.strip() for one in told.splitlines() if "rotation" in one)
with VideoFileClip("phone.mp4") as clip:
    white = clip.get_frame(0.5)[:, :, 0] > 128
    square = int(white.any(axis=0).sum()), int(white.any(axis=1).sum())
    print(f"moviepy {metadata.version('moviepy')}, imageio-ffmpeg {metadata.version('imageio-ffmpeg')}", end=" ")
    print(f"with ffmpeg {get_ffmpeg_version()}")
    print(f"  ffmpeg prints {line!r}; moviepy: rotation {clip.rotation}, size {clip.size}")
    print(f"  the white square of 90 x 90 in it is {square[0]} wide and {square[1]} high")
    upright = tuple(clip.size) == (180, 320) and abs(square[0] - square[1]) <= 4
    squeezed = tuple(clip.size) == (320, 180) and square[0] > 2.5 * square[1]
print("RESULT", "upright" if upright else "squeezed" if squeezed else "something else")
PYTHON
cd "$folder"
new/bin/python make.py
old/bin/python look.py 2>&1 | tee old.txt
new/bin/python look.py 2>&1 | tee new.txt
grep -qx "RESULT upright" old.txt && grep -qx "RESULT squeezed" new.txt
