#!/usr/bin/env bash
# Surprise: once a pyftpdlib server has run, the application's own log no longer knows from which file, line or thread its lines come.
#
# Where the root logger has no handler, the server sets logging up for itself and, to be faster, switches off – in the
# logging module itself, for the whole process and for good – what its own line does not show. A logger of the
# application with a handler and a format of its own then writes "(unknown file):0" and "None". Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pyftpdlib==2.2.0

"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import logging
import sys
import threading
import time
from pathlib import Path

import pyftpdlib
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

print("Python", sys.version.split()[0], "pyftpdlib", pyftpdlib.__ver__)
kept = Path(sys.argv[1], "shop.log")
handler = logging.FileHandler(kept)
handler.setFormatter(logging.Formatter("%(filename)s:%(lineno)d %(threadName)s: %(message)s"))
shop = logging.getLogger("shop")
shop.addHandler(handler)
shop.propagate = False

shop.warning("before the server")
FTPHandler.authorizer = DummyAuthorizer()
server = FTPServer(("127.0.0.1", 0), FTPHandler)
served = threading.Thread(target=server.serve_forever, kwargs={"timeout": 0.1})
served.start()
time.sleep(0.5)
server.close_all()
served.join(5)
shop.warning("after the server")

before, after = kept.read_text().splitlines()
print(f"  {before}\n  {after}")
sys.exit(0 if "MainThread" in before and after == "(unknown file):0 None: after the server" else 1)
PYTHON
