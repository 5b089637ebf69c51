"""Files that come back late: two colleagues who change one caption in turn never undo each other in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from small_series import make_series, make_story, track_file
from veus_job import in_process

from pipeline import files
from pipeline.actions import origin
from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.actions.imported import ImportResult
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import history, track_store
from pipeline.review.history import Reason, Why
from pipeline.review.open_items import OpenItem, read_open, settle
from pipeline.review.review_record import Approval, set_approval
from pipeline.subtitles.formats import WRITTEN
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
SAID = (
    Cue(500, 2500, "Em dic Joel i treballo a l'hort."),
    Cue(3000, 5000, "Quan cuida una cosa i la veig creixa."),
    Cue(5500, 7500, "Sempre hi ha algú que t'escolta."),
    Cue(8000, 9500, "Moltes gràcies a tothom."),
)
CORRECT = "Quan cuido una cosa i la veig créixer."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A story whose Catalan is the machine's draft."""
    make_series(tmp_path)
    make_story(tmp_path, "film")
    track_store.offer(paths_of(tmp_path), "ca", write_srt(SAID))
    return tmp_path


def paths_of(root: Path) -> StoryLayout:
    return Layout(root).story(root / "stories/film", "film")


def out(root: Path, form: str = "srt", name: str = "out") -> Path:
    return export(track_file(Layout(root), "film", "ca"), form, root / f"{name}.{form}", at=AT).path


def back(root: Path, path: Path) -> ImportResult:
    return import_file(track_file(Layout(root), "film", "ca"), path, by="Anna", at=AT)


def cues(root: Path) -> tuple[Cue, ...]:
    return read_srt((root / "stories/film/ca.srt").read_bytes()).cues


def texts(root: Path) -> list[str]:
    return [" ".join(cue.lines) for cue in cues(root)]


def write(root: Path, *new: Cue) -> None:
    """Somebody saves the track with a program of their own."""
    (root / "stories/film/ca.srt").write_text(write_srt(new), "utf-8")


def correct(root: Path, number: int = 1, text: str = CORRECT) -> None:
    now = list(cues(root))
    now[number] = replace(now[number], text=text)
    write(root, *now)


def approve(root: Path) -> None:
    paths = paths_of(root)
    sha256 = files.sha256_file(paths.srt("ca"))
    set_approval(paths, "ca", Approval(by="Marta", when=AT, sha256=sha256, footage_sha256="0" * 64))


def waiting(root: Path) -> list[OpenItem]:
    return list(read_open(paths_of(root), "ca"))


def retimed(path: Path, form: str) -> None:
    """The end of the second caption, 300 ms later."""
    if form == "xlsx":
        book = load_workbook(path)
        book.worksheets[0]["C3"].value = "0:00:05.300"
        book.save(path)
        return
    if form == "docx":
        document = docx.Document(str(path))
        document.tables[0].rows[2].cells[1].text = "0:00:05.300"
        document.save(str(path))
        return
    text = path.read_text("utf-8")
    for before in ("00:00:05,000", "00:00:05.000", "00:05.000", "5.000s"):
        text = text.replace(before, before.replace("5,000", "5,300").replace("5.000", "5.300"))
    assert text != path.read_text("utf-8")
    path.write_text(text, "utf-8")


def unmarked(path: Path, form: str) -> None:
    """As a program leaves it that does not know our marks."""
    if form == "xlsx":
        book = load_workbook(path)
        del book["veus"]
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
        book.save(path)
    else:
        bare = re.sub(r"NOTE veus .*\n\n|<veus:track[^>]*/>", "", path.read_text("utf-8"))
        assert "veus " not in bare
        path.write_text(bare, "utf-8")


class TestAnOldExportThatWasRetimed:
    @pytest.mark.parametrize("form", WRITTEN)
    @pytest.mark.parametrize("meanwhile", ["approved", "exported again", "corrected only"])
    def test_has_the_new_time_beside_the_correction(self, root: Path, form: str, meanwhile: str) -> None:
        path = out(root, form)
        correct(root)
        if meanwhile == "approved":
            approve(root)
        elif meanwhile == "exported again":
            out(root, name="again")
        retimed(path, form)
        done = back(root, path)
        assert cues(root)[1] == Cue(3000, 5300, CORRECT)
        assert done.taken == 1 and not done.conflicts
        assert [item.by for item in waiting(root)] == (["replaced"] if meanwhile == "approved" else [])

    @pytest.mark.parametrize("form", ["vtt", "ttml", "xlsx"])
    def test_is_known_without_its_mark(self, root: Path, form: str) -> None:
        path = out(root, form)
        correct(root)
        out(root, name="again")
        retimed(path, form)
        unmarked(path, form)
        assert "the nearest to it" in back(root, path).base
        assert cues(root)[1] == Cue(3000, 5300, CORRECT)

    def test_says_what_it_was_compared_with(self, root: Path) -> None:
        path = out(root)
        correct(root)
        out(root, name="again")
        retimed(path, "srt")
        digits = files.sha256_text(write_srt(SAID))[:12]
        assert digits in back(root, path).base


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_what_was_handed_out_is_known_after_many_saves_of_the_page(
    root: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "MOST", 3)
    correct(root, 0, "Em dic Joel i treballo en un hort.")
    path = out(root, form)
    for number in range(6):
        seen = files.sha256_file(root / "stories/film/ca.srt")
        now = [cues(root)[0], replace(cues(root)[1], text=f"{CORRECT} {number}"), *cues(root)[2:]]
        track_store.save(paths_of(root), "ca", now, seen_sha256=seen, why=Why.PAGE, by="Marta", at=AT)
    retimed(path, form)
    assert files.sha256_text(write_srt([*cues(root)[:1], *SAID[1:]]))[:12] in back(root, path).base
    assert cues(root)[1] == Cue(3000, 5300, f"{CORRECT} 5")


def test_what_the_page_could_not_save_is_no_version_that_somebody_has(root: Path) -> None:
    reason = Reason(Why.CONFLICT, "Marta", AT)
    history.keep(
        paths_of(root), "ca", write_srt([replace(SAID[0], text="Una altra cosa."), *SAID[1:]]).encode(), reason
    )
    path = out(root)
    path.write_text(path.read_text("utf-8").replace("Em dic Joel i treballo a l'hort.", "Una altra cosa"), "utf-8")
    assert back(root, path).taken == 1
    assert texts(root)[0] == "Una altra cosa"


class TestAnEarlierWording:
    def test_of_a_file_that_shows_the_others_corrections_is_a_proposal(self, root: Path) -> None:
        """The colleague has two of three corrections, made by themselves, and has overlooked the third."""
        path = out(root)
        for number, text in enumerate(("Em dic Joel i visc a l'hort.", CORRECT, "Sempre hi ha qui t'escolta.")):
            correct(root, number, text)
        out(root, name="again")
        text = path.read_text("utf-8")
        path.write_text(text.replace("treballo a", "visc a").replace("algú que", "qui"), "utf-8")
        done = back(root, path)
        assert not done.changed and texts(root)[1] == CORRECT
        (item,) = waiting(root)
        assert (item.by, item.people[0].text, item.machine[0].text) == ("file", CORRECT, SAID[1].text)

    def test_that_is_as_near_to_two_versions_is_a_proposal(self, root: Path) -> None:
        path = out(root)
        correct(root, 1, SAID[1].text.replace("creixa", "créixer"))
        out(root, name="again")
        path.write_text(path.read_text("utf-8").replace("creixa", "créixa"), "utf-8")
        assert not back(root, path).changed
        assert [item.by for item in waiting(root)] == ["file"]

    def test_on_purpose_in_a_file_that_says_its_version_is_taken_and_waits(self, root: Path) -> None:
        correct(root)
        path = out(root, "vtt")
        path.write_text(path.read_text("utf-8").replace(CORRECT, SAID[1].text), "utf-8")
        done = back(root, path)
        assert texts(root)[1] == SAID[1].text and done.taken == 1
        (item,) = waiting(root)
        assert (item.by, item.people[0].text, item.machine[0].text) == ("replaced", SAID[1].text, CORRECT)
        settle(paths_of(root), "ca", item.id, take=True, by="Marta", at=AT)
        assert texts(root)[1] == CORRECT and not waiting(root)

    def test_is_asked_about_each_time_it_comes_back(self, root: Path) -> None:
        correct(root)
        path = out(root, "vtt")
        path.write_text(path.read_text("utf-8").replace(CORRECT, SAID[1].text), "utf-8")
        back(root, path)
        settle(paths_of(root), "ca", waiting(root)[0].id, take=False, by="Marta", at=AT)
        correct(root)
        out(root, "vtt", "again")
        back(root, path)
        assert [item.by for item in waiting(root)] == ["replaced"]

    def test_of_what_was_decided_already_no_command_is_said(self, root: Path) -> None:
        path = out(root, "vtt")
        correct(root)
        path.write_text(path.read_text("utf-8").replace("creixa", "créixa"), "utf-8")
        first = in_process(root, "import", "film", "ca", str(path))
        assert "Decide on this with: veus settle film ca" in first.out
        settle(paths_of(root), "ca", waiting(root)[0].id, take=False, by="Marta", at=AT)
        again = in_process(root, "import", "film", "ca", str(path))
        assert "was kept; the file says" in again.out and "Decide on" not in again.out and not waiting(root)

    def test_of_the_times_that_somebody_has_set_since_is_a_proposal(self, root: Path) -> None:
        """As above: their own file has the same new words, and the old time."""
        path = out(root)
        write(root, *[replace(cue, text=cue.text.replace("a", "e")) for cue in SAID[:3]], SAID[3].moved(8000, 9900))
        out(root, name="again")
        path.write_text(write_srt([*cues(root)[:3], SAID[3]]), "utf-8")
        assert not back(root, path).changed
        (item,) = waiting(root)
        assert (item.people[0].end, item.machine[0].end) == (9900, 9500)


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_a_persons_caption_that_is_gone_waits(root: Path, form: str) -> None:
    """From a file that says its version it is gone; from another, that may be older than it, it is not."""
    write(root, *SAID[:3], Cue(7600, 7990, "Gràcies, Joel."), SAID[3])
    correct(root)
    correct(root, 0, "Soc en Joel i visc a l'hort.")
    path = out(root, form)
    text = re.sub(r"4\n.*--> .*\nGràcies, Joel.\n\n", "", path.read_text("utf-8"))
    assert text != path.read_text("utf-8")
    path.write_text(text, "utf-8")
    done = back(root, path)
    (item,) = waiting(root)
    if form == "vtt":
        assert done.taken == 1 and len(cues(root)) == 4
        assert (item.by, item.people, item.machine[0].text) == ("replaced", (), "Gràcies, Joel.")
    else:
        assert done.taken == 0 and len(cues(root)) == 5
        assert (item.by, item.people[0].text, item.machine) == ("file", "Gràcies, Joel.", ())


def test_a_new_wording_of_what_somebody_has_seen_is_just_taken(root: Path) -> None:
    correct(root)
    path = out(root, "vtt")
    path.write_text(path.read_text("utf-8").replace("cuido una cosa", "cuido una planta"), "utf-8")
    assert back(root, path).taken == 1 and not waiting(root)


def test_a_new_wording_where_nobody_knows_whether_the_correction_was_seen_waits(root: Path) -> None:
    correct(root)
    path = out(root)
    path.write_text(path.read_text("utf-8").replace("créixer", "creix"), "utf-8")
    assert back(root, path).taken == 1
    assert [item.machine[0].text for item in waiting(root)] == [CORRECT]


def test_what_was_approved_and_is_replaced_is_named_with_its_place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    correct(root)
    approve(root)
    path = out(root, "vtt")
    path.write_text(path.read_text("utf-8").replace("Moltes gràcies", "Gràcies"), "utf-8")
    retimed(path, "vtt")
    done = in_process(root, "import", "film", "ca", str(path))
    assert "2 captions changed in ca.srt" in done.out
    assert "It was approved; as it is now it has to be approved again." in done.out
    assert f"00:00:03,000: “{CORRECT}” (00:00:03,000 to 00:00:05,300) took the place of " in done.out
    assert "00:00:08,000: “Gràcies a tothom.” took the place of “Moltes gràcies a tothom.”, which was" in done.out
    assert "Decide on these with: veus settle film ca" in done.out
    assert [item.by for item in waiting(root)] == ["replaced", "replaced"]
    listed = in_process(root, "settle", "film", "ca")
    assert "replaced" in listed.out
    assert f"{CORRECT} (00:00:03,000 to 00:00:05,300)" in listed.out


def test_each_caption_counts_once(root: Path) -> None:
    """Moved by an hour, they are what is gone and what has come at the same time."""
    path = out(root)
    path.write_text(write_srt([cue.moved(cue.start + 3_600_000, cue.end + 3_600_000) for cue in SAID]), "utf-8")
    done = in_process(root, "import", "film", "ca", str(path), "--shift", "0")
    assert "4 captions changed in ca.srt" in done.out


def test_a_wall_of_places_is_cut_short(root: Path) -> None:
    many = [Cue(2000 * n, 2000 * n + 1500, f"Frase número {n} de la llista.") for n in range(30)]
    write(root, *many)
    path = out(root, "vtt")
    approve(root)
    path.write_text(path.read_text("utf-8").replace("Frase", "Línia"), "utf-8")
    done = in_process(root, "import", "film", "ca", str(path))
    assert "30 captions changed" in done.out and "… and 18 more." in done.out
    assert len(waiting(root)) == 30


def test_a_row_made_into_two_with_the_same_times_is_a_split(root: Path) -> None:
    path = out(root, "xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_rows(4)
    for place in range(1, sheet.max_column + 1):
        sheet.cell(4, place).value = sheet.cell(3, place).value
    sheet["F3"].value, sheet["F4"].value = "Quan cuida una cosa", "i la veig creixa."
    book.save(path)
    done = in_process(root, "import", "film", "ca", str(path))
    assert "caption at 0:00:03.000: 2 rows have its times; they share them." in done.err
    assert cues(root)[1:3] == (Cue(3000, 4055, "Quan cuida una cosa"), Cue(4055, 5000, "i la veig creixa."))
    assert not waiting(root)


def test_a_file_that_holds_a_part_says_how_many_captions_have_gone(root: Path) -> None:
    part = root / "part.srt"
    part.write_text(write_srt(SAID[:2]), "utf-8")
    done = in_process(root, "import", "film", "ca", str(part), "--by", "Anna")
    assert "Where 2 captions stood there is none now" in done.out and "00:00:05,500" in done.out
    assert "veus restore film ca" in done.out and len(cues(root)) == 2


def test_of_an_empty_file_its_own_name_is_told(root: Path) -> None:
    empty = root / "empty.srt"
    empty.touch()
    with pytest.raises(SubtitleError, match=r"no caption in this file") as caught:
        back(root, empty)
    assert caught.value.where == empty and len(cues(root)) == len(SAID)


def frames(*given: Cue) -> str:
    """As a tool writes them that counts 25 frames a second."""
    return write_srt([cue.moved(round(cue.start / 40) * 40, round(cue.end / 40) * 40) for cue in given])


ODD = tuple(cue.moved(cue.start + 13, cue.end + 7) for cue in SAID)


def test_a_file_in_frames_changes_no_time_that_is_ours_rounded(root: Path) -> None:
    track_store.offer(paths_of(root), "ca", write_srt(ODD))
    path = out(root)
    path.write_text(frames(*ODD).replace("creixa", "creix"), "utf-8")
    done = back(root, path)
    assert (done.taken, done.conflicts, done.undone) == (1, (), ())
    assert [(cue.start, cue.end) for cue in cues(root)] == [(cue.start, cue.end) for cue in ODD]
    assert "creix." in texts(root)[1]


def test_a_file_in_frames_made_from_an_older_version_does_not_undo_a_new_time(root: Path) -> None:
    track_store.offer(paths_of(root), "ca", write_srt(ODD))
    path = out(root)
    later = ODD[1].moved(ODD[1].start, ODD[1].end + 303)
    write(root, ODD[0], later, *ODD[2:])
    out(root, name="again")
    path.write_text(frames(*ODD).replace("Moltes", "Moltíssimes"), "utf-8")
    back(root, path)
    assert cues(root)[1] == later
    assert texts(root)[3].startswith("Moltíssimes")
