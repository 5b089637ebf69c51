#!/usr/bin/env bash
# Surprise: pysrt's at() finds no subtitle at the very time one begins: where one follows another at once, neither is found.
#
# Subtitles are seen from their begin up to, and without, their end. Asked for a picture at the begin of each, at() says that
# there is nothing to be read in any. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysrt==1.1.2

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pysrt

text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n"
film = pysrt.from_string(text)
print("pysrt", metadata.version("pysrt"))
print(text)
found = {}
for milliseconds in (999, 1000, 1001, 1999, 2000, 2001, 3000):
    found[milliseconds] = [item.text for item in film.at(milliseconds=milliseconds)]
    print(f"at {milliseconds} ms: {found[milliseconds]}")
at_begin = [found[item.start.ordinal] for item in film]
sys.exit(0 if at_begin == [[], []] and found[1001] == ["One"] and found[2001] == ["Two"] else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
