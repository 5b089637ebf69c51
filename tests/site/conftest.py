"""A whole small series in a temporary folder, with real (tiny) MP4 files and made-up everything else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from looked_at import evidence_facts
from publish_helpers import APPROVAL, SAID, WHOLE, Make, settings_with, story_with

from pipeline.cues import Cue, Track, TrackStatus
from pipeline.evidence.assessment import assess
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.site.contract import ApprovalInfo, Episode, Manifest, Series
from pipeline.site.evidence_page import render_evidence
from pipeline.site.feeds.outputs import render_series_data, render_story_data
from pipeline.site.finished_files import PublishedTrack
from pipeline.site.manifest import build_manifest, build_series, write_episode, write_manifest
from pipeline.site.pages import render_indexes, render_story_pages, write_pages
from pipeline.site.paragraphs import Paragraph
from pipeline.site.static_files import write_static
from tools.made_up import built, facts

#: What each track says where a test has no words for it.
HEARD = (Cue(0, 1000, "Bon dia."),)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of H.264 (96 × 54) and AAC."""
    from imageio_ffmpeg import get_ffmpeg_exe

    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc=size=96x54:rate=25:duration=2"]
    sound = ["-f", "lavfi", "-i", "sine=duration=2:sample_rate=48000"]
    coding = ["-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p", "-c:a", "aac", "-threads", "1"]
    command = [get_ffmpeg_exe(), "-v", "error", *picture, *sound, *coding, str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "root")


@pytest.fixture
def settings() -> Settings:
    return settings_with()


@pytest.fixture
def series(settings: Settings) -> Series:
    return build_series(settings)


@pytest.fixture
def media() -> MediaInfo:
    return facts(96, 54, 2000, Fraction(30000, 1001))


@pytest.fixture
def silent(media: MediaInfo) -> MediaInfo:
    return replace(media, audio=None)


@pytest.fixture
def make_episode(clip: Path, settings: Settings, media: MediaInfo) -> Make:
    """Writes a story's files to output/ and builds its episode."""

    def make(
        story: Story,
        langs: Sequence[str] = ("ca", "en"),
        status: TrackStatus = "draft",
        use: MediaInfo = media,
        series: Settings = settings,
        has_speech: bool = True,
        provenance: dict[str, object] | None = None,
        said: Mapping[str, Sequence[Paragraph]] = SAID,
        approval: ApprovalInfo | None = None,
        cues: Sequence[Cue] = HEARD,
    ) -> Episode:
        made = provenance or {"engine": "fake"}
        tracks = [
            PublishedTrack(Track(lang, tuple(cues), story.kind_of(lang), made), status, approval) for lang in langs
        ]
        return built(story, series, use, tracks, clip.read_bytes(), said, has_speech)

    return make


@pytest.fixture
def make_site(layout: Layout, make_episode: Make) -> Callable[..., Manifest]:
    """Writes a finished output folder with two stories."""

    def make(settings: Settings, **more: Any) -> Manifest:
        series = build_series(settings)
        episodes = []
        for slug in ("joel", "laura"):
            story = story_with(layout, slug)
            episode = make_episode(story, series=settings, **more)
            write_episode(story.paths.episode, series, episode)
            write_pages(render_story_pages(story.paths, series, episode, SAID), layout)
            write_pages(render_story_data(story.paths, series, episode, SAID), layout)
            write_pages(render_evidence(story.paths, series, episode, assess(evidence_facts(), (), False)), layout)
            episodes.append(episode)
        manifest = build_manifest(settings, episodes)
        write_manifest(layout, manifest)
        write_pages(render_indexes(layout, manifest), layout)
        write_pages({layout.output / url: text for url, text in render_series_data(manifest).items()}, layout)
        write_static(layout)
        return manifest

    return make


@pytest.fixture
def site(make_site: Callable[..., Manifest], settings: Settings) -> Manifest:
    """A finished output folder with two stories, of a series that nobody has put on the web."""
    return make_site(settings)


@pytest.fixture
def public(make_site: Callable[..., Manifest]) -> Manifest:
    """A finished output folder with two approved stories and all that a series can say."""
    return make_site(settings_with(**WHOLE), status="approved", approval=APPROVAL)
