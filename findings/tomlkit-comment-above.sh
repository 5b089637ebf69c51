#!/usr/bin/env bash
# Surprise: to tomlkit the comment above a table is the end of the one before: delete that, and it is gone; add a key there, and it lands beneath it.
#
# tomlkit is taken because it keeps comments. Between keys of one table it does so. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check tomlkit==0.15.2

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import tomlkit

TEXT = """[captions]
lang = "ca"

# Two, or the station sends the film back.
[limits]
lines = 2
"""
COMMENT = "# Two, or the station sends the film back.\n"

print("tomlkit", metadata.version("tomlkit"))
print(TEXT)
fewer = tomlkit.parse(TEXT)
del fewer["captions"]
more = tomlkit.parse(TEXT)
more["captions"]["size"] = 5
print("without [captions]:", fewer.as_string(), "with a size in [captions]:", more.as_string(), sep="\n")
sys.exit(0 if COMMENT not in fewer.as_string() and COMMENT + "[limits]" not in more.as_string() else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
