"""Which of our own code decides what a step makes, so that no change of it leaves old results standing.

Cheap steps (captions, translation, pages) have the source of all that code in their key: `code_version`. Expensive
ones (`EXPENSIVE`: listening, looking, encoding) have versions that a person raises, since most changes of code change
nothing in what they make; tests/build/fingerprints.json has the version and the fingerprint of the code it was raised
for, and a test fails where the one changes without the other (`python -m tools.fingerprints` notes it). Both follow the
imports: nobody keeps a list of modules.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pipeline
from pipeline import files

#: Where the code lies.
ROOT = Path(pipeline.__file__).parent

#: An import of ours, wherever it stands in a module: several names may be in brackets, on lines of their own.
_IMPORT = re.compile(
    r"^[ \t]*(?:from (pipeline[\w.]*) import (\([^)]*\)|[^\n]*)|import (pipeline[\w.]*))", re.MULTILINE
)

#: One in a table of what is imported when it is used.
_NAMED = re.compile(r"[\"'](pipeline(?:\.\w+)+)[:\"']")

#: Cheap steps: the modules whose code, and all that they import, decides what is made.
TRANSLATION = (
    *("translation.translate", "translation.routes", "translation.translation_memory", "translation.sign_translation"),
    "translation.second_opinion",
)
TRACK = ("captions.segmentation", "captions.align", "captions.places", "subtitles.srt", *TRANSLATION)
PAGES = (
    *("site.pages", "site.episode", "site.manifest", "site.paragraphs", "site.static_files", "site.theme"),
    *("site.evidence_page", "evidence.assessment", "evidence.page_facts"),
    *("site.feeds.outputs", "site.feeds.stretches", "site.feeds.chapters"),
    *("subtitles.srt", "subtitles.vtt", "video.poster"),
)


@dataclass(frozen=True, slots=True)
class Expensive:
    """versions: where the numbers stand that are raised, as "module:NAME". code, glue: as of cheap steps."""

    versions: tuple[str, ...]
    code: tuple[str, ...]
    glue: tuple[str, ...]


#: Steps that are made again for a raised version alone.
EXPENSIVE: Mapping[str, Expensive] = {
    "probe": Expensive(("build.footage:PROBE_VERSION",), ("media.probe", "media.frames"), ("build.footage",)),
    "film": Expensive(
        ("media.even_sound:RULES_VERSION", "video.still:RULES_VERSION", "video.cards:RULES_VERSION"),
        ("media.even_sound", "video.still"),
        ("build.footage",),
    ),
    "cuts": Expensive(("media.shot_changes:RULES_VERSION",), ("media.shot_changes",), ("build.listen",)),
    "pauses": Expensive(("media.pauses:RULES_VERSION",), ("media.pauses",), ("build.listen",)),
    "transcript": Expensive(
        ("speech.transcribe:RULES_VERSION",),
        ("speech.transcribe", "speech.whisper_models", "media.audio"),
        ("build.listen", "build.hearing_tasks"),
    ),
    "videos": Expensive(
        tuple(f"video.{module}:RULES_VERSION" for module in ("segments", "sound", "segment_borders", "cards")),
        ("video.render",),
        ("build.videos", "build.rendition_tasks"),
    ),
    "voices": Expensive(("voices.speaking:RULES_VERSION",), ("voices.speaking",), ()),
    "description": Expensive(
        ("description.mix:RULES_VERSION",),
        ("description.mix", "description.recordings", "description.description_places"),
        ("build.descriptions", "build.description_state"),
    ),
    "signs": Expensive(("video.sign_film:RULES_VERSION",), ("video.sign_film", "media.probe"), ("build.signing",)),
    "poster": Expensive(("video.poster:RULES_VERSION",), ("video.poster",), ("build.videos",)),
}


@functools.cache
def code_version(modules: tuple[str, ...], glue: tuple[str, ...] = (), root: Path = ROOT) -> str:
    """SHA-256 of the source of `modules` (names below `pipeline`), of all of ours that they import, and of the texts,
    templates and other data in the folders of these. glue: modules that count by themselves, without their imports:
    those of the steps, which import everything."""
    found = _alone(glue, root) | reached(modules, root)
    data = {path for folder in {path.parent for path in found} - {root} for path in _data(folder)}
    return files.sha256_json(
        [[path.relative_to(root).as_posix(), files.sha256_file(path)] for path in sorted(found | data)]
    )


def _alone(modules: Iterable[str], root: Path) -> set[Path]:
    """The files of modules that are there: a table that names others would leave a hole. Raises FileNotFoundError."""
    found = {root / f"{name.replace('.', '/')}.py" for name in modules}
    for path in found:
        path.stat()
    return found


def reached(modules: Iterable[str], root: Path = ROOT) -> set[Path]:
    """The files of `modules` and of all of ours that they import, directly or not, at the top or inside functions."""
    modules = tuple(modules)
    waiting = [*_alone(modules, root), *(path for name in modules for path in _files_of(f"pipeline.{name}", root))]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [other for name in imported(path.read_text("utf-8")) for other in _files_of(name, root)]
    return found


@functools.cache  # most modules are reached by several steps
def imported(source: str) -> tuple[str, ...]:
    """The names of ours that a module imports or has in a table: of modules, and of what may be one or something in
    one."""
    found = _NAMED.findall(source)
    for module, names, whole in _IMPORT.findall(source):
        found.append(whole or module)
        found += [f"{module}.{name}" for name in re.findall(r"(\w+)(?: as \w+)?\s*(?:,|\)|#.*|$)", names, re.MULTILINE)]
    return tuple(dict.fromkeys(found))


def _files_of(name: str, root: Path) -> list[Path]:
    """The file of a module with those of the packages it lies in; none for a name that is no module. `pipeline` itself
    is left out: it only offers to others what is there, and the version, which keys have by themselves."""
    parts = name.split(".")[1:]
    if not parts:
        return []
    place = root.joinpath(*parts)
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    if not file.is_file():
        return []
    return [
        file,
        *(package for k in range(1, len(parts)) if (package := root.joinpath(*parts[:k], "__init__.py")).is_file()),
    ]


def _data(folder: Path) -> Iterator[Path]:
    """What lies in a room besides modules."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts:
            yield path


def version_of(step: Expensive) -> list[int]:
    """The numbers that the step's key has."""
    places = (place.split(":") for place in step.versions)
    return [getattr(import_module(f"pipeline.{module}"), name) for module, name in places]


def fingerprint(step: Expensive, root: Path = ROOT) -> str:
    """SHA-256 of what `code_version` has of code, as far as it does something: no comments, docstrings, imports, and
    no names of files, so that neither a word about it nor its place makes it other code."""
    places = _alone(step.glue, root) | reached(step.code, root)
    return files.sha256_json(sorted(_meaning(path.read_text("utf-8")) for path in places))


@functools.cache
def _meaning(source: str) -> str:
    """SHA-256 of what a module does."""
    tree = ast.parse(source)
    return files.sha256_json(_plain([one for one in tree.body if not _silent(one)]))


def _plain(node: object) -> object:
    """A syntax tree as JSON; the same for every Python: what is empty, or only says how a name is used, is left out."""
    if isinstance(node, list):
        return [_plain(one) for one in node if not _silent(one)]
    if not isinstance(node, ast.AST):
        return repr(node)
    kept = ((name, value) for name, value in ast.iter_fields(node) if name != "ctx" and value not in (None, []))
    return [type(node).__name__, [[name, _plain(value)] for name, value in kept]]


def _silent(node: object) -> bool:
    """Whether a statement does nothing: a docstring, an import."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom)
