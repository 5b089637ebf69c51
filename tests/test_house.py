"""The rooms of the house: who may know whom, and what may stand only once."""

from __future__ import annotations

import ast
import re
from collections import Counter
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

import pipeline

HOUSE = Path(pipeline.__file__).parent
MODULES = {
    ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts): path
    for path in sorted(HOUSE.rglob("*.py"))
    if path.name != "__init__.py"
}

#: From the bottom up: a room imports from those before it, and from no other.
ORDER = (
    "",  # the small files of pipeline/ itself
    "project",
    "media",
    "captions",
    "speech",
    "subtitles",
    "translation",
    "voices",
    "video",
    "description",
    "check",
    "review",
    "evidence",
    "site",
    "build",
    "publish",
    "cluster",
    "actions",
    "setup",
    "desk",
    "commands",
    "library",  # what others use: one module
)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 2 or parts[1] == "library" else ""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree_of(path)))


@cache
def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports anywhere in it."""
    found = set()
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipeline":
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= inside or {node.module or ""}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names} & MODULES.keys()
    return found & MODULES.keys()


def test_every_room_has_its_place() -> None:
    assert {room_of(module) for module in MODULES} == set(ORDER)


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_imported_from_above(module: str) -> None:
    place = ORDER.index(room_of(module))
    above = {other for other in imported(MODULES[module]) if ORDER.index(room_of(other)) > place}
    assert not above


def test_no_module_knows_itself_by_others() -> None:
    """Circles, within a room too."""
    known = {module: imported(path) for module, path in MODULES.items()}
    while known:
        free = {module for module, others in known.items() if not others & known.keys() - {module}}
        assert free, f"in a circle, or above one: {sorted(known)}"
        known = {module: others for module, others in known.items() if module not in free}


def test_no_folder_of_tests_is_passed_over(request: pytest.FixtureRequest) -> None:
    folders = {path.parent.name for path in Path(__file__).parent.rglob("test_*.py")}
    passed_over = request.config.getini("norecursedirs")
    assert not {name for name in folders for pattern in passed_over if fnmatch(name, pattern)}


def test_a_file_name_stands_once() -> None:
    names = Counter(path.name for path in MODULES.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_what_is_hidden_in_a_room_stays_there() -> None:
    for module, path in MODULES.items():
        hidden = {other for other in imported(path) if any(part.startswith("_") for part in other.split("."))}
        assert {room_of(other) for other in hidden} <= {room_of(module)}, module


def test_no_class_name_stands_twice() -> None:
    """But for those that the manifest's schema has made public."""
    names = Counter(
        node.name
        for module, path in MODULES.items()
        if module != "pipeline.site.contract"
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef)
    )
    assert names["Track"] == 1
    assert [name for name, count in names.items() if count > 1] == []


def test_tracks_are_read_and_saved_through_their_object() -> None:
    """Outside of `review` and the formats, a track is a `TrackFile`: whoever reads its bytes otherwise forgets the
    speakers' names, or the note of who wrote it."""
    inner = {"review.track_store": {"Offer", "Saved", "TrackStatus"}, "subtitles.srt": {"Reading", "write_srt"}}
    for module, path in MODULES.items():
        if room_of(module) in ("review", "subtitles", "check", "library"):
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline."):
                taken = {alias.name for alias in node.names}
                allowed = inner.get(node.module.removeprefix("pipeline."), taken)
                assert taken <= allowed and "track_store" not in taken, module


def test_the_way_of_one_cue_is_the_one_that_is_written_down() -> None:
    """Every call that CONTRIBUTING.md names is there under that name."""
    text = (HOUSE.parent / "CONTRIBUTING.md").read_text("utf-8")
    way = text.partition("## The way of one cue")[2].partition("\n## ")[0]
    there: dict[str, set[str]] = {}
    for path in MODULES.values():
        tree = tree_of(path)
        there[path.stem] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                there[node.name] = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
    named = re.findall(r"`(\w+)\.(\w+)`", way)
    assert len(named) > 20
    assert [(owner, name) for owner, name in named if name not in there.get(owner, ())] == []


def test_what_others_use_has_a_docstring() -> None:
    """But for the models of the manifest, whose words are those of docs/manifest.md."""
    silent = [
        f"{module}: {node.name}"
        for module, path in MODULES.items()
        if module not in ("pipeline.site.contract", "pipeline.site.parts")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_file_and_no_function_has_grown_too_long() -> None:
    """300 and 50 lines: then there is a second idea in it."""
    for module, path in MODULES.items():
        assert len(path.read_text("utf-8").splitlines()) <= 300, module
        for node in nodes_of(path):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{module}: {node.name}"
