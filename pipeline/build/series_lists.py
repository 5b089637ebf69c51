"""All episodes → what lists them: the manifest and the index, with notices of those that are withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.build.build_context import log_step
from pipeline.build.code_version import PAGES, code_version
from pipeline.build.settled import SettledStory
from pipeline.build.step_cache import StepCache
from pipeline.project.layout import Layout
from pipeline.project.series import Series, find_folders, place_in
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.review.withdrawal import Withdrawal, may_be_withdrawn, standing
from pipeline.site.feeds.outputs import remarks, render_series_data
from pipeline.site.static_files import write_static
from pipeline.site.theme import theme_version

if TYPE_CHECKING:
    from pipeline.site.contract import Manifest

#: Pages, what their search looks through, feeds and the sitemap, as their writers name them.
LISTS = ("index.*.html", "stories.*.json", "feed.*.xml", "sitemap.xml")


def publish_series(
    layout: Layout,
    settings: Settings,
    stories: Sequence[Story],
    ledger: StepCache,
    settled: Sequence[SettledStory] = (),
) -> bool:
    """The manifest, its schema and the index pages, from the episodes that are there; whether anything was written.

    Of those among `stories` that are withdrawn, only the notice. settled: others, of which nothing has changed.
    """
    gone = {story.slug: withdrawal for story in stories if (withdrawal := standing(story))}
    there = {kept.slug: kept.episode for kept in settled} | {
        story.slug: ledger.sha256(story.paths.episode)
        for story in stories
        if story.slug not in gone and story.paths.episode.is_file()
    }
    slugs = sorted(there, key=place_in(settings))
    key = _key(layout, settings, [there[slug] for slug in slugs], gone)
    verdict = ledger.judged_as_made("series", key)
    log_step(settings.id, "series", verdict)
    if verdict.why:
        from pipeline.site.manifest import build_manifest, build_withdrawn, load_episode

        episodes = [load_episode(layout.story(layout.stories, slug).episode) for slug in slugs]
        notes = [build_withdrawn(settings, slug, withdrawal.day) for slug, withdrawal in gone.items()]
        ledger.record("series", key, write_series(layout, build_manifest(settings, episodes, notes)))
    ledger.keep_hashes()
    return bool(verdict.why)


def series_remarks(series: Series, stories: Sequence[Story], settled: Sequence[SettledStory]) -> list[str]:
    """What whoever builds the series should know of its texts, and of names in series.toml that mean nobody. stories,
    settled: as of `publish_series`. Raises OSError."""
    listed = {*(one.slug for one in settled), *(one.slug for one in stories if not may_be_withdrawn(one))}
    others = {*(one.slug for one in stories), *(folder.name for folder in find_folders(series.layout))}
    return remarks(series.settings, listed, others, _people(series, stories, settled))


def _people(series: Series, stories: Sequence[Story], settled: Sequence[SettledStory]) -> Iterator[str]:
    """Names of all who are in the stories. Those of which nothing has changed are read for it."""
    yield from (person.name for story in stories for person in story.info.people)
    if settled:
        yield from (person.name for story in series.stories().loaded for person in story.info.people)


def _key(layout: Layout, settings: Settings, episodes: Sequence[str], gone: Mapping[str, Withdrawal]) -> dict[str, Any]:
    """Everything that can change them. episodes: SHA-256 of each episode.json."""
    return {
        "episodes": episodes,
        "withdrawn": {slug: str(withdrawal.day) for slug, withdrawal in gone.items()},
        "series": settings.model_dump(mode="json", exclude={"cluster"}),
        "code": code_version(PAGES, glue=("build.series_lists",)),
        "babel": version("babel"),
        "theme": theme_version(layout.theme),
        "veus": __version__,
    }


def write_series(layout: Layout, manifest: Manifest) -> list[Path]:
    """All that follows from the manifest, and the manifest last; returns what was written. What was written at a time
    with more stories, or languages, goes."""
    from pipeline.site import pages
    from pipeline.site.manifest import write_manifest

    static = write_static(layout)
    texts = pages.render_indexes(layout, manifest) | pages.render_finders(layout, manifest)
    texts |= {layout.output / url: text for url, text in render_series_data(manifest).items()}
    pages.write_pages(texts, layout)
    lists = {path for pattern in LISTS for path in layout.output.glob(pattern)}
    for old in lists - texts.keys():
        old.unlink()
    notices = pages.render_notices(layout, manifest)
    pages.write_pages(notices, layout)
    return [*static, *texts, *notices, *write_manifest(layout, manifest)]
