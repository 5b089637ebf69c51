#!/usr/bin/env bash
# Surprise: since 1.29, "import onnxruntime" on Linux gives the computer a number and notes for Microsoft which program runs; DO_NOT_TRACK changes nothing.
#
# The number stays in the home folder. What is noted – the path of the Python, the system, a number for the user – waits in a
# database beside it, to be sent once a model is loaded. faster-whisper and many voices bring onnxruntime along. Where tests
# are run (CI) it holds back, so that nobody sees it there; ORT_DISABLE_TELEMETRY=1 keeps it from all of this. Nothing is sent
# here: no model is loaded. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for version in 1.27.0 1.31.1; do
    "${PYTHON:-python3}" -m venv "$folder/$version"
    "$folder/$version/bin/python" -m pip install --quiet --disable-pip-version-check "onnxruntime==$version"
done

cat >"$folder/look.py" <<'PYTHON'
import re
import sqlite3
import sys
from pathlib import Path

files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
for path in files:
    print("   ", path.relative_to(sys.argv[1]), path.stat().st_size, "bytes")
    if path.suffix == ".db":
        for (noted,) in sqlite3.connect(path).execute("select payload from events"):
            words = re.findall(rb"[ -~]{4,}", noted)
            print("      noted:", *(word.decode() for word in words if re.search(rb"ProcessInfo|bin/python", word)))
print("   ", len(files), "files")
PYTHON

try() {
    local version=$1 home=$2
    shift 2
    mkdir "$folder/$home"
    echo "onnxruntime $version${*:+, with $*}:"
    env -i PATH=/usr/bin:/bin HOME="$folder/$home" "$@" "$folder/$version/bin/python" -c "import onnxruntime"
    "$folder/1.31.1/bin/python" "$folder/look.py" "$folder/$home" | tee "$folder/$home.txt"
}
try 1.27.0 before
try 1.31.1 now
try 1.31.1 asked DO_NOT_TRACK=1
try 1.31.1 told ORT_DISABLE_TELEMETRY=1
grep -q " 0 files" "$folder/before.txt" && grep -q " 0 files" "$folder/told.txt" &&
    grep -q "deviceid" "$folder/now.txt" && grep -q "deviceid" "$folder/asked.txt"
