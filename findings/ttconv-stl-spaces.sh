#!/usr/bin/env bash
# Surprise: ttconv glues two words of an EBU STL file together wherever two blanks meet, as a space and a colour do in most teletext subtitles.
#
# A colour code takes a place on the screen, and is a blank there; people leave their own before it. Both are lost.
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3

cat >"$folder/try.py" <<'PYTHON'
import io
import logging
import re
import struct
import sys
from importlib import metadata

import ttconv.srt.writer as writer
import ttconv.stl.reader as reader

logging.disable(logging.CRITICAL)


def file(text: bytes) -> io.BytesIO:
    """A file of one subtitle, Latin letters, 25 frames a second (EBU Tech 3264)."""
    head = (b"850STL25.01" + b"0" + b"00" + b"0F").ljust(238) + b"0000100001001402310000000000000000"
    block = struct.pack("<BHBB8BBBB", 0, 0, 0xFF, 0, 0, 0, 1, 0, 0, 0, 3, 0, 20, 2, 0)
    return io.BytesIO(head.ljust(1024) + block + text.ljust(112, b"\x8f"))


YELLOW = b"\x03"
print("ttconv", metadata.version("ttconv"))
found = []
for text in (b"Good morning.", b"Good" + YELLOW + b"morning.", b"Good " + YELLOW + b"morning.", b"Good.  Come in."):
    found.append(" ".join(writer.from_model(reader.to_model(file(text))).splitlines()[2:]).strip())
    print(text, "->", found[-1])
words = [re.sub("<[^<>]*>", "", line) for line in found]
sys.exit(0 if words[:2] == ["Good morning."] * 2 and words[2:] == ["Goodmorning.", "Good.Come in."] else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
