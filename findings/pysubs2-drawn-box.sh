#!/usr/bin/env bash
# Surprise: pysubs2 leaves a caption that also draws something out of SubRip and WebVTT, words and all; its plaintext shows the drawing as words.
#
# Typesetters draw a box or a line behind words in the same event: {\p1}…{\p0}Words. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pysubs2

film = pysubs2.SSAFile()
film.append(pysubs2.SSAEvent(1000, 3000, r"{\p1}m 0 0 l 20 0 20 20 0 20{\p0} Anna: good morning!"))
film.append(pysubs2.SSAEvent(4000, 6000, "Come in."))
print("pysubs2", metadata.version("pysubs2"))
print("plaintext:", [event.plaintext for event in film])
written = {name: film.to_string(name) for name in ("srt", "vtt")}
for name, text in written.items():
    print(f"as {name}:", text, sep="\n")
lost = all("Anna" not in text and "Come in." in text for text in written.values())
sys.exit(0 if lost and film[0].plaintext.startswith("m 0 0 l") else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
