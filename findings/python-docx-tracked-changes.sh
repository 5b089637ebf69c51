#!/usr/bin/env bash
# Surprise: python-docx reads neither side of a tracked change: the word deleted is gone, and the word written for it is not there yet.
#
# Whoever reads a reviewed document by paragraph.text gets sentences that nobody wrote. Hyperlinks are read, insertions are
# not. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check python-docx==1.2.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = docx.Document()
paragraph = document.add_paragraph("I have seen it ")
marks = 'w:author="A reviewer" w:date="2026-11-01T10:00:00Z"'
for change in (
    f'<w:del {nsdecls("w")} w:id="1" {marks}><w:r><w:delText>grow</w:delText></w:r></w:del>',
    f'<w:ins {nsdecls("w")} w:id="2" {marks}><w:r><w:t>growing</w:t></w:r></w:ins>',
):
    paragraph._p.append(parse_xml(change))
paragraph.add_run(" for years.")
document.save("reviewed.docx")
read = docx.Document("reviewed.docx").paragraphs[-1].text
print("python-docx", metadata.version("python-docx"), "reads:", repr(read))
print("before the change: 'I have seen it grow for years.', after it: 'I have seen it growing for years.'")
sys.exit(0 if read == "I have seen it  for years." else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
