#!/usr/bin/env bash
# Surprise: where the picture of a film changes size, ffmpeg starts its filters anew: setpts=PTS-STARTPTS then loses half of the film, with exit code 0.
#
# Recorders of calls (WebRTC) write such films: the size follows the network. STARTPTS is taken again from the first picture of
# the new size, so that it lands on top of the old ones and is dropped. With -reinit_filter 0 the film is whole: scale takes
# the change. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 av==18.1.0

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import av
import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*args):
    return subprocess.run([FFMPEG, "-nostdin", "-v", "error", "-y", *args], check=True)


def pictures(path):
    """How many pictures, and when the last of them is shown, in seconds."""
    with av.open(path) as film:
        times = [frame.time for frame in film.decode(video=0)]
    return len(times), round(max(times), 2)


for size in ("640x360", "1280x720"):
    ffmpeg("-f", "lavfi", "-i", f"testsrc=size={size}:rate=25:duration=4", "-c:v", "libvpx", "-b:v", "500k",
           "-deadline", "realtime", "-cpu-used", "8", f"{size}.ivf")
Path("parts.txt").write_text("file '640x360.ivf'\nfile '1280x720.ivf'\n")
ffmpeg("-f", "concat", "-i", "parts.txt", "-c", "copy", "call.webm")
print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
found = {"call.webm": pictures("call.webm")}
filters = "setpts=PTS-STARTPTS,scale=640:360"
for name, options in (("as-it-is.mp4", ()), ("kept.mp4", ("-reinit_filter", "0"))):
    done = ffmpeg(*options, "-i", "call.webm", "-vf", filters, "-c:v", "libx264", "-preset", "ultrafast", name)
    print(" ".join((*options, "-i call.webm -vf", filters, name)), "- exit code", done.returncode)
    found[name] = pictures(name)
for name, (count, last) in found.items():
    print(f"{name}: {count} pictures, the last at {last} s")
whole = found["call.webm"][1] > 7.5 and found["kept.mp4"][1] > 7.5
sys.exit(0 if whole and found["as-it-is.mp4"][1] < 4.5 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
