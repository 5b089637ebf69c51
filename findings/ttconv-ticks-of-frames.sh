#!/usr/bin/env bash
# Surprise: ttconv takes a tick for a second where a TTML file says how many frames a second has: captions come 25 times too late.
#
# Without ttp:tickRate, a tick is a frame (or sub-frame) if there is a ttp:frameRate, and a second only if there is none
# (TTML2, 7.2). Nothing warns of it. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3 pycaption==2.3.14

cat >"$folder/try.py" <<'PYTHON'
import sys
import warnings
import xml.etree.ElementTree as ET
from importlib import metadata

import ttconv.imsc.reader as reader
import ttconv.srt.writer as writer
from pycaption import DFXPReader, SRTWriter

warnings.simplefilter("ignore")

TEXT = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"{rates}>
  <body><div><p begin="250t" end="300t">Good morning.</p></div></body>
</tt>
"""
found = {}
print("ttconv", metadata.version("ttconv"), "and pycaption", metadata.version("pycaption"))
for rates in (' ttp:frameRate="25"', ' ttp:frameRate="25" ttp:tickRate="25"'):
    text = TEXT.format(rates=rates)
    print(f"\n{text}")
    for name, srt in (
        ("ttconv", writer.from_model(reader.to_model(ET.ElementTree(ET.fromstring(text))))),
        ("pycaption", SRTWriter().write(DFXPReader().read(text))),
    ):
        found[name, "tickRate" in rates] = srt.splitlines()[1]
        print(f"{name}: {srt.splitlines()[1]}")
right, late = "00:00:10,000 --> 00:00:12,000", "00:04:10,000 --> 00:05:00,000"
told = found["ttconv", True] == right == found["pycaption", True]
sys.exit(0 if told and found["pycaption", False] == right and found["ttconv", False] == late else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
