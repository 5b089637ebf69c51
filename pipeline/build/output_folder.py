"""A story's folder in output/: whether it is whole, and what goes from it."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline import files
from pipeline.build.outcome import StoryReporter
from pipeline.build.step_cache import StepCache
from pipeline.errors import VeusError
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.story import Story

if TYPE_CHECKING:
    from pipeline.site.access_parts import DescriptionInfo, SignInfo
    from pipeline.site.contract import FileInfo, Poster, Source, TrackInfo
    from pipeline.site.parts import Alternative


def remove_strangers(folder: Path, wanted: set[Path]) -> None:
    """Removes files of earlier builds that nothing points to any more (a track that was withdrawn, say)."""
    for path in folder.iterdir():
        if path.is_file() and path not in wanted:
            path.unlink()


def remove_made(layout: Layout, slug: str) -> None:
    """Removes all that was made of a story. A notice that it is withdrawn is no part of that. Raises OSError."""
    there = layout.story(layout.stories / slug, slug)
    if there.work.exists() or there.episode.exists():
        if there.out.exists():
            shutil.rmtree(there.out)
        if there.work.exists():
            shutil.rmtree(there.work)


def in_step(story: Story, languages: Sequence[str]) -> bool:
    """Whether every file that the story's episode.json states is there with the bytes stated, and it has pages in all
    of `languages`: the series may have had one since."""
    from pipeline.site.manifest import load_episode

    try:
        episode = load_episode(story.paths.episode)
    except VeusError:
        return False
    if not set(languages) <= episode.pages.keys():
        return False
    stated: list[Source | Alternative | TrackInfo | FileInfo | DescriptionInfo | SignInfo | Poster] = [
        *episode.sources,
        *episode.tracks,
    ]
    stated += [*episode.alternatives, *(file for one in episode.descriptions for file in one.files)]
    stated += [*episode.signs, *(one.copy_with for one in episode.signs if one.copy_with)]
    stated += [track.srt for track in episode.tracks] + ([episode.poster] if episode.poster else [])
    ledger, output = StepCache(story.paths.ledger, story.paths.out.parent), story.paths.out.parent
    there = ((output / unquote(file.url), file.sha256) for file in stated)
    return all(path.is_file() and ledger.sha256(path) == sha256 for path, sha256 in there)


def clean_up(layout: Layout, stories: Sequence[Story]) -> None:
    """Removes what killed runs left half-written. Called while holding the lock."""
    shutil.rmtree(layout.temp, ignore_errors=True)
    layout.temp.mkdir(parents=True, exist_ok=True)
    for story in stories:
        files.remove_parts(story.paths.work)
    files.remove_parts(layout.work)


def remove_gone(layout: Layout, known: Collection[str], reporter: StoryReporter) -> None:
    """Removes what was made of stories that are no longer in stories/: nobody stays in output/ whom people took out.

    Only folders that we noted in a ledger, only after the manifest stopped naming them, and only when every story could
    be read: one that cannot be read may be any of them. known: slugs of those that are there.
    """
    for ledger in sorted(layout.work.glob("*/ledger.json")):
        slug = ledger.parent.name
        if slug not in known:
            reporter.note(tr("{story} is no longer in stories/: what was made of it is removed.", story=slug))
            remove_made(layout, slug)
