#!/usr/bin/env bash
# Surprise: of a film with a clean aperture, as cameras and capture cards write it, ffmpeg shows less than PyAV, with the same name for the size; moviepy stretches what is left.
#
# An MP4 may say which part of its pictures is meant to be seen (`clap`, ISO/IEC 14496-12; PixelCrop in Matroska). Since
# its version 7.1 ffmpeg cuts the rest off by itself; libav's decoders, and what ffmpeg and PyAV say of the file, know
# nothing of that. Whoever asks the one and decodes by the other has pictures of two sizes. Exits non-zero where that is
# no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  av==18.1.0 imageio-ffmpeg==0.8.1 moviepy==2.2.1 numpy==2.4.6

cat >"$folder/try.py" <<'PYTHON'
import struct
import subprocess
import sys
from pathlib import Path

import av
import imageio_ffmpeg
import moviepy
import numpy as np

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
W, H, SEEN_W, SEEN_H = 320, 180, 240, 100

# A white field that is exactly what is meant to be seen, in black.
field = f"color=black:s={W}x{H}:r=25:d=1,drawbox={(W - SEEN_W) // 2}:{(H - SEEN_H) // 2}:{SEEN_W}:{SEEN_H}:white:fill"
make = [FFMPEG, "-v", "error", "-f", "lavfi", "-i", field, "-c:v", "libx264", "-pix_fmt", "yuv420p", "plain.mp4"]
subprocess.run(make, check=True)


def with_clap(data, path=(b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1")):
    """The boxes of `data`, a clean aperture in the innermost; the index of this file comes behind its pictures."""
    if not path:
        return data + struct.pack(">I4s8I", 40, b"clap", SEEN_W, 1, SEEN_H, 1, 0, 1, 0, 1)
    made = b""
    while data:
        size, kind = struct.unpack_from(">I4s", data)
        inside, data = data[8:size], data[size:]
        if kind == path[0]:
            head = {b"stsd": 8, b"avc1": 78}.get(kind, 0)
            inside = inside[:head] + with_clap(inside[head:], path[1:])
        made += struct.pack(">I4s", len(inside) + 8, kind) + inside
    return made


Path("film.mp4").write_bytes(with_clap(Path("plain.mp4").read_bytes()))
told = subprocess.run([FFMPEG, "-i", "film.mp4"], capture_output=True, text=True).stderr
raw = subprocess.run(
    [FFMPEG, "-v", "error", "-i", "film.mp4", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-"],
    capture_output=True, check=True,
).stdout
with av.open("film.mp4") as container:
    picture = next(container.decode(video=0)).to_ndarray(format="gray")
with moviepy.VideoFileClip("film.mp4") as clip:
    frame = clip.get_frame(0)

print("PyAV", av.__version__, "- moviepy", moviepy.__version__, "-", subprocess.run(
    [FFMPEG, "-version"], capture_output=True, text=True).stdout.split(" Copyright")[0])
print("ffmpeg says", f"{W}x{H}" if f"{W}x{H}" in told else "something else", "and gives", len(raw), "bytes a picture:",
      f"{SEEN_W} x {SEEN_H} = {SEEN_W * SEEN_H}")
print("PyAV gives", picture.shape[::-1], "with", round((picture > 128).mean() * 100), "% of it white")
print("moviepy says", clip.size, "and gives", frame.shape[1::-1], "with", round((frame > 128).mean() * 100), "% white")
same = f"{W}x{H}" in told and len(raw) == SEEN_W * SEEN_H and picture.shape == (H, W)
sys.exit(0 if same and frame.shape[:2] == (H, W) and (frame > 128).mean() > 0.95 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
