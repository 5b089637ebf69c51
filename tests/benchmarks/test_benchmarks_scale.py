"""An archive made by links is one that was built, and git is measured over as many files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_series import manifest_of
from veus_job import in_process

from benchmarks.archive import grow
from benchmarks.scale import Unchanged, make_repository, table
from pipeline.project.layout import Layout


def test_there_is_nothing_to_do_for_copies(built_film: Path) -> None:
    grow(Layout(built_film), "film", 1, 3)
    told = json.loads(in_process(built_film, "build", "--json").out)
    assert [(story["story"], story["made"]) for story in told["stories"]] == [
        ("film", []),
        *((f"story-{number:05}", []) for number in (1, 2, 3)),
    ]
    slugs = [episode["slug"] for episode in manifest_of(built_film)["episodes"]]
    assert slugs == ["film", "story-00001", "story-00002", "story-00003"]


def test_git_has_as_many_files(built_film: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("scale") / "git"
    there = [path for name in ("stories", "output") for path in (built_film / name).rglob("*") if path.is_file()]
    assert make_repository(Layout(built_film), folder) == sum("pieces" not in path.parts for path in there)
    assert (folder / "stories/film/story.toml").read_bytes() == b"none\n"


def test_the_table_and_what_takes_too_long() -> None:
    slow = Unchanged(
        1_000, 73_000, {"build": [(1.0, 60), (3.0, 70), (2.5, 50)], "status": [(0.5, 160)], "git": [(0.3, 0)]}
    )
    assert table([slow]).splitlines()[2] == (
        "| 1,000 | 73,000 | 2.50 s (1.00–3.00) | 0.50 s (0.50–0.50) | 0.30 s (0.30–0.30) | 160 MB |"
    )
    assert list(slow.faults()) == [
        "build of 1000 stories: 2.5 s, and 2 s are allowed",
        "1000 stories: 160 MB, and 150 MB are allowed",
    ]
