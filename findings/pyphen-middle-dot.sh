#!/usr/bin/env bash
# Surprise: with soft hyphens from Pyphen's inserted() a Catalan "col·laborar" loses its middle dot also where the line is not broken: "collaborar" is what is read.
#
# At a break "col·laborar" is written "col-laborar", without the dot, and that is what inserted() gives, for a hyphen
# that is always seen. A soft hyphen is seen at the end of a line alone; in all other places a word that is none is left.
# positions() marks such a place; wrap() is right. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyphen==0.18.1

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import pyphen

SOFT = "\u00ad"
catalan = pyphen.Pyphen(lang="ca")
print("pyphen", metadata.version("pyphen"))
read = {}
for word in ("hortalissa", "col·laborar", "excel·lent"):
    read[word] = catalan.inserted(word, hyphen=SOFT).replace(SOFT, "")
    print(f"{word}: with soft hyphens, on one line, {read[word]}; broken by wrap(): {catalan.wrap(word, 6)}")
places = {place: place.data for place in catalan.positions("col·laborar")}
print("places in col·laborar, and what is written there instead:", places)
expected = {"hortalissa": "hortalissa", "col·laborar": "collaborar", "excel·lent": "excellent"}
broken = catalan.wrap("col·laborar", 6)
sys.exit(0 if read == expected and broken == ("col-", "laborar") and any(places.values()) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
