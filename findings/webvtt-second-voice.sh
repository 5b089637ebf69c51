#!/usr/bin/env bash
# Surprise: webvtt-py gives the words of a second speaker in a caption to the first: .voice is the first name, .text the words of both.
#
# A dialogue of two in one caption is what voices in WebVTT are for. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check webvtt-py==0.6.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import webvtt

text = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Anna>Are you coming?</v>\n<v Ben>In a minute.</v>\n"
caption = webvtt.from_string(text)[0]
print(text)
print("webvtt-py", metadata.version("webvtt-py"), "- voice:", caption.voice, "- text:", repr(caption.text))
sys.exit(0 if caption.voice == "Anna" and caption.text == "Are you coming?\nIn a minute." else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
