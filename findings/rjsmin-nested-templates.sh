#!/usr/bin/env bash
# Surprise: rjsmin takes a template within a template for code: it cuts all off at the "//" of an address in it, and changes its spaces.
#
# It keeps templates as they are, but each only to the next backtick. A pattern after "=>" is taken for code as well: its
# spaces go, and /  / becomes a comment. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check rjsmin==1.3.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import rjsmin

print("rjsmin", metadata.version("rjsmin"))
after = []
for line in (
    'const plain = `See  https://example.org/${id}`;',
    'const link = `See: ${id ? `https://example.org/${id}` : "nothing"}.`;',
    'const more = `See: ${id ? `page  ${id},  please` : "nothing"}.`;',
    'const double = lines.filter((line) => /  /.test(line));',
    'const wide = lines.filter((line) => /a  b/.test(line));',
):
    after.append(rjsmin.jsmin(line))
    print(f"before: {line}\nafter:  {after[-1]}\n")
plain, link, more, double, wide = after
cut = link.endswith("https:") and "=>//.test(" in double
changed = "page  ${" not in more and "/a  b/" not in wide
sys.exit(0 if "`See  https://example.org/${id}`" in plain and cut and changed else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
