#!/usr/bin/env bash
# Surprise: ttconv shows the comments in an EBU STL file, which are for translators, as captions, and drops the captions beneath them.
#
# The comment flag (CF, EBU Tech 3264) says which blocks are not to be transmitted. ttconv does not look at it: a comment takes
# its time like a caption, so that what begins while it lasts begins later or, where it ends earlier too, is left out. Exits
# non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3

cat >"$folder/try.py" <<'PYTHON'
import io
import struct
import sys
from importlib import metadata

import ttconv.srt.writer as writer
import ttconv.stl.reader as reader


def header(count):
    """GSI: code page, disk format, open subtitling, Latin, English, titles…, numbers of blocks, subtitles, groups…"""
    number = f"{count:05}"
    fields = (
        ("850", 3), ("STL25.01", 8), ("0", 1), ("00", 2), ("09", 2), ("A film", 32), ("", 160), ("", 16), ("261101", 6),
        ("261101", 6), ("00", 2), (number, 5), (number, 5), ("001", 3), ("40", 2), ("23", 2), ("1", 1), ("00000000", 8),
        ("00000000", 8), ("1", 1), ("1", 1), ("ESP", 3), ("", 747),
    )
    return "".join(text.ljust(width) for text, width in fields).encode("ascii")


def block(number, begin, end, text, comment=0):
    """TTI: group, number, last block, no accumulation, times, row, centred, comment flag, text."""
    times = bytes((0, 0, begin, 0, 0, 0, end, 0))
    return struct.pack("<BHBB8sBBB112s", 0, number, 255, 0, times, 20, 2, comment, text.encode("ascii").ljust(112, b"\x8f"))


film = header(4) + b"".join((
    block(1, 1, 3, "Good morning."),
    block(2, 4, 8, "TRANSLATOR: she is on the phone", comment=1),
    block(3, 5, 7, "Yes, speaking."),
    block(4, 7, 10, "I will come at once."),
))
found = writer.from_model(reader.to_model(io.BytesIO(film)))
print("ttconv", metadata.version("ttconv"))
print("captions: 1-3 Good morning.  5-7 Yes, speaking.  7-10 I will come at once.  Comment: 4-8")
print(found)
hidden = "speaking" not in found and "00:00:08,000 --> 00:00:10,000\nI will come at once." in found
sys.exit(0 if "TRANSLATOR" in found and hidden else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
