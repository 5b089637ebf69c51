"""A table in a word processor's document, and what word processors do to it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from exchange_tools import back, outgoing

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.exchange import formats
from pipeline.exchange.docx import WIDTHS
from pipeline.exchange.exchanged import Incoming, Said

CUES = (Cue(1000, 2000, "LAURA: Hola", speaker="Laura"), Cue(3000, 5000, "un\ndos"), Cue(6000, 7500, "Adéu", top=True))
COLUMN = {name: number for number, name in enumerate(WIDTHS)}


def edited(folder: Path, edit: Callable[[Any], None], **more: Any) -> Incoming:
    document = docx.Document(io.BytesIO(formats.write(outgoing(CUES, **more), "docx")))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return back(out.getvalue(), "docx", folder)


def put(row: int, column: str, text: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        document.tables[0].rows[row].cells[COLUMN[column]].text = text

    return edit


def test_one_cell_changes_one_cue(tmp_path: Path) -> None:
    assert edited(tmp_path, put(3, "text", "Adéu-siau")).cues == (*CUES[:2], Cue(6000, 7500, "Adéu-siau", top=True))
    assert edited(tmp_path, put(2, "start", "0:00:03,5")).cues[1].start == 3500


def test_a_name_in_its_cell_goes_into_the_words(tmp_path: Path) -> None:
    assert edited(tmp_path, put(2, "speaker", "Pau")).cues[1].text == "PAU: un\ndos"
    incoming = edited(tmp_path, put(1, "speaker", "Pau"))
    assert incoming.cues[0].text == "LAURA: Hola"
    assert "the words were taken" in incoming.remarks[0]


def test_comments_are_what_was_added(tmp_path: Path) -> None:
    old = {"comments": {2: ["Anna: segur?"]}}
    assert edited(tmp_path, put(3, "comment", "Anna: segur?\nSí!"), **old).comments == (
        Said(6000, 7500, "Adéu", "Sí!"),
    )
    assert edited(tmp_path, put(3, "text", "Ep"), **old).comments == ()


def test_comments_in_the_margin_are_told(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_comment(document.tables[0].rows[1].cells[3].paragraphs[0].runs, text="Segur?", author="Anna")

    assert "“Segur?” is a comment in the margin" in edited(tmp_path, edit).remarks[0]


@pytest.mark.parametrize("kind", ["w:ins", "w:del", "w:moveFrom"])
def test_tracked_changes_are_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    def edit(document: Any) -> None:
        document.tables[0].rows[1].cells[3].paragraphs[0]._p.append(OxmlElement(kind))

    with pytest.raises(SubtitleError, match=r"tracked changes .* Accept or reject all"):
        edited(tmp_path, edit)


def test_rows_emptied_split_and_without_a_time(tmp_path: Path) -> None:
    emptied = edited(tmp_path, put(2, "text", ""))
    assert (len(emptied.cues), emptied.remarks) == (2, ("row 3: has no words; its caption is taken out.",))
    with pytest.raises(SubtitleError, match='row 3 of the table: "ahir" is no time'):
        edited(tmp_path, put(2, "start", "ahir"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hola"])
def test_what_is_no_document(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SubtitleError, match=r"damaged, or no \.docx"):
        back(data, "docx", tmp_path)


def test_a_document_without_our_table(tmp_path: Path) -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(SubtitleError, match="no table whose first row"):
        back(out.getvalue(), "docx", tmp_path)
