"""Stories of one folder, by name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import StoryError, VeusError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import Story, discover, nearest


def choose_stories(
    stories: Sequence[Story], problems: dict[str, VeusError], slugs: Sequence[str]
) -> tuple[list[Story], dict[str, VeusError]]:
    """The stories named, in series order, and the problems among them. Raises StoryError for an unknown name."""
    if not slugs:
        return list(stories), problems
    known = {story.slug for story in stories} | set(problems)
    for slug in slugs:
        if slug not in known:
            raise StoryError(
                f'there is no story "{slug}".',
                remedy=nearest(slug, sorted(known)) or f"Stories here: {', '.join(sorted(known)) or 'none'}.",
            )
    wrong = {name: error for name, error in problems.items() if name in slugs}
    return [story for story in stories if story.slug in slugs], wrong


def one_story(layout: Layout, slug: str) -> tuple[Settings, Story]:
    """The series' settings and the story `slug`. Raises ConfigError, StoryError."""
    settings = load_settings(layout)
    stories, problems = discover(layout, settings)
    chosen, wrong = choose_stories(stories, problems, [slug])
    if wrong:
        raise wrong[slug]
    return settings, chosen[0]
