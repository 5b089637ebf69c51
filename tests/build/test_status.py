"""`veus status`: how far people and the machine have come."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import CAPTIONS, make_series, make_story
from veus_job import hashes

from pipeline.build.build import build
from pipeline.build.outcome import Silent
from pipeline.build.status import status
from pipeline.build.status_line import StatusLine
from pipeline.files import sha256_file
from pipeline.project.layout import Layout
from pipeline.project.series import Series


def written(root: Path, clips: Clips) -> Path:
    make_story(make_series(root), "film", clips["silent"], captions=CAPTIONS)
    return root


@pytest.fixture
def root(tmp_path: Path, clips: Clips) -> Path:
    return written(tmp_path, clips)


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Path:
    root = written(tmp_path_factory.mktemp("built"), clips)
    run(root)
    return root


@pytest.fixture
def built(first_build: Path, tmp_path: Path) -> Path:
    """What `root` is once it is built."""
    return Path(shutil.copytree(first_build, tmp_path / "root"))


def lines(root: Path, *slugs: str) -> dict[tuple[str, str], StatusLine]:
    return {(line.story, line.language): line for line in status(Series.open(Layout(root)), slugs)}


def seen(root: Path, lang: str = "ca") -> tuple[str | None, str, str]:
    line = lines(root)["film", lang]
    return line.track, line.burned, line.made


def run(root: Path) -> None:
    assert not build(Layout(root), [], Silent()).failed


def test_before_anything_is_built(root: Path) -> None:
    before = hashes(root)
    assert seen(root, "ca") == ("edited", "no", "no")
    assert seen(root, "en") == (None, "no", "no")
    assert hashes(root) == before and not (root / "output").exists(), "looking makes nothing"


def test_a_life_of_captions(built: Path) -> None:
    assert seen(built, "ca") == ("edited", "yes", "yes")
    assert seen(built, "en") == ("draft", "yes", "yes")
    file = built / "stories/film/ca.srt"
    file.write_text(CAPTIONS.replace("tothom", "tots"), "utf-8")
    assert seen(built, "ca") == ("edited", "stale", "stale")
    run(built)
    assert seen(built, "ca") == ("edited", "yes", "yes")
    film = sha256_file(built / "stories/film/film.mp4")
    approval = {"by": "A", "when": "2024-01-01T00:00:00Z", "sha256": sha256_file(file), "footage_sha256": film}
    (built / "stories/film/review.json").write_text(json.dumps({"approvals": {"ca": approval}}), "utf-8")
    assert seen(built, "ca")[0] == "approved"
    (built / "output/film/video.ca.mp4").unlink()
    assert seen(built, "ca")[1:] == ("no", "yes")
    file.write_bytes(b"\n")
    assert seen(built, "ca") == ("edited", "–", "stale")
    run(built)
    assert not (built / "output/film/captions.ca.srt").exists()
    assert seen(built, "ca") == ("edited", "–", "yes"), "it has nothing to say, and so has output/"
    file.write_text(CAPTIONS, "utf-8")
    assert seen(built, "ca") == ("edited", "no", "no")


def test_other_footage_makes_renditions_stale(built: Path, clips: Clips) -> None:
    (built / "stories/film/film.mp4").write_bytes(clips["plain"].read_bytes())
    assert seen(built)[1] == "stale"


def test_problems_have_a_line(root: Path, clips: Clips) -> None:
    make_story(root, "broken", clips["silent"], toml="=")
    make_story(root, "twin-a", clips["silent"], toml=None)
    found = lines(root)
    assert "not valid TOML" in found["broken", ""].problem
    assert "missing" in found["twin-a", ""].problem
    assert found["film", "ca"].problem == ""


def test_captions_that_cannot_be_read(built: Path) -> None:
    (built / "stories/film/ca.srt").write_text("not captions at all")
    found = lines(built)
    assert "no caption times" in found["film", "ca"].problem
    assert found["film", "en"].problem == ""


def test_damaged_work_files_do_not_break_it(built: Path) -> None:
    for path in (built / "output/.work/film").rglob("*.*"):
        path.write_text("{")
    assert seen(built)[0] == "edited"


def test_footage_that_is_gone(built: Path) -> None:
    (built / "stories/film/film.mp4").unlink()
    assert "no video" in lines(built)["film", "ca"].problem


def test_as_plain_data(root: Path) -> None:
    data = json.loads(json.dumps([line.as_dict() for line in status(Series.open(Layout(root)), ["film"])]))
    assert data[0] == {
        "story": "film",
        "language": "ca",
        "track": "edited",
        "burned": "no",
        "made": "no",
        "published": "no",
        "problem": "",
        "note": "",
        "open": 0,
        "stale": 0,
        "to_hear": 0,
        "uncaptioned": 0,
    }
