"""One server of the review page for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_series import Site, make_desk, serving
from footage_clips import Clips

from pipeline.project.layout import StoryLayout


@pytest.fixture
def paths(tmp_path: Path, clips: Clips) -> StoryLayout:
    """A story as a build leaves it."""
    return make_desk(tmp_path, clips)


@pytest.fixture
def site(tmp_path: Path, paths: StoryLayout) -> Iterator[Site]:
    with serving(tmp_path) as found:
        yield found
