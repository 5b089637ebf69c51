"""Weights: the right bytes, or an error before anything is loaded."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import EngineError, RouteError
from pipeline.packaged import CARD, SHA256, check_packaged
from pipeline.speech import sound_events, speaker_embeddings, vad_windows
from pipeline.translation.firefox import Firefox, PackagedFirefox


def installed(name: str) -> Path:
    package, _, rest = name.partition("/")
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"{package} is not installed")
    return Path(spec.submodule_search_locations[0]) / rest


@pytest.mark.parametrize("name", SHA256)
def test_what_is_installed_is_what_was_tried(name: str) -> None:
    check_packaged(installed(name))


@pytest.mark.parametrize("name", SHA256)
def test_one_other_bit_is_refused(name: str, tmp_path: Path) -> None:
    other = tmp_path / name
    other.parent.mkdir(parents=True)
    data = bytearray(installed(name).read_bytes())
    data[len(data) // 2] ^= 1
    other.write_bytes(data)
    with pytest.raises(EngineError, match=r"damaged, or others.*expected .*Install the package again") as told:
        check_packaged(other)
    assert told.value.where == other


def test_what_nobody_knows_and_what_is_not_there(tmp_path: Path) -> None:
    strange = tmp_path / "strange.bin"
    with pytest.raises(EngineError, match="cannot be read"):
        check_packaged(strange)
    strange.write_bytes(b"x")
    with pytest.raises(RouteError, match="none of those"):
        check_packaged(strange, RouteError)


AUDIO = np.zeros(16_000, dtype=np.float32)


@pytest.mark.parametrize(
    "use",
    [
        lambda: vad_windows.speech_spans(AUDIO),
        lambda: sound_events.events_of(AUDIO),
        lambda: speaker_embeddings._encoder.__wrapped__(),
        lambda: PackagedFirefox("pt", "en").open(),
    ],
    ids=["voice detector", "event detector", "voice encoder", "translation"],
)
def test_whoever_loads_weights_asks_first(use: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.packaged.SHA256", {})
    with pytest.raises((EngineError, RouteError), match="none of those"):
        use()  # type: ignore[operator]


class TestADownloadedTranslationModel:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """As `download` leaves it. Inside is the Portuguese model."""
        files = PackagedFirefox("pt", "en").files()
        assert files is not None
        made = tmp_path / "ca-en"
        made.mkdir()
        for path in files.all():
            shutil.copyfile(path, made / path.name)
        return made

    def note(self, folder: Path, **other: str) -> None:
        from pipeline.files import sha256_file, write_json

        write_json(folder / CARD, {path.name: sha256_file(path) for path in folder.iterdir()} | other)

    def test_is_loaded_as_it_came(self, folder: Path) -> None:
        self.note(folder)
        Firefox("ca", "en", folder.parent).open()

    def test_is_refused_when_its_bytes_are_others(self, folder: Path) -> None:
        self.note(folder)
        model = next(folder.glob("model*"))
        model.write_bytes(model.read_bytes()[:-1] + b"\0\0")
        with pytest.raises(RouteError, match=r"damaged, or others.*veus models get firefox-ca-en"):
            Firefox("ca", "en", folder.parent).open()

    @pytest.mark.parametrize("card", ["[]", "{", '{"a": 1}', "{}"])
    def test_is_refused_with_a_card_that_does_not_know_it(self, folder: Path, card: str) -> None:
        (folder / CARD).write_text(card)
        with pytest.raises(RouteError):
            Firefox("ca", "en", folder.parent).open()
