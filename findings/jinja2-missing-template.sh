#!/usr/bin/env bash
# Surprise: a template that jinja2 does not find is an OSError (and a LookupError): what is meant for a full disk catches it, with nothing to say.
#
# TemplateNotFound has no errno, strerror or filename, also where the missing one is only included by another. Exits non-zero
# where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check jinja2==3.1.6

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata
from pathlib import Path

import jinja2

pages = jinja2.Environment(loader=jinja2.DictLoader({"page.html": "<h1>{{ title }}</h1>{% include 'footer.html' %}"}))
print("jinja2", metadata.version("jinja2"))
caught = []
try:
    Path("page.html").write_text(pages.get_template("page.html").render(title="Hello"), "utf-8")
except OSError as error:
    print(f"except OSError: the page cannot be written: {error.strerror} ({type(error).__name__}, errno {error.errno})")
    caught.append(error.strerror)
titles = {"ca": "Hola"}
try:
    pages.get_template("page.html").render(title=titles["ca"])
except LookupError as error:
    print(f"except LookupError: no title in this language: {error} ({type(error).__name__})")
    caught.append(str(error))
sys.exit(0 if caught == [None, "footer.html"] else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
