#!/usr/bin/env bash
# Surprise: srt writes no subtitle that begins before zero: after a shift to earlier, one that would still be seen for two seconds is gone.
#
# The command line (srt-fixed-timeshift) does the same, with exit code 0. pysrt cuts such a subtitle at zero instead.
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check srt==3.5.3 pysrt==1.1.2

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pysrt

text = """1
00:00:00,500 --> 00:00:03,500
The first caption

2
00:00:04,000 --> 00:00:06,000
The second caption

"""
Path("captions.srt").write_text(text, "utf-8")
tool = Path(sys.executable).parent / "srt-fixed-timeshift"
done = subprocess.run(
    [sys.executable, str(tool), "--seconds=-1", "--input", "captions.srt"], capture_output=True, text=True, check=False
)
other = pysrt.from_string(text)
other.shift(seconds=-1)
print("srt", metadata.version("srt"), "exits with", done.returncode, "and writes:")
print(done.stdout)
print("pysrt", metadata.version("pysrt"), "has:", [(str(item.start), str(item.end), item.text) for item in other])
gone = done.returncode == 0 and "second" in done.stdout and "first" not in done.stdout
sys.exit(0 if gone and len(other) == 2 else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
