"""What the history of a track holds, for tests."""

from __future__ import annotations

from pipeline.project.layout import StoryLayout
from pipeline.review import history


def kept(paths: StoryLayout, lang: str = "ca") -> list[bytes]:
    """The bytes of every version, the latest first."""
    return [history.read(paths, lang, version.sha256) for version in history.versions(paths, lang)]
