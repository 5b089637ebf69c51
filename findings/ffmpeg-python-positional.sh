#!/usr/bin/env bash
# Surprise: ffmpeg-python escapes a filter's positional arguments once too often: .filter("subtitles", "L'amiga.srt") finds no file, filename= does.
#
# The two ways of giving an argument look alike, and are for plain names. With an apostrophe, "=", ":" or a backslash
# in the text only the named one works: pan, which takes its rules by position in all examples, refuses "mono|c0=c1".
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ffmpeg-python==0.2.0 imageio-ffmpeg==0.8.1

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import ffmpeg
import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def code(source, name, *args, **options):
    stream = ffmpeg.input(source, f="lavfi").filter(name, *args, **options).output("-", f="null")
    command = ffmpeg.compile(stream, cmd=FFMPEG)
    done = subprocess.run([*command, "-nostdin", "-v", "error"], capture_output=True, text=True)
    said = done.stderr.strip().splitlines()
    print(f"  {command[command.index('-filter_complex') + 1]} - exit code {done.returncode}", *said[:1], sep="\n    ")
    return done.returncode


print("ffmpeg-python", metadata.version("ffmpeg-python"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
found = []
for name in ("plain.srt", "L'amiga.srt", "a=b.srt"):
    Path(name).write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n", "utf-8")
    print(name)
    black = "color=size=64x64:duration=1"
    found.append((code(black, "subtitles", name), code(black, "subtitles", filename=name)))
print("mono|c0=c1")
stereo = "aevalsrc=exprs=0|0.1:duration=1"
found.append((code(stereo, "pan", "mono|c0=c1"), code(stereo, "pan", args="mono|c0=c1")))
sys.exit(0 if [tuple(map(bool, pair)) for pair in found] == [(False, False)] + 3 * [(True, False)] else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
