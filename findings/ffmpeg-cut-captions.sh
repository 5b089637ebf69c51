#!/usr/bin/env bash
# Surprise: ffmpeg -ss 2, before -i as after it, gives captions that come one or two seconds too late for the film that the same -ss gives.
#
# Before -i: where the cut is in the midst of a caption, that one would begin before zero; all are moved until it does not,
# and it stays too long (-avoid_negative_ts). In ASS they are not moved, and it begins at 0:00:-1.00, which pysubs2 refuses
# with the whole file. After -i: captions that are written anew, as they are without -c copy, are not moved at all, while
# the pictures are. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check imageio-ffmpeg==0.8.1 av==18.1.0 pysubs2==1.8.1

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import av
import imageio_ffmpeg
import pysubs2

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
CAPTIONS = """1
00:00:01,000 --> 00:00:04,000
on screen at the cut

2
00:00:04,500 --> 00:00:06,000
after it

3
00:00:06,500 --> 00:00:08,000
at the end
"""
BEFORE = ("-ss", "2", "-i")


def ffmpeg(*args):
    print("\nffmpeg", *args)
    subprocess.run([FFMPEG, "-nostdin", "-v", "error", "-y", *args], check=True)


def times(path):
    """Begin and end of each caption, in seconds."""
    found = [(event.start / 1000, event.end / 1000) for event in pysubs2.load(path)]
    print(f"  {path}:", *found)
    return found


def tracks(path):
    """When the first picture of a film is shown, and each of its captions."""
    with av.open(path) as film:
        first = next(film.decode(video=0)).time
    with av.open(path) as film:
        packets = [packet for packet in film.demux(subtitles=0) if packet.pts is not None]
        found = [(float(p.pts * p.time_base), float((p.pts + p.duration) * p.time_base)) for p in packets]
    print(f"  {path}: first picture at {first} s, captions", *found)
    return first, found


Path("film.srt").write_text(CAPTIONS)
print("imageio-ffmpeg", metadata.version("imageio-ffmpeg"), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
ffmpeg("-f", "lavfi", "-i", "testsrc=size=160x90:rate=25:duration=10", "-i", "film.srt", "-c:v", "libx264", "film.mkv")
print("  film.srt:", *((event.start / 1000, event.end / 1000) for event in pysubs2.load("film.srt")))
print("\nCut at 2 s, they should stand at (0.0, 2.0) (2.5, 4.0) (4.5, 6.0).")

late = []
for written in ("cut.srt", "cut.vtt"):
    ffmpeg(*BEFORE, "film.srt", written)
    late.append(times(written))
ffmpeg(*BEFORE, "film.srt", "cut.ass")
begin = [line.split(",")[1:3] for line in Path("cut.ass").read_text().splitlines() if line.startswith("Dialogue")]
print("  cut.ass:", begin)
try:
    refused = str(pysubs2.load("cut.ass"))
except ValueError as error:
    refused = f"{type(error).__name__}: {error}"
print(f"  pysubs2 {metadata.version('pysubs2')}: {refused}")
ffmpeg("-i", "film.mkv", "-ss", "2", "cut.mkv")
first, after = tracks("cut.mkv")

moved = [(0.0, 3.0), (3.5, 5.0), (5.5, 7.0)]
still = [(4.5, 6.0), (6.5, 8.0)]
as_said = all(found == moved for found in late) and begin[0] == ["0:00:-1.00", "0:00:02.00"]
sys.exit(0 if as_said and "Failed to parse" in refused and first == 0 and after == still else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
