"""A table in a word processor's document, and what word processors do to it."""

from __future__ import annotations

import copy
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
from pipeline.exchange.exchanged import Incoming, ReviewerComment

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
        ReviewerComment(6000, 7500, "Adéu", "Sí!"),
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


def cell_of(document: Any, row: int, column: str) -> Any:
    return document.tables[0].cell(row, COLUMN[column])


def wrapped(*children: Any) -> Any:
    """A content control, as forms and templates have them."""
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    content.extend(children)
    control.append(content)
    return control


def test_words_in_controls_links_lists_and_tables_inside_a_cell_are_words(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        cell = cell_of(document, 2, "text")
        cell.text = "Un"
        run = cell.paragraphs[0].add_run(" dos")._r
        run.getparent().replace(run, wrapped(run.__copy__()))
        cell.add_paragraph("tres", style="List Bullet")
        cell.add_table(1, 1).cell(0, 0).text = "quatre"

    assert edited(tmp_path, edit).cues[1].text == "Un dos\ntres\nquatre"


def test_a_cell_in_a_control_moves_no_other_cell(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        cell = cell_of(document, 2, "text")._tc
        row, place = cell.getparent(), cell.getparent().index(cell)
        row.insert(place, wrapped(cell))

    assert edited(tmp_path, edit).cues == CUES


def test_rows_that_share_a_cell_are_one_caption(tmp_path: Path) -> None:
    incoming = edited(tmp_path, lambda document: cell_of(document, 1, "text").merge(cell_of(document, 2, "text")))
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [
        (1000, 5000, "LAURA: Hola\nun\ndos"),
        (6000, 7500, "Adéu"),
    ]
    assert incoming.remarks == ("row 3: its words are one cell with the row above; so is its caption.",)


def test_a_cell_over_two_columns_is_in_the_first(tmp_path: Path) -> None:
    incoming = edited(tmp_path, lambda document: cell_of(document, 2, "text").merge(cell_of(document, 2, "other")))
    assert (incoming.cues, [one.text for one in incoming.beside]) == (CUES, ["", "", ""])


def test_a_table_that_was_parted_in_two_is_one(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        first = document.tables[0]._tbl
        rest = copy.deepcopy(first)
        first.addnext(rest)
        rest.addprevious(document.add_paragraph("Segona part")._p)
        first.remove(first.tr_lst[3])
        for row in rest.tr_lst[:3]:
            rest.remove(row)

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert incoming.remarks == ("“Segona part” stands outside of the table; left out.",)


def test_what_stands_elsewhere_is_told(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_table(1, 2).cell(0, 0).text = "una llegenda"
        document.tables[0].add_column(10)
        document.tables[0].rows[0].cells[-1].text = "Notes meves"
        document.tables[0].rows[2].cells[-1].text = "pregunta-ho"

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert incoming.remarks == (
        "column “Notes meves”: is not known here; left out, first of all: “pregunta-ho”.",
        "“una llegenda” stands in another table; left out.",
    )


def test_words_struck_through_are_told(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        cell_of(document, 2, "text").paragraphs[0].runs[0].font.strike = True

    incoming = edited(tmp_path, edit)
    assert (incoming.cues, incoming.remarks) == (
        CUES,
        ("row 3: words are struck through; they were taken as they stand.",),
    )


@pytest.mark.parametrize("written", ["\u200e0:00:03.500", "“0:00:03,5”", "\u202b0:00:03.500\u202c", "• 0:00:03.5"])
def test_marks_and_quotes_around_times_mean_nothing(tmp_path: Path, written: str) -> None:
    assert edited(tmp_path, put(2, "start", written)).cues[1].start == 3500


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hola"])
def test_what_is_no_document(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SubtitleError, match=r"damaged, or no \.docx"):
        back(data, "docx", tmp_path)


def test_a_document_without_our_table(tmp_path: Path) -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    with pytest.raises(SubtitleError, match="no table whose first row"):
        back(out.getvalue(), "docx", tmp_path)
