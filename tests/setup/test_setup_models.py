"""`veus models`: what there is, what is here, where it lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import EngineError
from pipeline.setup import models
from pipeline.speech import whisper_models as speech
from pipeline.translation import firefox


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VEUS_MODELS", str(tmp_path))
    return tmp_path


def put(home: Path, name: str) -> Path:
    folder = home / "whisper" / name
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"weights")
    return folder


def rows() -> dict[str, models.ModelRow]:
    return {row.name: row for row in models.listing()}


def test_the_whole_catalogue_is_listed(home: Path) -> None:
    found = rows()
    assert set(speech.CATALOGUE) < set(found)
    assert found["base"].here and found["base"].size_mb == 0
    assert not found["small"].here and found["small"].size_mb > 100
    assert {f"firefox-{source}-{target}" for source, target in firefox.DOWNLOADABLE} < set(found)
    assert all(row.note and row.use in {"speech", "translation"} for row in found.values())


def test_fetched_ones_are_here(home: Path) -> None:
    put(home, "small")
    put(home, "owner--model")
    (home / "whisper/.part-x").mkdir()
    found = rows()
    assert found["small"].here
    assert found["owner/model"].here and found["owner/model"].use == "speech"
    assert not [name for name in found if "part" in name]


def test_where(home: Path) -> None:
    folder = put(home, "small")
    assert models.where(None) == home
    assert models.where("small") == folder
    assert models.where("base") == home / "whisper/base"
    with pytest.raises(EngineError, match='"large-v3-turbo" is not on this machine'):
        models.where("large-v3-turbo")
    with pytest.raises(EngineError, match='Did you mean "small"'):
        models.where("smal")
    for source, target in firefox.DOWNLOADABLE:
        assert models.where(f"firefox-{source}-{target}").name


def test_a_name_nobody_knows(home: Path) -> None:
    with pytest.raises(EngineError, match=r'no model is called "smll"\. Did you mean "small"\?'):
        models.get("smll")


def test_translation_models_go_their_own_way(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(firefox, "download", lambda source, target: asked.append((source, target)) or home)
    assert models.get("firefox-ca-en") == home
    assert asked == [("ca", "en")]


def test_all_that_translate_come_by_one_name_but_those_that_are_here(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, asked = ("en", "ca"), []
    monkeypatch.setattr(firefox, "download", lambda *pair: asked.append(pair))
    monkeypatch.setattr(firefox.Firefox, "available", lambda route: (route.source, route.target) == here)
    assert models.get(models.EVERY_TRANSLATION) == home / "firefox"
    assert asked == [pair for pair in firefox.DOWNLOADABLE if pair != here]
