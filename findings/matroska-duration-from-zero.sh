#!/usr/bin/env bash
# Surprise: start + duration is the end of a transport stream, and seconds behind the end of a Matroska file of the same pictures.
#
# ffprobe and PyAV tell both numbers of every file. Of MPEG-TS (and MP4) the duration counts from the start; of Matroska
# that ffmpeg has written it counts from zero, so a recording that begins at 5 s and lasts 2 s "lasts" 7 s. Whoever adds
# them takes a whole file for one that was cut short. Exits non-zero where that is no longer so.
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
print("av", metadata.version("av"), "and imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
print("two seconds of pictures that begin at 5 s:")
wrong = {}
for suffix in ("ts", "mkv"):
    made = ["-f", "lavfi", "-i", "testsrc2=s=64x36:r=25:d=2", "-c:v", "mpeg4", "-output_ts_offset", "5", "-muxdelay", "0"]
    subprocess.run([FFMPEG, "-nostdin", "-v", "error", "-y", *made, f"clip.{suffix}"], check=True)
    with av.open(f"clip.{suffix}") as container:
        start, duration = container.start_time / 1e6, container.duration / 1e6
        end = max(float((p.pts + (p.duration or 0)) * p.time_base) for p in container.demux() if p.pts is not None)
    wrong[suffix] = start + duration - end
    print(f"  clip.{suffix}: start {start:.2f} s, duration {duration:.2f} s; the last packet ends at {end:.2f} s, not at {start + duration:.2f}"
          if abs(wrong[suffix]) > 0.1 else f"  clip.{suffix}: start {start:.2f} s, duration {duration:.2f} s; the last packet ends at {end:.2f} s")
sys.exit(0 if abs(wrong["ts"]) < 0.2 and wrong["mkv"] > 4.5 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
