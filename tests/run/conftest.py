"""What the tests of builds in this process share."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_series import SCRIPTED, make_series

from pipeline.run import ears
from pipeline.speech import engine
from pipeline.translation import routes
from pipeline.translation.fake import FakeRoute


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that hears what it is told, and routes that need nothing."""
    monkeypatch.setitem(engine.ENGINES, "scripted", "pipeline.speech.fake:ScriptedEngine")
    monkeypatch.setitem(engine.ENGINES, "broken", "pipeline.speech.fake:BrokenEngine")
    monkeypatch.setattr(ears, "ready", lambda model: model.folder)
    for pair in list(routes.TABLE):
        monkeypatch.setitem(routes.TABLE, pair, (routes.Entry(lambda _, pair=pair: FakeRoute(*pair)),))


@pytest.fixture
def scripted(fakes: None, tmp_path: Path) -> Path:
    """A root folder whose series uses the fakes; it has no story yet."""
    return make_series(tmp_path, SCRIPTED)
