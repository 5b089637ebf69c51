#!/usr/bin/env bash
# Surprise: fsspec's FTP believes the first listing of a folder for ever: makedirs(exist_ok=True) fails, "550 File exists", on what another program made since.
#
# Two programs that write to one server, or one that runs for long beside people, meet this: exists() goes on saying no, and
# exist_ok has no say, because it asks exists(). The cache of listings has no time limit unless one is given
# (listings_expiry_time), and is emptied by what the same object does alone. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check fsspec==2026.9.0 pyftpdlib==2.2.0 \
    "pyasyncore; python_version >= '3.12'" "pyasynchat; python_version >= '3.12'"

cat >"$folder/try.py" <<'PYTHON'
import ftplib
import logging
import sys
import threading
import time
import warnings
from importlib import metadata
from pathlib import Path

warnings.simplefilter("ignore")
logging.disable(logging.INFO)
from fsspec.implementations.ftp import FTPFileSystem
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

Path("served/films").mkdir(parents=True)
people = DummyAuthorizer()
people.add_anonymous("served", perm="elradfmwMT")
FTPHandler.authorizer = people
server = FTPServer(("127.0.0.1", 0), FTPHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()

print("fsspec", metadata.version("fsspec"))
one, other = (FTPFileSystem("127.0.0.1", port=server.address[1], skip_instance_cache=True) for _ in range(2))
print("  the one lists films/:", [Path(path).name for path in one.ls("/films", detail=False)])
other.makedirs("/films/2026")
print("  another program makes films/2026")
time.sleep(2)
seen = one.exists("/films/2026")
print("  two seconds later the one says exists():", seen)
try:
    one.makedirs("/films/2026", exist_ok=True)
    said = "nothing"
except ftplib.error_perm as error:
    said = str(error)
print("  and makedirs(exist_ok=True):", said)
one.invalidate_cache()
after = one.exists("/films/2026")
print("  after invalidate_cache() it says exists():", after)
sys.exit(0 if not seen and said.startswith("550") and after else 1)
PYTHON
cd "$folder"
venv/bin/python try.py 2>&1
