#!/usr/bin/env bash
# Surprise: making a uvicorn.Config closes the application's own log files, and what it logs from then on is dropped without a word.
#
# Config sets up uvicorn's loggers with logging.config.dictConfig, which shuts every handler of the process down –
# also with disable_existing_loggers=False, as uvicorn has it. A FileHandler that appends opens its file again; one that
# was opened to write (mode "w") stays closed, raises nothing, and its logger still has it. Exits non-zero where that is
# no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check uvicorn==0.54.0

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import logging
import sys
from pathlib import Path

import uvicorn


async def app(scope, receive, send):
    """An application as short as one can be."""


print("Python", sys.version.split()[0], "uvicorn", uvicorn.__version__)
kept = {}
for mode in ("a", "w"):
    path = Path(sys.argv[1], f"{mode}.log")
    log = logging.getLogger(f"shop.{mode}")
    log.setLevel(logging.INFO)
    log.addHandler(logging.FileHandler(path, mode=mode))
    log.info("the server is about to start")
    uvicorn.Config(app)
    log.info("the first order came in")
    kept[mode] = path.read_text().splitlines()
    print(f"  a file opened with mode {mode!r} holds: {kept[mode]}")
    print(f"  the logger still has {log.handlers}")
sys.exit(0 if len(kept["a"]) == 2 and len(kept["w"]) == 1 else 1)
PYTHON
