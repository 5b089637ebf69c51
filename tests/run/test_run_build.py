"""The build as a function: what it makes, what it leaves alone, and how trouble of one story stays with that story."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import CAPTIONS, STORY, make_series, make_story, manifest_of, speech
from veus_job import hashes

from pipeline import files
from pipeline.errors import ConfigError, EngineError, StoryError
from pipeline.layout import Layout
from pipeline.run import build as build_module
from pipeline.run import ears, render
from pipeline.run.build import UpTo, build
from pipeline.run.report import BuildReport, Silent
from pipeline.speech import engine
from pipeline.translation import routes
from pipeline.translation.fake import BrokenRoute, FakeRoute

Build = Callable[..., BuildReport]


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that hears what it is told, and routes that need nothing."""
    monkeypatch.setitem(engine.ENGINES, "scripted", "pipeline.speech.fake:ScriptedEngine")
    monkeypatch.setitem(engine.ENGINES, "broken", "pipeline.speech.fake:BrokenEngine")
    monkeypatch.setattr(ears, "ready", lambda model: model.folder)
    for pair in list(routes.TABLE):
        monkeypatch.setitem(routes.TABLE, pair, (routes.Entry(lambda _, pair=pair: FakeRoute(*pair)),))


ENGINE = '[speech]\nengine = "scripted"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_series(tmp_path, ENGINE)


def run(root: Path, *slugs: str, up_to: UpTo = UpTo.PAGES) -> BuildReport:
    return build(Layout(root), slugs, Silent(), up_to=up_to)


def made(report: BuildReport) -> dict[str, list[str]]:
    return {story.slug: story.made for story in report.stories}


EVERYTHING = ["probe", "transcript", "track.ca", "track.en", "video", "burned.ca", "burned.en", "poster", "pages"]


def test_everything_once_and_then_nothing(root: Path, clips: Clips) -> None:
    make_story(root, "film", speech(clips))
    assert made(run(root)) == {"film": EVERYTHING}
    assert "em dic Joel" in (root / "stories/film/ca.srt").read_text("utf-8")
    assert "Bon-en dia-en" in (root / "stories/film/en.srt").read_text("utf-8")
    again = run(root)
    assert made(again) == {"film": []} and again.stories[0].outcome == "unchanged"
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


class TestOneStoryInTrouble:
    """The other one is always built."""

    @pytest.fixture(autouse=True)
    def two(self, root: Path, clips: Clips) -> None:
        make_story(root, "bad", speech(clips))
        make_story(root, "good", clips["silent"])

    def check(self, report: BuildReport, *words: str) -> Exception:
        bad, good = report.stories
        assert report.failed and good.outcome == "built" and bad.outcome == "failed"
        (problem,) = bad.problems
        for word in words:
            assert word in str(problem)
        return problem

    def test_the_engine_fails(self, root: Path) -> None:
        make_series(root, '[speech]\nengine = "broken"\n')
        self.check(run(root), "the broken engine cannot hear", "series.toml")

    def test_a_fault_of_ours(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def faulty(audio: object, facts: object) -> object:
            raise KeyError("nobody thought of this")

        monkeypatch.setattr("pipeline.run.listen.speech_audio", faulty)
        make = run(root)
        both = [story.outcome for story in make.stories]
        assert both == ["failed", "failed"]
        (problem,) = make.stories[0].problems
        assert "stories/bad: something unexpected" in str(problem) and "--debug" in str(problem)
        assert isinstance(problem.__cause__, KeyError)
        assert make.index, "the pages of the others are still written"

    def test_the_disk_is_full(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = files.replacing

        @contextmanager
        def full(path: Path, temp_dir: Path | None = None) -> Iterator[Path]:
            with real(path, temp_dir) as temp:
                yield temp
                if path.name == "video.mp4" and path.parent.name == "bad":
                    raise OSError(errno.ENOSPC, "No space left on device", str(temp))

        monkeypatch.setattr(files, "replacing", full)
        self.check(run(root), "video.mp4", "the disk is full", "Free some space")
        assert not (root / "output/bad/video.mp4").exists()
        assert list((root / "output/.work/tmp").iterdir()) == []

    def test_a_file_that_may_not_be_read(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = files.sha256_file

        def refuse(path: Path) -> str:
            if path.name == "bad.mp4":
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path)

        monkeypatch.setattr(files, "sha256_file", refuse)
        self.check(run(root), "bad/bad.mp4: Permission denied.", "Check that")

    def test_burning_in_fails(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run(root)
        before = hashes(root / "output")
        (root / "stories/bad/ca.srt").write_text(CAPTIONS, "utf-8")

        def fail(*_: object) -> None:
            raise EngineError("no.", where="x", remedy="y")

        monkeypatch.setattr(render.encode, "burn", fail)
        report = run(root)
        assert [story.outcome for story in report.stories] == ["failed", "unchanged"]
        assert hashes(root / "output") == before, "what was published stays whole and in step with its manifest"


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
        broken = (routes.Entry(lambda _: BrokenRoute("ca", "en")),)
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

    def test_a_language_that_is_withdrawn_leaves_nothing(self, root: Path, clips: Clips) -> None:
        make_story(root, "film", clips["silent"], captions=CAPTIONS)
        run(root)
        assert list((root / "output/film").glob("*.en.*"))
        make_series(root, 'languages = ["ca"]\n' + ENGINE)
        run(root)
        assert [path.name for path in (root / "output/film").glob("*.en.*")] == []
        assert (root / "stories/film/en.srt").exists(), "what lies in stories/ is for people to delete"

    def test_captions_that_become_empty_withdraw_the_rendition(self, root: Path, clips: Clips) -> None:
        folder = make_story(root, "film", clips["silent"], captions=CAPTIONS)
        run(root)
        assert (root / "output/film/video.ca.mp4").exists()
        (folder / "ca.srt").write_bytes(b"")
        assert not run(root).failed
        assert not (root / "output/film/video.ca.mp4").exists()
        assert [source["kind"] for source in manifest_of(root)["episodes"][0]["sources"]] == ["clean"]


def test_a_story_taken_away_leaves_the_manifest(root: Path, clips: Clips) -> None:
    for slug in ("one", "two"):
        make_story(root, slug, clips["silent"])
    run(root)
    (root / "stories/one").rename(root / "stories/_one")
    run(root)
    assert [episode["slug"] for episode in manifest_of(root)["episodes"]] == ["two"]


def test_another_title_redoes_the_pages_only(root: Path, clips: Clips) -> None:
    folder = make_story(root, "film", clips["silent"], captions=CAPTIONS)
    run(root)
    (folder / "story.toml").write_text(STORY.replace("A story", "Another title"), "utf-8")
    assert made(run(root)) == {"film": ["pages"]}
    assert manifest_of(root)["episodes"][0]["title"]["en"] == "Another title"
    assert "Another title" in (root / "output/index.en.html").read_text("utf-8")


def test_other_video_settings_redo_the_videos_only(root: Path, clips: Clips) -> None:
    make_story(root, "film", clips["silent"], captions=CAPTIONS)
    run(root)
    make_series(root, ENGINE + "[video]\nbox_alpha = 1.0\n")
    assert set(made(run(root))["film"]) >= {"burned.ca", "burned.en", "pages"}
    assert "transcript" not in made(run(root))["film"]


def test_damaged_work_files_are_made_again(root: Path, clips: Clips) -> None:
    make_story(root, "film", speech(clips))
    run(root)
    before = hashes(root)
    for path in (root / "output/.work/film").iterdir():
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
    def test_exactly_what_was_approved(self, root: Path, clips: Clips) -> None:
        folder = make_story(root, "film", clips["silent"], captions=CAPTIONS)
        run(root)
        approvals = {lang: {"sha256": files.sha256_file(folder / f"{lang}.srt")} for lang in ("ca", "en")}
        (folder / "review.json").write_text(json.dumps({"approvals": approvals}), "utf-8")
        assert made(run(root)) == {"film": ["pages"]}
        assert manifest_of(root)["status"] == "approved"
        (folder / "ca.srt").write_text(CAPTIONS + "\n", "utf-8")
        run(root)
        assert manifest_of(root)["status"] == "draft"


class TestChecksBeforeWork:
    def test_engine_that_is_not_installed(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        from importlib.metadata import PackageNotFoundError

        from pipeline.speech.fake import ScriptedEngine

        def versions(self: ScriptedEngine) -> dict[str, str]:
            raise PackageNotFoundError("scripted")

        monkeypatch.setattr(ScriptedEngine, "versions", versions)
        monkeypatch.setitem(engine.PACKAGES, "scripted", "scripted-package")
        make_story(root, "film", clips["silent"])
        with pytest.raises(EngineError, match=r"series\.toml: .*is not installed.*pip install scripted-package"):
            run(root)

    def test_a_model_that_is_not_here(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VEUS_MODELS", str(root / "models"))
        make_series(root, ENGINE + 'model = "large-v3-turbo"\n')
        make_story(root, "film", clips["silent"])
        with pytest.raises(EngineError, match=r"series\.toml: .*not on this machine.*models get large-v3-turbo"):
            run(root)

    def test_nothing_is_written_when_settings_are_wrong(self, root: Path, clips: Clips) -> None:
        make_story(root, "film", clips["silent"])
        make_series(root, "lines = 3\n")
        with pytest.raises(ConfigError):
            run(root)
        assert not (root / "output").exists()


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
