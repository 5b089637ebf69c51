#!/usr/bin/env bash
# Surprise: yt-dlp's TTML to SRT leaves out, without a word, each caption whose times are in milliseconds, ticks or frames, and reads frame 12 of 25 as 0.12 s.
#
# It is what --convert-subs srt does with a TTML or DFXP file. Of the times of the standard it knows those with colons, and
# seconds; "3000ms" is as valid as "3s". The numbers of the captions that are left out are missing in the SRT. In
# hh:mm:ss:ff the frames are written behind the decimal point. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check yt-dlp==2026.10.26

cat >"$folder/try.py" <<'PYTHON'
import re
import sys
from importlib import metadata

from yt_dlp.utils import dfxp2srt

TIMES = {
    "clock": ("00:00:01.000", "00:00:02.000"),
    "seconds": ("3s", "4s"),
    "milliseconds": ("5000ms", "6000ms"),
    "ticks": ("70000000t", "80000000t"),
    "frames": ("225f", "250f"),
    "clock with frames": ("00:00:11:12", "00:00:12:12"),
}
lines = "\n".join(f'<p begin="{begin}" end="{end}">{name}</p>' for name, (begin, end) in TIMES.items())
film = f"""<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en"
  ttp:frameRate="25" ttp:tickRate="10000000"><body><div>
{lines}
</div></body></tt>"""
srt = dfxp2srt(film.encode())
print("yt-dlp", metadata.version("yt-dlp"))
print(lines, srt, sep="\n\n")
kept = re.findall(r"(\d+)\n(\S+) --> \S+\n(.+)", srt)
expected = [
    ("1", "00:00:01,000", "clock"),
    ("2", "00:00:03,000", "seconds"),
    ("6", "00:00:11,120", "clock with frames"),
]
sys.exit(0 if kept == expected else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
