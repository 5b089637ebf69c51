"""A translation is the same whoever makes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import half_files, make_series, make_story

from pipeline.build.build import UpTo, build
from pipeline.build.jobs import Jobs
from pipeline.build.outcome import Silent
from pipeline.kept_programs import KEPT
from pipeline.project.layout import Layout, StoryLayout
from pipeline.translation import translation_memory
from pipeline.translation.routes import routes_for
from pipeline.translation.translate import Rendered

#: What a person wrote, with a sign at the top, which is translated by itself.
CAPTIONS = """1
00:00:00,000 --> 00:00:01,500
M'ho va dir la Laura.

2
00:00:00,200 --> 00:00:01,200
{\\an8}CASA D'ACOLLIDA

3
00:00:01,600 --> 00:00:02,900
Potser hi anirem demà.
"""


def result(paths: StoryLayout) -> tuple[str, list[Rendered] | None]:
    return paths.srt("en").read_text("utf-8"), translation_memory.rendered(paths.memory("en"))


def test_the_same_translation_by_processes_of_their_own(tmp_path: Path, clips: Clips) -> None:
    if not any(route.available() for route in routes_for("ca", "en")):
        pytest.skip("no route from ca to en is installed")
    given = make_series(tmp_path / "given", 'languages = ["ca", "en"]\n')
    for slug in ("one", "two"):
        make_story(given, slug, clips["silent"], captions=CAPTIONS)
    found = []
    for jobs in (1, 2):
        root = Path(shutil.copytree(given, tmp_path / f"jobs{jobs}"))
        layout = Layout(root)
        assert not build(layout, (), Silent(), up_to=UpTo.CAPTIONS, jobs=Jobs(jobs, 4000)).failed
        KEPT.end()
        assert half_files(root) == []
        found.append([result(layout.story(root / "stories" / slug, slug)) for slug in ("one", "two")])
    (srt, sentences), *_ = found[0]
    assert "told me" in srt and "{\\an8}" in srt and "tomorrow" in srt
    assert sentences and sentences[0].source == "M'ho va dir la Laura."
    assert found[0] == found[1]
