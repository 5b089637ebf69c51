#!/usr/bin/env bash
# Surprise: pycaption's SubRip reader takes a blank line inside a caption for the end of the file: all captions after it are gone, without an error.
#
# Word processors and some editors leave such lines. Other readers (srt, pysubs2) keep both halves and all that follows.
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycaption==2.3.14 srt==3.5.3

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pycaption
import srt

text = """1
00:00:01,000 --> 00:00:03,000
The first line

and one after a blank line

2
00:00:04,000 --> 00:00:06,000
The second caption

3
00:00:07,000 --> 00:00:09,000
The third caption
"""
read = pycaption.SRTReader().read(text)
found = [caption.get_text() for caption in read.get_captions(read.get_languages()[0])]
others = [subtitle.content for subtitle in srt.parse(text)]
print("pycaption", metadata.version("pycaption"), "reads", len(found), "of 3 captions:", found)
print("srt", metadata.version("srt"), "reads", len(others), "of 3 captions:", others)
sys.exit(0 if len(found) == 1 and len(others) == 3 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
