#!/usr/bin/env bash
# Surprise: openpyxl, asked for rich text while reading row by row, gives back its own struck-out word as a word like any other.
#
# load_workbook(rich_text=True) finds the strikethrough; with read_only=True too – which large sheets are read with – it
# finds it only in shared strings, as Excel writes them, and not in cells that openpyxl itself wrote. Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5

"$folder/venv/bin/python" - "$folder/sheet.xlsx" <<'PYTHON'
import sys

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

print("openpyxl", openpyxl.__version__)
book = openpyxl.Workbook()
book.active["A1"] = CellRichText("We do ", TextBlock(InlineFont(strike=True), "not "), "close on Sundays.")
book.save(sys.argv[1])
struck = {}
for row_by_row in (False, True):
    read = openpyxl.load_workbook(sys.argv[1], rich_text=True, read_only=row_by_row)
    value = read.active["A1"].value
    struck[row_by_row] = [str(run) for run in value if isinstance(run, TextBlock)] if isinstance(value, CellRichText) else []
    print(f"  read_only={row_by_row}: {str(value)!r}, struck out: {struck[row_by_row]}")
    read.close()
sys.exit(0 if struck == {False: ["not "], True: []} else 1)
PYTHON
