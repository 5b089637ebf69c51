"""One server of the review page for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_series import Site, make_desk, serving
from fakes import use_fakes
from footage_clips import Clips
from made_once import made_once
from published import make_site
from small_series import speech

from pipeline.project.layout import StoryLayout


@pytest.fixture
def paths(tmp_path: Path, clips: Clips) -> StoryLayout:
    """A story as a build leaves it."""
    return make_desk(tmp_path, clips)


@pytest.fixture
def site(tmp_path: Path, paths: StoryLayout) -> Iterator[Site]:
    with serving(tmp_path) as found:
        yield found


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Path:
    """A root folder with a story that may be published; to be copied."""

    def make(root: Path) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            use_fakes(monkeypatch)
            make_site(root, speech(clips), "film")

    return made_once(tmp_path_factory, "ready-for-runs", make)
