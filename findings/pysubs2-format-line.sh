#!/usr/bin/env bash
# Surprise: pysubs2 never reads the Format line of an ASS file: where it names fewer columns, every caption comes out empty, without an error.
#
# Each section of the format begins with the names of its columns, and players go by them. Exits non-zero where that is no
# longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1

cat >"$folder/try.py" <<'PYTHON'
import sys
import warnings
from importlib import metadata

import pysubs2

warnings.simplefilter("ignore")
text = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Bold, Alignment
Style: Top,Arial,40,&H00FFFFFF,-1,8

[Events]
Format: Layer, Start, End, Style, Text
Dialogue: 0,0:00:01.00,0:00:03.00,Top,Good morning!
Dialogue: 0,0:00:04.00,0:00:06.00,Top,"Well, come in."
"""
film = pysubs2.SSAFile.from_string(text)
style = film.styles["Top"]
print("pysubs2", metadata.version("pysubs2"))
print(text)
print("texts:", [event.text for event in film], "- bold:", style.bold, "- alignment:", style.alignment.name)
print("as SubRip:", film.to_string("srt"), sep="\n")
sys.exit(0 if not any(event.text.startswith(("Good", "Well")) for event in film) and not style.bold else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
