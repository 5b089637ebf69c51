"""A sign at the top of a corrected track: translated by itself, and in nobody's sentence."""

from __future__ import annotations

from pathlib import Path

from footage_clips import Clips
from small_series import make_story, speech

from pipeline.build.build import UpTo, build
from pipeline.build.outcome import Silent
from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.subtitles.srt import read_srt, write_srt


def built(root: Path, lang: str) -> tuple[Cue, ...]:
    report = build(Layout(root), ["film"], Silent(), up_to=UpTo.CAPTIONS)
    assert not report.failed, report.all_problems()
    return read_srt((root / f"stories/film/{lang}.srt").read_bytes()).cues


def test_a_sign_is_translated_at_its_own_place_and_time(scripted: Path, clips: Clips) -> None:
    folder = make_story(scripted, "film", speech(clips))
    before = built(scripted, "en")
    spoken = read_srt((folder / "ca.srt").read_bytes()).cues
    sign = Cue(spoken[0].start + 100, spoken[-1].end + 200, "Hort de Can Pla", top=True)
    (folder / "ca.srt").write_text(write_srt(sorted([*spoken, sign], key=lambda cue: cue.start)), "utf-8")
    after = built(scripted, "en")
    assert [cue for cue in after if not cue.top] == list(before)
    assert [(cue.start, cue.end, cue.text) for cue in after if cue.top] == [
        (sign.start, sign.end, "Hort-en de-en Can-en Pla-en")
    ]
    assert built(scripted, "en") == after
