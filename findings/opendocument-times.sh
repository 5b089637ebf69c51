#!/usr/bin/env bash
# Surprise: a time shown as 01:02.34 in an OpenDocument sheet, minutes and seconds, is 01:02:20 to pandas, and no value at all to pyexcel-ods3.
#
# A cell says its time exactly (office:time-value), and how it looks. pandas, with odfpy, reads the looks: minutes become hours,
# and parts of a second parts of a minute. pyexcel-ods3 gives None, as for an empty cell, where there are parts of a second.
# Neither warns; pandas with python-calamine reads both. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods3==0.6.1

cat >"$folder/try.py" <<'PYTHON'
import sys
from datetime import time
from importlib import metadata

import pandas
import pyexcel_ods3
from odf.number import Minutes, NumberStyle, Seconds, Text, TimeStyle
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import Table, TableCell, TableRow
from odf.text import P

#: A cell of the format MM:SS, and one of MM:SS.00.
CELLS = (("PT00H01M02S", "01:02", 0), ("PT00H01M02.34S", "01:02.34", 2))

document = OpenDocumentSpreadsheet()
sheet = Table(name="Captions")
row = TableRow()
head = TableCell(valuetype="string")
head.addElement(P(text="begin"))
row.addElement(head)
sheet.addElement(row)
for value, shown, places in CELLS:
    form = TimeStyle(name=f"N{places}")
    for part in (Minutes(style="long"), Text(text=":"), Seconds(style="long", decimalplaces=places)):
        form.addElement(part)
    style = Style(name=f"ce{places}", family="table-cell", datastylename=f"N{places}")
    for made in (form, style):
        document.automaticstyles.addElement(made)
    cell = TableCell(valuetype="time", timevalue=value, stylename=style)
    cell.addElement(P(text=shown))
    row = TableRow()
    row.addElement(cell)
    sheet.addElement(row)
document.spreadsheet.addElement(sheet)
document.save("captions.ods")

print("cells:", *(f"{value} (shown as {shown})" for value, shown, _ in CELLS))
found = {
    "pandas with odfpy": pandas.read_excel("captions.ods", engine="odf")["begin"].tolist(),
    "pandas with python-calamine": pandas.read_excel("captions.ods", engine="calamine")["begin"].tolist(),
    "pyexcel-ods3": [row[0] if row else None for row in pyexcel_ods3.get_data("captions.ods")["Captions"][1:]],
}
print({name: metadata.version(name) for name in ("pandas", "odfpy", "python-calamine", "pyexcel-ods3")})
for name, values in found.items():
    print(f"{name}:", *values)
right = [time(0, 1, 2), time(0, 1, 2, 340000)]
as_said = found["pandas with odfpy"] == [time(1, 2), time(1, 2, 20)] and found["pyexcel-ods3"] == [time(0, 1, 2), None]
sys.exit(0 if as_said and found["pandas with python-calamine"] == right else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
