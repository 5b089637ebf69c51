"""A file of another track is refused on import, and the sentence says how to insist."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from small_series import STORY, make_series, make_story, track_file
from veus_job import in_process

from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import track_store
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
CATALAN = (
    "Em dic Joel i participo en l'hort urbà.",
    "Hi vaig cada matí amb els veïns del barri.",
    "Plantem tomàquets, enciams i patates.",
    "Sempre hi ha algú que t'escolta.",
)
ENGLISH = (
    "My name is Joel and I work in the allotment.",
    "I go there every morning with the neighbours.",
    "We plant tomatoes, lettuces and potatoes.",
    "There is always somebody who listens to you.",
)
SPANISH = ("Me llamo Joel y trabajo en el huerto.", "Voy cada mañana con los vecinos.", "Plantamos tomates y lechugas.")


def track(texts: tuple[str, ...]) -> tuple[Cue, ...]:
    return tuple(Cue(3000 * n, 3000 * n + 2500, text) for n, text in enumerate(texts))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    for slug in ("film", "other"):
        make_story(tmp_path, slug)
    for lang, texts in (("ca", CATALAN), ("en", ENGLISH)):
        track_store.offer(paths_of(tmp_path), lang, write_srt(track(texts)))
    return tmp_path


def paths_of(root: Path, slug: str = "film") -> StoryLayout:
    return Layout(root).story(root / "stories" / slug, slug)


def srt(root: Path, name: str, texts: tuple[str, ...]) -> Path:
    path = root / name
    path.write_text(write_srt(track(texts)), "utf-8")
    return path


def back(root: Path, path: Path, lang: str = "ca", slug: str = "film", insist: bool = False) -> None:
    import_file(track_file(Layout(root), slug, lang), path, at=AT, insist=insist)


@pytest.mark.parametrize(
    "name",
    ["film.en.srt", "en.srt", "film.en (1).srt", "en (2).srt", "film.en-revised.srt", "captions.en.srt", "a.b.en.srt"],
)
def test_by_its_name(root: Path, name: str) -> None:
    path = srt(root, name, ("Sí.", "No.", "Sí."))
    with pytest.raises(SubtitleError, match=r"its name says that this file is en of film, not ca of film") as refused:
        back(root, path)
    assert f"veus import film en {shlex.quote(str(path))}" in str(refused.value) and "--insist" in str(refused.value)
    back(root, path, insist=True)
    assert [cue.text for cue in read_srt(paths_of(root).srt("ca").read_bytes()).cues] == ["Sí.", "No.", "Sí."]


def test_by_its_name_of_another_story(root: Path) -> None:
    with pytest.raises(SubtitleError, match="this file is ca of other, not ca of film"):
        back(root, srt(root, "other.ca.srt", CATALAN))


@pytest.mark.parametrize(
    "name", ["film.ca.srt", "ca.srt", "corregit.srt", "en Joel.srt", "film.ca (3).srt", "x.fr.srt"]
)
def test_a_name_that_says_nothing_else_is_no_sign(root: Path, name: str) -> None:
    back(root, srt(root, name, (*CATALAN[:3], "Sempre hi ha qui t'escolta.")))
    assert b"qui t'escolta" in paths_of(root).srt("ca").read_bytes()


def test_by_a_version_known_from_the_other_language(root: Path) -> None:
    """Also one that is no longer what that track says; its words alone would be too few to tell."""
    names = ("Joel Riba, Barcelona, 2024", "Laura Puig, Girona, 2023", "Cynthia Ros, Vic, 2022")
    paths_of(root).srt("en").write_text(write_srt(track(names)), "utf-8")
    path = export(track_file(Layout(root), "film", "en"), "srt", root / "mine.srt", at=AT).path
    paths_of(root).srt("en").write_text(write_srt(track(ENGLISH)), "utf-8")
    with pytest.raises(SubtitleError, match=r"most captions of this file are those of en\.srt of film"):
        back(root, path)


def test_by_captions_of_another_story(root: Path) -> None:
    shutil.copy(paths_of(root).srt("ca"), root / "mine.srt")
    with pytest.raises(SubtitleError, match=r"those of ca\.srt of film"):
        back(root, root / "mine.srt", slug="other")


@pytest.mark.parametrize(("lang", "texts", "name"), [("ca", SPANISH, "Spanish"), ("en", SPANISH, "Spanish")])
def test_by_the_language_of_its_words(root: Path, lang: str, texts: tuple[str, ...], name: str) -> None:
    with pytest.raises(SubtitleError, match=f"they look like {name}") as refused:
        back(root, srt(root, "mine.srt", texts), lang)
    assert "veus import film es" not in str(refused.value), "the series has no such track"
    assert f"{root / 'mine.srt'} --at {AT} --insist" in str(refused.value)


def test_translated_in_an_export_of_the_original(root: Path) -> None:
    """Its mark says that it is the Catalan; its words do not."""
    path = export(track_file(Layout(root), "film", "ca"), "vtt", root / "mine.vtt", at=AT).path
    text = path.read_text("utf-8")
    for before, after in zip(CATALAN, ENGLISH, strict=True):
        text = text.replace(before, after)
    path.write_text(text, "utf-8")
    with pytest.raises(SubtitleError, match="they look like English"):
        back(root, path)


def test_a_track_that_is_in_that_language_already_is_not_asked_about(root: Path) -> None:
    paths_of(root).srt("ca").write_text(write_srt(track(SPANISH)), "utf-8")
    back(root, srt(root, "mine.srt", (*SPANISH[:2], "Plantamos tomates y patatas.")))


def test_the_commands_can_be_pasted_whatever_the_file_and_its_marks_are_called(root: Path) -> None:
    path = srt(root, "film.en (l'última).srt", ("Sí.", "No.", "Sí."))
    with pytest.raises(SubtitleError) as refused:
        back(root, path)
    there, here = (line.split(" – or")[0] for line in str(refused.value).split("veus ")[1:])
    assert shlex.split(there) == ["import", "film", "en", str(path), "--at", AT]
    assert shlex.split(here) == ["import", "film", "ca", str(path), "--at", AT, "--insist"]
    sheet = export(track_file(Layout(root), "film", "ca"), "xlsx", root / "mine.xlsx", at=AT).path
    book = load_workbook(sheet)
    book["veus"]["B1"].value = "film; echo"
    book.save(sheet)
    with pytest.raises(SubtitleError, match="veus import 'film; echo' ca "):
        back(root, sheet)


def test_what_was_typed_besides_is_in_the_commands_too(root: Path) -> None:
    path = srt(root, "film.en.srt", ("Sí.", "No.", "Sí."))
    typed = ("--by", "Joel Martínez", "--at", AT)
    said = in_process(root, "import", "film", "ca", str(path), *typed, "--shift", "0").err
    there, here = (line.split(" – or")[0] for line in said.split("veus ")[1:])
    assert shlex.split(there) == ["import", "film", "en", str(path), *typed, "--shift", "0"]
    assert shlex.split(here) == ["import", "film", "ca", str(path), *typed, "--insist", "--shift", "0"]
    assert in_process(root, *shlex.split(here)).code == 0


class TestAStoryWhoseSlugIsNotItsFoldersName:
    @pytest.fixture
    def renamed(self, root: Path) -> Path:
        make_story(root, "2021/letter", toml=f'slug = "letter-2021"\n{STORY}', captions=write_srt(track(SPANISH)))
        return root

    @pytest.mark.parametrize("name", ["letter-2021.ca.srt", "letter.ca.srt"])
    def test_is_known_by_either_and_called_by_its_slug(self, renamed: Path, name: str) -> None:
        path = srt(renamed, name, CATALAN)
        with pytest.raises(SubtitleError, match="this file is ca of letter-2021, not ca of film") as refused:
            back(renamed, path)
        assert f"veus import letter-2021 ca {path} --at {AT} – or" in str(refused.value)
        back(renamed, path, slug="letter-2021", insist=True)

    @pytest.mark.parametrize("name", ["letter-2021.ca.srt", "letter.ca.srt"])
    def test_takes_a_file_of_its_own_name(self, renamed: Path, name: str) -> None:
        back(renamed, srt(renamed, name, ("Sí.", "No.", "Sí.")), slug="letter-2021")

    def test_is_called_so_where_its_captions_are_found(self, renamed: Path) -> None:
        shutil.copy(renamed / "stories/2021/letter/ca.srt", renamed / "mine.srt")
        with pytest.raises(SubtitleError, match=r"those of ca\.srt of letter-2021\..*veus import letter-2021 ca "):
            back(renamed, renamed / "mine.srt")

    def test_of_a_track_in_a_language_of_its_own_the_command_is_said(self, renamed: Path) -> None:
        path = srt(renamed, "letter-2021.es.srt", SPANISH)
        assert not (renamed / "stories/2021/letter/es.srt").exists()
        with pytest.raises(SubtitleError, match=r"is es of letter-2021.*If it is right here"):
            back(renamed, path)
        shutil.copy(path, renamed / "stories/2021/letter/es.srt")
        with pytest.raises(SubtitleError, match="veus import letter-2021 es "):
            back(renamed, path)

    def test_one_that_cannot_be_read_is_called_by_its_folder(self, renamed: Path) -> None:
        (renamed / "stories/2021/letter/story.toml").write_text("slug", "utf-8")
        with pytest.raises(SubtitleError, match="this file is ca of letter, not ca of film"):
            back(renamed, srt(renamed, "letter.ca.srt", CATALAN))


def test_on_the_command_line(root: Path) -> None:
    path = srt(root, "mine.srt", ENGLISH)
    before = paths_of(root).srt("ca").read_bytes()
    refused = in_process(root, "import", "film", "ca", str(path))
    assert refused.code == 1 and "--insist" in refused.err
    assert paths_of(root).srt("ca").read_bytes() == before
    assert in_process(root, "import", "film", "ca", str(path), "--insist").code == 0
