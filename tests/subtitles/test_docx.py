"""A table in a word processor's document, and what word processors do to it."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import RGBColor
from exchange_tools import back, outgoing

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles import formats
from pipeline.subtitles.docx import WIDTHS
from pipeline.subtitles.exchanged import Incoming, ReviewerComment
from pipeline.subtitles.srt import FORMATTING

CUES = (Cue(1000, 2000, "LAURA: Hola", speaker="Laura"), Cue(3000, 5000, "un\ndos"), Cue(6000, 7500, "Adéu", top=True))
COLUMN = {name: number for number, name in enumerate(WIDTHS)}
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


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
    assert "written before them" in edited(tmp_path, put(2, "speaker", "Pau")).remarks[0]
    incoming = edited(tmp_path, put(1, "text", "MARTA: Hola"))
    assert incoming.cues[0].text == "MARTA: Hola" and "the words were taken" in incoming.remarks[0]
    incoming = edited(tmp_path, put(1, "speaker", "Pau"))
    assert incoming.cues[0].text == "LAURA: Hola"
    assert "the words were taken" in incoming.remarks[0]


def test_comments_are_what_was_added(tmp_path: Path) -> None:
    old = {"comments": {2: ["Anna: segur?"]}}
    assert edited(tmp_path, put(3, "comment", "Anna: segur?\nSí!"), **old).comments == (
        ReviewerComment(6000, 7500, "Adéu", "Sí!"),
    )
    assert edited(tmp_path, put(3, "text", "Ep"), **old).comments == ()


def test_the_words_of_a_comment_that_went_out_are_a_new_one_in_another_row(tmp_path: Path) -> None:
    old = {"comments": {2: ["segur?"]}}
    assert edited(tmp_path, put(2, "comment", "segur?"), **old).comments == (
        ReviewerComment(3000, 5000, "un\ndos", "segur?"),
    )

    def emptied(document: Any) -> None:
        for column in ("start", "end", "text"):
            put(3, column, "")(document)

    assert (edited(tmp_path, emptied, **old).comments, len(edited(tmp_path, emptied, **old).cues)) == ((), 2)


def test_whom_another_tool_names_in_every_row_is_named_at_changes_only(tmp_path: Path) -> None:
    document = docx.Document()
    said = (("Laura", "un"), ("Laura", "dos"), ("Joel", "LAURA: tres"), ("Joel Martínez", "quatre"))
    rows = [(f"0:00:0{2 * k}", f"0:00:0{2 * k + 1}", who, text) for k, (who, text) in enumerate(said)]
    table = document.add_table(rows=0, cols=4)
    for row in (("In", "Out", "Speaker", "Text"), *rows):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    document.save(str(tmp_path / "other.docx"))
    incoming = back((tmp_path / "other.docx").read_bytes(), "docx", tmp_path)
    assert [cue.text for cue in incoming.cues] == ["LAURA: un", "dos", "LAURA: tres", "JOEL MARTÍNEZ: quatre"]
    assert len(incoming.remarks) == 1 and "the words were taken" in incoming.remarks[0]


def test_milliseconds_are_no_seconds(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        for row, times in enumerate((("1000", "2000"), ("3000", "5000"), ("6000", "7500")), 1):
            for column, time in zip(("start", "end"), times, strict=True):
                put(row, column, time)(document)

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert "they were read as milliseconds" in incoming.remarks[0]


def test_words_in_a_column_of_a_language_that_nobody_names_are_told(tmp_path: Path) -> None:
    assert edited(tmp_path, put(3, "other", "Bye")).remarks == (
        "column “–”: is not known here; left out, first of all: “Bye”.",
    )


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


def run_of(document: Any, row: int, column: str = "text") -> Any:
    return cell_of(document, row, column).paragraphs[0].runs[0]


@pytest.mark.parametrize("where", ["the run", "a style of letters", "a style that stands on one", "the paragraph's"])
def test_words_struck_through_are_told_whatever_says_so(tmp_path: Path, where: str) -> None:
    def edit(document: Any) -> None:
        run, paragraph = run_of(document, 2), cell_of(document, 2, "text").paragraphs[0]
        if where == "the run":
            run.font.double_strike = True
            return
        kind = WD_STYLE_TYPE.PARAGRAPH if where == "the paragraph's" else WD_STYLE_TYPE.CHARACTER
        struck = document.styles.add_style("Ratllat", kind)
        struck.font.strike = True
        if where == "a style that stands on one":
            other = document.styles.add_style("Encara", kind)
            other.base_style, struck = struck, other
        (paragraph if where == "the paragraph's" else run).style = struck

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert [remark[:35] for remark in incoming.remarks] == ["row 3: words are struck through; th"]


def test_hidden_words_are_no_words_and_told(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        for row in (2, 3):
            cell_of(document, row, "text").paragraphs[0].add_run(" amagat").font.hidden = True

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert incoming.remarks == ("row 3: hidden text is no caption; left out: “amagat”. (So in 1 more place.)",)


def test_a_style_that_hides_is_undone_by_the_run_itself(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.styles.add_style("Amagat", WD_STYLE_TYPE.CHARACTER).font.hidden = True
        run_of(document, 2).style = "Amagat"
        run_of(document, 2).font.hidden = False

    assert edited(tmp_path, edit).cues[1].text == "un\ndos"


def with_part(document: Any, kind: str, number: str, text: str) -> None:
    """A part of notes, as word processors write it."""
    space, note = "http://schemas.openxmlformats.org/wordprocessingml/2006/main", kind[:-1]
    words = f'<w:{note} w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{note}>'
    data = f'<w:{kind} xmlns:w="{space}">{words}</w:{kind}>'
    media = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    part = Part(PackURI(f"/word/{kind}.xml"), media, data.encode(), document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")


@pytest.mark.parametrize(("kind", "name"), [("footnotes", "a footnote"), ("endnotes", "an endnote")])
def test_notes_under_the_page_are_told_with_their_row(tmp_path: Path, kind: str, name: str) -> None:
    def edit(document: Any) -> None:
        with_part(document, kind, "2", "Qui ho diu?")
        reference = OxmlElement(f"w:{kind[:-1]}Reference")
        reference.set(qn("w:id"), "2")
        run_of(document, 2)._r.append(reference)

    incoming = edited(tmp_path, edit)
    assert (incoming.cues, incoming.remarks) == (CUES, (f"row 3: {name} is no caption; left out: “Qui ho diu?”.",))


def test_text_boxes_pictures_and_pronunciations_are_told(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        box = OxmlElement("w:pict")
        content = OxmlElement("w:txbxContent")
        content.append(copy.deepcopy(cell_of(document, 1, "text").paragraphs[0]._p))
        box.append(content)
        run_of(document, 2)._r.append(box)
        run_of(document, 3)._r.append(OxmlElement("w:drawing"))

    incoming = edited(tmp_path, edit)
    assert (incoming.cues, incoming.remarks) == (
        CUES,
        ("row 3: a text box is no caption; left out: “LAURA: Hola”.", "row 4: a picture is no caption; left out."),
    )


def test_letters_of_an_equation_are_words(tmp_path: Path) -> None:
    def letters(tag: str, text: str) -> Any:
        return parse_xml(f'<m:{tag} xmlns:m="{MATHS}"><m:r><m:t>{text}</m:t></m:r></m:{tag}>')

    def edit(document: Any) -> None:
        equation = parse_xml(f'<m:oMath xmlns:m="{MATHS}"><m:f/></m:oMath>')
        equation[0].extend([letters("num", "1"), letters("den", "2")])
        paragraph = cell_of(document, 3, "text").paragraphs[0]
        paragraph.add_run(" ")
        paragraph._p.append(equation)

    incoming = edited(tmp_path, edit)
    assert incoming.cues[2].text == "Adéu 1/2"
    assert incoming.remarks == ("row 4: an equation is in it; its letters were taken as “1/2”: check them.",)


def test_comments_in_the_margin_of_a_row_are_its_comments(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.add_comment(run_of(document, 3), text="Segur?", author="Anna")
        document.add_comment(document.add_paragraph("x").runs, text="Bona feina", author="Pau")

    incoming = edited(tmp_path, edit)
    assert incoming.comments == (ReviewerComment(6000, 7500, "Adéu", "Anna: Segur?"),)
    assert "“Bona feina” is a comment in the margin, beside no row; left out." in incoming.remarks


def test_looks_are_told_once_and_one_colour_for_all_says_nothing(tmp_path: Path) -> None:
    def coloured(document: Any) -> None:
        for row in (1, 2, 3):
            run_of(document, row).font.color.rgb = RGBColor(0x33, 0x33, 0x33)

    def marked(document: Any) -> None:
        run_of(document, 1).font.all_caps = True
        run_of(document, 2).font.italic = True
        run_of(document, 3).font.highlight_color = WD_COLOR_INDEX.YELLOW

    assert edited(tmp_path, coloured).remarks == ()
    assert edited(tmp_path, marked).remarks == (f"row 2: {FORMATTING} (So in 2 more places.)",)


def test_what_stands_in_the_margins_of_pages_is_told(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "Esborrany"

    assert edited(tmp_path, edit).remarks == ("“Esborrany” stands in the header of pages; left out.",)


def test_a_time_that_rows_share_is_the_time_of_each(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        for column in ("start", "end", "top"):
            cell_of(document, 3, column).text = ""
            cell_of(document, 2, column).merge(cell_of(document, 3, column))

    assert [(cue.start, cue.end) for cue in edited(tmp_path, edit).cues] == [(1000, 2000), (3000, 4200), (4200, 5000)]
