#!/usr/bin/env bash
# Surprise: pysubs2 deletes sounds and names that a SubRip file has in braces, and all words that stand between "<" and ">".
#
# A file that is only read and written again loses them. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pysubs2==1.8.1 srt==3.5.3

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pysubs2
import srt

text = """1
00:00:01,000 --> 00:00:03,000
<sighs> It was late. <birds singing> <laughter>

2
00:00:04,000 --> 00:00:06,000
{laughter} Good morning

"""
written = pysubs2.SSAFile.from_string(text, "srt").to_string("srt")
print("pysubs2", metadata.version("pysubs2"), "writes:")
print(written)
print("srt", metadata.version("srt"), "writes the same bytes:", srt.compose(srt.parse(text)) == text)
lost = "sighs" not in written and "birds" not in written and "laughter" not in written
print("words are gone:", lost)
sys.exit(0 if lost else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
