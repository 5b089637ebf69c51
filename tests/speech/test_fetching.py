"""Models from the hub: one revision, one hash, nothing half-fetched."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import EngineError
from pipeline.packaged import CARD
from pipeline.speech.fetching import get
from pipeline.speech.whisper_models import CATALOGUE, NEEDED, LocalModel, find, folder_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for models."""
    monkeypatch.setenv("VEUS_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def small_model(folder: Path, weights: bytes = b"weights") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.bin").write_bytes(weights)
    for name in NEEDED:
        (folder / name).write_text("{}")
    return folder


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine on which nobody listens (held so that nobody else takes it)."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


GET = """
from pipeline.errors import EngineError
from pipeline.speech.fetching import get
try:
    get("small")
except EngineError as error:
    print(error)
"""


def test_no_network_is_told_soon_and_leaves_nothing(home: Path, closed_port: int):
    """The hub is said to be a closed port of this machine, so that nothing leaves it."""
    nowhere = f"http://127.0.0.1:{closed_port}"
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"), "")
    environment = os.environ | proxies | {"HF_ENDPOINT": nowhere, "NO_PROXY": "*", "HF_HUB_DISABLE_TELEMETRY": "1"}
    environment |= {"HF_HOME": str(home.parent / "hub"), "HF_HUB_DISABLE_XET": "1"}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", GET], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    assert time.monotonic() - began < 60
    assert "could not be fetched" in done.stdout
    assert "online" in done.stdout
    assert "Systran/faster-whisper-small" in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1
    assert list((home / "whisper").iterdir()) == []


def fetch_with(monkeypatch: pytest.MonkeyPatch, contents: dict[str, bytes]) -> None:
    """Instead of the hub: these files arrive."""
    import huggingface_hub

    def arrive(repo: str, *, revision: str | None, local_dir: Path, allow_patterns: list[str]) -> None:
        for name, data in contents.items():
            (Path(local_dir) / name).write_bytes(data)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", arrive)


def test_a_fetched_model_gets_its_card(home: Path, monkeypatch: pytest.MonkeyPatch):
    fetch_with(monkeypatch, {"model.bin": b"w", "config.json": b"{}", "tokenizer.json": b"{}"})
    folder = get("owner/model")
    assert folder == folder_of("owner/model")
    card = json.loads((folder / CARD).read_text())
    sha256 = files.sha256_file(folder / "model.bin")
    assert card == {"name": "owner/model", "repo": "owner/model", "revision": "", "sha256": sha256}
    assert find("owner/model").sha256 == card["sha256"]
    fetch_with(monkeypatch, {"model.bin": b"newer", "config.json": b"{}", "tokenizer.json": b"{}"})
    assert (get("owner/model") / "model.bin").read_bytes() == b"newer"
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_known_model_is_fetched_in_its_revision_and_must_have_its_hash(home: Path, monkeypatch: pytest.MonkeyPatch):
    import huggingface_hub

    asked: list[str | None] = []

    def arrive(repo: str, *, revision: str | None, local_dir: Path, allow_patterns: list[str]) -> None:
        asked.append(revision)
        for name in ("model.bin", "config.json", "tokenizer.json"):
            (Path(local_dir) / name).write_bytes(b"other")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", arrive)
    with pytest.raises(EngineError, match=r"damaged, or others.*expected 3e3059215"):
        get("small")
    assert asked == [CATALOGUE["small"].revision] and list((home / "whisper").iterdir()) == []


def test_what_was_fetched_before_is_fetched_in_the_same_revision(home: Path, monkeypatch: pytest.MonkeyPatch):
    import huggingface_hub

    asked: list[str | None] = []

    def arrive(repo: str, *, revision: str | None, local_dir: Path, allow_patterns: list[str]) -> None:
        asked.append(revision)
        for name in ("model.bin", "config.json", "tokenizer.json"):
            (Path(local_dir) / name).write_bytes(b"x")
        record = Path(local_dir) / ".cache/huggingface/download/model.bin.metadata"
        record.parent.mkdir(parents=True)
        record.write_text(f"{'a' * 40}\netag\n1.0\n")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", arrive)
    for _ in range(2):
        folder = get("large-v3-ca")
        assert json.loads((folder / CARD).read_text())["revision"] == "a" * 40
    assert asked == [None, "a" * 40]


def test_a_model_in_another_format_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch):
    fetch_with(monkeypatch, {"config.json": b"{}"})
    with pytest.raises(EngineError, match=r"model\.bin, tokenizer\.json missing.*--output_dir model-ct2 "):
        get("owner/model")
    assert list((home / "whisper").iterdir()) == []


def test_a_fetch_that_fails_keeps_the_old_model(home: Path, monkeypatch: pytest.MonkeyPatch):
    small_model(folder_of("owner/model"), b"old")
    fetch_with(monkeypatch, {})
    with pytest.raises(EngineError):
        get("owner/model")
    assert (folder_of("owner/model") / "model.bin").read_bytes() == b"old"


def test_getting_the_bundled_model_needs_no_network(base: LocalModel):
    assert get("base") == base.folder


def test_the_same_revision_with_other_weights_is_refused_and_what_is_here_stays(
    home: Path, monkeypatch: pytest.MonkeyPatch
):
    weights = {"model.bin": b"w", "config.json": b"{}", "tokenizer.json": b"{}"}
    fetch_with(monkeypatch, weights)
    folder = get("owner/model")
    card = json.loads((folder / CARD).read_text()) | {"revision": "a" * 40}
    (folder / CARD).write_text(json.dumps(card))
    fetch_with(monkeypatch, weights | {"model.bin": b"other"})
    with pytest.raises(EngineError, match="damaged, or others"):
        get("owner/model")
    assert (folder / "model.bin").read_bytes() == b"w"
