"""Moving people's captions with the footage, killed before any of its steps, and people who save meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from file_steps import Killed, unhurried_disk, watched
from kept_versions import kept
from small_series import make_series, make_story

from pipeline import files
from pipeline.actions.shift import shift
from pipeline.build.footage_sound import FootageSound, read_sound
from pipeline.cues import Cue
from pipeline.errors import VeusError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import Series
from pipeline.review import review_record, swap, track_store, waiting
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
MACHINE = (Cue(100, 900, "Fora."), Cue(2000, 3000, "Bon dia."), Cue(4000, 5000, "Adéu."))
PEOPLE = (*MACHINE[:1], Cue(2000, 3000, "Bon dia, Joel."), *MACHINE[2:])
MOVED = (Cue(500, 1500, "Bon dia, Joel."), Cue(2500, 3500, "Adéu."))


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    with unhurried_disk():
        yield


def story(root: Path) -> StoryLayout:
    """A story in two languages that people edited, whose base is of the footage before; English has no base."""
    make_series(root)
    folder = make_story(root, "film", b"footage", captions=write_srt(PEOPLE))
    paths = Layout(root).story(folder, "film")
    paths.base.mkdir()
    swap.set_base(paths, "ca", write_srt(MACHINE), [["Fora."], ["Bon dia."], ["Adéu."]])
    paths.srt("en").write_text(write_srt([Cue(2000, 3000, "Hi."), Cue(5000, 6000, "Bye.")]), "utf-8")
    item = waiting.item("conflict", "ca", PEOPLE[1:2], [Cue(2000, 3000, "Ei.")], since=AT)
    waiting.write(paths, "ca", waiting.Waiting(items=(item,)))
    review_record.add_comment(paths, "ca", (2000, 3000), "Bon dia.", "segur?", by="Anna", when=AT)
    sound = FootageSound(files.sha256_bytes(b"footage"), 5000, "", None, False)
    files.write_json(paths.sound, asdict(sound))
    return paths


def cues(path: Path) -> tuple[Cue, ...]:
    return read_srt(path.read_bytes()).cues


def all_is_moved(paths: StoryLayout) -> None:
    assert cues(paths.srt("ca")) == MOVED
    assert cues(paths.base_srt("ca")) == (MACHINE[1].moved(500, 1500), MACHINE[2].moved(2500, 3500))
    assert json.loads(paths.base_links("ca").read_bytes())["links"] == [["Bon dia."], ["Adéu."]]
    assert [cue.start for cue in cues(paths.srt("en"))] == [500, 3500]
    (item,) = waiting.read(paths, "ca").items
    assert (item.start, item.people[0].start, item.machine[0].start) == (500, 500, 500)
    (comment,) = review_record.read_review(paths).comments
    assert (comment.start, comment.end) == (500, 1500)
    sound = read_sound(paths)
    assert sound and sound.shifted_ms == -1500
    assert not paths.shift_journal.exists()
    assert write_srt(PEOPLE).encode() in kept(paths)


def test_everything_moves_and_what_is_outside_is_told(tmp_path: Path) -> None:
    paths = story(tmp_path)
    done = shift(Series.open(Layout(tmp_path)), "film", -1500, at=AT)
    assert (done.ms, done.languages, done.outside) == (-1500, ("ca", "en"), {"ca": PEOPLE[:1]})
    all_is_moved(paths)
    assert track_store.belongs_to_person(paths, "ca")
    again = shift(Series.open(Layout(tmp_path)), "film", -1500, at=AT)
    assert again.languages == ()
    all_is_moved(paths)


def test_killed_before_any_step_it_is_finished_by_the_next_and_moves_nothing_twice(tmp_path: Path) -> None:
    root = tmp_path / "whole"
    story(root)
    with watched(root / "stories") as steps:
        shift(Series.open(Layout(root)), "film", -1500, at=AT)
        count = steps()
    assert count > 40
    for number in range(0, count, 3):  # every one of them was tried; a third is enough for every day
        root = tmp_path / str(number)
        paths = story(root)
        with pytest.raises(Killed), watched(root / "stories", dies_at=number):
            shift(Series.open(Layout(root)), "film", -1500, at=AT)
        shift(Series.open(Layout(root)), "film", -1500, at=AT)
        all_is_moved(paths)


@pytest.mark.parametrize("moved", [True, False])
def test_a_person_saves_between_two_runs(tmp_path: Path, moved: bool) -> None:
    """Killed after the Catalan was moved, or before; then a person corrects it."""
    paths = story(tmp_path)
    saw = PEOPLE if not moved else MOVED

    def dead(*_: object) -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        patch.setattr(
            "pipeline.actions.shift._carry_out_items" if moved else "pipeline.actions.shift._carry_out_track", dead
        )
        shift(Series.open(Layout(tmp_path)), "film", -1500, at=AT)
    assert cues(paths.srt("ca")) == saw
    paths.srt("ca").write_text(write_srt([*saw[:-1], saw[-1].moved(saw[-1].start, saw[-1].end - 100)]), "utf-8")
    done = shift(Series.open(Layout(tmp_path)), "film")
    assert "interrupted" in done.why
    assert cues(paths.srt("ca")) == (MOVED[0], MOVED[1].moved(2500, 3400))


def test_another_offset_later_counts_from_the_first(tmp_path: Path) -> None:
    paths = story(tmp_path)
    shift(Series.open(Layout(tmp_path)), "film", -1000, at=AT)
    assert shift(Series.open(Layout(tmp_path)), "film", -1500, at=AT).ms == -500
    assert cues(paths.srt("ca"))[-2:] == MOVED


def test_a_frame_rate_is_put_right_once_and_the_approval_is_asked_for_again(tmp_path: Path) -> None:
    paths = story(tmp_path)
    sha256 = files.sha256_file(paths.srt("ca"))
    review_record.set_approval(
        paths, "ca", review_record.Approval(by="Anna", when=AT, sha256=sha256, footage_sha256="0" * 64)
    )
    done = shift(Series.open(Layout(tmp_path)), "film", rate="25/23.976", at=AT)
    assert (done.ms, done.rate, done.languages, done.were_approved) == (0, "25/23.976", ("ca", "en"), ("ca",))
    assert [cue.start for cue in cues(paths.srt("ca"))] == [96, 1918, 3836]
    assert shift(Series.open(Layout(tmp_path)), "film", rate="25/23.976", at=AT).languages == ()
    assert shift(Series.open(Layout(tmp_path)), "film", -500, at=AT).ms == -500
    assert [cue.start for cue in cues(paths.srt("en"))] == [1418]


def test_one_language_alone_leaves_the_others(tmp_path: Path) -> None:
    paths = story(tmp_path)
    assert shift(Series.open(Layout(tmp_path)), "film", 500, only="en", at=AT).languages == ("en",)
    assert (cues(paths.srt("ca")), [cue.start for cue in cues(paths.srt("en"))]) == (PEOPLE, [2500])
    again = shift(Series.open(Layout(tmp_path)), "film", 500, only="en", at=AT)
    assert (again.languages, "already" in again.why) == ((), True)
    assert shift(Series.open(Layout(tmp_path)), "film", 700, only="en", at=AT).ms == 200
    assert (cues(paths.srt("ca")), [cue.start for cue in cues(paths.srt("en"))]) == (PEOPLE, [2700])
    assert shift(Series.open(Layout(tmp_path)), "film", 0, at=AT).languages == ()


def test_all_and_one_alone_are_counted_apart(tmp_path: Path) -> None:
    paths = story(tmp_path)
    shift(Series.open(Layout(tmp_path)), "film", -1000, at=AT)
    assert shift(Series.open(Layout(tmp_path)), "film", 300, only="en", at=AT).ms == 300
    assert shift(Series.open(Layout(tmp_path)), "film", -1000, at=AT).languages == ()
    assert shift(Series.open(Layout(tmp_path)), "film", -1200, at=AT).languages == ("ca", "en")
    assert [cue.start for cue in cues(paths.srt("en"))] == [1100, 4100]


def test_one_alone_moves_once_while_the_footage_is_replaced_and_not_yet_shifted_for(tmp_path: Path) -> None:
    paths = story(tmp_path)
    shift(Series.open(Layout(tmp_path)), "film", 200, only="en", at=AT)
    (paths.source / "film.mp4").write_bytes(b"other footage")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.actions.shift.looked_at", lambda *_: (None, None))
        patch.setattr("pipeline.actions.shift.sound_of", lambda _, sha256, __: FootageSound(sha256, 5000, ""))
        assert shift(Series.open(Layout(tmp_path)), "film", 500, only="en", at=AT).ms == 300, "in all"
        for ms in (500, None):
            assert shift(Series.open(Layout(tmp_path)), "film", ms, only="en", at=AT).languages == ()
        assert [cue.start for cue in cues(paths.srt("en"))] == [2500]
        assert shift(Series.open(Layout(tmp_path)), "film", -1500, at=AT).languages == ("ca", "en")
    assert [cue.start for cue in cues(paths.srt("en"))] == [1000]


def test_as_it_is(tmp_path: Path) -> None:
    paths = story(tmp_path)
    before = {path: path.read_bytes() for path in paths.source.rglob("*") if path.is_file() and path != paths.sound}
    assert shift(Series.open(Layout(tmp_path)), "film", 0, at=AT).languages == ()
    assert {path: path.read_bytes() for path in before} == before


def test_a_note_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    paths = story(tmp_path)
    paths.shift_journal.write_text("{", "utf-8")
    with pytest.raises(VeusError, match="cannot be read"):
        shift(Series.open(Layout(tmp_path)), "film", at=AT)
