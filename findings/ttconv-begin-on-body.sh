#!/usr/bin/env bash
# Surprise: ttconv drops captions where a TTML file carries its offset in the begin of body or div: the end it works out forgets that offset.
#
# Broadcasters' files often begin at an hour that stands on body. Without an end there, the end is that of the last caption
# – but relative to the begin (TTML2, 11.1.1 and SMIL). What ends later than the sum is lost, with exit code 0. Exits
# non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3

cat >"$folder/try.py" <<'PYTHON'
import sys
import xml.etree.ElementTree as et
from importlib import metadata

import ttconv.imsc.reader as reader
import ttconv.srt.writer as writer


def converted(begin):
    text = f"""<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body begin="{begin}"><div>
    <p begin="1s" end="3s">one</p><p begin="4s" end="6s">two</p><p begin="7s" end="9s">three</p></div></body></tt>"""
    return writer.from_model(reader.to_model(et.ElementTree(et.fromstring(text))))


print("ttconv", metadata.version("ttconv"))
counts = {}
for begin in ("0s", "5s", "3600s"):
    found = converted(begin)
    counts[begin] = found.count("-->")
    print(f"begin={begin}: {counts[begin]} of 3 captions")
    print(found)
sys.exit(0 if counts["0s"] == 3 and counts["5s"] < 3 and counts["3600s"] == 0 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
