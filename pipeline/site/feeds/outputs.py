"""Which files of other formats a story and a series have, and what is in them.

The writers are imported where they are needed: a build with nothing to do asks for the names of files only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files import to_json
from pipeline.messages import together, tr, tr_later
from pipeline.project.layout import StoryLayout
from pipeline.project.settings import Settings
from pipeline.project.story import nearest
from pipeline.site.paragraphs import Paragraph, as_text

if TYPE_CHECKING:
    from pipeline.site.contract import Episode, Manifest, Series

NO_BASE_URL = tr_later(
    "series.toml has no base_url: no RSS, sitemap or oEmbed, which need whole web addresses, and no code to embed."
)


def story_paths(paths: StoryLayout, settings: Settings) -> list[Path]:
    """The files of a story that `render_story_data` gives."""
    files = [paths.jsonld(lang) for lang in settings.page_languages]
    return files + [paths.oembed(lang) for lang in settings.page_languages if settings.base_url]


def render_story_data(
    paths: StoryLayout, series: Series, episode: Episode, said: Mapping[str, Sequence[Paragraph]]
) -> dict[Path, str]:
    """JSON-LD for each page of a story, and oEmbed where the series has a base_url.

    said: the transcript in the language of each track. A page without one in its language has that of the first track.
    """
    from pipeline.site.feeds.jsonld import video_object
    from pipeline.site.feeds.oembed import oembed

    first = next(iter(said.values()), ())
    files = {
        paths.jsonld(lang): to_json(video_object(series, episode, lang, as_text(said.get(lang, first))))
        for lang in episode.pages
    }
    if series.base_url:
        files |= {paths.oembed(lang): to_json(oembed(series, episode, lang)) for lang in episode.pages}
    return files


def render_series_data(manifest: Manifest) -> dict[str, str]:
    """Feeds and sitemap by their URL relative to the manifest, from which alone they are made."""
    from pipeline.site.feeds.rss import feeds
    from pipeline.site.feeds.sitemap import sitemap

    files = {url: text for lang in manifest.series.feeds for url, text in feeds(manifest, lang).items()}
    if manifest.series.sitemap:
        files[manifest.series.sitemap] = sitemap(manifest)
    return files


def remarks(
    settings: Settings, listed: Collection[str], others: Collection[str] = (), people: Iterable[str] = ()
) -> list[str]:
    """What whoever builds the series should know of its texts, and of names in series.toml that mean nobody. listed:
    slugs of the stories that have pages. others: of further ones. people: names of all who are in the stories; no more
    of them are asked for than it takes."""
    told = {slug for section in settings.sections for slug in section.stories}
    there = {*listed, *others}
    notes: list[str] = [
        together(
            tr('a section of series.toml names "{slug}", which is not among the stories.', slug=slug),
            nearest(slug, [] if slug in there else sorted(listed)),
        )
        for slug in sorted(told.difference(listed))
    ]
    notes += [
        together(
            tr('the order of series.toml names "{slug}", which is not among the stories.', slug=slug),
            nearest(slug, sorted(there)),
        )
        for slug in sorted(set(settings.order) - there)
    ]
    notes += _nobodys(settings.style.speakers.keys(), iter(people))
    return notes if settings.base_url else [*notes, tr(NO_BASE_URL)]


def _nobodys(wanted: Set[str], people: Iterator[str]) -> list[str]:
    """What is to be said of names of `wanted` that none of the `people` has."""
    names: set[str] = set()
    while not wanted <= names and (name := next(people, None)) is not None:
        names.add(name)
    return [
        together(
            tr('[style.speakers] of series.toml names "{name}", and nobody in the stories is called so.', name=name),
            nearest(name, sorted(names)),
        )
        for name in sorted(wanted - names)
    ]
