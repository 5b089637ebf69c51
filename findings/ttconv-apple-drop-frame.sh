#!/usr/bin/env bash
# Surprise: of a TTML file that says 29.97 as Apple's iTunes format does ("999 1000"), ttconv takes every drop-frame time for the begin of the film.
#
# It wants "1000 1001", and says so in its log alone. The attribute is there to be read as the one or the other; all
# captions come out at once, at zero. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3

cat >"$folder/try.py" <<'PYTHON'
import logging
import sys
import xml.etree.ElementTree as ET
from importlib import metadata

import ttconv.imsc.reader as reader
import ttconv.srt.writer as writer

logging.disable(logging.CRITICAL)

TEXT = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
    ttp:timeBase="smpte" ttp:dropMode="dropNTSC" ttp:frameRate="30" ttp:frameRateMultiplier="{multiplier}">
  <body><div>
    <p begin="00:00:01:00" end="00:00:03:00">Good morning.</p>
    <p begin="00:00:10:00" end="00:00:12:00">Well, come in.</p>
  </div></body>
</tt>
"""
print("ttconv", metadata.version("ttconv"))
print(TEXT.format(multiplier="999 1000"))
found = {}
for multiplier in ("999 1000", "1000 1001"):
    srt = writer.from_model(reader.to_model(ET.ElementTree(ET.fromstring(TEXT.format(multiplier=multiplier)))))
    found[multiplier] = [line for line in srt.splitlines() if "-->" in line]
    print(multiplier, "->", srt.strip() or "nothing", sep="\n", end="\n\n")
right = found["1000 1001"] == ["00:00:01,001 --> 00:00:03,003", "00:00:10,010 --> 00:00:12,012"]
sys.exit(0 if right and not any(line in found["999 1000"] for line in found["1000 1001"]) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
