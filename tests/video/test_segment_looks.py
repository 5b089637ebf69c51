"""Captions are looked for in the segments they begin in, beside a picture of the footage from the same decode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from cutting import CUES, room, small_segments
from footage_clips import AAC, X264, Clips, lavfi, tone

from pipeline import process
from pipeline.cues import Cue
from pipeline.video.render import render
from pipeline.video.rendition_plan import RenderJob, RenditionPlan, RenditionTimeline, films_of
from pipeline.video.segment_looks import SegmentLook, plain_pictures, segment_looks
from pipeline.video.segments import make_segments
from pipeline.video.shapes import OWN, Form
from pipeline.video.visibility import Before, FrameCheck


@pytest.fixture(scope="module")
def footage(clips: Clips) -> Path:
    moving = lavfi("testsrc2=size=160x90:rate=25:duration=1.92")
    return clips.make("looked.mp4", *moving, *tone(), *X264, "-g", "12", "-sc_threshold", "0", *AAC, "-t", "1.92")


@pytest.fixture
def job(footage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RenderJob:
    small_segments(monkeypatch)
    return room(tmp_path, footage)


def planned(
    job: RenderJob, cues: Sequence[Cue], used: frozenset[str] = frozenset(), form: Form = OWN
) -> list[SegmentLook]:
    return segment_looks(job.source, plan(cues, form), film(job, cues, form), used)


def plan(cues: Sequence[Cue], form: Form = OWN) -> RenditionPlan:
    return RenditionPlan("ca", Path("ca.mp4"), tuple(cues), form=form)


def film(job: RenderJob, cues: Sequence[Cue], form: Form = OWN) -> RenditionTimeline:
    return films_of(job, [plan(cues, form)])[0]


@pytest.mark.parametrize("start", [0, 100, 300, 440, 441, 479, 480, 481, 900, 1_400, 1_500, 1_800])
@pytest.mark.parametrize("lasts", [80, 120, 400, 3_000])
def test_a_look_falls_in_the_segment_the_caption_begins_in_and_on_a_picture_with_it(
    job: RenderJob, start: int, lasts: int
):
    cue = Cue(start, start + lasts, "Bon dia")
    (look,) = planned(job, [cue])
    frames, span = job.source.frames, look.segment.span
    number = frames.at(look.check.at_ms)
    assert span.first <= number < span.end
    assert span.first <= frames.at(start) < span.end
    assert cue.start <= frames.ms(number) < cue.end


def test_what_finished_renditions_have_is_not_looked_at_again(job: RenderJob):
    segments = [placed.segment for placed in film(job, CUES).footage]
    assert [look.segment for look in planned(job, CUES)] == [segments[0]]
    assert [look.segment for look in planned(job, CUES, frozenset({segments[0].key}))] == [segments[1]]
    assert planned(job, CUES, frozenset(segment.key for segment in segments)) == []


def test_the_picture_beside_a_segment_is_that_of_the_footage(job: RenderJob, tmp_path: Path):
    """In each shape, and also of the later one of two segments from one decode."""
    cues = (Cue(100, 400, "Bon dia"), Cue(700, 1_400, "Adeu"))
    for form in (OWN, Form("9:16"), Form("1:1", "crop")):
        placed = film(job, cues, form).footage[:2]
        before = Before(job.source.footage, job.source.facts, job.source.frames)
        looked = [
            SegmentLook(one.segment, FrameCheck(cue, at), round(job.source.frames.ms(one.segment.span.first)))
            for one, cue, at in zip(placed, cues, (220, 820), strict=True)
        ]
        wanted = plain_pictures(looked, before)
        targets = [tmp_path / f"{number}.mp4" for number in range(2)]
        job.temp_dir.mkdir(exist_ok=True)
        segments = [one.segment for one in placed]
        shown = make_segments(job.source, segments, job.settings, targets, job.temp_dir, plain=list(wanted.values()))
        assert len(wanted) == 2
        for (at_ms, shape), picture in zip(wanted, shown, strict=True):
            assert picture == before.picture(at_ms, shape), (form, at_ms)


def test_new_segments_are_compared_without_another_look_at_the_footage(
    job: RenderJob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    started = list[Sequence[str]]()
    run = process.run
    monkeypatch.setattr(process, "run", lambda args, **options: started.append(args) or run(args, **options))
    tracks = {"ca": CUES, "en": tuple(replace(cue, text="Good morning") for cue in CUES)}
    render(job, [RenditionPlan(name, tmp_path / f"{name}.mp4", cues) for name, cues in tracks.items()])
    looked = [args for args in started if "gray" in args and "libx264" not in args]
    assert len(looked) == 2, "one piece of each"
    assert not any(str(job.source.footage) in argument for args in looked for argument in args)
