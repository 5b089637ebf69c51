"""One story, and one of its languages, by name: for the verbs that are about a single track."""

from __future__ import annotations

from pipeline.errors import StoryError
from pipeline.languages import check_language
from pipeline.project.chosen import one_story
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story, languages_of
from pipeline.review import track_store


def one_track(layout: Layout, slug: str, lang: str) -> tuple[Settings, Story]:
    """The same, for a language that the story has a track in. Raises ConfigError, StoryError."""
    settings, story = one_story(layout, slug)
    check_language(lang, languages_of(settings, story))
    return settings, story


def track_bytes(story: Story, lang: str) -> bytes:
    """The file that people edit. Raises StoryError where there is none, BusyError, OSError."""
    data = track_store.read(story.paths, lang)
    if data is None:
        raise no_track(story, lang)
    return data


def no_track(story: Story, lang: str) -> StoryError:
    return StoryError(
        f"there is no {lang}.srt yet.", where=story.paths.source, remedy=f"`veus build {story.slug}` makes it."
    )
