#!/usr/bin/env bash
# Surprise: fsspec, told to remove "Neus [9ab].vtt", removes "Neus a.vtt" and keeps the one named; put() uploads, cat() reads that other file too.
#
# yt-dlp names files so. rm, get, put, cat and copy take every name for a pattern, and do not look first whether there is
# a file of that name; exists, open and the *_file calls take it as it is. Nothing warns. Of a local
# folder rm takes it as it is, put does not. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check fsspec==2026.9.0

cd "$folder"
venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import fsspec
from fsspec.implementations.dirfs import DirFileSystem

NAMED, OTHER = "/Neus [9ab].vtt", "/Neus a.vtt"
WORDS = {NAMED: b"what Neus said", OTHER: b"another story"}
Path("here").mkdir()
Path("folder").mkdir()
for path, words in WORDS.items():
    Path("here" + path).write_bytes(words)
found = {}
print("fsspec", fsspec.__version__)
for name, store in ("memory", fsspec.filesystem("memory")), ("folder", DirFileSystem(str(Path("folder").absolute()))):
    store.mkdir("/sent")
    store.put("here" + NAMED, "/sent/")
    found[name, "put"] = [Path(path).name for path in store.find("/sent")]
    for path, words in WORDS.items():
        store.pipe_file(path, words)
    print(f"{name}: exists: {store.exists(NAMED)}, open: {store.open(NAMED).read()}, cat_file: {store.cat_file(NAMED)}")
    store.rm(NAMED)
    found[name, "rm"] = [path for path in WORDS if store.exists(path)]
    print(f"  after put of {NAMED[1:]} there is {found[name, 'put']}; after rm of it there is {found[name, 'rm']}")
memory = fsspec.filesystem("memory")
memory.pipe_file(OTHER, WORDS[OTHER])
read = memory.cat(NAMED)
print("memory: cat:", read)
memory.get(NAMED, "got/")
got = [path.name for path in Path("got").iterdir()]
print("memory: get:", got)
wrong = found["memory", "put"] == found["folder", "put"] == got == [OTHER[1:]] and read == {OTHER: WORDS[OTHER]}
sys.exit(0 if wrong and found["memory", "rm"] == [NAMED] and found["folder", "rm"] == [OTHER] else 1)
PYTHON
