"""What the last build found out about a story, for whoever builds nothing: None where there was none, or one of another
version, or its notes are damaged. The next build makes them again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pipeline.cues import Transcript
from pipeline.description.told_lengths import ToldLengths
from pipeline.media.media_info import MediaInfo, read_media_info
from pipeline.media.shot_changes import read_shot_changes
from pipeline.project.layout import StoryLayout
from pipeline.typedjson import read_json

T = TypeVar("T")


def known_media_info(paths: StoryLayout) -> MediaInfo | None:
    """Of the footage."""
    return _known(read_media_info, paths.probe)


def known_shot_changes(paths: StoryLayout) -> tuple[int, ...] | None:
    """ms at which a new shot begins."""
    return _known(read_shot_changes, paths.cuts)


def known_transcript(paths: StoryLayout) -> Transcript | None:
    """What was heard."""
    from pipeline.speech.transcribe import read_transcript

    return _known(read_transcript, paths.transcript)


def known_told_lengths(paths: StoryLayout, lang: str) -> ToldLengths:
    """How long each passage of a description takes; without passages where none was told."""
    return _known(lambda path: read_json(path, ToldLengths), paths.told_lengths(lang)) or ToldLengths()


def known_recorded_words(paths: StoryLayout, lang: str) -> dict[str, str]:
    """The words that each recording was first heard for, by its SHA-256; empty where none was heard."""
    return _known(lambda path: read_json(path, dict[str, str]), paths.recorded_words(lang)) or {}


def _known(read: Callable[[Path], T], path: Path) -> T | None:
    try:
        return read(path)
    except (OSError, ValueError):
        return None
