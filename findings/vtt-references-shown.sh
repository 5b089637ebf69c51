#!/usr/bin/env bash
# Surprise: webvtt-py and pysubs2 show the "&amp;" and "&lt;" of a WebVTT file as words, and write them into SubRip, where no player reads them.
#
# In WebVTT an "&" or "<" of the text has to be written so. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0

cat >"$folder/try.py" <<'PYTHON'
import io
import sys
from importlib import metadata

import pysubs2
import webvtt

TEXT = "WEBVTT\n\n00:01.000 --> 00:03.000\nBed &amp; breakfast, 3 &lt; 4\n"
captions = webvtt.from_string(TEXT)
written = io.StringIO()
captions.write(written, format="srt")
film = pysubs2.SSAFile.from_string(TEXT)
found = {
    "webvtt-py": (captions[0].text, written.getvalue()),
    "pysubs2": (film[0].plaintext, film.to_string("srt")),
}
print(TEXT)
for name, (text, srt) in found.items():
    print(f"{name} {metadata.version(name)} reads: {text!r}\nand writes:\n{srt}")
sys.exit(0 if all("Bed &amp; breakfast, 3 &lt; 4" in one for both in found.values() for one in both) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
