"""What people have heard of a track: what counts, for which words and which film."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.risk import Risk
from pipeline.cues import Cue
from pipeline.project.layout import StoryLayout
from pipeline.review import hearing
from pipeline.review.heard_entries import Hearing, Tick
from pipeline.review.review_record import Review, decided_sha256, read_review

AT, FILM, OTHER = "2024-05-06T10:00:00+02:00", "a" * 64, "b" * 64
CUES = (Cue(0, 2000, "Bon dia."), Cue(2500, 5000, "Em dic\nJoel."))
DOUBT = Risk("words", 2600, 3000, 2, "joel", 0.3, non_word=True, must=True)
MS = 10_000


def heard(*played: tuple[int, int], by: str = "Marta", film: str = FILM, lang: str = "ca", cues=()) -> Hearing:
    marks = tuple(hearing.mark_of(cue) for cue in cues)
    return Hearing(lang=lang, by=by, footage_sha256=film, when=AT, played=played, opened=marks)


def tick(risk: Risk = DOUBT, film: str = FILM, lang: str = "ca") -> Tick:
    known = {"kind": risk.kind, "start": risk.start, "end": risk.end, "text": risk.text}
    return Tick(lang=lang, footage_sha256=film, by="Marta", when=AT, **known)


def of(*hearings: Hearing, ticks: tuple[Tick, ...] = (), doubts=(DOUBT,), cues=CUES) -> hearing.Heard:
    return hearing.heard_of(Review(heard=hearings, ticks=ticks), "ca", FILM, cues, doubts, MS)


def test_all_is_heard_by_all_together() -> None:
    marta, pere = heard((0, 6000), cues=CUES[:1]), heard((5000, MS), by="Pere", cues=CUES[1:])
    assert of(marta, pere, ticks=(tick(),)).unheard.nothing
    assert of(marta, pere).unheard.doubts == 1
    alone = of(marta, ticks=(tick(),))
    assert (alone.unopened, alone.played, alone.unheard.nothing) == ((2,), 0.6, False)


def test_nothing_is_heard_where_nobody_has_begun() -> None:
    known = of()
    assert (known.unheard.doubts, known.unheard.captions, known.unheard.of, known.played) == (1, 2, 2, 0)
    assert known.must == [DOUBT]


def test_what_was_heard_with_another_film_or_another_track_does_not_count() -> None:
    for other in ({"film": OTHER}, {"lang": "en"}):
        known = of(heard((0, MS), cues=CUES, **other), ticks=(tick(**other),))
        assert (known.played, len(known.unopened), len(known.doubts)) == (0, 2, 1)


@pytest.mark.parametrize(
    "cue", [replace(CUES[1], text="Em dic\nPere."), replace(CUES[1], start=2400)], ids=["words", "times"]
)
def test_a_caption_with_other_words_is_not_the_one_that_was_opened(cue: Cue) -> None:
    assert of(heard(cues=CUES), cues=(CUES[0], cue)).unopened == (2,)
    assert of(heard(cues=CUES), cues=(CUES[0], replace(CUES[1], text="Em dic Joel."))).unopened == (), "lines aside"


@pytest.mark.parametrize(
    ("now", "holds"),
    [
        (DOUBT, True),
        (replace(DOUBT, start=3100, end=3500), True),
        (replace(DOUBT, text="joe"), False),
        (replace(DOUBT, start=9000, end=9400), False),
        (replace(DOUBT, kind="doubt"), False),
    ],
    ids=["the same", "moved a little", "other words", "elsewhere", "another doubt"],
)
def test_a_tick_is_about_its_words(now: Risk, holds: bool) -> None:
    assert bool(hearing.tick_on(now, [tick()])) is holds


@pytest.mark.parametrize(
    ("spans", "share"),
    [
        ([], 0),
        ([(0, MS)], 1),
        ([(0, 5000), (5900, MS)], 1),  # a pause in between
        ([(0, 5000), (6000, MS)], 0.9),  # a second was jumped over
        ([(500, 9500)], 1),
        ([(1000, MS)], 0.9),
        ([(0, 9999), (20_000, 30_000)], 1),  # behind the end
        ([(4000, 6000), (0, 4500)], 0.6),
        ([(0, 3334)], 0.333),  # never rounded up
    ],
)
def test_the_share_of_the_film_that_was_played(spans: list[tuple[int, int]], share: float) -> None:
    assert hearing.share_played(spans, MS) == share
    assert hearing.share_played(spans, 0) == 0


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    return StoryLayout(tmp_path, tmp_path / "out", tmp_path / "work")


def test_what_is_heard_in_small_steps_is_one_entry_for_each_person(paths: StoryLayout) -> None:
    for span in ((0, 1000), (1000, 2500), (5000, 6000)):
        hearing.note_heard(paths, heard(span, cues=CUES[:1]))
    hearing.note_heard(paths, heard((0, 500), by="Pere"))
    marta, pere = read_review(paths).heard
    assert (marta.played, pere.played) == (((0, 2500), (5000, 6000)), ((0, 500),))
    assert marta.opened == (hearing.mark_of(CUES[0]),)
    hearing.note_heard(paths, heard((0, 700), film=OTHER))
    assert [one.played for one in read_review(paths).heard if one.by == "Marta"] == [((0, 700),)]


def test_what_people_add_to_an_entry_stays(paths: StoryLayout) -> None:
    hearing.note_heard(paths, heard((0, 1000)))
    data = json.loads(paths.review_file.read_text("utf-8"))
    data["heard"][0]["note"] = "amb auriculars"
    paths.review_file.write_text(json.dumps(data), "utf-8")
    hearing.note_heard(paths, heard((1000, 2000)))
    (entry,) = json.loads(paths.review_file.read_text("utf-8"))["heard"]
    assert (entry["note"], entry["played"]) == ("amb auriculars", [[0, 2000]])


def test_a_tick_takes_the_place_of_the_one_before_and_can_be_taken_back(paths: StoryLayout) -> None:
    hearing.add_tick(paths, tick())
    hearing.add_tick(paths, tick())
    assert read_review(paths).ticks == (tick(),)
    hearing.remove_tick(paths, tick())
    assert read_review(paths).ticks == ()


def test_that_hearing_goes_on_is_no_decision(paths: StoryLayout) -> None:
    """Pages look every two seconds whether anything was decided."""
    assert decided_sha256(paths) is None
    hearing.add_tick(paths, tick())
    before = decided_sha256(paths)
    hearing.note_heard(paths, heard((0, 1000)))
    assert decided_sha256(paths) == before
    hearing.remove_tick(paths, tick())
    assert decided_sha256(paths) != before
    paths.review_file.write_text("[", "utf-8")
    assert decided_sha256(paths)
