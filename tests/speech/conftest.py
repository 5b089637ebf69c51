from __future__ import annotations

from pathlib import Path

import pytest
from real_speech import Said, beginning

from pipeline.speech.whisper_models import LocalModel, find


@pytest.fixture(scope="session")
def said() -> Said:
    return Said(beginning("joel"), beginning("cynthia"))


@pytest.fixture
def base(models_home: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModel:
    monkeypatch.setenv("VEUS_MODELS", str(models_home))
    return find("base")
