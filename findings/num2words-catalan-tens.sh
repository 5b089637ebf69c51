#!/usr/bin/env bash
# Surprise: num2words knows the Catalan ordinals of 29 and 31, and ends with a KeyError at 30, as at 40, 50 … 90.
#
# The Spanish ones of 11 and 12 come as words that are none ("décimoprimero"), and 21 000 000 has a "uno" before its
# "millones". Cardinals in Catalan, and English, are right. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check num2words==0.5.14

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

from num2words import num2words

print("num2words", metadata.version("num2words"))
raised = []
for number in range(1, 101):
    try:
        words = num2words(number, lang="ca", to="ordinal")
    except KeyError as error:
        words = f"KeyError: {error}"
        raised.append(number)
    if number in (1, 20, 29, 30, 31, 40, 100):
        print(f"  {number} in Catalan → {words}")
spanish = num2words(11, lang="es", to="ordinal"), num2words(31_000_000, lang="es")
print("  11, 31 000 000 in Spanish →", *spanish, sep="\n    ")
tens = [30, 40, 50, 60, 70, 80, 90]
sys.exit(0 if raised == tens and spanish == ("décimoprimero", "treinta y uno millones") else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
