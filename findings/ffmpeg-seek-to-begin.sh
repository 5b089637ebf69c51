#!/usr/bin/env bash
# Surprise: ffmpeg -ss 0 is not "from the begin": of a film whose still picture comes after its sound, it loses sound, and in Matroska the picture.
#
# It goes to a picture, here the one at 3 s: in MP4 the sound before that is lost, in Matroska, which has no picture to go to
# at or before 0, half of the sound and the picture. Without -ss 0 all comes. Exit code 0 each time. Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 av==18.1.0

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata

import av
import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*args):
    return subprocess.run([FFMPEG, "-nostdin", "-v", "fatal", "-y", *args], check=True)


def packets(path):
    """How many pictures and pieces of sound are in a file."""
    with av.open(path) as film:
        kinds = [packet.stream.type for packet in film.demux() if packet.size]
    return kinds.count("video"), kinds.count("audio")


ffmpeg("-itsoffset", "3", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=1:duration=1", "-f", "lavfi", "-i",
       "sine=duration=20", "-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "film.mkv")
ffmpeg("-i", "film.mkv", "-c", "copy", "film.mp4")
print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
found = {}
for options in (("-i", "film.mkv"), ("-ss", "0", "-i", "film.mkv"), ("-i", "film.mp4"), ("-ss", "0", "-i", "film.mp4")):
    done = ffmpeg(*options, "-c", "copy", "copy.mkv")
    found[options] = pictures, sounds = packets("copy.mkv")
    print(f"ffmpeg {' '.join(options)} -c copy copy.mkv: pictures: {pictures}, packets of sound: {sounds}, exit code {done.returncode}")
matroska, matroska_0, mp4, mp4_0 = found.values()
lost = matroska_0[0] == 0 and matroska_0[1] < 600 and mp4_0[1] < 760
sys.exit(0 if matroska[0] == mp4[0] == 1 and matroska[1] > 800 and mp4[1] > 800 and lost else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
