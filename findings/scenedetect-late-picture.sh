#!/usr/bin/env bash
# Surprise: where a film's picture begins 2 s after its sound, the scenes PySceneDetect cuts begin 2 s before theirs, each in the one before.
#
# It finds scenes counting from the first picture, and has ffmpeg cut them counting from the first sound. Calls that were
# recorded begin so. Its times are as early beside captions too. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  scenedetect-headless==0.7.2 opencv-python-headless==5.0.0.93 av==18.1.0 imageio-ffmpeg==0.8.1

cd "$folder"
venv/bin/python - <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import av
import imageio_ffmpeg
import scenedetect

PICTURES = "color=red:s=320x180:r=30:d=12,drawbox=c=blue:t=fill:enable=gte(t\\,4),drawbox=c=white:t=fill:enable=gte(t\\,8)"
COLOURS = {(255, 0, 0): "red", (0, 0, 255): "blue", (255, 255, 255): "white"}


def colour(picture):
    seen = [value > 127 and 255 or 0 for value in picture.to_ndarray(format="rgb24")[90, 160]]
    return COLOURS[tuple(seen)]


print("scenedetect", scenedetect.__version__)
found = {}
for name in ("at once.mkv", "at once.mp4", "late.mkv", "late.mp4"):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", PICTURES]
    command += ["-f", "lavfi", "-i", "sine=duration=14", "-vf", "setpts=PTS+2/TB" if "late" in name else "null"]
    subprocess.run([*command, "-c:v", "libx264", "-c:a", "aac", name], check=True)
    scenes = scenedetect.detect(name, scenedetect.ContentDetector())
    out = Path(name.replace(".", "-"))
    scenedetect.split_video_ffmpeg(name, scenes, output_dir=out)
    begins = []
    for path in sorted(out.iterdir()):
        with av.open(str(path)) as container:
            begins.append(colour(next(container.decode(video=0))))
    found[name] = [round(begin.seconds, 2) for begin, _ in scenes], begins
    print(f"{name}: scenes begin at {found[name][0]} s; cut, their first pictures are {begins}")
times = all(begins == [0, 4, 8] for begins, _ in found.values())
right = all(found[f"at once.{end}"][1] == ["red", "blue", "white"] for end in ("mkv", "mp4"))
wrong = all(found[f"late.{end}"][1] == ["red", "red", "blue"] for end in ("mkv", "mp4"))
sys.exit(0 if times and right and wrong else 1)
PYTHON
