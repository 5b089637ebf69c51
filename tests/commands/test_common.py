"""What the shell's TAB key finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from small_series import CAPTIONS, STORY, make_series, make_story

from pipeline.commands.common import complete_story, complete_track

OTHER = click.Argument(["other"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    make_story(tmp_path, "film", captions=CAPTIONS)
    make_story(tmp_path, "2021/letter", toml=f'slug = "letter-2021"\n{STORY}')
    make_story(tmp_path, "half", toml="slug = ")
    make_story(tmp_path, "odd", toml=f'{STORY}\n[[people]]\nname = "slug = 3"\nslug = "x"\n')
    return tmp_path


def found(root: Path, complete: Callable[..., list[Any]], story: str | None = None, typed: str = "") -> list[str]:
    whole = click.Context(click.Command("veus"))
    whole.params = {"root": str(root)}
    verb = click.Context(click.Command("diff"), parent=whole)
    verb.params = {"story": story} if story else {}
    return [item.value for item in complete(verb, OTHER, typed)]


def test_stories_are_found_by_their_slugs_or_else_by_their_folders(root: Path) -> None:
    assert found(root, complete_story) == ["film", "half", "letter-2021", "odd"]
    assert found(root, complete_story, typed="le") == ["letter-2021"]


def test_tracks_are_found_in_the_folder_of_that_slug(root: Path) -> None:
    (root / "stories/2021/letter/description.en.srt").write_text(CAPTIONS, "utf-8")
    assert found(root, complete_track, "letter-2021") == ["description.en"]
    assert found(root, complete_track, "letter") == []
    assert found(root, complete_track) == ["ca", "description.en"]


@pytest.mark.parametrize(
    "name", ["ca (conflicted copy 2026-11-30)", "ca-LAPTOP", "ca.sync-conflict-20261130", "ca - Copy", "notes"]
)
def test_copies_that_a_synchronised_folder_makes_are_no_tracks(root: Path, name: str) -> None:
    for track in (name, f"description.{name}"):
        (root / f"stories/film/{track}.srt").write_text(CAPTIONS, "utf-8")
    assert found(root, complete_track, "film") == ["ca"]
