"""One story, and one of its languages, by name: for the verbs that are about a single track."""

from __future__ import annotations

from pipeline.config import Settings, load_settings
from pipeline.errors import StoryError
from pipeline.languages import check_language
from pipeline.layout import Layout
from pipeline.review import people
from pipeline.run.build import choose_stories
from pipeline.story import Story, discover, languages_of


def one_story(layout: Layout, slug: str) -> tuple[Settings, Story]:
    """The series' settings and the story `slug`. Raises ConfigError, StoryError."""
    settings = load_settings(layout)
    stories, problems = discover(layout, settings)
    chosen, wrong = choose_stories(stories, problems, [slug])
    if wrong:
        raise wrong[slug]
    return settings, chosen[0]


def one_track(layout: Layout, slug: str, lang: str) -> tuple[Settings, Story]:
    """The same, for a language that the story has a track in. Raises ConfigError, StoryError."""
    settings, story = one_story(layout, slug)
    check_language(lang, languages_of(settings, story))
    return settings, story


def track_bytes(story: Story, lang: str) -> bytes:
    """The file that people edit. Raises StoryError where there is none, BusyError, OSError."""
    data = people.read(story.paths, lang)
    if data is None:
        raise no_track(story, lang)
    return data


def no_track(story: Story, lang: str) -> StoryError:
    return StoryError(
        f"there is no {lang}.srt yet.", where=story.paths.source, remedy=f"`veus build {story.slug}` makes it."
    )
