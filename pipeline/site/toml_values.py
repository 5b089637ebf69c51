"""What people wrote in series.toml and story.toml, as values of the contract."""

from __future__ import annotations

from datetime import datetime

from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.bilingual import Bilingual, Link
from pipeline.project.settings import Settings
from pipeline.project.story_file import Person, StoryFile
from pipeline.site.feeds.moments import moment_of
from pipeline.site.parts import PersonInfo, WebLink


def published_at(settings: Settings, info: StoryFile) -> datetime | None:
    """When a story came out; on the day of the series at its time, unless the story says another."""
    same_day = info.published in (None, settings.published)
    clock = info.published_time or (settings.published_time if same_day else None)
    return moment_of(info.published or settings.published, clock, settings.time_zone)


def texts(value: Bilingual) -> dict[str, str]:
    """By language of pages."""
    return {lang: value[lang] for lang in PAGE_LANGUAGES}


def web_link(link: Link) -> WebLink:
    """A link with its own words."""
    return WebLink(url=str(link.url), label=texts(link.label))


def person_info(person: Person) -> PersonInfo:
    """Who somebody is, without what only a build needs to know of them."""
    return PersonInfo(name=person.name, role=texts(person.role) if person.role else None)
