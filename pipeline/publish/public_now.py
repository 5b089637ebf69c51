"""What a destination says is public there: its index, its manifest, the notices of what was withdrawn."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from pipeline.errors import VeusError
from pipeline.file_stores import Target
from pipeline.languages import LANGUAGES
from pipeline.messages import tr
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.publish.plan import INDEX, MANIFEST, Index, read_index
from pipeline.review.withdrawal import standing
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


def notices_for(
    settings: Settings, stories: Sequence[Story], there: PublicNow, known: set[str], new: set[str]
) -> list[Withdrawn]:
    """A notice for each withdrawn story that was ever there."""
    days = {slug: notice.withdrawn for slug, notice in there.notices.items() if slug not in new}
    for story in stories:
        if story.slug not in known | set(days):
            continue
        with contextlib.suppress(VeusError, OSError):  # then it is refused, and what is there of it stays as it is
            if withdrawal := standing(story):
                days[story.slug] = withdrawal.day
    return [build_withdrawn(settings, slug, day) for slug, day in days.items()]


def _unknown(what: str, target: Target) -> VeusError:
    return VeusError(
        what, where=target.address, remedy=tr("Publish with the version of Veus that wrote it, or to an empty place.")
    )
