"""Spreadsheets as they come back from Excel, LibreOffice, Google Sheets and attackers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from exchange_tools import back, outgoing
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles import formats
from pipeline.subtitles.columns import HIDDEN, WIDTHS
from pipeline.subtitles.exchanged import FilmInfo, Incoming, ReviewerComment
from pipeline.subtitles.sheet_times import read_time, written
from pipeline.subtitles.srt import FORMATTING

CUES = (Cue(1000, 2000, "LAURA: Hola", speaker="Laura"), Cue(3000, 5000, "=1+1\ndos"), Cue(6000, 7500, "Adéu"))
COLUMN = {name: number for number, name in enumerate([*WIDTHS, *HIDDEN], 1)}


def edited(folder: Path, edit: Callable[[Any], None], *, rich_text: bool = False, **more: Any) -> Incoming:
    """The track exported, edited by `edit`, which is given the sheet, and read again."""
    book = load_workbook(io.BytesIO(formats.write(outgoing(CUES, **more), "xlsx")), rich_text=rich_text)
    edit(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return back(_with_shared_strings(out.getvalue()), "xlsx", folder)


def _with_shared_strings(data: bytes) -> bytes:
    """A package with all its texts in one part, as spreadsheets write them: openpyxl puts runs into the cells."""
    sheet, strings = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    shared: list[bytes] = []
    for text in re.findall(rb't="inlineStr"><is>(.*?)</is>', parts[sheet], re.DOTALL):
        parts[sheet] = parts[sheet].replace(b't="inlineStr"><is>%s</is>' % text, b't="s"><v>%d</v>' % len(shared), 1)
        shared.append(b"<si>%s</si>" % text)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/%s" ContentType="%s"/></Types>' % (strings.encode(), kind)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", named)
    parts[strings] = b'<sst xmlns="%s">%s</sst>' % (space, b"".join(shared))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def put(row: int, column: str, value: Any) -> Callable[[Any], None]:
    def edit(sheet: Any) -> None:
        sheet.cell(row, COLUMN[column]).value = value

    return edit


class TestWhatIsExported:
    def sheet(self, **more: Any) -> Any:
        return load_workbook(io.BytesIO(formats.write(outgoing(CUES, **more), "xlsx"))).worksheets[0]

    def test_formulas_are_words(self) -> None:
        cell = self.sheet().cell(3, COLUMN["text"])
        assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1\ndos", "s", True)

    def test_formulas_of_other_columns_are_words_too(self) -> None:
        sheet = self.sheet(
            other_lang="en", other=(Cue(0, 2000, "@SUM(A1)"),), comments={0: ["+1"]}, findings={0: ["=x"]}
        )
        assert {sheet.cell(2, COLUMN[name]).data_type for name in ("other", "comment", "findings")} == {"s"}

    def test_both_languages_stand_side_by_side_each_cue_once(self) -> None:
        other = (Cue(900, 1900, "Hello"), Cue(2000, 3100, "two"), Cue(3100, 4900, "three"), Cue(9000, 9500, "Bye"))
        sheet = self.sheet(ui="ca", other_lang="en", other=other)
        column = [row[0].value for row in sheet.iter_rows(min_col=COLUMN["other"], max_col=COLUMN["other"])]
        assert column == ["Anglès", "Hello", "two\nthree", "Bye"]

    def test_measures_findings_comments_and_the_layout(self) -> None:
        sheet = self.sheet(comments={2: ["Anna: segur?"]}, findings={2: ["massa ràpid"]})
        assert [sheet.cell(4, COLUMN[name]).value for name in ("number", "start", "end", "duration", "cps")] == [
            3,
            "0:00:06.000",
            "0:00:07.500",
            1.5,
            2.7,
        ]
        assert sheet.cell(4, COLUMN["comment"]).value == "Anna: segur?"
        assert sheet.cell(4, COLUMN["findings"]).value == "massa ràpid"
        assert sheet.freeze_panes == "A2"
        assert sheet.cell(2, COLUMN["text"]).alignment.wrap_text


class TestWhatComesBack:
    def test_one_cell_changes_one_cue(self, tmp_path: Path) -> None:
        assert edited(tmp_path, put(4, "text", "Adéu-siau")).cues == (*CUES[:2], Cue(6000, 7500, "Adéu-siau"))

    def test_rows_added_removed_emptied_and_moved(self, tmp_path: Path) -> None:
        def edit(sheet: Any) -> None:
            sheet.delete_rows(4)
            sheet.insert_rows(2, 3)
            for column, value in {"start": "0:00:05.5", "end": "5.9", "text": "nova"}.items():
                sheet.cell(3, COLUMN[column]).value = value
            sheet.cell(30, COLUMN["text"]).value = "   "

        assert edited(tmp_path, edit).cues == (*CUES[:2], Cue(5500, 5900, "nova"))

    def test_a_caption_cleared_is_a_caption_removed(self, tmp_path: Path) -> None:
        assert edited(tmp_path, put(3, "text", None)).cues == (CUES[0], CUES[2])

    def test_columns_in_another_order_below_a_title(self, tmp_path: Path) -> None:
        book = Workbook()
        book.active.append(["Subtítols del Joel"])
        book.active.append(["  TEXT ", "final", "Un altre", "Start"])
        book.active.append(["Hola", "0:00:02", "x", "0:00:01"])
        out = io.BytesIO()
        book.save(out)
        incoming = back(out.getvalue(), "xlsx", tmp_path)
        assert incoming.cues == (Cue(1000, 2000, "Hola"),)
        assert incoming.sha256 is None

    def test_which_version_it_is_survives_without_properties_or_without_the_hidden_sheet(self, tmp_path: Path) -> None:
        def no_sheet(sheet: Any) -> None:
            del sheet.parent["veus"]

        def no_properties(sheet: Any) -> None:
            for name in list(sheet.parent.custom_doc_props.names):
                del sheet.parent.custom_doc_props[name]

        known = outgoing(CUES).sha256
        assert edited(tmp_path, no_sheet).sha256 == known
        assert edited(tmp_path, no_properties).sha256 == known

    def test_comments_are_what_was_added(self, tmp_path: Path) -> None:
        old = {"comments": {2: ["Anna: segur?"]}}
        assert edited(tmp_path, put(4, "comment", "Anna: segur?\nSí!"), **old).comments == (
            ReviewerComment(6000, 7500, "Adéu", "Sí!"),
        )
        assert edited(tmp_path, put(4, "text", "Ep"), **old).comments == ()

    @pytest.mark.parametrize(
        ("row", "speaker", "text"),
        [
            (2, "Joel Martínez", "JOEL MARTÍNEZ: Hola"),
            (2, None, "Hola"),
            (4, "Pau", "PAU: Adéu"),
        ],
    )
    def test_a_speaker_put_into_the_cell_goes_into_the_words(
        self, tmp_path: Path, row: int, speaker: str | None, text: str
    ) -> None:
        assert edited(tmp_path, put(row, "speaker", speaker)).cues[row - 2].text == text

    def test_a_speaker_changed_in_the_words_stays_as_it_is_there(self, tmp_path: Path) -> None:
        assert edited(tmp_path, put(2, "text", "JOEL MARTÍNEZ: Hola")).cues[0].speaker == "Joel Martínez"

    @pytest.mark.parametrize("value", ["x", "SÍ", "yes", 1])
    def test_the_top(self, tmp_path: Path, value: Any) -> None:
        assert edited(tmp_path, put(2, "top", value)).cues[0].top

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("=HOLA()", "=HOLA()"),
            (2024, "2024"),
            (20.0, "20"),
            (1.5, "1,5"),
            (True, "TRUE"),
            ("a\r\nb_x000D_\nc", "a\nb\nc"),
        ],
    )
    def test_whatever_a_spreadsheet_made_of_words_is_words(self, tmp_path: Path, value: Any, text: str) -> None:
        assert edited(tmp_path, put(4, "text", value)).cues[2].text == text

    @pytest.mark.parametrize(
        ("column", "value", "says"),
        [
            ("start", "ahir", 'cell B4 holds "ahir", which is no time'),
            ("end", None, "cell C4 has no time, and its row has words"),
            ("end", "=B4+1", "cell C4 holds a formula"),
            ("text", datetime(2024, 2, 1), "cell F4 was turned into a date or time"),
            ("text", "#NAME?", "cell F4 shows an error of the spreadsheet"),
        ],
    )
    def test_errors_name_the_cell(self, tmp_path: Path, column: str, value: Any, says: str) -> None:
        def edit(sheet: Any) -> None:
            cell = sheet.cell(4, COLUMN[column])
            cell.number_format = "General"
            cell.value = value

        with pytest.raises(SubtitleError, match=says.replace("?", r"\?")):
            edited(tmp_path, edit)


@pytest.mark.parametrize("ms", [0, 1, 999, 7123, 61_001, 3_599_999, 10_799_999])
def test_times_survive_whatever_a_spreadsheet_keeps_them_as(ms: int) -> None:
    delta = timedelta(milliseconds=ms)
    moment = datetime(1899, 12, 30) + delta
    for value in (written(ms), written(ms).replace(".", ","), ms / 86_400_000, delta, moment, moment.time()):
        assert read_time(value) == ms


@pytest.mark.parametrize(
    ("value", "ms"),
    [("1:02", 62_000), ("12.5", 12_500), ("12,5 s", 12_500), ("0:00:07", 7000), (12.5, 12_500), (time(0, 0, 7), 7000)],
)
def test_times_as_people_write_them(value: Any, ms: int) -> None:
    assert read_time(value) == ms


@pytest.mark.parametrize("value", ["", "1:2:3:4:5", "-3", "ahir", -1, True, float("nan"), 1e12, datetime(2024, 1, 1)])
def test_what_is_no_time(value: Any) -> None:
    assert read_time(value) is None


def test_a_sheet_that_tells_its_size_wrongly_is_read_to_its_end(tmp_path: Path) -> None:
    data = formats.write(outgoing(CUES), "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    wrong = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', sheet)
    assert wrong != sheet
    assert back(TestAttacks().package({"xl/worksheets/sheet1.xml": wrong}), "xlsx", tmp_path).cues == CUES


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (1234.5, '#,##0.00\\ "€"', "1.234,50 €"),
        (1234.5, "#,##0.00 [$€-403]", "1.234,50 €"),
        (20, "[$$-409]#,##0", "$20"),
        (-3, '0.00;[Red]"−"0', "−3"),
        (-3, "0", "-3"),
        (7, "000", "007"),
        (612345678, "000 000 000", None),
        (8001, "00000", "08001"),
        (2.0, "General", "2"),
        (0.1 + 0.2, "General", "0,3"),
        (0.25, "# ?/?", None),
        (12345, "0.00E+00", None),
        (time(10, 30), "h:mm", "10:30"),
        (time(10, 30), "hh:mm:ss", "10:30:00"),
        (time(10, 30), "h:mm AM/PM", None),
    ],
)
def test_what_people_see_in_a_cell_is_the_word(tmp_path: Path, value: Any, form: str, text: str | None) -> None:
    def edit(sheet: Any) -> None:
        cell = sheet.cell(4, COLUMN["text"])
        cell.value, cell.number_format = value, form

    if text is None:
        with pytest.raises(SubtitleError, match="cell F4"):
            edited(tmp_path, edit)
    else:
        assert edited(tmp_path, edit).cues[2].text == text


def several(rows: list[tuple[Any, Any, str]], folder: Path, film: FilmInfo, form: str | None = None) -> Incoming:
    book = Workbook()
    book.active.append(["Start", "End", "Text"])
    for row in rows:
        book.active.append(row)
    for cell in [cell for row in book.active.iter_rows(min_row=2, max_col=2) for cell in row]:
        cell.number_format = form or cell.number_format
    out = io.BytesIO()
    book.save(out)
    (folder / "a.xlsx").write_bytes(out.getvalue())
    return formats.read(folder / "a.xlsx", film)


@pytest.mark.parametrize(
    "headers",
    [
        ("In", "Out", "Subtitle"),
        ("TC in", "TC out", "Text"),
        ("Inicio", "Fin", "Texto"),
        ("Start time", "End time", "Caption"),
    ],
)
def test_headers_of_other_tools_are_known(tmp_path: Path, headers: tuple[str, str, str]) -> None:
    book = Workbook()
    for row in (headers, ("0:00:01", "0:00:02", "Hola")):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert back(out.getvalue(), "xlsx", tmp_path).cues == (Cue(1000, 2000, "Hola"),)


def table(folder: Path, names: tuple[str, ...], *rows: tuple[Any, ...]) -> Incoming:
    """The sheet of another tool, read for a story with these people."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "other.xlsx")
    return formats.read(folder / "other.xlsx", FilmInfo(names, "ca"))


def spoken(folder: Path, names: tuple[str, ...], *said: tuple[str | None, str]) -> list[str]:
    rows = [(f"0:00:0{2 * k}", f"0:00:0{2 * k + 1}", who, text) for k, (who, text) in enumerate(said)]
    return [cue.text for cue in table(folder, names, ("In", "Out", "Character", "Subtitle"), *rows).cues]


def test_whom_another_tool_names_in_every_row_is_named_at_changes_only(tmp_path: Path) -> None:
    """As voices of WebVTT and actors of ASS are."""
    several = [("Joel", "un"), ("JOEL", "dos"), ("Marc", "tres"), (None, "quatre"), ("Marc", "cinc")]
    assert spoken(tmp_path, ("Joel", "Marc"), *several) == ["JOEL: un", "dos", "MARC: tres", "quatre", "cinc"]
    assert spoken(tmp_path, ("Joel",), ("Joel", "un"), ("Joel Riba", "dos")) == ["un", "dos"]
    assert spoken(tmp_path, (), ("1", "un"), ("2", "dos")) == ["un", "dos"]


def test_words_that_name_somebody_themselves_win_over_another_tools_cell(tmp_path: Path) -> None:
    said = [("Joel Riba", "JOEL: un"), ("Joel", "dos"), ("Joel", "MARC: tres"), ("Joel", "quatre")]
    assert spoken(tmp_path, ("Joel", "Marc"), *said) == ["JOEL: un", "dos", "MARC: tres", "JOEL: quatre"]
    incoming = table(tmp_path, ("Joel", "Marc"), ("In", "Out", "Character", "Subtitle"), ("1", "2", "Joel", "MARC: x"))
    assert incoming.remarks == ("row 2: its words name “Marc”, the cell beside them “Joel”; the words were taken.",)


def test_milliseconds_of_whispers_table_are_no_seconds(tmp_path: Path) -> None:
    rows = [("start", "end", "text"), (3600, 7000, "Bon dia"), (9000, 12_000, "Sí.")]
    incoming = table(tmp_path, (), *rows)
    assert [(cue.start, cue.end) for cue in incoming.cues] == [(3600, 7000), (9000, 12_000)]
    assert "they were read as milliseconds" in incoming.remarks[0]
    whole = table(tmp_path, (), rows[0], (3, 7, "Bon dia"), (9, 12, "Sí."))
    assert [(cue.start, cue.end) for cue in whole.cues] == [(3000, 7000), (9000, 12_000)]


@pytest.mark.parametrize("head", ["Anglès", "English", "Anglès (només per llegir)", "English (to read only)"])
def test_the_column_of_the_other_language_is_known_by_its_heading_of_now_and_of_before(
    tmp_path: Path, head: str
) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(1, COLUMN["other"]).value = head
        sheet.cell(4, COLUMN["other"]).value = "Goodbye"
        del sheet.parent["veus"]
        for name in list(sheet.parent.custom_doc_props.names):
            del sheet.parent.custom_doc_props[name]

    incoming = edited(tmp_path, edit, other_lang="en", other=(Cue(6000, 7500, "Bye"),))
    assert (incoming.other_lang, [one.text for one in incoming.beside]) == ("en", ["", "", "Goodbye"])
    assert incoming.remarks == ()


def test_a_language_in_the_table_of_another_tool_is_just_a_column(tmp_path: Path) -> None:
    incoming = table(tmp_path, (), ("Start", "End", "Text", "English"), ("1", "2", "Hola", "Hello"))
    assert (incoming.beside, incoming.other_lang) == ((), None)
    assert incoming.remarks == ("column “English”: is not known here; left out, first of all: “Hello”.",)


def test_words_in_a_column_of_a_language_that_nobody_names_are_told(tmp_path: Path) -> None:
    assert edited(tmp_path, put(4, "text", "Adéu")).remarks == ()
    assert edited(tmp_path, put(4, "other", "Bye")).remarks == (
        "column “–”: is not known here; left out, first of all: “Bye”.",
    )


def test_what_is_written_into_the_checkers_column_is_told(tmp_path: Path) -> None:
    said = {"findings": {2: ["massa ràpid"]}}
    assert edited(tmp_path, put(4, "text", "Ep"), **said).remarks == ()
    assert edited(tmp_path, put(4, "findings", None), **said).remarks == ()
    assert edited(tmp_path, put(4, "findings", datetime(2024, 2, 1)), **said).remarks == ()
    assert edited(tmp_path, put(4, "findings", "massa ràpid\nJa està bé"), **said).remarks == (
        "row 4: “Ja està bé” was written into the column of the checker; left out.",
    )


def test_a_column_of_somebodys_is_not_taken_for_one_of_ours(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_cols(1)
        sheet.cell(1, 1).value, sheet.cell(2, 1).value = "Subtitle", "una prova"

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert incoming.remarks == ("column “Subtitle”: is not known here; left out, first of all: “una prova”.",)


def test_times_in_frames_are_of_the_footages_rate(tmp_path: Path) -> None:
    incoming = several([("00:00:03:15", "00:00:07:14", "Hola")], tmp_path, FilmInfo(fps=Fraction(25)))
    assert incoming.cues == (Cue(3600, 7560, "Hola"),)
    assert "read at 25 frames a second" in incoming.remarks[0]


def test_minutes_taken_for_hours_are_minutes_in_a_short_film(tmp_path: Path) -> None:
    rows = [(time(0, 15), time(0, 17), "Hola"), (time(0, 20), time(0, 22), "Adéu")]
    short = several(rows, tmp_path, FilmInfo(duration_ms=52_000), "h:mm")
    assert [(cue.start, cue.end) for cue in short.cues] == [(15_000, 17_000), (20_000, 22_000)]
    assert short.remarks == (
        "row 2: a time was taken for hours and minutes; it was read as 0:15. (So in 3 more places.)",
    )
    assert several(rows, tmp_path, FilmInfo(duration_ms=3_600_000), "h:mm").cues[0].start == 900_000


def test_rows_with_the_same_times_share_them(tmp_path: Path) -> None:
    rows = [("1", "5", "abcdef"), ("1", "5", "gh"), ("6", "7", "fi")]
    incoming = several(rows, tmp_path, FilmInfo())
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [
        (1000, 4000, "abcdef"),
        (4000, 5000, "gh"),
        (6000, 7000, "fi"),
    ]
    assert incoming.remarks == ("caption at 0:00:01.000: 2 rows have its times; they share them.",)


def test_rows_emptied_are_told_once(tmp_path: Path) -> None:
    rows = [("1", "2", "un"), ("3", "4", ""), ("5", "6", None)]
    incoming = several(rows, tmp_path, FilmInfo())
    assert len(incoming.cues) == 1
    assert incoming.remarks == ("row 3: has no words; its caption is taken out. (So in 1 more place.)",)


def test_columns_of_others_are_told(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(1, len(COLUMN) + 1).value = "Notes meves"
        sheet.cell(3, len(COLUMN) + 1).value = "pregunta-ho"

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert incoming.remarks == ("column “Notes meves”: is not known here; left out, first of all: “pregunta-ho”.",)


def test_notes_on_cells_are_comments_of_their_rows(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(2, COLUMN["text"]).comment = Comment("Segur?", "Anna")
        sheet.cell(4, COLUMN["start"]).comment = Comment("Pau: massa aviat", "Pau")
        sheet.cell(1, 1).comment = Comment("Bona feina", "Pau")

    incoming = edited(tmp_path, edit)
    assert incoming.cues == CUES
    assert incoming.comments == (
        ReviewerComment(1000, 2000, "LAURA: Hola", "Anna: Segur?"),
        ReviewerComment(6000, 7500, "Adéu", "Pau: massa aviat"),
    )
    assert incoming.remarks == ("cell A1: a note on it is beside no caption; left out: “Pau: Bona feina”.",)


def test_threads_on_cells_are_comments_with_their_writers(tmp_path: Path) -> None:
    def part(name: str, inside: str) -> bytes:
        return f'<{name} xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">{inside}</{name}>'.encode()

    old = formats.write(outgoing(CUES), "xlsx")
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rId1" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    said = '<threadedComment ref="F3" personId="{A}"><text>Millor "tres"</text></threadedComment>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{space}">{link}</Relationships>'.encode(),
        "xl/threadedComments/threadedComment1.xml": part("ThreadedComments", said),
        "xl/persons/person.xml": part("personList", '<person displayName="Anna" id="{A}"/>'),
    }
    out = io.BytesIO(old)
    with zipfile.ZipFile(out, "a") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert back(out.getvalue(), "xlsx", tmp_path).comments == (
        ReviewerComment(3000, 5000, "=1+1\ndos", 'Anna: Millor "tres"'),
    )


STRUCK = "row 3: words are struck through; they were taken as they stand: delete what is to go, and import it again."


def test_cells_and_runs_struck_through_are_told_once(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3, COLUMN["text"]).font = Font(strike=True)
        said = CellRichText("Adéu", TextBlock(InlineFont(strike=True), ", amics"))
        sheet.cell(4, COLUMN["text"]).value = said

    incoming = edited(tmp_path, edit, rich_text=True)
    assert [cue.text for cue in incoming.cues] == ["LAURA: Hola", "=1+1\ndos", "Adéu, amics"]
    assert incoming.remarks == (f"{STRUCK} (So in 1 more place.)",)


def test_looks_of_cells_and_runs_are_told_once(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        said = CellRichText("LAURA: ", TextBlock(InlineFont(i=True), "Hola"))
        sheet.cell(2, COLUMN["text"]).value = said
        sheet.cell(3, COLUMN["text"]).fill = PatternFill("solid", fgColor="FFFF00")
        sheet.cell(4, COLUMN["text"]).font = Font(color="FF000000")

    incoming = edited(tmp_path, edit, rich_text=True)
    assert (incoming.cues, incoming.remarks) == (CUES, (f"row 2: {FORMATTING} (So in 1 more place.)",))


def test_a_row_that_somebody_puts_in_lacks_our_grey_and_nothing_is_said_of_that(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3, COLUMN["other"]).fill = PatternFill()

    assert edited(tmp_path, edit, other_lang="en", other=CUES).remarks == ()


def test_headers_with_several_looks_are_headers(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        cell = sheet.cell(1, COLUMN["text"])
        cell.value = CellRichText(TextBlock(InlineFont(b=True), cell.value[:2]), cell.value[2:])

    assert edited(tmp_path, edit, rich_text=True).cues == CUES


@pytest.mark.parametrize("below", [None, "dos"])
def test_rows_that_share_a_cell_are_one_caption(tmp_path: Path, below: str | None) -> None:
    """LibreOffice keeps what is in the lower cell, on request; Excel does not."""

    def edit(sheet: Any) -> None:
        sheet.cell(3, COLUMN["text"]).value = below
        sheet.merged_cells.add("F2:F3")

    incoming = edited(tmp_path, edit)
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [
        (1000, 5000, "\n".join(filter(None, ("LAURA: Hola", below)))),
        (6000, 7500, "Adéu"),
    ]
    assert "row 3: its words are one cell with the row above; so is its caption." in incoming.remarks[0]
    assert ("look whether all are there" in incoming.remarks[0]) is (below is None)


def test_an_emptied_cell_that_rows_share_extends_no_caption_before_it(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3, COLUMN["text"]).value = sheet.cell(4, COLUMN["text"]).value = None
        sheet.merge_cells("F3:F4")

    assert edited(tmp_path, edit).cues == CUES[:1]


def test_a_time_that_rows_share_is_the_time_of_each(tmp_path: Path) -> None:
    def edit(sheet: Any) -> None:
        for column in "BC":
            sheet.merge_cells(f"{column}3:{column}4")

    incoming = edited(tmp_path, edit)
    assert [(cue.start, cue.end) for cue in incoming.cues] == [(1000, 2000), (3000, 4333), (4333, 5000)]


def test_a_formula_for_words_is_told(tmp_path: Path) -> None:
    incoming = edited(tmp_path, put(4, "text", '=CONCAT("a","b")'))
    assert incoming.cues[2].text == '=CONCAT("a","b")'
    assert "holds a formula; its letters were taken, not its result." in incoming.remarks[0]


@pytest.mark.parametrize("written_as", ["\u200e0:00:03.500", "“0:00:03,5”", "• 0:00:03.5"])
def test_marks_and_quotes_around_times_mean_nothing(tmp_path: Path, written_as: str) -> None:
    assert edited(tmp_path, put(3, "start", written_as)).cues[1].start == 3500


class TestAttacks:
    def package(self, parts: dict[str, bytes]) -> bytes:
        """An exported track with some of its parts replaced."""
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(formats.write(outgoing(CUES), "xlsx"))) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for name in {*old.namelist(), *parts}:
                new.writestr(name, parts.get(name) or old.read(name))
        return out.getvalue()

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities(self, tmp_path: Path, encoding: str) -> None:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'.encode(encoding)
        with pytest.raises(SubtitleError, match="declares a document type"):
            back(self.package({"xl/worksheets/sheet1.xml": bomb}), "xlsx", tmp_path)

    def test_a_zip_bomb(self, tmp_path: Path) -> None:
        with pytest.raises(SubtitleError, match="unpacks to far more"):
            back(self.package({"xl/big.bin": b"\0" * 100_000_001}), "xlsx", tmp_path)

    def test_a_sheet_that_claims_a_million_rows_ends(self, tmp_path: Path) -> None:
        def far(sheet: Any) -> None:
            sheet.cell(1_048_576, 1).value = "far"

        with pytest.raises(SubtitleError, match="more than 20000 rows"):
            edited(tmp_path, far)

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hola", b"\xd0\xcf\x11\xe0" * 100])
    def test_what_is_no_spreadsheet(self, tmp_path: Path, data: bytes) -> None:
        with pytest.raises(SubtitleError, match=r"damaged, or no \.xlsx"):
            back(data, "xlsx", tmp_path)

    @pytest.mark.parametrize(
        "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "docProps/custom.xml"]
    )
    @pytest.mark.parametrize("content", [b"<a/>", b"<a>", b"\0"])
    def test_damaged_parts_are_told(self, tmp_path: Path, part: str, content: bytes) -> None:
        try:
            back(self.package({part: content}), "xlsx", tmp_path)
        except SubtitleError as error:
            assert error.remedy

    def test_a_spreadsheet_of_something_else(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        Workbook().save(out)
        with pytest.raises(SubtitleError, match="no row of headers"):
            back(out.getvalue(), "xlsx", tmp_path)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("a.odt", r"\.docx"), ("a.csv", r"\.xlsx"), ("A.SCC", "subtitle editor"), ("a.xyz", "one of these: srt")],
)
def test_an_unknown_ending_says_what_to_save(tmp_path: Path, name: str, remedy: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(SubtitleError, match=f"no ending of a format that can be imported.*{remedy}"):
        formats.read(tmp_path / name)


@pytest.mark.parametrize(("form", "most"), [("srt", 5), ("ttml", 5), ("xlsx", 20)])
def test_a_huge_file_is_not_read(tmp_path: Path, form: str, most: int) -> None:
    path = tmp_path / f"huge.{form}"
    with path.open("wb") as stream:
        stream.truncate(most * 1_000_000 + 1)
    with pytest.raises(SubtitleError, match=f"larger than {most} MB"):
        formats.read(path)


def test_more_captions_than_any_film_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_CUES", 2)
    with pytest.raises(SubtitleError, match="more than 2 captions"):
        back(formats.write(outgoing(CUES), "vtt"), "vtt", tmp_path)


def test_a_cell_full_of_blanks_is_looked_at_once() -> None:
    assert read_time("1" + " " * 32_000 + "x") is None


def test_seconds_as_programs_write_them_are_seconds_from_the_first_on(tmp_path: Path) -> None:
    incoming = several([(0.16, 2.4, "Hola"), (2.4, 5.0, "Bon dia")], tmp_path, FilmInfo(lang="ca"))
    assert [(cue.start, cue.end) for cue in incoming.cues] == [(160, 2400), (2400, 5000)]
