#!/usr/bin/env bash
# Surprise: rich does not print an escaped text as it is: escape() leaves emoji codes in it alive, and doubles the backslash at its end.
#
# escape() is what the manual gives for printing text of others. Text(…) prints both as they are. Exits non-zero where that
# is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check rich==15.0.0

cat >"$folder/try.py" <<'PYTHON'
import io
import sys
from importlib import metadata

from rich.console import Console
from rich.markup import escape
from rich.text import Text


def printed(what):
    console = Console(file=io.StringIO(), width=200)
    console.print(what)
    return console.file.getvalue().removesuffix("\n")


print("rich", metadata.version("rich"))
changed = []
for text in ("metadata:x:title", "track:key:4:on:off", "C:\\films\\", "[bold] stays"):
    escaped, plain = printed(escape(text)), printed(Text(text))
    print(f"{text}   escape: {escaped}   Text: {plain}")
    changed.append((escaped != text, plain != text))
sys.exit(0 if changed == [(True, False)] * 3 + [(False, False)] else 1)
PYTHON
cd "$folder"
PYTHONIOENCODING=utf-8 venv/bin/python try.py
