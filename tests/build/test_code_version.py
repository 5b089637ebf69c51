"""No change of code leaves old results standing."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path

import pytest

from pipeline.build import code_version
from pipeline.build.code_version import EXPENSIVE, PAGES, ROOT, TRACK, TRANSLATION, fingerprint, imported, reached
from pipeline.speech.engines import ENGINES
from tools import fingerprints

STEPS = {"translation": TRANSLATION, "track": TRACK, "pages": PAGES}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Our code, to be changed."""
    return Path(shutil.copytree(ROOT, tmp_path / "pipeline", ignore=shutil.ignore_patterns("__pycache__")))


def version(modules: tuple[str, ...], root: Path) -> str:
    return code_version.code_version.__wrapped__(modules, ("build.machine_track",), root)


def room_of(path: Path, root: Path) -> str:
    parts = path.relative_to(root).parts
    return parts[0] if len(parts) > 1 else ""


@pytest.mark.parametrize("step", STEPS)
def test_a_line_changed_in_any_room_that_a_step_uses_makes_it_anew(copy: Path, step: str) -> None:
    modules = STEPS[step]
    first = {room_of(path, copy): path for path in sorted(reached(modules, copy), reverse=True)}
    assert len(first) > 3
    before = version(modules, copy)
    for path in first.values():
        text = path.read_text("utf-8")
        path.write_text(f"{text}\nCHANGED = 1\n", "utf-8")
        assert version(modules, copy) != before, path
        path.write_text(text, "utf-8")


def test_texts_and_templates_count(copy: Path) -> None:
    for data in ("site/templates/embed.html", "site/texts/ca.po", "site/static/site.css"):
        path = next(iter(copy.glob(data)), None) or next((copy / data).parent.iterdir())
        before = version(PAGES, copy)
        path.write_bytes(path.read_bytes() + b"\n")
        assert version(PAGES, copy) != before, path


def test_the_step_itself_counts_and_other_rooms_do_not(copy: Path) -> None:
    before = version(TRACK, copy)
    for name in ("desk/api.py", "publish/plan.py", "commands/console.py", "speech/multi_pass.py"):
        path = copy / name
        path.write_text(path.read_text("utf-8") + "\nCHANGED = 1\n", "utf-8")
    assert version(TRACK, copy) == before
    path = copy / "build/machine_track.py"
    path.write_text(path.read_text("utf-8") + "\nCHANGED = 1\n", "utf-8")
    assert version(TRACK, copy) != before


def test_imports_are_found_wherever_they_stand() -> None:
    source = """
from pipeline import files, process
from pipeline.cues import (
    Cue,  # a caption
    Track as Other,
)
def later():
    import pipeline.errors
"""
    assert {"pipeline.files", "pipeline.process", "pipeline.cues", "pipeline.errors"} <= set(imported(source))


def test_words_about_code_are_no_other_code(copy: Path) -> None:
    step = EXPENSIVE["transcript"]
    before, path = fingerprint(step, copy), copy / "speech/vad_windows.py"
    text = path.read_text("utf-8")
    path.write_text(f"# A comment.\n{text}", "utf-8")
    assert fingerprint(step, copy) == before
    path.write_text(f"{text}\nCHANGED = 1\n", "utf-8")
    assert fingerprint(step, copy) != before


@pytest.mark.parametrize("name", EXPENSIVE)
def test_a_line_changed_in_any_room_that_an_expensive_step_uses_is_seen(copy: Path, name: str) -> None:
    step = EXPENSIVE[name]
    first = {room_of(path, copy): path for path in sorted(reached(step.code, copy), reverse=True)}
    before = fingerprint(step, copy)
    for path in [*first.values(), *(copy / f"{module.replace('.', '/')}.py" for module in step.glue)]:
        text = path.read_text("utf-8")
        path.write_text(f"{text}\nCHANGED = 1\n", "utf-8")
        assert fingerprint(step, copy) != before, path
        path.write_text(text, "utf-8")


def test_recognizers_count_although_a_table_names_them() -> None:
    found = {path.relative_to(ROOT).with_suffix("").parts for path in reached(EXPENSIVE["transcript"].code)}
    assert {tuple(place.partition(":")[0].split(".")[1:]) for place in ENGINES.values()} <= found


def test_no_import_of_ours_is_overlooked() -> None:
    for path in ROOT.rglob("*.py"):
        source = path.read_text("utf-8")
        names: set[str] = set()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names if alias.name.split(".")[0] == "pipeline"}
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "pipeline":
                names |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
        assert {name for name in names if not name.endswith("*")} <= set(imported(source)), path


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, object]]:
    return fingerprints.found()


@pytest.mark.parametrize("step", EXPENSIVE)
def test_a_version_was_looked_at_when_its_code_changed(found: dict[str, dict[str, object]], step: str) -> None:
    noted = json.loads(fingerprints.NOTED.read_text("utf-8"))
    assert found[step] == noted.get(step), (
        f"Code that decides what {step} makes has changed. Does it make something else of the same input? Then raise "
        f"one of {EXPENSIVE[step].versions}. Either way, note it: python -m tools.fingerprints"
    )
