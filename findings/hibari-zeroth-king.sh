#!/usr/bin/env bash
# Surprise: the voice hibari-tts reads "King Charles" as "King the zerothCharles", and "part Catalan" as "part 0Catalan".
#
# After titles, names of kings and words such as "part" it looks for a Roman number, and takes the empty one before a word
# that begins with I, V, X, L or C: its expression lets every part of the number be missing. People with two names are
# read so as well ("Elizabeth Lee"). Its phonemizer called with normalize_text=False says the names. Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check hibari-tts==0.2.1 numpy==2.4.6

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

from hibari.g2p import G2P
from hibari.g2p.normalize import normalize

print("hibari-tts", metadata.version("hibari-tts"))
say = G2P()
wrong = []
for text in ("King Charles came.", "Elizabeth Lee came.", "She is part Catalan.", "King Edward came."):
    with_rules, without = say(text), say(text, normalize_text=False)
    print(f"  {text!r} is made {normalize(text)!r}: {with_rules} (without its rules: {without})")
    wrong.append(with_rules != without)
sys.exit(0 if wrong == [True, True, True, False] and "the zerothCharles" in normalize("King Charles") else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
