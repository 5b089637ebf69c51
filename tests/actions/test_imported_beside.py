"""Corrections in the column of the other language: taken into that track, or pointed out one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from small_series import make_series, make_story, track_file
from veus_job import in_process

from pipeline import files
from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.actions.imported import ImportResult
from pipeline.cues import Cue
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import track_store
from pipeline.review.open_items import OpenItem, read_open
from pipeline.review.review_record import Approval, read_review, set_approval
from pipeline.subtitles.docx import WIDTHS
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
CATALAN = (
    Cue(500, 2500, "Aquí tenim tomates,\npatates i enciams."),
    Cue(3000, 5000, "Els serveis socials en van parlar"),
    Cue(5100, 7500, "i el primer dia em van acompanyar."),
    Cue(8000, 12000, "Si necessites ajuda, digues-ho. Sempre t'escolten."),
    Cue(13000, 14000, "(Aplaudiments)"),
)
ENGLISH = (
    Cue(500, 2500, "Here we have tomatoes,\npotatoes and provinces."),
    Cue(3000, 7500, "The social services told me\nand came along on the first day."),
    Cue(8000, 10000, "If you need help, say so."),
    Cue(10100, 12000, "They always listen."),
)
#: The row of each of CATALAN in the sheet.
ROWS = range(2, 7)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film")
    track_store.offer(paths_of(tmp_path), "ca", write_srt(CATALAN))
    track_store.offer(paths_of(tmp_path), "en", write_srt(ENGLISH))
    return tmp_path


def paths_of(root: Path) -> StoryLayout:
    return Layout(root).story(root / "stories/film", "film")


def out(root: Path) -> Path:
    return export(track_file(Layout(root), "film", "ca"), "xlsx", root / "out.xlsx", at=AT).path


def column(path: Path, **cells: str | None) -> None:
    """Writes into cells of the sheet: column(path, G2="…"), as people do."""
    book = load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0][name].value = value
    book.save(path)


def english(root: Path) -> list[Cue]:
    return list(read_srt((root / "stories/film/en.srt").read_bytes()).cues)


def waiting(root: Path) -> list[OpenItem]:
    return list(read_open(paths_of(root), "en"))


def back(root: Path, path: Path) -> ImportResult:
    return import_file(track_file(Layout(root), "film", "ca"), path, by="Anna", at=AT)


def test_a_column_that_nobody_touched_changes_nothing(root: Path) -> None:
    before = (root / "stories/film/en.srt").read_bytes()
    path = out(root)
    column(path, F2="Aquí tenim tomàquets,\npatates i enciams.")
    done = back(root, path)
    assert done.taken == 1 and done.beside is None
    assert (root / "stories/film/en.srt").read_bytes() == before


def test_a_correction_is_taken_into_its_own_track(root: Path) -> None:
    path = out(root)
    column(path, G2="Here we have tomatoes,\npotatoes and lettuces.")
    done = in_process(root, "import", "film", "ca", str(path), "--by", "Anna")
    assert "nothing changed in ca.srt" in done.out and "1 caption changed in en.srt" in done.out
    assert english(root) == [replace(ENGLISH[0], text="Here we have tomatoes,\npotatoes and lettuces."), *ENGLISH[1:]]
    assert read_review(paths_of(root)).edits["en"].by == "Anna"
    assert back(root, path).beside is None or not back(root, path).beside.changed  # type: ignore[union-attr]


@pytest.mark.parametrize("marked", [True, False])
def test_a_correction_in_a_table_of_a_word_processor_is_taken_too(root: Path, marked: bool) -> None:
    path = export(track_file(Layout(root), "film", "ca"), "docx", root / "out.docx", at=AT).path
    document = docx.Document(str(path))
    document.tables[0].rows[1].cells[
        list(WIDTHS).index("other")
    ].text = "Here we have tomatoes,\npotatoes and lettuces."
    if not marked:
        document.core_properties.subject = document.core_properties.keywords = ""
    document.save(str(path))
    done = back(root, path)
    assert not done.changed and done.beside and done.beside.taken == 1
    assert english(root) == [replace(ENGLISH[0], text="Here we have tomatoes,\npotatoes and lettuces."), *ENGLISH[1:]]


def test_a_cell_of_two_captions_is_dealt_out_to_them(root: Path) -> None:
    path = out(root)
    column(path, G5="If you need any help, say so.\nThey always listen to you.")
    back(root, path)
    assert english(root)[2:] == [
        replace(ENGLISH[2], text="If you need any help, say so."),
        replace(ENGLISH[3], text="They always listen to you."),
    ]


def test_the_same_where_the_lines_were_run_together(root: Path) -> None:
    path = out(root)
    column(path, G5="If you need any help, say so. They always listen to you.")
    back(root, path)
    assert [cue.text for cue in english(root)[2:]] == ["If you need any help, say so.", "They always listen to you."]


def test_words_that_nobody_can_lay_to_captions_are_pointed_out(root: Path) -> None:
    path = out(root)
    column(path, G5="Do ask, somebody is there.", G6="(Applause)")
    done = in_process(root, "import", "film", "ca", str(path))
    assert "00:00:08,000: “If you need help, say so. They always listen.” was kept; the file says " in done.out
    assert "veus settle film en" in done.out
    (item,) = waiting(root)
    assert (item.by, item.lang, item.people, item.machine[0].text) == (
        "file", "en", ENGLISH[2:], "Do ask, somebody is there.",
    )  # fmt: skip
    assert english(root)[-1].text == "(Applause)", "there was room for it"


def test_a_caption_dealt_out_over_its_two_rows_is_split_between_them(root: Path) -> None:
    path = out(root)
    column(path, G3="The social services told me about it", G4="and came along on the first day.")
    back(root, path)
    assert english(root)[1:3] == [
        Cue(3000, 5100, "The social services told me about it"),
        Cue(5100, 7500, "and came along on the first day."),
    ]


def test_words_only_moved_to_the_next_row_move_no_caption_and_are_told(root: Path) -> None:
    path = out(root)
    column(path, G3="The social services told me", G4="and came along on the first day.")
    done = back(root, path).beside
    assert done and not done.changed and "G3, G4" in done.remarks[0]


def test_a_cell_that_was_emptied_is_pointed_out(root: Path) -> None:
    path = out(root)
    column(path, G2=None)
    back(root, path)
    assert english(root) == list(ENGLISH)
    assert [(item.people[0].text, item.machine) for item in waiting(root)] == [(ENGLISH[0].text, ())]


def test_a_column_that_was_emptied_takes_nothing_away(root: Path) -> None:
    path = out(root)
    column(path, **{f"G{row}": None for row in ROWS})
    done = back(root, path).beside
    assert done and not done.changed and "is empty" in done.remarks[0]
    assert not waiting(root)


def test_a_correction_made_there_meanwhile_stays(root: Path) -> None:
    path = out(root)
    corrected = [replace(ENGLISH[0], text="Here are tomatoes, potatoes and lettuce."), *ENGLISH[1:]]
    (root / "stories/film/en.srt").write_text(write_srt(corrected), "utf-8")
    column(path, G2="Here we have tomatoes and potatoes.", G4="The social services told me so.")
    back(root, path)
    now = [cue.text for cue in english(root)]
    assert now[:2] == [corrected[0].text, "The social services told me so."]
    assert [item.machine[0].text for item in waiting(root)] == ["Here we have tomatoes and potatoes."]


def test_an_approved_track_beside_is_told_of(root: Path) -> None:
    paths = paths_of(root)
    sha256 = files.sha256_file(paths.srt("en"))
    set_approval(paths, "en", Approval(by="Marta", when=AT, sha256=sha256, footage_sha256="0" * 64))
    path = out(root)
    column(path, G2="Here we have tomatoes,\npotatoes and lettuces.")
    done = in_process(root, "import", "film", "ca", str(path))
    assert "It was approved" in done.out and "which was approved" in done.out
    assert [item.by for item in waiting(root)] == ["replaced"]


def test_a_sheet_without_marks_sorted_and_numbered_anew(root: Path) -> None:
    path = out(root)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)][::-1]
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            sheet.cell(number + 1, place).value = number if place == 1 else value
    sheet.cell(6, 7).value = "Here we have tomatoes,\npotatoes and lettuces."
    del book["veus"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(path)
    back(root, path)
    assert [cue.text for cue in english(root)] == [
        "Here we have tomatoes,\npotatoes and lettuces.", *(cue.text for cue in ENGLISH[1:]),
    ]  # fmt: skip


def test_a_row_that_was_split_says_its_other_words_once(root: Path) -> None:
    path = out(root)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_rows(3)
    for place in range(1, sheet.max_column + 1):
        sheet.cell(3, place).value = sheet.cell(2, place).value
    sheet["F2"].value, sheet["F3"].value = CATALAN[0].text.split("\n")
    sheet["D2"].value = sheet["B3"].value = "0:00:01.500"
    book.save(path)
    assert back(root, path).beside is None


def test_words_for_a_track_that_is_not_there_are_told(root: Path) -> None:
    path = out(root)
    (root / "stories/film/en.srt").unlink()
    (root / "stories/film/.base/en.srt").unlink()
    for file in (root / "stories/film/.base/history").glob("en.*"):
        file.unlink()
    done = back(root, path).beside
    assert done and "there is no en.srt" in done.remarks[0]


def test_a_damaged_track_beside_keeps_nobody_from_working_on_this_one(root: Path) -> None:
    path = out(root)
    column(path, F6="(Riures)", G2="Here we have tomatoes and lettuces.")
    (root / "stories/film/en.srt").write_bytes(b"\x00\x01 nothing that is a caption")
    done = back(root, path)
    assert done.taken == 1 and done.beside and not done.beside.changed
    assert "was left out" in done.beside.remarks[0]


def test_a_name_of_a_language_that_is_none_is_passed_over(root: Path) -> None:
    path = out(root)
    book = load_workbook(path)
    for row in book["veus"].iter_rows():
        if row[0].value == "other":
            row[1].value = "../../en"
    book.save(path)
    assert back(root, path).beside is None
