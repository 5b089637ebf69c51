from __future__ import annotations

from pathlib import Path

import pytest
from real_speech import Said, beginning

from pipeline.speech.whisper_models import LocalModel, find, ready


@pytest.fixture(scope="session")
def said() -> Said:
    return Said(beginning("joel"), beginning("cynthia"))


@pytest.fixture(scope="session")
def models_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for VEUS_MODELS in which the bundled model is unpacked once."""
    home = tmp_path_factory.mktemp("models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEUS_MODELS", str(home))
        ready(find("base"))
    return home


@pytest.fixture
def base(models_home: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModel:
    monkeypatch.setenv("VEUS_MODELS", str(models_home))
    return find("base")
