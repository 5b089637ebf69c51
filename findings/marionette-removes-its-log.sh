#!/usr/bin/env bash
# Surprise: marionette-driver removes whatever stands where its log is to be, a pipe or a device too: as root, gecko_log=os.devnull takes /dev/null away.
#
# Firefox then writes a plain file of that name, which all programs read afterwards. Shown with a named pipe and with the
# target of a link, in a folder of its own; no browser is needed. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check marionette-driver==3.7.1

cat >"$folder/try.py" <<'PYTHON'
import os
import sys
from importlib import metadata
from pathlib import Path

from marionette_driver.geckoinstance import GeckoInstance

print("marionette-driver", metadata.version("marionette-driver"))
pipe, kept, link = Path("pipe"), Path("kept.txt"), Path("link.log")
os.mkfifo(pipe)
kept.write_text("notes of somebody\n")
link.symlink_to(kept)
for log in (pipe, link):
    asked = GeckoInstance(host="127.0.0.1", port=2828, bin="/bin/true", gecko_log=str(log)).gecko_log
    print(f"  gecko_log={log}: it will write to {Path(asked).name}")
print(f"  the pipe is there: {pipe.exists()}; what the link led to is there: {kept.exists()}")
sys.exit(0 if not pipe.exists() and not kept.exists() else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
