"""An export of before the track was moved as a whole: its corrections come in, the new times stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_series import make_series, make_story, track_file

from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.captions.moves import Move, moved
from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.review import track_store
from pipeline.review.open_items import read_open
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
LINES = (
    "Em dic Joel.",
    "Quan arribo al matí.",
    "La veig creixa.",
    "Aquí tenim tomates.",
    "Si necessites ajuda.",
    "Fins aviat.",
)
SAID = tuple(Cue(9000 + 3100 * k, 11_500 + 3100 * k, line) for k, line in enumerate(LINES))
MOVES = [Move(-5000), Move(800), Move(3_600_000), Move(rate="25/23.976"), Move(-2000, "24/25")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film")
    paths = Layout(tmp_path).story(tmp_path / "stories/film", "film")
    track_store.offer(paths, "ca", write_srt(SAID))
    return tmp_path


def path_of(root: Path) -> Path:
    return root / "stories/film/ca.srt"


@pytest.mark.parametrize("form", ["srt", "vtt", "xlsx"])
@pytest.mark.parametrize("move", MOVES)
def test_a_correction_comes_in_and_the_times_of_the_shift_stay(root: Path, move: Move, form: str) -> None:
    path = export(track_file(Layout(root), "film", "ca"), form, root / f"old.{form}", at=AT).path
    now = moved(SAID, move)
    path_of(root).write_text(write_srt(now), "utf-8")
    if form != "xlsx":
        path.write_text(path.read_text("utf-8").replace("creixa", "créixer"), "utf-8")
    done = import_file(track_file(Layout(root), "film", "ca"), path, by="Anna", at=AT)
    want = [replace(cue, text=cue.text.replace("creixa", "créixer" if form != "xlsx" else "creixa")) for cue in now]
    assert list(read_srt(path_of(root).read_bytes()).cues) == want
    assert (done.taken, done.conflicts, done.undone) == (int(form != "xlsx"), (), ())
    assert done.since is not None and "moved as a whole since this file was made" in done.remarks[-1]


def test_a_colleagues_correction_from_before_the_shift_is_still_nobodys_to_undo(root: Path) -> None:
    path = export(track_file(Layout(root), "film", "ca"), "srt", root / "old.srt", at=AT).path
    corrected = [replace(cue, text=cue.text.replace("creixa", "créixer")) for cue in SAID]
    path_of(root).write_text(write_srt(corrected), "utf-8")
    export(track_file(Layout(root), "film", "ca"), "srt", root / "new.srt", at=AT)
    now = moved(corrected, Move(-5000))
    path_of(root).write_text(write_srt(now), "utf-8")
    path.write_text(path.read_text("utf-8").replace("Fins aviat", "Fins demà"), "utf-8")
    import_file(track_file(Layout(root), "film", "ca"), path, by="Anna", at=AT)
    assert [cue.text for cue in read_srt(path_of(root).read_bytes()).cues][2::3] == ["La veig créixer.", "Fins demà."]
    assert [cue.start for cue in read_srt(path_of(root).read_bytes()).cues] == [cue.start for cue in now]


def test_one_caption_that_was_moved_is_no_move_of_the_track(root: Path) -> None:
    path = export(track_file(Layout(root), "film", "ca"), "srt", root / "old.srt", at=AT).path
    now = [*SAID[:5], SAID[5].moved(SAID[5].start + 3000, SAID[5].end + 3000)]
    path_of(root).write_text(write_srt(now), "utf-8")
    done = import_file(track_file(Layout(root), "film", "ca"), path, by="Anna", at=AT)
    assert done.since is None and not done.changed
    assert read_open(Layout(root).story(root / "stories/film", "film"), "ca") == ()
