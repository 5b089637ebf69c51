"""What all rooms' tests share."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fakes import use_fakes
from footage_clips import Clips
from four_stories import make_four
from hypothesis import settings
from made_once import made_once
from published import Site, make_site, place
from searching import PROFILE, examples
from small_series import SCRIPTED, make_series, make_story, speech
from veus_job import in_process

from pipeline.build.build import build
from pipeline.build.outcome import Silent
from pipeline.project.layout import Layout
from pipeline.speech.whisper_models import find, ready
from tools import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Machines are shared: how long one example takes says nothing about the code. The same code gets the same answer (and a
# failure is anybody's to see again); new examples are looked for on purpose.
settings.register_profile("veus", deadline=None, max_examples=examples(50), derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=examples(50), print_blob=True)
settings.load_profile(PROFILE)

#: Tests run side by side, one a core: engines that took all cores for themselves would only wait for each other.
os.environ.setdefault("OMP_NUM_THREADS", "1")

#: No test cuts the power: what this process writes need not be on the disk before the next thing is done.
os.fsync = lambda fd: None

#: Builds are compared that were made one after the other, and midnight is between them some day.
os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(time.time())))

#: Tests read what is said in English, whatever the machine speaks.
os.environ["VEUS_UI"] = "en"

#: Engines that hear what they are told to are in this process alone: stories are made side by side where tests say so.
os.environ["VEUS_JOBS"] = "1"

#: What was compiled is kept, whatever the environment says: three hundred test files for the next run, our code for the
#: next of the many processes that tests start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

#: What takes longest is begun first, so that nothing long is left to one process while the other has nothing to do
#: (`--durations=0` says how long each takes). Tests with a browser wait most of their time: they come beside builds,
#: which have use for a second processor. What else needs the whole job comes when the first has made it.
LONGEST = (
    *("test_whole_job", "test_review_morning", "test_footage_kinds", "test_engines", "test_player", "test_interrupted"),
    *("test_review_access", "test_embedding", "test_run_pages", "test_cluster_builds", "test_cluster_hard_times"),
    *("test_side_by_side", "test_hearing_tasks", "test_desk_morning", "test_stories_at_once"),
    *("test_one_bad_file", "test_routes", "test_bad_input", "test_footage_names", "test_merge_properties"),
    *("test_delivery", "test_withdraw", "test_cli", "test_mixed_speech", "test_built_again", "test_glossary_survives"),
    *("test_footage", "test_encode", "test_joined", "test_nothing_lost", "test_tracks_spoken", "test_unheard"),
    *("test_build", "test_approve", "test_two_publishers", "test_render_again", "test_export", "test_code_version"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    last = len(LONGEST)
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else last)


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Small real videos of every kind, made when first asked for."""
    return Clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="session")
def models_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for VEUS_MODELS in which the bundled model is unpacked."""

    def unpack(home: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("VEUS_MODELS", str(home))
            ready(find("base"))

    return made_once(tmp_path_factory, "models", unpack)


@pytest.fixture(scope="session")
def ftp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real FTP server."""
    ftp_place = pytest.importorskip("ftp_place", reason="pyftpdlib is not installed: pip install '.[dev]'")
    with ftp_place.serving(tmp_path_factory.mktemp("ftp")) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, for the tests of a file."""
    with browser.chromium() as found:
        yield found


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that hears what it is told, one that breaks, and routes that need nothing."""
    use_fakes(monkeypatch)


@pytest.fixture
def scripted(fakes: None, tmp_path: Path) -> Path:
    """A root folder whose series uses the fakes; it has no story yet."""
    return make_series(tmp_path, SCRIPTED)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Path:
    """A root folder with a story in Catalan, heard by the scripted engine and built whole; to be copied."""

    def make(root: Path) -> None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            use_fakes(monkeypatch)
            make_story(make_series(root, SCRIPTED), "film", speech(clips))
            assert in_process(root, "build", "--quiet").code == 0

    return made_once(tmp_path_factory, "built", make)


@pytest.fixture
def built_film(built: Path, fakes: None, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(built, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def four(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Path:
    """A root folder with four stories of people's; to be copied."""
    return made_once(tmp_path_factory, "four", lambda root: make_four(root, clips))


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, four: Path) -> Path:
    """What a build of them leaves, one story after the other, by one process."""

    def make(root: Path) -> None:
        shutil.copytree(four, root, dirs_exist_ok=True)
        assert not build(Layout(root), (), Silent()).failed

    return made_once(tmp_path_factory, "four-whole", make)


@pytest.fixture
def root(four: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    return Path(shutil.copytree(four, tmp_path / "root"))


@pytest.fixture(scope="session")
def approved(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Site:
    """Two stories that may be published; to be copied."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        root = made_once(tmp_path_factory, "approved", lambda folder: make_site(folder, speech(clips), "film", "other"))
    return Site(root)


@pytest.fixture
def site(approved: Site, fakes: None, tmp_path: Path) -> Site:
    return approved.copy(tmp_path / "root")


@pytest.fixture(params=["folder", "memory", "ftp"])
def dest(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place to publish to, as people write it."""
    return place(request, tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "site")
