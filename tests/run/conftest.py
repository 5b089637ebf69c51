"""What the tests of builds in this process share."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import Clips
from published import Site, make_site, place, use_fakes
from small_series import SCRIPTED, make_series, speech

from pipeline.speech import engine


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that hears what it is told, and routes that need nothing."""
    use_fakes(monkeypatch)
    monkeypatch.setitem(engine.ENGINES, "broken", "pipeline.speech.fake:BrokenEngine")


@pytest.fixture
def scripted(fakes: None, tmp_path: Path) -> Path:
    """A root folder whose series uses the fakes; it has no story yet."""
    return make_series(tmp_path, SCRIPTED)


@pytest.fixture(scope="session")
def approved(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Site:
    """Two stories that may be published; to be copied."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        return make_site(tmp_path_factory.mktemp("approved"), speech(clips), "film", "other")


@pytest.fixture
def site(approved: Site, fakes: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    return approved.copy(tmp_path / "root", capsys)


@pytest.fixture(params=["folder", "memory", "ftp"])
def dest(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place to publish to, as people write it."""
    return place(request, tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "site")
