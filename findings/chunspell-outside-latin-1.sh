#!/usr/bin/env bash
# Surprise: asked whether "Łukasz" is an English word, the package chunspell does not say no: it ends with a UnicodeEncodeError.
#
# Its own en_US dictionary is in Latin-1, and a word is encoded like its dictionary before it is looked up. A spelling
# check over captions ends at the first Polish name or euro sign. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check chunspell==2.0.5

"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib import metadata
from pathlib import Path

import hunspell

print("chunspell", metadata.version("chunspell"))
words = hunspell.Hunspell("en_US", hunspell_data_dir=str(Path(hunspell.__file__).parent / "dictionaries"))
raised = []
for word in ("garden", "gardne", "café", "Łukasz", "€5"):
    try:
        answer = str(words.spell(word))
    except UnicodeEncodeError as error:
        answer = f"UnicodeEncodeError: {error}"
        raised.append(word)
    print(f"  spell({word!r}) → {answer}")
sys.exit(0 if raised == ["Łukasz", "€5"] else 1)
PYTHON
