"""A whole small series in a temporary folder, with real (tiny) MP4 files and made-up everything else."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from publish_helpers import SAID, Make, settings_with, story_with

from pipeline.config import Settings
from pipeline.cues import Track
from pipeline.layout import Layout
from pipeline.media.facts import AudioFacts, MediaFacts
from pipeline.publish.episode import PublishedTrack, build_episode
from pipeline.publish.manifest import build_manifest, build_series, write_episode, write_manifest
from pipeline.publish.models import Episode, Manifest, Series, TrackStatus
from pipeline.publish.pages import render_indexes, render_story_pages, write_pages, write_static
from pipeline.story import Story


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
def media() -> MediaFacts:
    sound = AudioFacts("aac", 1, 48000, 0)
    return MediaFacts(
        container="mov",
        duration_ms=2000,
        width=96,
        height=54,
        coded_width=96,
        coded_height=54,
        fps=Fraction(30000, 1001),
        variable_rate=False,
        rotation=0,
        codec="h264",
        pixel_format="yuv420p",
        bit_depth=8,
        sample_aspect=Fraction(1),
        color={},
        offset_ms=0,
        audio=sound,
    )


@pytest.fixture
def silent(media: MediaFacts) -> MediaFacts:
    return replace(media, audio=None)


@pytest.fixture
def make_episode(clip: Path, settings: Settings, media: MediaFacts) -> Make:
    """Writes a story's files to output/ and builds its episode."""

    def make(
        story: Story,
        langs: Sequence[str] = ("ca", "en"),
        status: TrackStatus = "draft",
        use: MediaFacts = media,
        series: Settings = settings,
        has_speech: bool = True,
        provenance: dict[str, object] | None = None,
    ) -> Episode:
        paths = story.paths
        paths.out.mkdir(parents=True, exist_ok=True)
        paths.video.write_bytes(clip.read_bytes())
        paths.poster.write_bytes(b"\xff\xd8 not a picture")
        for lang in langs:
            paths.burned(lang).write_bytes(clip.read_bytes())
            paths.vtt(lang).write_text("WEBVTT\n", encoding="utf-8")
            paths.published_srt(lang).write_text("1\n", encoding="utf-8")
        tracks = [
            PublishedTrack(Track(lang, (), story.kind_of(lang), provenance or {"engine": "fake"}), status)
            for lang in langs
        ]
        return build_episode(story, series, use, tracks, poster_size=(96, 54), has_speech=has_speech)

    return make


@pytest.fixture
def site(layout: Layout, settings: Settings, make_episode: Make) -> Manifest:
    """A finished output folder with two stories."""
    series = build_series(settings)
    episodes = []
    for slug in ("joel", "laura"):
        story = story_with(layout, slug)
        episode = make_episode(story)
        write_episode(story.paths.episode, series, episode)
        write_pages(render_story_pages(story.paths, series, episode, SAID), layout)
        episodes.append(episode)
    manifest = build_manifest(settings, episodes)
    write_manifest(layout, manifest)
    write_pages(render_indexes(layout, manifest), layout)
    write_static(layout)
    return manifest
