"""What a destination is to hold: pages, episodes and manifest written anew, for media under names that hold their hash.

The writers are those of a build; only the URLs in the models differ, and the folder they write to.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import files
from pipeline.build.episodes import write_story_pages
from pipeline.build.series_lists import write_series
from pipeline.project.layout import MANIFEST_PAGES, Elsewhere, Layout, StoryLayout
from pipeline.project.settings import Settings
from pipeline.publish.plan import MANIFEST, SHARED, Item, Stage, addressed, story_of
from pipeline.publish.ready import PublishableStory
from pipeline.site.contract import Episode, Withdrawn, at_addresses, files_named
from pipeline.site.finished_files import url_of
from pipeline.site.manifest import build_manifest, build_series, load_episode, write_episode


@dataclass(frozen=True, slots=True)
class Edition:
    """items: every file, but those of `kept`; of these only episode.json, which says what the manifest says. episodes:
    what the manifest names, in order. kept: slugs of stories that stay as they are at the destination; named: the files
    that the manifest names of those.
    """

    items: tuple[Item, ...]
    episodes: tuple[Episode, ...]
    kept: frozenset[str]
    named: frozenset[str]


@contextlib.contextmanager
def edition(
    layout: Layout,
    settings: Settings,
    ready: Sequence[PublishableStory],
    kept: Sequence[Episode],
    withdrawn: Sequence[Withdrawn],
    order: Sequence[str],
) -> Iterator[Edition]:
    """The edition, for as long as the block lasts. kept: episodes as they are at the destination. order: of slugs.

    Raises VeusError, OSError.
    """
    layout.temp.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="edition-", dir=layout.temp) as folder:
        stage = Elsewhere(layout.root, Path(folder))
        items = [item for one in ready for item in _media(one)]
        new = [_write_story(stage, settings, one) for one in ready]
        for episode in kept:
            write_episode(_at(stage, episode.slug).episode, build_series(settings), episode, stage.temp)
        place = {slug: number for number, slug in enumerate(order)}
        episodes = sorted([*new, *kept], key=lambda episode: (place.get(episode.slug, len(place)), episode.slug))
        write_series(stage, build_manifest(settings, episodes, withdrawn))
        items += _written(stage)
        named = frozenset(name for episode in kept for name in files_named(episode))
        yield Edition(tuple(items), tuple(episodes), frozenset(episode.slug for episode in kept), named)


def _media(ready: PublishableStory) -> Iterator[Item]:
    """What names no other file, under a name that holds its hash."""
    slug, ledger = ready.context.story.slug, ready.context.ledger
    for path in (*ready.files.media, *ready.files.tracks):
        sha256 = ledger.sha256(path)
        yield Item(f"{slug}/{addressed(path.name, sha256)}", path, path.stat().st_size, sha256, Stage.MEDIA)


def _write_story(stage: Layout, settings: Settings, ready: PublishableStory) -> Episode:
    story = ready.context.story
    items = list(_media(ready))
    addresses = {url_of(story, item.source): url_of(story, Path(item.name)) for item in items}
    episode = at_addresses(load_episode(story.paths.episode), addresses)
    paths = _at(stage, story.slug)
    write_story_pages(stage, paths, settings, episode, ready.said, ready.proof, ready.read)
    return episode


def _at(stage: Layout, slug: str) -> StoryLayout:
    return stage.story(stage.stories / slug, slug)


def _written(stage: Layout) -> Iterator[Item]:
    for path in sorted(stage.output.rglob("*")):
        if path.is_file() and stage.work not in path.parents:
            name = path.relative_to(stage.output).as_posix()
            yield Item(name, path, path.stat().st_size, files.sha256_file(path), _stage(name))


def _stage(name: str) -> Stage:
    if name == MANIFEST:
        return Stage.MANIFEST
    folder = story_of(name)
    if folder in (None, MANIFEST_PAGES):
        return Stage.SERIES
    return Stage.MEDIA if folder == SHARED else Stage.PAGE
