#!/usr/bin/env bash
# Surprise: pysubs2 and webvtt-py read YouTube's SBV files, and both show its line break, [br], as a word.
#
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1 webvtt-py==0.6.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata
from pathlib import Path

import pysubs2
import webvtt

text = "0:00:01.000,0:00:03.000\nThe first line[br]and the second\n\n0:00:04.000,0:00:06.000\nAnother caption\n"
Path("captions.sbv").write_text(text, "utf-8")
found = {
    "pysubs2": [event.plaintext for event in pysubs2.SSAFile.from_string(text)],
    "webvtt-py": [caption.text for caption in webvtt.from_sbv("captions.sbv")],
}
for name, texts in found.items():
    print(name, metadata.version(name), "reads:", texts)
sys.exit(0 if all("[br]" in texts[0] for texts in found.values()) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
