"""A destination of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import place

from pipeline.file_stores import Target
from pipeline.project.layout import Layout
from pipeline.publish.targets import open_target


@pytest.fixture(params=["folder", "memory", "ftp"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    return open_target(place(request, tmp_path), Layout(tmp_path / "root"))
