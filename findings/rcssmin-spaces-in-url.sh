#!/usr/bin/env bash
# Surprise: rcssmin takes the spaces out of a quoted url("…"), so that the file with a space in its name is no longer found.
#
# In other strings, in image-set("…") and in data: URLs it keeps them. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check rcssmin==1.3.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import rcssmin

CSS = """
@font-face { font-family: "Open Sans"; src: url("Open Sans.woff2") format("woff2") }
.note::before { content: "a  note" }
.photo { background: url('photo of Anna.jpg') }
.photo { background: image-set("photo of Anna.jpg" 1x) }
"""
small = rcssmin.cssmin(CSS)
print("rcssmin", metadata.version("rcssmin"))
print("before:", CSS, "after:", small.replace("}", "}\n"), sep="\n")
changed = 'url("OpenSans.woff2")' in small and "url('photoofAnna.jpg')" in small
kept = '"Open Sans"' in small and '"a  note"' in small and 'image-set("photo of Anna.jpg" 1x)' in small
sys.exit(0 if changed and kept else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
