#!/usr/bin/env bash
# Surprise: fsspec's find and walk, told on_error="raise", raise for the folder that they are given, and pass in silence over every one below it that cannot be read.
#
# Whoever copies, compares or deletes what a listing says takes a half for the whole. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check fsspec==2026.9.0
chmod 755 "$folder"
cat > "$folder/seen.py" << 'PY'
import os
import sys

import fsspec

root = os.path.join(sys.argv[1], "archive")
os.makedirs(os.path.join(root, "2021", "joel"))
for name in ("index.html", "2021/joel/video.mp4"):
    with open(os.path.join(root, name), "wb") as stream:
        stream.write(b"x")
os.chmod(os.path.join(root, "2021", "joel"), 0)  # as a folder of somebody else is
if os.geteuid() == 0:
    os.setuid(65534)  # root may read everything

files = fsspec.filesystem("file")
print("fsspec", fsspec.__version__)


def asked(folder):
    try:
        return sorted(os.path.relpath(one, root) for one in files.find(folder, on_error="raise"))
    except OSError as error:
        return type(error).__name__


whole, below = asked(root), asked(os.path.join(root, "2021", "joel"))
print("find of the folder that cannot be read:", below)
print("find of the one that holds it:         ", whole)
sys.exit(not (below == "PermissionError" and whole == ["index.html"]))
PY
chmod 644 "$folder/seen.py"
"$folder/venv/bin/python" "$folder/seen.py" "$folder"
