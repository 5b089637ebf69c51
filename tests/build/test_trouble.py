"""Trouble of one story stays with that story; what is wrong with all is told before any work."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import use_fakes
from footage_clips import Clips
from small_series import CAPTIONS, SCRIPTED, make_series, make_story, manifest_of, speech
from veus_job import hashes

from pipeline import files, logs
from pipeline.build import videos
from pipeline.build.build import UpTo, build
from pipeline.build.outcome import BuildReport, Silent
from pipeline.errors import ConfigError, EngineError
from pipeline.project.layout import Layout
from pipeline.speech import engines
from pipeline.video.rendition_plan import RenderJob, RenditionPlan


def run(root: Path, *slugs: str, up_to: UpTo = UpTo.PAGES) -> BuildReport:
    return build(Layout(root), slugs, Silent(), up_to=up_to)


@pytest.fixture
def root(scripted: Path) -> Path:
    return scripted


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

        monkeypatch.setattr("pipeline.build.hearing_tasks.speech_audio", faulty)
        with logs.writing(log := root / "veus.log"):
            make = run(root)
        both = [story.outcome for story in make.stories]
        assert both == ["failed", "failed"]
        (problem,) = make.stories[0].problems
        assert "stories/bad: something unexpected" in str(problem) and "--log veus.log" in str(problem)
        assert isinstance(problem.__cause__, KeyError)
        assert " faulty < pipeline" in log.read_text("utf-8"), "what it asks for says where"
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

        monkeypatch.setattr(videos.video, "render", fail)
        report = run(root)
        assert [story.outcome for story in report.stories] == ["failed", "unchanged"]
        assert hashes(root / "output") == before, "what was published stays whole and in step with its manifest"


@pytest.fixture(scope="module")
def first_pair(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stories, built; to be copied."""
    root = make_series(tmp_path_factory.mktemp("pair"), SCRIPTED)
    for slug in ("bad", "good"):
        make_story(root, slug, clips["silent"], captions=CAPTIONS)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        run(root)
    return root


class TestOnlyWholeStoriesAreListed:
    @pytest.fixture
    def root(self, first_pair: Path, fakes: None, tmp_path: Path) -> Path:
        return Path(shutil.copytree(first_pair, tmp_path / "root"))

    def listed(self, root: Path) -> list[str]:
        return [episode["slug"] for episode in manifest_of(root)["episodes"]]

    def test_one_that_failed_half_way(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        (root / "stories/bad/bad.mp4").write_bytes(clips["red"].read_bytes())
        with monkeypatch.context() as patch:
            patch.setattr(videos.video, "render", only_the_first(videos.video.render))
            assert run(root).failed
        assert self.listed(root) == ["good"], "its videos are no longer those that its episode.json states"
        run(root)
        assert self.listed(root) == ["bad", "good"]

    def test_one_that_was_built_up_to_its_videos(self, root: Path, clips: Clips) -> None:
        (root / "stories/bad/bad.mp4").write_bytes(clips["red"].read_bytes())
        run(root, "bad", up_to=UpTo.VIDEO)
        run(root, "good")
        assert self.listed(root) == ["good"]

    def test_one_that_failed_before_anything_changed_stays(self, root: Path) -> None:
        (root / "stories/bad/bad.mp4").write_bytes(b"")
        assert run(root).failed
        assert self.listed(root) == ["bad", "good"]

    def test_one_whose_episode_is_damaged(self, root: Path) -> None:
        (root / "output/bad/episode.json").write_text("{")
        assert not run(root, "good").failed
        assert self.listed(root) == ["good"]


class TestChecksBeforeWork:
    def test_engine_that_is_not_installed(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        from importlib.metadata import PackageNotFoundError

        from pipeline.speech.fake_engines import ScriptedEngine

        def versions(self: ScriptedEngine) -> dict[str, str]:
            raise PackageNotFoundError("scripted")

        monkeypatch.setattr(ScriptedEngine, "versions", versions)
        monkeypatch.setitem(engines.PACKAGES, "scripted", "scripted-package")
        make_story(root, "film", clips["silent"])
        with pytest.raises(EngineError, match=r"series\.toml: .*is not installed.*pip install scripted-package"):
            run(root)

    def test_a_model_that_is_not_here(self, root: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VEUS_MODELS", str(root / "models"))
        make_series(root, SCRIPTED + 'model = "large-v3-turbo"\n')
        make_story(root, "film", clips["silent"])
        with pytest.raises(EngineError, match=r"series\.toml: .*not on this machine.*models get large-v3-turbo"):
            run(root)

    def test_nothing_is_written_when_settings_are_wrong(self, root: Path, clips: Clips) -> None:
        make_story(root, "film", clips["silent"])
        make_series(root, "lines = 3\n")
        with pytest.raises(ConfigError):
            run(root)
        assert not (root / "output").exists()


def only_the_first(real: Callable[..., None]) -> Callable[..., None]:
    """`real`, cut off when the first video has been made."""

    def half(job: RenderJob, renditions: Sequence[RenditionPlan], *rest: object) -> None:
        real(job, renditions[:1], *rest)
        raise EngineError("no.", where="x", remedy="y")

    return half
