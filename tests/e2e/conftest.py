"""All stories, built once by the real command line with the real engines, however many processes test them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from desk_series import Site, make_desk, make_desk_anew, serving
from footage_clips import Clips
from made_once import made_once
from veus_job import Ran, copy_stories, veus

from pipeline.project.layout import StoryLayout
from pipeline.speech.whisper_models import models_home


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root folder with what people give for all stories. Read only: take a copy to build from."""
    return made_once(tmp_path_factory, "given", copy_stories)


@pytest.fixture(scope="session")
def first_run(given: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    def build(folder: Path) -> None:
        root = shutil.copytree(given, folder / "root")
        (folder / "home").mkdir()
        # CI="": engines hold back some of their habits where they are tested
        mine = {"HOME": str(folder / "home"), "XDG_CACHE_HOME": "", "VEUS_MODELS": str(models_home()), "CI": ""}
        ran = veus(root, "build", "--json", "--log", str(root.with_suffix(".log")), **mine)
        (folder / "ran.json").write_text(json.dumps(asdict(ran)), "utf-8")

    made = made_once(tmp_path_factory, "whole job", build)
    return made / "root", Ran(**json.loads((made / "ran.json").read_text("utf-8")))


@pytest.fixture(scope="session")
def root(first_run: tuple[Path, Ran]) -> Path:
    """A folder in which everything is built. Read only: take a `copy` to change anything."""
    assert first_run[1].code == 0, first_run[1]
    return first_run[0]


@pytest.fixture(scope="session")
def copy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of it, at another place, for the tests that change things. Each leaves it built."""
    target = tmp_path_factory.mktemp("copy") / "root"
    shutil.copytree(root, target)
    return target


@pytest.fixture(scope="session")
def manifest(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "output/manifest.json").read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Iterator[tuple[Site, Path]]:
    """A server of the review page, and the folder of its series."""
    root = tmp_path_factory.mktemp("review") / "series"
    make_desk(root, clips)
    with serving(root) as found:
        yield found, root


@pytest.fixture
def paths(site: tuple[Site, Path], clips: Clips) -> StoryLayout:
    """The story, as a build leaves it."""
    return make_desk_anew(site[1], clips)


@pytest.fixture
def page_of(chromium, site: tuple[Site, Path], paths: StoryLayout):
    """Opens the page in a language and a window; what goes wrong in its scripts fails the test."""
    contexts, errors = [], []

    def opened(lang: str = "ca", size: tuple[int, int] = (1280, 800), **more):
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{site[0].origin}/{lang}/joel?token={site[0].door.token}")
        page.wait_for_function("document.querySelectorAll('#risks .jump').length")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors
