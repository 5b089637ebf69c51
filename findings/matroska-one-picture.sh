#!/usr/bin/env bash
# Surprise: FFmpeg says that the picture track of a Matroska file lasts nine seconds, where it holds one picture of 33 ms.
#
# Matroska has no duration for a track, and of most tracks FFmpeg says none. Of one with up to three pictures – a voice
# over a still – it says the whole file's, so that whoever compares it with the packets takes the file for cut short. The
# file's own tag, DURATION, has it right. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0 imageio-ffmpeg==0.8.1

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import av
import imageio_ffmpeg

ffmpeg, folder = imageio_ffmpeg.get_ffmpeg_exe(), Path(sys.argv[1])
print("av", av.__version__, "libavformat", ".".join(map(str, av.library_versions["libavformat"])))
said = {}
for count in (1, 3, 4):
    path = folder / f"{count}.mkv"
    command = [ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=9"]
    command += ["-f", "lavfi", "-i", "sine=frequency=220:sample_rate=48000:duration=9"]
    command += ["-vf", f"select=lt(n\\,{count})", "-fps_mode", "vfr", "-c:v", "libx264", "-c:a", "aac", str(path)]
    subprocess.run(command, check=True)
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        said[count] = video.duration and round(float(video.duration * video.time_base), 1)
        tag = video.metadata.get("DURATION")
    print(f"  {count} picture(s): the track's duration {said[count]} s, its tag {tag}")
sys.exit(0 if said == {1: 9.0, 3: 9.0, 4: None} else 1)
PYTHON
