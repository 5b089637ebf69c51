"""What the rows of a table say: the same words mean the same in a spreadsheet and in a document."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from exchange_tools import back, outgoing

from pipeline.cues import Cue
from pipeline.subtitles import formats
from pipeline.subtitles.columns import WIDTHS as SHEET_COLUMNS
from pipeline.subtitles.docx import WIDTHS as DOCX_COLUMNS

CUES = (Cue(1000, 2000, "Hola"),)
ANSWERS = {
    "": False, "no": False, " No ": False, "N": False, "0": False, "-": False, "–": False, "fals": False,
    "FALSE": False, "x": True, "Sí": True, "yes": True, "1": True, "dalt": True,
}  # fmt: skip


def in_a_sheet(answer: str, folder: Path) -> bool:
    book = openpyxl.load_workbook(io.BytesIO(formats.write(outgoing(CUES), "xlsx")))
    book.worksheets[0].cell(2, list(SHEET_COLUMNS).index("top") + 1, answer)
    out = io.BytesIO()
    book.save(out)
    return back(out.getvalue(), "xlsx", folder).cues[0].top


def in_a_document(answer: str, folder: Path) -> bool:
    document = docx.Document(io.BytesIO(formats.write(outgoing(CUES), "docx")))
    document.tables[0].rows[1].cells[list(DOCX_COLUMNS).index("top")].text = answer
    out = io.BytesIO()
    document.save(out)
    return back(out.getvalue(), "docx", folder).cues[0].top


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_yes_and_a_no_are_the_same_in_every_table(answer: str, tmp_path: Path) -> None:
    assert in_a_sheet(answer, tmp_path) is in_a_document(answer, tmp_path) is ANSWERS[answer]
