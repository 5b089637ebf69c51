"""One word corrected in a file that was handed out is one word corrected here, whatever the format makes of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from small_series import STORY, make_series, make_story, track_file

from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.subtitles.formats import WRITTEN, ending
from pipeline.subtitles.srt import read_srt, write_srt

NAMES = ("Joel Martínez", "Núria")
PEOPLE = "".join(f'\n[[people]]\nname = "{name}"\nrole = {{ ca = "Veí", en = "Neighbour" }}\n' for name in NAMES)
#: As people write them; where "mot" stands, "paraula" will.
TEXTS = (
    "Bon\u00a0dia  a tots, mot",
    "JOEL MARTÍNEZ: \u00a0 Bon mot",
    "Joel Martínez: Bon mot",
    "Joel: Un altre mot",
    ">> Bon mot de tarda",
    ">> NÚRIA: Bona mot",
    "[NÚRIA] Més mot d’ahir",
    "Núria: Primer mot\nJoel: sí",
    "- NÚRIA:  Segon mot\n- JOEL MARTÍNEZ:  no",
    "«\u00a0Cita mot\u00a0» 50\u202f%",
    "—\u00a0Ei mot\n—\u00a0Què?",
    "Marta Sol: Tercer mot",
    "♪ Cançó mot ♪",
    "<3 & {a} &amp; mot",
    "-5 graus mot",
    "= 1+1 mot",
)
CUES = tuple(Cue(3000 * at + 500, 3000 * at + 2500, text) for at, text in enumerate(TEXTS))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film", toml=STORY + PEOPLE, captions=write_srt(CUES))
    return tmp_path


def in_text(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def in_sheet(path: Path, change: Callable[[str], str]) -> None:
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = change(cell.value)
                cell.data_type = "s"  # as spreadsheets keep what is marked as text
    book.save(path)


def in_document(path: Path, change: Callable[[str], str]) -> None:
    document = docx.Document(str(path))
    for text in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        text.text = change(text.text or "")
    document.save(str(path))


@pytest.mark.parametrize("form", WRITTEN)
def test_words_corrected_in_a_file_are_all_that_changes(root: Path, form: str) -> None:
    before = read_srt((root / "stories/film/ca.srt").read_bytes(), names=NAMES).cues
    path = export(track_file(Layout(root), "film", "ca"), form, root / f"back.{ending(form)}").path
    assert import_file(track_file(Layout(root), "film", "ca"), path).changed is False
    edit = {"xlsx": in_sheet, "docx": in_document}.get(form, in_text)
    edit(path, lambda text: re.sub(r"\bmot\b", "paraula", text))
    done = import_file(track_file(Layout(root), "film", "ca"), path)
    after = read_srt((root / "stories/film/ca.srt").read_bytes(), names=NAMES).cues
    assert [cue.text for cue in after] == [cue.text.replace("mot", "paraula") for cue in before]
    assert [(cue.start, cue.end) for cue in after] == [(cue.start, cue.end) for cue in before]
    assert (done.taken, done.conflicts, done.remarks) == (len(TEXTS), (), ())
    assert import_file(track_file(Layout(root), "film", "ca"), path).changed is False
