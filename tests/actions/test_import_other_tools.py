"""What other tools show that stands in no ordinary text of theirs: read as people see it, or told."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import load_workbook
from small_series import STORY, make_series, make_story, track_file

from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.actions.imported import ImportResult
from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.subtitles import formats
from pipeline.subtitles.srt import read_srt, write_srt

PEOPLE = "".join(
    f'\n[[people]]\nname = "{name}"\nrole = {{ ca = "Veí", en = "Neighbour" }}\n' for name in ("Joel", "Marc")
)
CUES = (Cue(500, 2500, "Bon dia a tothom."), Cue(3000, 6000, "Anem cap a l’hort."), Cue(6500, 9000, "Fins aviat."))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film", toml=STORY + PEOPLE, captions=write_srt(CUES))
    return tmp_path


def out(root: Path, form: str) -> Path:
    return export(track_file(Layout(root), "film", "ca"), form, root / f"back.{form}").path


def back(root: Path, path: Path) -> ImportResult:
    return import_file(track_file(Layout(root), "film", "ca"), path)


def texts(root: Path) -> list[str]:
    return [cue.text for cue in read_srt((root / "stories/film/ca.srt").read_bytes(), names=("Joel", "Marc")).cues]


@pytest.mark.parametrize("form", formats.WRITTEN)
def test_a_track_whose_captions_each_begin_with_the_one_before_goes_out_and_comes_back(root: Path, form: str) -> None:
    """Live captions that somebody took over as they were: those of the track are meant so."""
    said = ["Bon", "dia", "a", "tothom", "i", "benvinguts", "a", "l’hort"]
    live = [Cue(2000 * n, 2000 * n + 2000, " ".join(said[: n + 1])) for n in range(len(said))]
    track = root / "stories/film/ca.srt"
    track.write_text(write_srt(live), "utf-8")
    path = out(root, form)
    done = back(root, path)
    assert (done.changed, done.remarks, track.read_text("utf-8")) == (False, (), write_srt(live))
    if form == "srt":  # the others say that they are ours
        path.write_text(path.read_text("utf-8").replace("hort", "hort urbà"), "utf-8")
        assert back(root, path).taken == 1
        assert texts(root)[-2:] == ["Bon dia a tothom i benvinguts a", "Bon dia a tothom i benvinguts a l’hort urbà"]


def test_dashes_that_a_word_processor_made_a_list_of_are_words(root: Path) -> None:
    path = out(root, "docx")
    document = docx.Document(str(path))
    root_of_lists = document.part.numbering_part.element
    kind = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    )
    root_of_lists.insert(0, kind)
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>')
    root_of_lists.append(number)
    cell = document.tables[0].rows[2].cells[3]
    cell.text = "Hi anem?"
    cell.add_paragraph("Ara mateix.")
    for paragraph in cell.paragraphs:
        listed = parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>')
        paragraph._p.get_or_add_pPr().append(listed)
    document.save(str(path))
    done = back(root, path)
    assert texts(root) == [CUES[0].text, "- Hi anem?\n- Ara mateix.", CUES[2].text]
    assert [remark for remark in done.remarks if "list to the word processor" in remark] == list(done.remarks)


def test_numbers_that_a_word_processor_made_a_list_of_are_words_and_counted(root: Path) -> None:
    path = out(root, "docx")
    document = docx.Document(str(path))
    for at in (1, 3):
        document.tables[0].rows[at].cells[3].paragraphs[0].style = "List Number"
    document.save(str(path))
    back(root, path)
    assert texts(root) == [f"1. {CUES[0].text}", CUES[1].text, f"2. {CUES[2].text}"]


def test_a_sign_of_a_font_of_signs_is_a_letter_and_one_that_is_none_is_seen(root: Path) -> None:
    path = out(root, "docx")
    document = docx.Document(str(path))
    run = document.tables[0].rows[1].cells[3].paragraphs[0].runs[0]
    for code in ("F0E0", "F099", "266A"):
        run._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="{code}"/>'))
    document.save(str(path))
    back(root, path)
    assert texts(root)[0] == "Bon dia a tothom.→\ufffd♪"


def test_a_second_sheet_is_no_part_of_the_table_and_told(root: Path) -> None:
    path = out(root, "xlsx")
    book = load_workbook(path)
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title = "Revisat"
    book.save(path)
    done = back(root, path)
    assert not done.changed
    assert len(done.remarks) == 1
    assert done.remarks[0].startswith("sheet “Revisat”: is not the table that is read; left out")


def test_whom_an_identifier_names_in_quotes_speaks(root: Path) -> None:
    blocks = [
        f'{n} "{who} (3215)"\n00:00:{cue.start // 1000:02d}.500 --> 00:00:{cue.end // 1000:02d}.900\n{cue.text}\n'
        for n, (who, cue) in enumerate(zip(("Joel Riba", "Marc", "Marc"), CUES, strict=True), 1)
    ]
    path = root / "reunió.vtt"
    path.write_text("WEBVTT\n\n" + "\n".join(blocks).replace(' (3215)"', '" (3215)'), "utf-8")
    back(root, path)
    assert texts(root) == ["JOEL: Bon dia a tothom.", "MARC: Anem cap a l’hort.", "Fins aviat."]


def ttml(body: str, head: str = "", space: str = "http://www.w3.org/ns/ttml", styling: str = "#styling") -> str:
    return f'<tt xmlns="{space}" xmlns:tts="{space}{styling}" xml:lang="ca"><head>{head}</head><body>{body}</body></tt>'


def paragraph(cue: Cue, text: str = "", more: str = "") -> str:
    return f'<p begin="{cue.start / 1000}s" end="{cue.end / 1000}s" {more}>{text or cue.text}</p>'


def test_of_divisions_in_several_languages_the_tracks_is_taken(root: Path) -> None:
    path = root / "a.ttml"
    catalan, spanish = "".join(map(paragraph, CUES)), paragraph(CUES[0], "Buenos días.")
    path.write_text(ttml(f'<div xml:lang="es-ES">{spanish}</div><div xml:lang="ca">{catalan}</div>'), "utf-8")
    done = back(root, path)
    assert (done.changed, done.remarks) == (False, ("“Buenos días.” is in another language (es); left out.",))


def test_places_in_the_drafts_that_became_ttml_count(root: Path) -> None:
    path = root / "a.dfxp"
    head = '<layout><region xml:id="r" tts:origin="10% 5%" tts:extent="80% 10%"/></layout>'
    sign = paragraph(CUES[1].moved(3000, 6000), "HORT DEL CLOT", 'region="r"')
    body = "".join(map(paragraph, CUES)) + sign
    path.write_text(ttml(f"<div>{body}</div>", head, "http://www.w3.org/2006/10/ttaf1", "#style"), "utf-8")
    back(root, path)
    cues = read_srt((root / "stories/film/ca.srt").read_bytes()).cues
    assert [(cue.text, cue.top) for cue in cues if cue.start == 3000 and cue.top] == [("HORT DEL CLOT", True)]


def test_italics_and_colours_of_ttml_are_told_once(root: Path) -> None:
    path = root / "a.ttml"
    marked = paragraph(CUES[0], f'<span tts:fontStyle="italic">{CUES[0].text}</span>')
    coloured = paragraph(CUES[1], f'<span tts:color="yellow">{CUES[1].text}</span>')
    path.write_text(ttml(f"<div>{marked}{coloured}{paragraph(CUES[2])}</div>"), "utf-8")
    done = back(root, path)
    assert not done.changed
    assert [remark for remark in done.remarks if "italics, colours" in remark] == list(done.remarks)
    assert len(done.remarks) == 1
    assert "1 more place" in done.remarks[0]
