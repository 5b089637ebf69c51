#!/usr/bin/env bash
# Surprise: moviepy shows a phone's film, whose rate changes, in slow motion: a cut at 3 s comes at 4.3 s, the end never, and the sound goes on.
#
# FFmpeg hands pictures on at the highest rate of the film (30), repeating some; moviepy counts them by its mean (20.89). What
# get_frame(4) shows depends on what was asked for before: jumps of more than a hundred pictures seek, and are right.
# VideoFileClip(path, fps_source="tbr") helps. Nothing warns. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    moviepy==2.2.1 imageio-ffmpeg==0.8.1 av==18.1.0

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata

import av
import imageio_ffmpeg
from moviepy import VideoFileClip


def filmed():
    """Black for 3 s, of which every sixth picture is kept, as a phone does in the dark; then 3 s of grey, 3 s of white."""
    parts = [f"color={shade}:s=320x180:r=30:d=3,format=yuv420p[{shade}]" for shade in ("black", "gray", "white")]
    graph = ";".join(parts) + ";[black][gray][white]concat=n=3,select='if(lt(t,3),not(mod(n,6)),1)'"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", graph, "-fps_mode", "vfr"]
    subprocess.run([*command, "-c:v", "libx264", "phone.mp4"], check=True)


def cuts(path):
    """When the picture turns brighter (s), and when the last one comes."""
    with av.open(path) as container:
        seen = [(round(float(frame.time), 2), frame.to_ndarray(format="gray").mean()) for frame in container.decode(video=0)]
    turns = [at for (_, before), (at, now) in zip(seen, seen[1:], strict=False) if now > before + 50]
    return [*turns, seen[-1][0]]


filmed()
found = {"the film": cuts("phone.mp4")}
for source in ("fps", "tbr"):
    with VideoFileClip("phone.mp4", audio=False, fps_source=source) as clip:
        rate, duration = clip.fps, clip.duration
        clip.get_frame(3.5)
        at_four = round(float(clip.get_frame(4.0).mean()))
        clip.write_videofile(f"{source}.mp4", logger=None)
    found[source] = cuts(f"{source}.mp4")
    print(f"moviepy {metadata.version('moviepy')}, fps_source={source!r}: {rate} pictures/s, {duration} s; at 4 s: {at_four}")
for name, times in found.items():
    print(f"  {name}: grey from {times[0]} s, white from {times[1]} s, last picture at {times[2]} s")
film, slow, right = found.values()
sys.exit(0 if film[:2] == [3, 6] and 4.2 < slow[0] < 4.4 and slow[1] > 8.5 and abs(right[1] - 6) < 0.1 else 1)
PYTHON
cd "$folder"
venv/bin/python -W ignore try.py
