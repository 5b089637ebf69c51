#!/usr/bin/env bash
# Surprise: of a phone's film in Matroska or WebM, whose rate changes, PySceneDetect's last scene ends before it begins; cut, it is an empty file.
#
# Its cuts have the times of their pictures; the end is the count of pictures divided by the rate at the begin. A film of
# one scene is "over" halfway. In MP4 a picture or two are missing; with backend="pyav", none. Exits non-zero where that is
# no longer so.
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

PICTURES = "color=red:s=320x180:r=30:d=12,drawbox=c=blue:t=fill:enable=gte(t\\,4),drawbox=c=white:t=fill:enable=gte(t\\,9)"


def scenes_of(name, backend):
    scenes = scenedetect.detect(name, scenedetect.ContentDetector(), backend=backend)
    return [(round(begin.seconds, 1), round(end.seconds, 1)) for begin, end in scenes], scenes


print("scenedetect", scenedetect.__version__, "- a film of 12 s, 30 pictures a second, from 3 s on 10")
found = {}
for name in ("film.mp4", "film.mkv", "film.webm"):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", PICTURES]
    command += ["-vf", "select=lt(t\\,3)+not(mod(n\\,3))", "-fps_mode", "vfr"]
    subprocess.run([*command, *(["-c:v", "libvpx"] if "webm" in name else ["-c:v", "libx264"]), name], check=True)
    for backend in ("opencv", "pyav"):
        found[name, backend], scenes = scenes_of(name, backend)
        print(f"  {name}, {backend}: {found[name, backend]}")
        if (name, backend) == ("film.webm", "opencv"):
            code = scenedetect.split_video_ffmpeg(name, scenes, output_dir=Path("cut"))
pictures = []
for path in sorted(Path("cut").iterdir()):
    with av.open(str(path)) as container:
        pictures.append(sum(1 for _ in container.decode(container.streams.video)))
print(f"film.webm cut: exit code {code}, pictures in the scenes {pictures}")
right = [(0, 4), (4, 9), (9, 11.9)]
ends = [found[name, "opencv"] == [(0, 4), (4, 9), (9, 6)] for name in ("film.mkv", "film.webm")]
others = all(found[name, "pyav"] == right for name in ("film.mp4", "film.mkv", "film.webm"))
sys.exit(0 if all(ends) and others and code == 0 and pictures[-1] == 0 else 1)
PYTHON
