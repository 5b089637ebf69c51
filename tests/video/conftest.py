from __future__ import annotations

import pytest
from film_studio import Studio
from footage_clips import Clips


@pytest.fixture(scope="session")
def studio(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(clips, tmp_path_factory.mktemp("studio"))
