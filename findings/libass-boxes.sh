#!/usr/bin/env bash
# Surprise: two captions at once in boxes (BorderStyle 4): libass keeps their words apart, not their boxes, and the upper box covers the words below.
#
# BorderStyle 4, one box behind all lines of a caption, takes its padding from Shadow; what keeps captions apart does not
# count that. With BorderStyle 3 the boxes themselves are kept apart. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  imageio-ffmpeg==0.8.1 numpy==2.4.6 fontpkg-arimo==1.341

cat >"$folder/try.py" <<'PYTHON'
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import imageio_ffmpeg
import numpy as np

Path("fonts").mkdir()
for file in metadata.files("fontpkg-arimo"):
    if file.suffix == ".ttf":
        shutil.copy(file.locate(), "fonts")

HEADER = """[Script Info]
ScriptType: v4.00+
PlayResX: 640
PlayResY: 360

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, BorderStyle, Outline, Shadow, Alignment, MarginV
Style: Default,Arimo,30,&H00FFFFFF,&H000000FF,&H000000FF,{border},{outline},{shadow},2,20

[Events]
Format: Layer, Start, End, Style, Text
"""


def seen(name, border, *texts):
    """Rows of the picture (from, to) in which there are white pixels of letters, from top to bottom."""
    outline, shadow = (12, 0) if border == 3 else (0, 12)
    events = "".join(f"Dialogue: 0,0:00:00.00,0:00:05.00,Default,{text}\n" for text in texts)
    Path(f"{name}.ass").write_text(HEADER.format(border=border, outline=outline, shadow=shadow) + events)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=green:size=640x360",
               "-vf", f"subtitles={name}.ass:fontsdir=fonts", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    picture = np.frombuffer(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout, np.uint8)
    rows = np.flatnonzero((picture.reshape(360, 640, 3).min(axis=2) > 150).any(axis=1))
    lines = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return [(int(line[0]), int(line[-1])) for line in lines]


print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
height = {}
for border in (3, 4):
    alone = seen(f"alone-{border}", border, "HELLO")
    both = seen(f"both-{border}", border, "HELLO", "HELLO HELLO HELLO")
    height[border] = [bottom - top + 1 for top, bottom in (alone[-1], both[-1])]
    print(f"BorderStyle {border}: the lower caption alone is seen in rows {alone[-1]}, beneath another in rows {both[-1]}")
sys.exit(0 if height[3][0] == height[3][1] and height[4][1] < height[4][0] - 2 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
