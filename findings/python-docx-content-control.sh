#!/usr/bin/env bash
# Surprise: python-docx does not see a table cell in a content control, and gives the cells after it one column to the left.
#
# Word's forms and templates put such controls (w:sdt) around whole cells and around words. The words in one are missing from
# paragraph.text in the same way. Nothing warns of it. Exits non-zero where that is no longer so.
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


def control(*content):
    made = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="field"/></w:sdtPr><w:sdtContent/></w:sdt>')
    made[-1].extend(content)
    return made


form = docx.Document()
table = form.add_table(rows=1, cols=3)
for cell, text in zip(table.rows[0].cells, ("Name", "Begin", "End"), strict=True):
    cell.text = text
second = table.rows[0].cells[1]._tc
place = second.getprevious()
place.addnext(control(second))
paragraph = form.add_paragraph("Approved by ")
run = paragraph.add_run("Maria")
paragraph._p.append(control(run._r))
paragraph.add_run(" today.")
form.save("form.docx")

read = docx.Document("form.docx")
row = [cell.text for cell in read.tables[0].rows[0].cells]
sentence = read.paragraphs[-1].text
print("python-docx", metadata.version("python-docx"))
print("in Word: Name | Begin | End     read:", " | ".join(row), f"    cell(0, 1): {read.tables[0].cell(0, 1).text}")
print("in Word: Approved by Maria today.     read:", sentence)
sys.exit(0 if row == ["Name", "End"] and sentence == "Approved by  today." else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
