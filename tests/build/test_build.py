"""The build as a function: what it makes, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fakes import use_fakes
from footage_clips import Clips
from small_series import CAPTIONS, SCRIPTED, STORY, make_series, make_story, manifest_of, speech
from veus_job import hashes

from pipeline import files
from pipeline.build import build as build_module
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import BuildReport, Silent
from pipeline.errors import StoryError
from pipeline.project.layout import Layout
from pipeline.translation import routes
from pipeline.translation.fake_routes import BrokenRoute


def run(root: Path, *slugs: str, up_to: UpTo = UpTo.PAGES) -> BuildReport:
    return build(Layout(root), slugs, Silent(), up_to=up_to)


@pytest.fixture
def root(scripted: Path) -> Path:
    return scripted


def first_build(root: Path, **stories: dict[str, Any]) -> Path:
    """A series that uses the fakes, with `stories` (how `make_story` is told them), built; to be copied."""
    make_series(root, SCRIPTED)
    for slug, given in stories.items():
        make_story(root, slug, **given)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        assert not run(root).failed
    return root


@pytest.fixture(scope="module")
def first_film(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    film = {"footage": clips["silent"], "captions": CAPTIONS}
    return first_build(tmp_path_factory.mktemp("film"), film=film)


@pytest.fixture
def captioned(first_film: Path, fakes: None, tmp_path: Path) -> Path:
    """What `root` is when one story, whose captions a person has written, is built."""
    return Path(shutil.copytree(first_film, tmp_path / "root"))


@pytest.fixture(scope="module")
def first_pair(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    silent = {"footage": clips["silent"]}
    return first_build(tmp_path_factory.mktemp("pair"), one=silent, two=silent)


@pytest.fixture
def pair(first_pair: Path, fakes: None, tmp_path: Path) -> Path:
    """The same with two stories without captions, "one" and "two"."""
    return Path(shutil.copytree(first_pair, tmp_path / "root"))


EVERYTHING = ["probe", "transcript", "track.ca", "track.en", "video", "burned.ca", "burned.en", "poster", "pages"]


def made(report: BuildReport) -> dict[str, list[str]]:
    """The steps done, of those that this module speaks of."""
    return {story.slug: [step for step in story.made if step in EVERYTHING] for story in report.stories}


def test_everything_once_and_then_nothing(root: Path, clips: Clips) -> None:
    make_story(root, "film", speech(clips))
    assert made(run(root)) == {"film": EVERYTHING}
    assert "em dic Joel" in (root / "stories/film/ca.srt").read_text("utf-8")
    assert "Bon-en dia-en" in (root / "stories/film/en.srt").read_text("utf-8")
    again = run(root)
    assert again.stories[0].made == [] and again.stories[0].outcome == "unchanged"
    assert again.index == str(root / "output/index.ca.html")


@pytest.mark.parametrize(("up_to", "steps"), [(UpTo.CAPTIONS, 4), (UpTo.VIDEO, 8), (UpTo.PAGES, 9)])
def test_it_stops_where_it_is_told(root: Path, clips: Clips, up_to: UpTo, steps: int) -> None:
    make_story(root, "film", speech(clips))
    report = run(root, up_to=up_to)
    assert made(report) == {"film": EVERYTHING[:steps]}
    assert (root / "output/film").exists() == (up_to is not UpTo.CAPTIONS)
    assert (root / "output/manifest.json").exists() == (up_to is UpTo.PAGES)
    assert made(run(root)) == {"film": EVERYTHING[steps:]}


def test_only_the_stories_named(root: Path, clips: Clips) -> None:
    for slug in ("one", "two"):
        make_story(root, slug, clips["silent"])
    assert list(made(run(root, "two"))) == ["two"]
    assert [episode["slug"] for episode in manifest_of(root)["episodes"]] == ["two"]
    assert list(made(run(root, "one"))) == ["one"]
    assert [episode["slug"] for episode in manifest_of(root)["episodes"]] == ["one", "two"]


def test_an_unknown_story(root: Path, clips: Clips) -> None:
    make_story(root, "film", clips["silent"])
    with pytest.raises(StoryError, match=r'there is no story "flim".*Did you mean "film"\?'):
        run(root, "flim")
    with pytest.raises(StoryError, match=r"Stories here: film"):
        run(root, "zzzz")
    assert not (root / "output").exists()


class TestLanguages:
    def test_no_route(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        make_story(root, "film", speech(clips))
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), ())
        report = run(root)
        assert report.failed
        (problem,) = report.all_problems()
        assert "Catalan cannot be translated into English" in str(problem) and problem.remedy
        (episode,) = manifest_of(root)["episodes"]
        assert [track["language"] for track in episode["tracks"]] == ["ca"]
        assert ("missing_track", "en") in [(n["code"], n["language"]) for n in episode["notices"]]
        assert not (root / "output/film/video.en.mp4").exists()

    def test_a_route_that_breaks(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        make_story(root, "film", speech(clips))
        broken = (routes.RouteEntry(lambda _: BrokenRoute("ca", "en")),)
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), broken)
        assert "the fake route broke" in str(run(root).all_problems()[0])

    def test_without_a_route_what_a_person_wrote_is_used(
        self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = make_story(root, "film", speech(clips))
        (folder / "en.srt").write_text(CAPTIONS, "utf-8")
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), ())
        report = run(root)
        assert not report.failed
        assert any("en.srt is used as it stands" in note for note in report.stories[0].notes)
        assert report.stories[0].cues["en"] == 2

    def test_a_language_that_is_withdrawn_leaves_nothing(self, captioned: Path) -> None:
        assert list((captioned / "output/film").glob("*.en.*"))
        make_series(captioned, 'languages = ["ca"]\n' + SCRIPTED)
        run(captioned)
        assert [path.name for path in (captioned / "output/film").glob("*.en.*")] == []
        assert (captioned / "stories/film/en.srt").exists(), "what lies in stories/ is for people to delete"

    def test_captions_that_become_empty_withdraw_the_rendition(self, captioned: Path) -> None:
        folder = captioned / "stories/film"
        assert (captioned / "output/film/video.ca.mp4").exists()
        (folder / "ca.srt").write_bytes(b"")
        assert not run(captioned).failed
        assert not (captioned / "output/film/video.ca.mp4").exists()
        assert [source["kind"] for source in manifest_of(captioned)["episodes"][0]["sources"]] == ["clean"]


def test_a_story_taken_away_leaves_nothing_behind(pair: Path) -> None:
    (pair / "stories/one").rename(pair / "stories/_one")
    run(pair)
    assert [episode["slug"] for episode in manifest_of(pair)["episodes"]] == ["two"]
    assert not (pair / "output/one").exists() and not (pair / "output/.work/one").exists()
    assert (pair / "output/two/video.mp4").is_file()


def test_nothing_is_removed_while_a_story_cannot_be_read(pair: Path) -> None:
    (pair / "stories/one/story.toml").write_text("title = ", "utf-8")
    run(pair)
    assert (pair / "output/one/video.mp4").is_file()


def test_another_title_redoes_the_pages_only(captioned: Path) -> None:
    folder = captioned / "stories/film"
    (folder / "story.toml").write_text(STORY.replace("A story", "Another title"), "utf-8")
    assert made(run(captioned)) == {"film": ["pages"]}
    assert manifest_of(captioned)["episodes"][0]["title"]["en"] == "Another title"
    assert "Another title" in (captioned / "output/index.en.html").read_text("utf-8")


def test_other_video_settings_redo_the_videos_only(captioned: Path) -> None:
    make_series(captioned, SCRIPTED + "[style]\nbox_alpha = 1.0\n")
    assert set(made(run(captioned))["film"]) >= {"burned.ca", "burned.en", "pages"}
    assert "transcript" not in made(run(captioned))["film"]


def test_damaged_work_files_are_made_again(root: Path, clips: Clips) -> None:
    make_story(root, "film", speech(clips))
    run(root)
    before = hashes(root)
    for path in (root / "output/.work/film").rglob("*.*"):
        path.write_text("{damaged", "utf-8")
    report = run(root)
    assert not report.failed
    assert hashes(root) == before


def test_files_left_by_a_killed_run_are_cleared(root: Path, clips: Clips) -> None:
    folder = make_story(root, "film", clips["silent"])
    for place in (folder / ".base", root / "output/.work/tmp", root / "output/.work/film"):
        place.mkdir(parents=True)
        (place / ".part-x.mp4").write_bytes(b"half")
    run(root, up_to=UpTo.CAPTIONS)
    assert list(root.rglob(".part-*")) == []


class TestApproval:
    def test_exactly_what_was_approved(self, captioned: Path) -> None:
        folder = captioned / "stories/film"
        film = {"footage_sha256": files.sha256_file(folder / "film.mp4"), "by": "A", "when": "2024-01-01T00:00:00Z"}
        approvals = {lang: film | {"sha256": files.sha256_file(folder / f"{lang}.srt")} for lang in ("ca", "en")}
        (folder / "review.json").write_text(json.dumps({"approvals": approvals}), "utf-8")
        assert made(run(captioned)) == {"film": ["pages"]}
        assert manifest_of(captioned)["status"] == "approved"
        (folder / "ca.srt").write_text(CAPTIONS + "\n", "utf-8")
        run(captioned)
        assert manifest_of(captioned)["status"] == "draft"


def test_stories_changed_while_waiting_are_read_again(
    root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_story(root, "film", clips["silent"])

    @contextmanager
    def waited(*_: object) -> Iterator[bool]:
        make_story(root, "new", clips["silent"])
        (root / "output/.work").mkdir(parents=True)
        yield True

    monkeypatch.setattr(build_module, "locked", waited)
    assert list(made(run(root, up_to=UpTo.CAPTIONS))) == ["film", "new"]
