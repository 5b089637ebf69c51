"""`veus withdraw`: a story is taken away from output/, from every place it was published to, and from the stores of
clusters, for good."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.build.build import list_whole
from pipeline.build.build_lock import locked
from pipeline.build.outcome import BuildReport, Silent
from pipeline.build.output_folder import remove_gone, remove_made
from pipeline.build.staging import staged_at, take_back
from pipeline.errors import VeusError, for_people
from pipeline.file_stores import Target
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.publish.delivery import Days, is_foreign, mark_of, owner, planned
from pipeline.publish.mentions import Mention, find_mentions
from pipeline.publish.plan import GRACE_DAYS, story_of
from pipeline.publish.public_now import FormerSlugs, PublicNow, read_there
from pipeline.publish.send import carry_out
from pipeline.publish.targets import find_target, open_target
from pipeline.review.names import LONGEST_REASON, tidy
from pipeline.review.withdrawal import (
    Withdrawal,
    former_slugs,
    note_withdrawal,
    remove_target,
    shown_settings,
    slugs_at,
    standing,
    targets_of,
)
from pipeline.timestamps import moment


@dataclass(slots=True)
class TakenAway:
    """What came of it, by place. removed: files taken away. strange: files in the story's folder there that this tool
    did not put there. problems: the story may still be public there. mentions: lines in which its people are still
    named, and which only people can change."""

    story: str
    withdrawal: Withdrawal
    already: bool
    removed: dict[str, list[str]] = field(default_factory=dict)
    strange: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, VeusError] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "story": self.story,
            "withdrawal": self.withdrawal.model_dump(mode="json"),
            "already": self.already,
            "removed": self.removed,
            "strange": self.strange,
            "problems": {place: error.as_dict() for place, error in self.problems.items()},
            "mentions": [mention.as_dict() for mention in self.mentions],
        }


def withdraw(
    layout: Layout, slug: str, *, reason: str, by: str, at: str | None = None, places: Sequence[str] = ()
) -> TakenAway:
    """Notes that `by` withdraws a story, and takes away all that was made of it, wherever it was published, also under
    a slug that it had before.

    places: further destinations to look at, besides those that are remembered. at: when (ISO 8601); now, where it is
    None. Run again, it goes on with the places that could not be reached. Raises ConfigError, StoryError, BusyError,
    VeusError (name, time, a consent that is later), OSError.
    """
    series = Series.open(layout)
    settings, story = series.settings, series.story(slug)
    given = Withdrawal(by=tidy(by), when=moment(at, settings.time_zone), reason=tidy(reason, LONGEST_REASON))
    further = [open_target(place, layout) for place in places]
    with locked(layout, "veus withdraw", wait=False, on_wait=lambda text: None):
        before = standing(story)
        if before is None:
            _refuse_later_consent(story, given)
            note_withdrawal(story.paths, given)
        done = TakenAway(slug, before or given, already=before is not None)
        slugs = _slugs(series, story)  # noted as long as it is anywhere
        _from_output(series, slugs, done)
        for address in targets_of(story.paths):
            _from_place(series, story, address, done)
        for target in further:
            if target.address not in done.removed:
                _from_place(series, story, target.address, done)
        for one in slugs:
            for place in staged_at(series, one):  # others read none of it
                _from_store(series, one, place, done)
        done.mentions = find_mentions(series, story, slugs)
    return done


def _refuse_later_consent(story: Story, given: Withdrawal) -> None:
    if given.ended_by(story.info.consent):
        raise VeusError(
            tr("the consent in story.toml was given on a later day than {day}.", day=given.day),
            where=story.paths.story_file,
            remedy=tr("Remove [consent] from it, or correct its date; then run the same command again."),
        )


def _slugs(series: Series, story: Story) -> list[str]:
    """That of the story, and those that it had when it was published and that are no other story's now."""
    with contextlib.suppress(VeusError, OSError):  # told by whatever cannot do without
        return [story.slug, *sorted(former_slugs(story.paths).difference(_called(series.stories())))]
    return [story.slug]


def _called(found: Stories) -> list[str]:
    """The slugs of all stories; of those that cannot be read, their folders' own names, which may be them."""
    return [*(story.slug for story in found.loaded), *(name.rpartition("/")[2] for name in found.problems)]


def _from_output(series: Series, slugs: Sequence[str], done: TakenAway) -> None:
    layout = series.layout
    for slug in slugs:
        remove_made(layout, slug)
    shutil.rmtree(layout.temp, ignore_errors=True)
    for told in map(layout.remembered, ("settled", "told")):  # its title, and what was told of it
        told.unlink(missing_ok=True)
    report = BuildReport()
    try:
        found = series.stories()
        if layout.manifest.is_file():
            list_whole(series, found.loaded, report, Silent())
        if not found.problems:  # it may have had another slug when it was built last
            remove_gone(layout, _called(found), Silent())
    except (VeusError, OSError) as error:  # it is still to be taken away from the places that others read
        done.problems[str(layout.output)] = for_people(error, layout.output)
    for problem in report.problems:
        done.problems[str(layout.output)] = problem


def _as_there(settings: Settings, there: PublicNow, slugs: Collection[str]) -> Settings:
    """With the languages that all other stories have there: a withdrawal does not wait until they are published in one
    that series.toml has had since."""
    known = [one.get("pages", {}) for name, one in there.episodes.items() if name not in slugs]
    new = {lang for lang in settings.page_languages if not all(lang in pages for pages in known)}
    if not new or new == set(settings.page_languages):
        return settings
    return settings.model_copy(update={"languages": tuple(lang for lang in settings.languages if lang not in new)})


def _from_store(series: Series, slug: str, place: str, done: TakenAway) -> None:
    """What went to other machines through a cluster's store."""
    try:
        done.removed[place] = take_back(series.layout, slug, place)
    except (VeusError, OSError) as error:
        done.problems[place] = for_people(error, series.layout.output)


def _from_place(series: Series, story: Story, address: str, done: TakenAway) -> None:
    """One place that cannot be reached does not keep the story public at the others."""
    try:
        target = find_target(address, series.layout)
        _clear(series, story, target, done)
        remove_target(story.paths, address)
    except (VeusError, OSError) as error:
        done.problems[address] = for_people(error, story.paths.source)


def _clear(series: Series, story: Story, target: Target, done: TakenAway) -> None:
    layout, found, there = series.layout, series.stories(), read_there(target)
    unclaimed = _unclaimed(series, found, there) if "" in slugs_at(story.paths, target.address) else set()
    gone = set() if found.problems else unclaimed
    slugs = {story.slug} | FormerSlugs(layout, found.loaded, target.address).of(story) | gone
    shown = _as_there(shown_settings(layout, series.settings, found.loaded), there, slugs)
    grace = Days(datetime.now(ZoneInfo(series.settings.time_zone)).date(), GRACE_DAYS)
    with planned(layout, shown, found.loaded, target, there, (), gone, grace) as (todo, _):
        if todo is None:
            done.removed[target.address] = []
            return
        carry_out(todo, target, owner(layout))
    done.removed[target.address] = [name for name in todo.remove if story_of(name) in slugs]
    left = [name for name in target.listing() if story_of(name) in slugs and name not in todo.after.files]
    if left:
        done.strange[target.address] = left
    if unclaimed - gone and story.slug not in there.slugs:
        raise _unknown_slug(unclaimed, found)


def _unclaimed(series: Series, found: Stories, there: PublicNow) -> set[str]:
    """What is public there and of no story by the slugs of now: one of them may be the story's, where nobody noted
    under which slug it was sent. None of another series."""
    if is_foreign(series.settings, there, mark_of(series.layout, make=False)):
        return set()
    return set(there.episodes).difference(_called(found))


def _unknown_slug(unclaimed: Collection[str], found: Stories) -> VeusError:
    return VeusError(
        tr(
            "nobody noted under which name this story was published there, and these are of no story that can be "
            "read: {slugs}.",
            slugs=", ".join(sorted(unclaimed)),
        ),
        remedy=tr(
            "Mend what cannot be read ({stories}), and run the same command again.",
            stories=", ".join(sorted(found.problems)),
        ),
    )
