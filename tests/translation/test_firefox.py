"""Firefox models: packaged, downloaded, damaged, missing. Never the network, unless asked for by name."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from pipeline.errors import RouteError
from pipeline.translation import firefox
from pipeline.translation.firefox import Firefox, PackagedFirefox, download, models_folder
from pipeline.translation.routes import choose
from pipeline.translation.sentences import Sentence

PT_EN = PackagedFirefox("pt", "en")
installed = pytest.mark.skipif(not PT_EN.available(), reason=f"not installed: {PT_EN.remedy()}")


def said(*texts: str) -> list[Sentence]:
    return [Sentence(0, 1000, text, "pt", ()) for text in texts]


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    """A folder as `download` leaves it. Inside is the Portuguese model: its place matters here."""
    files = PT_EN.files()
    if files is None:
        pytest.skip(f"not installed: {PT_EN.remedy()}")
    place = tmp_path / "ca-en"
    place.mkdir()
    for path in files.all():
        (place / path.name).symlink_to(path)
    return tmp_path


@installed
def test_signs_the_model_does_not_know_stay_where_they_are() -> None:
    assert PT_EN.translate(said("♪ bom dia ♪", "Vivo aqui 😀.")) == ["♪ good day ♪", "I live here 😀."]


@installed
def test_what_the_models_misread_is_written_as_they_know_it() -> None:
    assert PT_EN.translate(said("Pago 350 € por mês.", "Pago 350€ por mês.")) == ["I pay 350 euros per month."] * 2
    assert PT_EN.translate(said("O projeto «Radares» é bom.")) == ['The project "Radares" is good.']


@pytest.mark.parametrize("text", ["Joel’s house is big.", "That’s what she said: “I can’t.”"])
def test_either_apostrophe_is_read(text: str) -> None:
    route = PackagedFirefox("en", "pt")
    if not route.available():
        pytest.skip(f"not installed: {route.remedy()}")
    typographic, straight = (Sentence(0, 1000, one, "en", ()) for one in (text, text.replace("’", "'")))
    with route:
        assert route.translate([typographic]) == route.translate([straight])


@installed
def test_short_fragments_are_said_once() -> None:
    assert PT_EN.translate(said("mundo", "sim", "Barcelona")) == ["world", "Yes", "Barcelona"]


@installed
def test_opening_twice_loads_once() -> None:
    with PT_EN as route:
        engine = route._engine
        route.open()
        assert route._engine is engine
    assert route._engine is None


def test_a_downloaded_model_is_found_chosen_and_used(downloaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    route = choose("ca", "en", folder=downloaded)
    assert route.name == "firefox-ca-en"
    assert route.version().split()[1] == PT_EN.version().split()[1]
    with route:
        assert route.translate(said("Olá.")) == ["Hey."]


def test_a_model_without_its_vocabulary_is_not_there(downloaded: Path) -> None:
    next((downloaded / "ca-en").glob("vocab*")).unlink()
    assert not Firefox("ca", "en", downloaded).available()


def test_a_damaged_model_is_an_error_that_names_the_file(downloaded: Path) -> None:
    model = next((downloaded / "ca-en").glob("model*"))
    model.unlink()
    model.write_bytes(b"half of it")
    with pytest.raises(RouteError, match=r"cannot be loaded.*veus models get firefox-ca-en") as caught:
        Firefox("ca", "en", downloaded).open()
    assert caught.value.where == model


def test_two_vocabularies_are_told_apart(tmp_path: Path) -> None:
    place = tmp_path / "en-ca"
    place.mkdir()
    for name in ("model.enca.intgemm8.bin", "srcvocab.enca.spm", "trgvocab.enca.spm"):
        (place / name).write_bytes(b"x")
    files = Firefox("en", "ca", tmp_path).files()
    assert files is not None
    assert (files.source_vocabulary.name, files.target_vocabulary.name, files.shortlist) == (
        "srcvocab.enca.spm",
        "trgvocab.enca.spm",
        None,
    )


def test_missing_says_how_to_get_it(tmp_path: Path) -> None:
    route = Firefox("ca", "en", tmp_path)
    assert not route.available()
    for call in (route.version, route.open):
        with pytest.raises(RouteError, match="veus models get firefox-ca-en"):
            call()


def test_where_models_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VEUS_MODELS", str(tmp_path))
    assert models_folder() == tmp_path / "firefox"
    monkeypatch.delenv("VEUS_MODELS")
    assert models_folder().parts[-2:] == ("veus", "firefox")


def test_no_network_is_a_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/records")
    with pytest.raises(RouteError, match=r"firefox-ca-en could not be downloaded.*Check the network"):
        download("ca", "en", tmp_path)
    assert not Firefox("ca", "en", tmp_path).available()


def test_only_known_models_are_downloaded(tmp_path: Path) -> None:
    with pytest.raises(RouteError, match=r"no model firefox-ca-fr.*firefox-ca-en, firefox-en-ca, firefox-es-en"):
        download("ca", "fr", tmp_path)


def test_a_download_that_leaves_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from fxtranslate import discovery

    monkeypatch.setattr(discovery, "add_models", lambda *args, **options: {"kind": "direct"})
    with pytest.raises(RouteError, match="not complete"):
        download("ca", "en", tmp_path)


def test_a_finished_download_gives_its_folder(monkeypatch: pytest.MonkeyPatch, downloaded: Path) -> None:
    from fxtranslate import discovery

    monkeypatch.setattr(discovery, "add_models", lambda *args, **options: {"kind": "direct"})
    assert download("ca", "en", downloaded) == downloaded / "ca-en"
    assert firefox.DOWNLOADABLE[0] == ("ca", "en")
