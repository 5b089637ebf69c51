#!/usr/bin/env bash
# Surprise: moviepy's SubtitlesClip leaves out the last caption of the SubRip files that webvtt-py, pycaption and ttconv write.
#
# It takes a caption only once an empty line has come. A file that ends with its last word, or the end of that line, is
# SubRip to all others; with one more line end, as pysrt writes it, the caption is shown. Nothing warns. Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    moviepy==2.2.1 pycaption==2.3.14 pysrt==1.1.2 ttconv==1.2.3 webvtt-py==0.6.0

cat >"$folder/try.py" <<'PYTHON'
import io
import sys
from importlib import metadata
from pathlib import Path

import pycaption
import pysrt
import ttconv.srt.writer
import ttconv.vtt.reader
import webvtt
from moviepy import ColorClip
from moviepy.video.tools.subtitles import SubtitlesClip, file_to_subtitles

TEXT = "WEBVTT\n\n00:01.000 --> 00:02.000\nI came in spring.\n\n00:03.000 --> 00:04.000\nI stayed.\n"
Path("captions.vtt").write_text(TEXT)
webvtt.read("captions.vtt").save_as_srt("webvtt-py.srt")
Path("pycaption.srt").write_text(pycaption.SRTWriter().write(pycaption.WebVTTReader().read(TEXT)))
Path("ttconv.srt").write_text(ttconv.srt.writer.from_model(ttconv.vtt.reader.to_model(io.StringIO(TEXT))))
pysrt.open("webvtt-py.srt").save("pysrt.srt")

print("moviepy", metadata.version("moviepy"))
found = {}
for name in ("webvtt-py", "pycaption", "ttconv", "pysrt"):
    path = f"{name}.srt"
    clip = SubtitlesClip(path, make_textclip=lambda words: ColorClip((320, 40), color=(0, 0, 0)))
    found[name] = [words for _, words in file_to_subtitles(path)]
    read = [one.text for one in pysrt.open(path)]
    print(f"  {name} {metadata.version(name)} ends with {Path(path).read_text()[-10:]!r}: pysrt reads {read}")
    print(f"    moviepy reads {found[name]}, and its clip ends at {clip.duration} s")
whole = ["I came in spring.", "I stayed."]
sys.exit(0 if found.pop("pysrt") == whole and all(one == whole[:1] for one in found.values()) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py 2>&1
