"""A track handed out to reviewers' tools and brought back: only what they changed changes, and nothing is lost."""

from __future__ import annotations

import io
import json
import shlex
import tempfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_versions import kept
from openpyxl import load_workbook
from searching import examples
from small_series import CAPTIONS, make_series, make_story, track_file
from veus_job import in_process as veus

from pipeline import files
from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.actions.imported import ImportResult
from pipeline.commands.exchanging import FORMS
from pipeline.cues import Cue
from pipeline.errors import StoryError, SubtitleError, VeusError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import history, track_store
from pipeline.review.history import Reason, Why
from pipeline.review.open_items import read_open
from pipeline.review.review_record import Approval, add_comment, read_review, set_approval
from pipeline.subtitles.columns import HIDDEN, WIDTHS
from pipeline.subtitles.docx import WIDTHS as DOCX_WIDTHS
from pipeline.subtitles.formats import WRITTEN, ending
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
SAID = (
    Cue(200, 1000, "Bon\u00a0dia  a tothom.", top=True),
    Cue(1200, 1900, "LAURA: =1+1"),
    Cue(2000, 3000, "{\\an8} <b> & 😀\nשלום"),
    Cue(4000, 5000, "(Aplaudiments)"),
)
SAID_AS_READ = read_srt(write_srt(SAID).encode()).cues


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film", captions=write_srt(SAID))
    return tmp_path


def paths_of(root: Path) -> StoryLayout:
    return Layout(root).story(root / "stories/film", "film")


def out(root: Path, form: str, lang: str = "ca") -> Path:
    return export(track_file(Layout(root), "film", lang), form, root / f"out.{ending(form)}", at=AT).path


def back(root: Path, path: Path, by: str = "Anna") -> ImportResult:
    return import_file(track_file(Layout(root), "film", "ca"), path, by=by, at=AT)


def cues(root: Path) -> tuple[Cue, ...]:
    return read_srt((root / "stories/film/ca.srt").read_bytes()).cues


def write(root: Path, new: tuple[Cue, ...]) -> None:
    (root / "stories/film/ca.srt").write_text(write_srt(new), "utf-8")


def edit_file(path: Path, old: str, new: str) -> None:
    """Changes words in an exported file, as its program would."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        for cell in [cell for row in book.worksheets[0].iter_rows() for cell in row]:
            if cell.value == old:
                cell.value = new
                cell.data_type = "s"
        book.save(path)
    elif path.suffix == ".docx":
        document = docx.Document(str(path))
        for cell in [cell for row in document.tables[0].rows for cell in row.cells]:
            if cell.text == old:
                cell.text = new
        document.save(str(path))
    else:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("form", WRITTEN)
class TestEveryFormat:
    def test_what_comes_back_unchanged_changes_no_byte(self, root: Path, form: str) -> None:
        target = root / "stories/film/ca.srt"
        target.write_bytes(target.read_bytes().replace(b"\n", b"\r\n"))
        before = target.read_bytes(), target.stat().st_mtime_ns
        done = back(root, out(root, form))
        assert (done.changed, done.taken, done.conflicts, done.was_approved) == (False, 0, (), False)
        assert (target.read_bytes(), target.stat().st_mtime_ns) == before

    def test_one_place_changed_is_one_cue_changed(self, root: Path, form: str) -> None:
        path = out(root, form)
        edit_file(path, "(Aplaudiments)", "(Riures)")
        done = back(root, path)
        assert (done.changed, done.taken) == (True, 1)
        assert cues(root) == (*SAID_AS_READ[:3], Cue(4000, 5000, "(Riures)", sound=True))
        assert read_review(paths_of(root)).edits["ca"].by == "Anna"

    def test_both_sides_elsewhere_are_both_taken(self, root: Path, form: str) -> None:
        path = out(root, form)
        edit_file(path, "(Aplaudiments)", "(Riures)")
        write(root, (SAID[0], Cue(1200, 1900, "LAURA: Dos"), *SAID[2:]))
        done = back(root, path)
        assert [cue.text for cue in cues(root)][1::2] == ["LAURA: Dos", "(Riures)"]
        assert not done.conflicts

    def test_both_sides_at_one_place_are_a_conflict_and_the_file_stays(self, root: Path, form: str) -> None:
        path = out(root, form)
        edit_file(path, "(Aplaudiments)", "(Riures)")
        write(root, (*SAID[:3], Cue(4000, 5000, "(Xiulets)")))
        done = back(root, path)
        assert not done.changed
        assert [(case.start, case.end) for case in done.conflicts] == [(4000, 5000)]
        assert cues(root)[3].text == "(Xiulets)"
        (item,) = read_open(paths_of(root), "ca")
        assert (item.people[0].text, item.machine[0].text) == ("(Xiulets)", "(Riures)")
        assert b"(Riures)" in b"".join(kept(paths_of(root)))

    def test_twice_is_once(self, root: Path, form: str) -> None:
        path = out(root, form)
        edit_file(path, "(Aplaudiments)", "(Riures)")
        back(root, path)
        once = (root / "stories/film/ca.srt").read_bytes()
        assert not back(root, path).changed
        assert (root / "stories/film/ca.srt").read_bytes() == once


@settings(max_examples=examples(25))
@given(form=st.sampled_from(WRITTEN), at=st.integers(0, 5), word=st.text(st.characters(codec="utf-8"), max_size=9))
def test_any_word_at_any_place_through_any_format(form: str, at: int, word: str) -> None:
    said = tuple(Cue(2000 * n, 2000 * n + 1500, f"Frase número {n}.") for n in range(6))
    with tempfile.TemporaryDirectory() as name:
        root = make_series(Path(name))
        make_story(root, "film", captions=write_srt(said))
        path = out(root, form)
        edit_file(path, f"Frase número {at}.", f"Nova x{''.join(c for c in word if c.isalnum())}.")
        back(root, path)
        now = cues(root)
    assert [number for number in range(6) if now[number] != said[number]] == [at]


def test_a_file_without_a_note_is_laid_to_the_version_that_it_is_nearest_to(root: Path) -> None:
    """A SubRip file from last week: what was changed in the meantime stays."""
    path = out(root, "srt")
    write(root, tuple(Cue(c.start, c.end, c.text.replace("tothom", "totes")) for c in SAID[:2]))
    edit_file(path, "(Aplaudiments)", "(Riures)")
    done = back(root, path)
    assert [cue.text for cue in cues(root)] == ["Bon\u00a0dia  a totes.", "LAURA: =1+1"]
    assert [case.machine[0].text for case in done.conflicts] == ["(Riures)"]
    assert AT in done.base


def test_a_track_that_was_never_here_is_a_persons(tmp_path: Path) -> None:
    make_series(tmp_path)
    make_story(tmp_path, "film")
    path = tmp_path / "mine.srt"
    path.write_text(CAPTIONS, "utf-8")
    assert back(tmp_path, path).changed
    assert [cue.text for cue in cues(tmp_path)] == ["Bon dia a tothom.", "Fins aviat."]
    assert track_store.belongs_to_person(paths_of(tmp_path), "ca")


def test_comments_of_a_spreadsheet_are_taken_once(root: Path) -> None:
    path = out(root, "xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "Comentaris")
    sheet.cell(3, column).value = "Segur?"
    book.save(path)
    assert back(root, path).comments == 1
    assert back(root, path).comments == 0
    (comment,) = read_review(paths_of(root)).comments
    assert (comment.start, comment.text, comment.comment, comment.by) == (1200, "LAURA: =1+1", "Segur?", "Anna")
    again = load_workbook(
        io.BytesIO(export(track_file(Layout(root), "film", "ca"), "xlsx", root / "b.xlsx").path.read_bytes())
    )
    assert again.worksheets[0].cell(3, column).value == "Anna: Segur?"


def remark(root: Path, at: int, text: str, by: str = "Anna") -> None:
    """A comment of half a second."""
    add_comment(paths_of(root), "ca", (at, at + 500), "", text, by=by, when=AT)


def said(root: Path) -> list[tuple[int, str]]:
    return [(one.start, one.comment) for one in read_review(paths_of(root)).comments]


def commented(path: Path, row: int, text: str) -> None:
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        document.tables[0].rows[row].cells[list(DOCX_WIDTHS).index("comment")].text = text
        document.save(str(path))
        return
    book = load_workbook(path)
    book.worksheets[0].cell(row + 1, list(WIDTHS).index("comment") + 1).value = text
    book.save(path)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_same_words_beside_another_caption_are_another_comment(root: Path, form: str) -> None:
    remark(root, 300, "Segur?")
    path = out(root, form)
    commented(path, 4, "Segur?")
    assert (back(root, path).comments, back(root, path).comments) == (1, 0)
    commented(path, 4, "Segur?\nJo no.")
    assert (back(root, path).comments, back(root, path).comments) == (1, 0)
    assert said(root) == [(300, "Segur?"), (4000, "Segur?"), (4000, "Jo no.")]


@pytest.mark.parametrize("kept_marks", [True, False])
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_table_that_nobody_changed_brings_no_comment_however_many_went_out(
    root: Path, form: str, kept_marks: bool
) -> None:
    """Some programs drop the marks of a document, or hidden columns; and there is room for ten marks."""
    write(root, (Cue(0, 500, "Ei."), *SAID))
    for number in range(12):
        remark(root, 4000 * (number % 2) + 500, f"Segur que\nsón {number}?", by="Anna" if number % 3 else "")
    remark(root, 9000, "Anna: al final, res")  # behind all captions
    path = out(root, form)
    if not kept_marks and form == "docx":
        document = docx.Document(str(path))
        document.core_properties.keywords = document.core_properties.subject = ""
        document.save(str(path))
    elif not kept_marks:
        book = load_workbook(path)
        book.worksheets[0].delete_cols(len(WIDTHS) + 1, len(HIDDEN))
        book.save(path)
    before = said(root)
    done = back(root, path)
    assert (done.changed, done.comments, said(root)) == (False, 0, before)


def test_whose_a_comment_is_stands_before_it_once(root: Path) -> None:
    remark(root, 4000, "Anna: Segur?")
    sheet = load_workbook(out(root, "xlsx")).worksheets[0]
    assert sheet.cell(5, list(WIDTHS).index("comment") + 1).value == "Anna: Segur?"


def test_a_spreadsheet_has_the_other_language_and_what_the_checker_says(root: Path) -> None:
    (root / "stories/film/en.srt").write_text(write_srt([Cue(100, 1100, "Hello everybody.")]), "utf-8")
    sheet = load_workbook(out(root, "xlsx")).worksheets[0]
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Hello everybody." in words
    assert "Anglès" in words


def test_what_was_approved_no_longer_is(root: Path) -> None:
    paths = paths_of(root)
    sha256 = files.sha256_file(paths.srt("ca"))
    set_approval(paths, "ca", Approval(by="Anna", when=AT, sha256=sha256, footage_sha256="0" * 64))
    path = out(root, "vtt")
    assert not back(root, path).was_approved
    edit_file(path, "(Aplaudiments)", "(Riures)")
    assert back(root, path).was_approved
    assert track_store.status(paths, "ca") == "edited"


class TestRefused:
    def test_a_file_that_is_there(self, root: Path) -> None:
        path = out(root, "vtt")
        path.write_bytes(b"mine")
        with pytest.raises(VeusError, match="there already"):
            out(root, "vtt")
        assert path.read_bytes() == b"mine"
        export(track_file(Layout(root), "film", "ca"), "vtt", path, force=True)
        assert path.read_bytes() != b"mine"

    @pytest.mark.parametrize("name", ["stories/film/ca.srt", "stories/film/x.srt", "output/x.srt"])
    def test_peoples_and_the_machines_folders(self, root: Path, name: str) -> None:
        before = (root / "stories/film/ca.srt").read_bytes()
        with pytest.raises(VeusError, match="not written into stories/ or output/"):
            export(track_file(Layout(root), "film", "ca"), "srt", root / name, force=True)
        assert (root / "stories/film/ca.srt").read_bytes() == before

    def test_another_storys_or_languages_file(self, root: Path) -> None:
        make_story(root, "other", captions=CAPTIONS)
        path = out(root, "ttml")
        with pytest.raises(SubtitleError, match='from the story "film", not "other"'):
            import_file(track_file(Layout(root), "other", "ca"), path)
        with pytest.raises(SubtitleError, match='from the track "ca", not "en"'):
            import_file(track_file(Layout(root), "film", "en"), path)

    def test_a_file_without_captions(self, root: Path) -> None:
        path = root / "empty.srt"
        path.write_bytes(b"")
        with pytest.raises(SubtitleError, match="would delete all"):
            back(root, path)

    def test_a_track_that_is_not_there(self, root: Path) -> None:
        with pytest.raises(StoryError, match=r"no en\.srt yet"):
            out(root, "srt", "en")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.sbv", "0:00:01.200,0:00:01.900\nLAURA: =1+2\n"),
        (
            "a.ass",
            "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            "Dialogue: 0,0:00:01.20,0:00:01.90,Default,,0,0,0,,LAURA: =1+2\n",
        ),
    ],
)
def test_formats_that_only_come_in_are_merged_too(root: Path, name: str, text: str) -> None:
    write(root, SAID[1:2])
    (root / name).write_text(text, "utf-8")
    done = back(root, root / name)
    assert (done.changed, [cue.text for cue in cues(root)]) == (True, ["LAURA: =1+2"])


@pytest.mark.parametrize("form", WRITTEN)
def test_the_command_line_writes_every_format_that_is_written(root: Path, form: str) -> None:
    target = root / f"out.{form}"
    done = veus(root, "export", "film", "ca", "--to", form, "-o", str(target))
    assert (done.code, target.exists()) == (0, True), done.err
    assert FORMS == WRITTEN


def test_the_command_that_brings_a_file_back_can_be_pasted(root: Path) -> None:
    target = root / "film.ca (1).vtt"
    done = veus(root, "export", "film", "ca", "--to", "vtt", "-o", str(target))
    command = done.out.strip().splitlines()[-1].partition(": ")[2]
    assert shlex.split(command) == ["veus", "import", "film", "ca", str(target)]
    assert veus(root, *shlex.split(command)[1:]).code == 0


def test_the_command_line_from_end_to_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    done = veus(root, "export", "film", "ca", "--to", "vtt")
    assert done.code == 0, done.err
    assert "film.ca.vtt (4 captions)" in done.out
    edit_file(root / "film.ca.vtt", "(Aplaudiments)", "(Riures)")
    edit_file(root / "film.ca.vtt", "=1+1", "Tres")
    write(root, (*SAID[:3], Cue(4000, 5000, "(Xiulets)")))
    done = veus(root, "import", "film", "ca", "film.ca.vtt", "--by", "Anna", "--at", AT)
    assert done.code == 0, done.err
    assert "1 caption changed in ca.srt" in done.out
    assert "00:00:04,000: “(Xiulets)” was kept; the file says “(Riures)”." in done.out
    assert "veus settle film ca" in done.out
    assert json.loads(veus(root, "import", "film", "ca", "film.ca.vtt", "--json").out)["changed"] is False

    listed = veus(root, "restore", "film", "ca")
    assert listed.code == 0, listed.err
    assert "handed out" in listed.out and "Anna, imported" in listed.out
    number = next(kept["number"] for kept in json.loads(veus(root, "restore", "film", "ca", "--json").out)
                  if kept["why"] == "export")  # fmt: skip
    assert veus(root, "restore", "film", "ca", str(number), "--by", "Pau").code == 0
    assert cues(root) == SAID_AS_READ

    wrong = veus(root, "import", "film", "ca", "film.ca.doc")
    assert wrong.code == 2
    (root / "a.xlsx").write_bytes(b"PK")
    wrong = veus(root, "import", "film", "ca", "a.xlsx")
    assert wrong.code == 1
    assert "a.xlsx: this spreadsheet was not read" in wrong.err


def test_the_machines_draft_that_an_import_replaced_is_kept_and_who_imported_is_noted(tmp_path: Path) -> None:
    make_series(tmp_path)
    make_story(tmp_path, "film")
    draft = write_srt(SAID_AS_READ)
    track_store.offer(paths_of(tmp_path), "ca", draft, at=AT)
    path = out(tmp_path, "srt")
    edit_file(path, "(Aplaudiments)", "(Riures)")
    back(tmp_path, path)
    versions = history.versions(paths_of(tmp_path), "ca")
    assert {version.reason.why for version in versions} == {Why.IMPORT, Why.EXPORT}, "the draft was handed out"
    assert kept(paths_of(tmp_path))[-1] == draft.encode()
    track_store.offer(paths_of(tmp_path), "en", draft, at=AT)
    assert import_file(track_file(Layout(tmp_path), "film", "en"), path, by="Anna", at=AT).changed
    reasons = [version.reason for version in history.versions(paths_of(tmp_path), "en")]
    assert Reason(Why.MACHINE, "veus", AT) in reasons and draft.encode() in kept(paths_of(tmp_path), "en")
    edit = read_review(paths_of(tmp_path)).edits["en"]
    assert (edit.by, edit.how) == ("Anna", "import")


def test_what_came_in_is_kept_where_nothing_changed(root: Path) -> None:
    back(root, out(root, "srt"))
    assert Why.IMPORT in {version.reason.why for version in history.versions(paths_of(root), "ca")}
