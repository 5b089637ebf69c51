"""`veus models`: speech and translation models in one list."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.messages import SOURCE, in_language, tr
from pipeline.speech import fetching
from pipeline.speech import whisper_models as speech
from pipeline.translation import firefox

#: The name of all models that translate together.
EVERY_TRANSLATION = "translation"

_FIREFOX = re.compile(r"^firefox-([a-z]{2})-([a-z]{2})$")


@dataclass(frozen=True, slots=True)
class ModelRow:
    """here: usable without a network. size_mb: to be fetched; 0 when it comes with the program."""

    name: str
    use: str
    here: bool
    size_mb: int
    note: str

    def as_dict(self) -> dict[str, Any]:
        """In English, for programs."""
        return {name: in_language(value, SOURCE) for name, value in asdict(self).items()}


def listing() -> list[ModelRow]:
    """Every model with a short name, and those fetched by their hub name."""
    rows = [
        ModelRow(entry.name, tr("speech"), speech.is_here(entry.name), entry.size_mb, tr(entry.note))
        for entry in speech.CATALOGUE.values()
    ]
    known = {speech.folder_of(name).name for name in speech.CATALOGUE}
    if speech.models_home().is_dir():
        rows += [
            ModelRow(folder.name.replace("--", "/"), tr("speech"), True, 0, tr("fetched by its hub name"))
            for folder in sorted(speech.models_home().iterdir())
            if folder.name not in known and (folder / "model.bin").is_file()
        ]
    for source, target in firefox.DOWNLOADABLE:
        here = firefox.Firefox(source, target).available()
        name = f"firefox-{source}-{target}"
        note = tr(
            "much better translation from {source_language} into {target_language}",
            source_language=source,
            target_language=target,
        )
        rows.append(ModelRow(name, tr("translation"), here, 40, note))
    return rows


def get(name: str) -> Path:
    """Fetches a model, or with EVERY_TRANSLATION all that translate; where it lies. What is here already is not fetched
    again. Raises EngineError, RouteError."""
    if name == EVERY_TRANSLATION:
        return _every_translation()
    if pair := _FIREFOX.match(name):
        return firefox.download(pair[1], pair[2])
    return fetching.get(name)


def _every_translation() -> Path:
    for source, target in firefox.DOWNLOADABLE:
        if not firefox.Firefox(source, target).available():
            firefox.download(source, target)
    return firefox.models_folder()


def where(name: str | None) -> Path:
    """The folder of a model, or the one that holds all speech models. Raises EngineError."""
    if name is None:
        return speech.models_home().parent
    if _FIREFOX.match(name):
        return firefox.models_folder() / name.removeprefix("firefox-")
    return speech.find(name).folder
