#!/usr/bin/env bash
# Surprise: the voice py-nanotts gives other samples for the same text when a process has spoken before; a new process gives the same.
#
# Some state of the engine outlives a text, whether NanoTTS() is made anew or not. Whoever keeps sound by the hash of its
# text has to speak each text in a process of its own. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check py-nanotts==0.1.1

cat >"$folder/say.py" <<'PYTHON'
import hashlib
from importlib import metadata

from py_nanotts import NanoTTS

TEXT = "Una mujer con una chaqueta roja abre la puerta."
said = [NanoTTS().speak(TEXT, voice="es-ES", speed=1.1) for _ in range(4)]
print(*(hashlib.sha256(each).hexdigest()[:8] for each in said), "py-nanotts", metadata.version("py-nanotts"))
PYTHON
cd "$folder"
for _ in 1 2; do venv/bin/python say.py | tee -a said.txt; done
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pathlib import Path

first, second = (line.split()[:4] for line in Path("said.txt").read_text().splitlines())
sys.exit(0 if first == second and len(set(first)) > 1 else 1)
PYTHON
