"""`veus withdraw`: a story is taken away from output/, from every place it was published to, and from the stores of
clusters, for good."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.build.build import list_whole
from pipeline.build.build_lock import locked
from pipeline.build.outcome import BuildReport, Silent
from pipeline.build.output_folder import remove_made
from pipeline.build.staging import staged_at, take_back
from pipeline.errors import VeusError, for_people
from pipeline.file_stores import Target
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.publish.delivery import Days, owner, planned
from pipeline.publish.mentions import Mention, find_mentions
from pipeline.publish.plan import GRACE_DAYS, story_of
from pipeline.publish.public_now import PublicNow, read_there
from pipeline.publish.send import carry_out
from pipeline.publish.targets import find_target, open_target
from pipeline.review.names import LONGEST_REASON, tidy
from pipeline.review.withdrawal import Withdrawal, note_withdrawal, remove_target, shown_settings, standing, targets_of
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
    """Notes that `by` withdraws a story, and takes away all that was made of it, wherever it was published.

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
        _from_output(series, slug, done)
        for address in targets_of(story.paths):
            _from_place(series, story, address, done)
        for target in further:
            if target.address not in done.removed:
                _from_place(series, story, target.address, done)
        for place in staged_at(series, slug):  # others read none of it
            _from_store(series, slug, place, done)
        done.mentions = find_mentions(series, story)
    return done


def _refuse_later_consent(story: Story, given: Withdrawal) -> None:
    if given.ended_by(story.info.consent):
        raise VeusError(
            tr("the consent in story.toml was given on a later day than {day}.", day=given.day),
            where=story.paths.story_file,
            remedy=tr("Remove [consent] from it, or correct its date; then run the same command again."),
        )


def _from_output(series: Series, slug: str, done: TakenAway) -> None:
    layout = series.layout
    remove_made(layout, slug)
    shutil.rmtree(layout.temp, ignore_errors=True)
    for told in map(layout.remembered, ("settled", "told")):  # its title, and what was told of it
        told.unlink(missing_ok=True)
    if not layout.manifest.is_file():
        return
    report = BuildReport()
    try:
        list_whole(series, series.stories().loaded, report, Silent())
    except (VeusError, OSError) as error:  # it is still to be taken away from the places that others read
        done.problems[str(layout.output)] = for_people(error, layout.output)
    for problem in report.problems:
        done.problems[str(layout.output)] = problem


def _as_there(settings: Settings, there: PublicNow, slug: str) -> Settings:
    """With the languages that all other stories have there: a withdrawal does not wait until they are published in one
    that series.toml has had since."""
    known = [one.get("pages", {}) for name, one in there.episodes.items() if name != slug]
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
    layout, stories = series.layout, series.stories().loaded
    there = read_there(target)
    shown = _as_there(shown_settings(layout, series.settings, stories), there, story.slug)
    grace = Days(done.withdrawal.day, GRACE_DAYS)
    with planned(layout, shown, stories, target, there, (), set(), grace) as (todo, _):
        if todo is None:
            done.removed[target.address] = []
            return
        carry_out(todo, target, owner(layout))
    own = [name for name in todo.remove if story_of(name) == story.slug]
    done.removed[target.address] = own
    left = [name for name in target.listing() if story_of(name) == story.slug and name not in todo.after.files]
    if left:
        done.strange[target.address] = left
