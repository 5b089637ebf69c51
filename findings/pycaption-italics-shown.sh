#!/usr/bin/env bash
# Surprise: pycaption turns the italics of a SubRip file into visible tags: the WebVTT and TTML it writes show <i> and </i> as words.
#
# The SubRip reader keeps tags as text, and the writers escape text. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycaption==2.3.14

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pycaption

text = """1
00:00:01,000 --> 00:00:03,000
She said <i>never</i> again
"""
read = pycaption.SRTReader().read(text)
vtt = pycaption.WebVTTWriter().write(read)
ttml = pycaption.DFXPWriter().write(read)
print("pycaption", metadata.version("pycaption"))
print(vtt)
shown = "&lt;i>never" in vtt and "&lt;i&gt;never" in ttml
print("the tags are text for whoever watches:", shown)
sys.exit(0 if shown else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
