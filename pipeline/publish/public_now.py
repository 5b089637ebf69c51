"""What a destination says is public there: its index, its manifest, the notices of what was withdrawn."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from pipeline.errors import VeusError
from pipeline.file_stores import Target
from pipeline.languages import LANGUAGES
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import find_folders
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.publish.plan import INDEX, MANIFEST, Index, read_index, story_of
from pipeline.review.withdrawal import former_slugs, slugs_at, standing
from pipeline.site.contract import Episode, Withdrawn
from pipeline.site.manifest import build_withdrawn


@dataclass(frozen=True, slots=True)
class PublicNow:
    """What a destination says. index: of its files, read first: while it stays the same, so does all else there.
    episodes, notices: of its manifest, by slug; episodes are plain data. series: its id, None without a manifest."""

    index: Index
    episodes: Mapping[str, Any]
    series: str | None
    notices: Mapping[str, Withdrawn]

    @property
    def slugs(self) -> set[str]:
        """Of the stories, and the names of the other folders, of which anything is there."""
        return {*self.episodes, *(story_of(name) or "" for name in self.index.files)}


def read_there(target: Target) -> PublicNow:
    """What is public at a destination. Raises VeusError where its manifest is none of ours, or of a later version."""
    index = read_index(target.read(INDEX), target.address)
    data = target.read(MANIFEST)
    if data is None:
        return PublicNow(index, {}, None, {})
    try:
        manifest = json.loads(data)
        episodes = {str(one["slug"]): one for one in manifest["episodes"]}
        series = str(manifest["series"]["id"])
        notices = [Withdrawn.model_validate(one) for one in manifest.get("withdrawn", ())]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unknown(tr("the manifest there cannot be read."), target) from error
    return PublicNow(index, episodes, series, {notice.slug: notice for notice in notices})


def episode_there(data: Any, settings: Settings, target: Target) -> Episode:
    """An episode that stays as it is. Raises VeusError for one of a later version, or without a page in a language of
    the series."""
    try:
        episode = Episode.model_validate_json(json.dumps(data))
    except ValidationError as error:
        what = tr("the manifest there says of {slug} what this version cannot read.", slug=data["slug"])
        raise _unknown(what, target) from error
    if missing := [lang for lang in settings.page_languages if lang not in episode.pages]:
        raise VeusError(
            tr(
                "{episode} has no page in {language} there.",
                episode=episode.slug,
                language=tr(LANGUAGES[missing[0]].english),
            ),
            where=target.address,
            remedy=tr("Publish this story again too, or withdraw it."),
        )
    return episode


@dataclass(frozen=True, slots=True)
class FormerSlugs:
    """Under which slugs stories are at a destination that have other ones by now. stories: all that can be read."""

    layout: Layout
    stories: Sequence[Story]
    address: str

    def of(self, story: Story) -> set[str]:
        """Those under which no other story was sent there, whatever that is called. Raises StoryError, OSError."""
        found = former_slugs(story.paths)
        return found - self._of_others(story) if found else found

    def _of_others(self, story: Story) -> set[str]:
        """Of a story that cannot be read, its folder's name may be its slug."""
        read = {one.paths.source for one in self.stories}
        found = {folder.name for folder in find_folders(self.layout) if folder not in read}
        for other in self.stories:
            if other.slug != story.slug:
                found |= self._sent(other)
        return found

    def _sent(self, story: Story) -> set[str]:
        with contextlib.suppress(VeusError, OSError):
            return {slug or story.slug for slug in slugs_at(story.paths, self.address)}
        return {story.slug}


def notices_for(
    settings: Settings, stories: Sequence[Story], there: PublicNow, new: Collection[str], former: FormerSlugs
) -> list[Withdrawn]:
    """A notice for each withdrawn story that was ever there, at every address that it had. new: slugs of those that are
    about to be there."""
    days = {slug: notice.withdrawn for slug, notice in there.notices.items() if slug not in new}
    known = there.slugs | set(days)
    for story in stories:
        with contextlib.suppress(VeusError, OSError):  # then it is refused, and what is there of it stays as it is
            if withdrawal := standing(story):
                days |= dict.fromkeys({story.slug} & known, withdrawal.day)
                days |= dict.fromkeys(sorted((former.of(story) & known).difference(new)), withdrawal.day)
    return [build_withdrawn(settings, slug, day) for slug, day in days.items()]


def _unknown(what: str, target: Target) -> VeusError:
    return VeusError(
        what, where=target.address, remedy=tr("Publish with the version of Veus that wrote it, or to an empty place.")
    )
