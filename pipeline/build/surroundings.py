"""All that can change what is made of a story, or what is told of it, and does not lie in its folders.

Where it is what it was, and the story's own files are too, nothing needs to be looked at (`story_memory`). It holds
more than any step asks for: a change too many costs one whole look at every story, one too few would leave old results
standing.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.build.code_version import ROOT
from pipeline.build.recognizer import Recognizer
from pipeline.dictionaries import dictionary_files
from pipeline.errors import VeusError
from pipeline.file_state import state_of, tree_state
from pipeline.media import ffmpeg
from pipeline.project.series import Series
from pipeline.site.theme import theme_version
from pipeline.translation.routes import TABLE, routes_for
from pipeline.video import fonts
from pipeline.video.encoders import encoder_of
from pipeline.voices.speaking import voice_version
from pipeline.voices.voices import SPEAKERS


def around(series: Series) -> str:
    """A hash of it all, of 32 hex digits; "" where it cannot be told: then each story is looked at, and says what is
    wrong. series: with the settings that count for what is made."""
    try:
        return files.sha256_json(_all(series))[:32]
    except (VeusError, OSError, PackageNotFoundError):
        return ""


def _all(series: Series) -> dict[str, Any]:
    settings, layout = series.settings, series.layout
    recognizer = Recognizer.of(series)
    logo = layout.stories / settings.publisher.logo if settings.publisher.logo else None
    return {
        "code": tree_state([ROOT], {"__pycache__"}).digest,
        "python": [platform.python_version(), sys.platform],
        "packages": sorted(_packages()),
        "settings": settings.model_dump(mode="json"),
        "theme": theme_version(layout.theme),
        "logo": files.sha256_file(logo) if logo and logo.is_file() else "",
        "engine": [recognizer.engine.name, recognizer.engine.versions(), recognizer.model.sha256],
        "routes": {" ".join(pair): _route(*pair) for pair in TABLE},
        "voices": {lang: _voice(lang) for lang in SPEAKERS},
        "ffmpeg": [ffmpeg.version(), encoder_of(settings.video, "h264").name],
        "fonts": fonts.version(),
        "dictionaries": [[str(path), *state_of(path.stat())] for path in dictionary_files()],
    }


def _packages() -> Iterator[str]:
    """Names and versions of what is installed, as the names of its folders have them: to read each would take long."""
    for place in map(Path, sys.path):
        if place.is_dir():
            yield from (path.name for path in place.iterdir() if path.suffix in (".dist-info", ".egg-info"))


def _route(source: str, target: str) -> Any:
    """The way that is taken, and its version; why there is none."""
    try:
        return next((route.version() for route in routes_for(source, target) if route.available()), None)
    except VeusError as error:
        return str(error.what)


def _voice(lang: str) -> str:
    try:
        return voice_version(lang)
    except VeusError as error:
        return str(error.what)
