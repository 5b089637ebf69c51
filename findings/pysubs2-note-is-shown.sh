#!/usr/bin/env bash
# Surprise: pysubs2 reads the NOTE of a WebVTT file, which no viewer should see, as the next words of the caption before it.
#
# WebVTT's comments carry remarks of reviewers. Converting such a file publishes them. Entities stay as they are written
# (&lt; is shown). Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pysubs2

text = """WEBVTT

00:01.000 --> 00:03.000
Good morning

NOTE
ask Marta whether this may be shown

00:04.000 --> 00:06.000
R&amp;D &lt; 3
"""
events = [event.text for event in pysubs2.SSAFile.from_string(text, "vtt")]
written = pysubs2.SSAFile.from_string(text, "vtt").to_string("srt")
print("pysubs2", metadata.version("pysubs2"), "reads:", events)
print(written)
surprising = "ask Marta" in events[0] and "&amp;" in written
print("the comment is published:", surprising)
sys.exit(0 if surprising else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
