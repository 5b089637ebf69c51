#!/usr/bin/env bash
# Surprise: of a SubRip subtitle PyAV's .text is empty, and its .dialogue keeps the codes of italics and drops what stands in braces.
#
# FFmpeg hands all subtitles of words on as ASS. PyAV leaves {\i1} in them, and takes every other pair of braces for a comment
# – also where a file of another format has them as words. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check av==18.1.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata
from pathlib import Path

import av

Path("film.srt").write_text(
    "1\n00:00:01,000 --> 00:00:03,000\nI said <i>never</i>!\n\n2\n00:00:04,000 --> 00:00:06,000\n{sighs} Come in.\n", "utf-8"
)
print("av", metadata.version("av"))
print(Path("film.srt").read_text("utf-8"))
with av.open("film.srt") as film:
    found = [subtitle for packet in film.demux(subtitles=0) for subtitle in packet.decode()]
for subtitle in found:
    print(f"text: {subtitle.text!r}   dialogue: {subtitle.dialogue!r}   ass: {subtitle.ass!r}")
words = [subtitle.dialogue.decode() for subtitle in found]
expected = [r"I said {\i1}never{\i0}!", " Come in."]
sys.exit(0 if words == expected and not any(subtitle.text for subtitle in found) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
