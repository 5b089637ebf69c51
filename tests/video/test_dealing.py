"""What is lacking is dealt out whole, whoever makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from cutting import CUES, room, small_segments
from footage_clips import AAC, X264, Clips, lavfi, tone
from hypothesis import given
from hypothesis import strategies as st

from pipeline.video.dealing import PIECES_EACH, Team, pieces_of
from pipeline.video.pieces import make_piece
from pipeline.video.render import _room
from pipeline.video.rendition_plan import RenderJob, RenditionPlan, RenditionTimeline, films_of
from pipeline.video.segment_looks import SegmentLook, segment_looks

#: Twenty seconds in forty segments, in which decoding can start every five seconds.
LASTS_MS = 20_000
LATE = tuple(replace(cue, start=cue.start + 9_000, end=cue.end + 9_000) for cue in CUES)


@pytest.fixture(scope="module")
def job(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> RenderJob:
    moving = lavfi("testsrc2=size=160x90:rate=25:duration=20")
    footage = clips.make(
        "dealt.mp4", *moving, *tone(), *X264, "-g", "125", "-sc_threshold", "0", *AAC, "-t", str(LASTS_MS // 1000)
    )
    return room(tmp_path_factory.mktemp("dealt"), footage)


@pytest.fixture(scope="module")
def planned(job: RenderJob) -> tuple[list[RenditionTimeline], list[SegmentLook]]:
    renditions = [
        RenditionPlan("clean", Path("video.mp4")),
        RenditionPlan("ca", Path("ca.mp4"), (*CUES, *LATE), "ca"),
        RenditionPlan("en", Path("en.mp4"), tuple(replace(cue, text="Good morning") for cue in LATE), "en"),
    ]
    with pytest.MonkeyPatch.context() as patch:
        small_segments(patch)
        films = films_of(job, renditions)
    each = zip(renditions, films, strict=True)
    return films, [look for one, film in each for look in segment_looks(job.source, one, film, frozenset())]


@given(
    hands=st.integers(1, 9),
    workers=st.integers(1, 9),
    lacks=st.one_of(st.just(lambda key: True), st.functions(like=lambda key: True, returns=st.booleans(), pure=True)),
)
def test_each_key_and_each_look_has_one_piece(
    planned: tuple[list[RenditionTimeline], list[SegmentLook]], hands: int, workers: int, lacks: Callable[[str], bool]
) -> None:
    films, looks = planned
    lacking = {key for film in films for key in film.keys if lacks(key)}
    pieces = pieces_of(films, lacking, looks, Team(hands, workers))
    assert Counter(key for piece in pieces for key in piece.made) == Counter(lacking)
    looked = Counter(look.place for piece in pieces for run in piece.runs for look in run.looks)
    assert looked == Counter({look.place for look in looks})
    for run in (run for piece in pieces for run in piece.runs):
        made = {segment.key for segment in run.segments}
        spans = sorted({(segment.span.first, segment.span.end) for segment in run.segments})
        assert all(before[1] == after[0] for before, after in pairwise(spans))
        assert all((look.segment.key in made) == bool(made) for look in run.looks), "with its segment, if that is made"
    assert all(piece.looked_at.isdisjoint(lacking) for piece in pieces)
    assert len(pieces) <= (1 if hands == 1 else PIECES_EACH * hands) or not pieces


def test_nothing_is_dealt_where_nothing_is_lacking(planned: tuple[list[RenditionTimeline], list[SegmentLook]]) -> None:
    assert pieces_of(planned[0], set(), [], Team(3, 2)) == []


def test_sounds_are_begun_first(planned: tuple[list[RenditionTimeline], list[SegmentLook]]) -> None:
    films, looks = planned
    pieces = pieces_of(films, {key for film in films for key in film.keys}, looks, Team(2, 1))
    assert [bool(piece.sounds) for piece in pieces] == [True, *[False] * (len(pieces) - 1)]
    assert len(pieces) > 4


def test_pieces_of_any_team_have_the_same_bytes(
    job: RenderJob, planned: tuple[list[RenditionTimeline], list[SegmentLook]], tmp_path: Path
) -> None:
    films, looks = planned
    keys = {key for film in films for key in film.keys}
    made, seen, told = [], [], list[int]()
    job.temp_dir.mkdir(exist_ok=True)
    for number, team in enumerate((Team(1, 2), Team(3, 1))):
        store = type(job.store)(tmp_path / str(number))
        there = replace(_room(job), store=store, workers=team.workers)
        pieces = pieces_of(films, keys, looks, team)
        found = [one for piece in pieces for one in make_piece(there, piece, lambda ms, _: told.append(ms)).seen]
        seen.append({one.place: one.share for one in found})
        made.append({key: store.path(key).read_bytes() for key in keys})
        assert store.absent(keys) == store.damaged(keys) == set() and told
    assert made[0] == made[1] and seen[0] == seen[1] and len(seen[0]) == len({look.place for look in looks})
