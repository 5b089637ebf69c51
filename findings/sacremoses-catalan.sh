#!/usr/bin/env bash
# Surprise: sacremoses takes Catalan apart and does not put it together again: "col·laborem amb l'hort d'en Joel" comes back as "col · laborem amb l 'hort d' en Joel".
#
# Its rules for what belongs to an apostrophe know English, French and Italian, though it takes lang="ca", for which it has a
# list of abbreviations, and says nothing; the dot within a word is a sign for itself. English and Italian come back as
# they were. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check sacremoses==0.2.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

from sacremoses import MosesDetokenizer, MosesTokenizer

SAID = {
    "ca": "Col·laborem amb l'hort d'en Joel, dona-me'n.",
    "it": "L'orto dell'amico, c'era tutto.",
    "en": "I can't, it's Joel's plot.",
}
print("sacremoses", metadata.version("sacremoses"))
back = {}
for language, said in SAID.items():
    parts = MosesTokenizer(lang=language).tokenize(said, escape=False)
    back[language] = MosesDetokenizer(lang=language).detokenize(parts)
    print(f"{language}: {said}\n  {parts}\n  {back[language]}")
others = all(back[language] == SAID[language] for language in ("it", "en"))
sys.exit(0 if others and back["ca"] == "Col · laborem amb l 'hort d' en Joel, dona-me 'n." else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
