#!/usr/bin/env bash
# Surprise: Unidecode and text-unidecode write the Catalan "col·laborar" as "col*laborar": an asterisk, which no file of Windows may have in its name.
#
# Of plain letters they are asked for names of files and addresses. The dot stands between the two halves of a doubled l,
# and what it is written without accents is "collaborar"; anyascii has a hyphen. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check Unidecode==1.4.0 text-unidecode==1.3 anyascii==0.3.3

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

from anyascii import anyascii
from text_unidecode import unidecode as text_unidecode
from unidecode import unidecode

WAYS = {"Unidecode": unidecode, "text-unidecode": text_unidecode, "anyascii": anyascii}
found = {}
for name, way in WAYS.items():
    found[name] = [way(word) for word in ("col·laborar", "Il·lusió", "pèl-roig")]
    print(name, metadata.version(name), *found[name], sep="  ")
starred = ["col*laborar", "Il*lusio", "pel-roig"]
hyphens = ["col-laborar", "Il-lusio", "pel-roig"]
sys.exit(0 if found == {"Unidecode": starred, "text-unidecode": starred, "anyascii": hyphens} else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
