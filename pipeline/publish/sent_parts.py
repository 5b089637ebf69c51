"""A story part by part, to tell whether a place that it was published to has it as it is now."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pipeline import files
from pipeline.errors import StoryError
from pipeline.project.series import Series
from pipeline.project.story import Story, find_footage
from pipeline.project.story_file import StoryFile
from pipeline.review.track_file import TrackFile


def parts_of(series: Series, story: Story) -> dict[str, str]:
    """SHA-256 of each track, by its name; of what was recorded of a description; of what story.toml says; and of the
    videos and pictures, as far as their lengths tell: reading hours of video takes too long for a glance. Raises
    SubtitleError, OSError."""
    every = TrackFile.every(series, story)
    texts = {track.name: text.sha256 for track in every if (text := track.read())}
    recorded = {f"recorded.{track.lang}": sha256 for track in every if (sha256 := track.bound_to(""))}
    lengths = {name: path.stat().st_size for name, path in _shown(story).items()}
    return texts | recorded | {"story": _words(story.info), "shown": files.sha256_json(lengths)}


def _words(info: StoryFile) -> str:
    """Of all but what people agreed to, which nobody is told."""
    told = info.model_dump(mode="json", exclude={"consent"})
    return files.sha256_json(told | {"sign": {code: told["sign"][code] | {"consent": None} for code in told["sign"]}})


def _shown(story: Story) -> dict[str, Path]:
    """The footage, interpretations, and pictures that people chose, as far as they are there."""
    source, info = story.paths.source, story.info
    found = {path.stem: path for path in source.glob("sign.*.mp4")}
    found |= {name: source / name for name in (info.poster, info.footage.picture) if isinstance(name, str)}
    with suppress(StoryError):
        found["footage"] = find_footage(story)
    return {name: path for name, path in found.items() if path.is_file()}
