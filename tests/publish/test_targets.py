"""Where a series may be published."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.publish.targets import open_target


@pytest.mark.parametrize("kind", ["dir://::file://{}", "simplecache::file://{}", "file://{}", "local://{}", "{}"])
def test_nothing_goes_to_the_folders_of_the_series_by_whatever_address(tmp_path: Path, kind: str) -> None:
    layout = Layout(tmp_path)
    with pytest.raises(VeusError, match=r"nothing can be published|made of several"):
        open_target(kind.format(layout.stories), layout)
