"""All episodes → what lists them: the manifest and the index, with notices of those that are withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.build.build_context import log_step
from pipeline.build.code_version import PAGES, code_version
from pipeline.build.settled import SettledStory
from pipeline.build.step_cache import StepCache
from pipeline.project.layout import Layout, finder_name
from pipeline.project.series import place_in
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.review.withdrawal import Withdrawal, standing
from pipeline.site.feeds.outputs import render_series_data, series_paths
from pipeline.site.index_pages import page_count
from pipeline.site.static_files import static_paths, write_static
from pipeline.site.theme import theme_version

if TYPE_CHECKING:
    from pipeline.site.contract import Manifest


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
    told = {slug for section in settings.sections for slug in section.stories}
    outputs = _outputs(layout, settings, gone, page_count(len(there.keys() - told)))
    (verdict,) = ledger.judged([("series", key, outputs)])
    log_step(settings.id, "series", verdict)
    if verdict.why:
        from pipeline.site.manifest import build_manifest, build_withdrawn, load_episode

        episodes = [load_episode(layout.story(layout.stories, slug).episode) for slug in slugs]
        notes = [build_withdrawn(settings, slug, withdrawal.day) for slug, withdrawal in gone.items()]
        write_series(layout, build_manifest(settings, episodes, notes))
        ledger.record("series", key, outputs)
    ledger.keep_hashes()
    return bool(verdict.why)


def _outputs(layout: Layout, settings: Settings, gone: Iterable[str], parts: int) -> list[Path]:
    """gone: slugs of those that are withdrawn. parts: of the page of the series."""
    langs = settings.page_languages
    notices = [
        path_of(lang)
        for paths in (layout.story(layout.stories, slug) for slug in gone)
        for path_of in (paths.embed, paths.player)
        for lang in langs
    ]
    indexes = [layout.index(lang, number) for number in range(1, parts + 1) for lang in langs]
    if parts > 1:
        indexes += [layout.output / finder_name(lang) for lang in langs]
    made = [layout.manifest, layout.schema, *indexes, *static_paths(layout)]
    return [*made, *notices, *series_paths(layout, settings)]


def _key(layout: Layout, settings: Settings, episodes: Sequence[str], gone: Mapping[str, Withdrawal]) -> dict[str, Any]:
    """Everything that can change them. episodes: SHA-256 of each episode.json."""
    return {
        "episodes": episodes,
        "withdrawn": {slug: str(withdrawal.day) for slug, withdrawal in gone.items()},
        "series": settings.model_dump(mode="json"),
        "code": code_version(PAGES, glue=("build.series_lists",)),
        "babel": version("babel"),
        "theme": theme_version(layout.theme),
        "veus": __version__,
    }


def write_series(layout: Layout, manifest: Manifest) -> None:
    """All that follows from the manifest, and the manifest last."""
    from pipeline.site import pages
    from pipeline.site.manifest import write_manifest

    write_static(layout)
    indexes = pages.render_indexes(layout, manifest) | pages.render_finders(layout, manifest)
    pages.write_pages(indexes, layout)
    there = {*layout.output.glob("index.*.html"), *layout.output.glob("stories.*.json")}
    for old in there - indexes.keys():  # of a time with more stories, or languages
        old.unlink()
    pages.write_pages(pages.render_notices(layout, manifest), layout)
    pages.write_pages({layout.output / url: text for url, text in render_series_data(manifest).items()}, layout)
    if not manifest.series.base_url:
        for old in (layout.sitemap, *map(layout.feed, manifest.series.pages)):
            old.unlink(missing_ok=True)
    write_manifest(layout, manifest)
