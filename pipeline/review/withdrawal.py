"""The word of a person that a story is to be public no more, and all the places it was published to.

withdrawal.json, in the story's folder, is a record for people; no part of it is ever published. Places are kept in
.base/published.json, so that a story can be taken away from all of them, also where it has another slug by now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from pipeline import files
from pipeline.errors import StoryError
from pipeline.fieldtypes import NonEmpty
from pipeline.messages import tr
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.series import find_folders
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.project.story_file import SLUG, Consent
from pipeline.review.names import slug_of
from pipeline.review.review_entry import Moment
from pipeline.review.story_lock import changing


class _WithdrawalFile(BaseModel):
    model_config = ConfigDict(frozen=True)


F = TypeVar("F", bound=_WithdrawalFile)


class Withdrawal(_WithdrawalFile):
    """Who withdrew a story, when (ISO 8601 with offset), and why."""

    by: NonEmpty
    when: Moment
    reason: NonEmpty

    @property
    def day(self) -> date:
        return datetime.fromisoformat(self.when).date()

    def ended_by(self, consent: Consent | None) -> bool:
        """Whether people have agreed anew: on a later day."""
        return consent is not None and consent.date > self.day


class _Withdrawals(_WithdrawalFile):
    """withdrawal.json: oldest first."""

    withdrawals: tuple[Withdrawal, ...] = ()


def _slug_or_none(name: str) -> str:
    """What stands there names folders that are removed."""
    if name and not SLUG.match(name):
        raise ValueError("no slug")
    return name


class _Published(_WithdrawalFile):
    """.base/published.json: destinations that hold, or may hold, files of the story. sent: for each that all of it has
    reached, the SHA-256 of every part as it was then, by name (`publish/sent_parts.py`). slugs: for each, those that
    its files there may bear, that of the last publication last; "" for one that nobody noted: earlier versions of Veus
    did not."""

    targets: tuple[str, ...] = ()
    sent: dict[str, dict[str, str]] = {}
    slugs: dict[str, tuple[Annotated[str, AfterValidator(_slug_or_none)], ...]] = {}

    def slugs_at(self, target: str) -> tuple[str, ...]:
        return self.slugs.get(target) or (("",) if target in self.targets else ())


def standing(story: Story) -> Withdrawal | None:
    """The withdrawal that keeps a story from the public; None where there is none, or consent was given after it.

    Raises StoryError for a damaged file: a story that may be withdrawn must not be shown. OSError.
    """
    found = _read(story.paths.withdrawal_file, _Withdrawals).withdrawals
    last = found[-1] if found else None
    return None if last is None or last.ended_by(story.info.consent) else last


def shown_settings(
    layout: Layout, settings: Settings, stories: Sequence[Story], standing_by: Collection[str] = ()
) -> Settings:
    """The settings that pages are made with: no story is named by them that was withdrawn or taken out of stories/.

    stories: all that can be read. One whose record cannot be read counts as withdrawn. standing_by: slugs of others,
    which are known not to be withdrawn.
    """
    named = {slug for section in settings.sections for slug in section.stories}
    slugs = {*standing_by, *(story.slug for story in stories)}
    out = named - slugs
    out -= {folder.name for folder in find_folders(layout)} if out else set()
    return settings.without_stories(out | {story.slug for story in stories if may_be_withdrawn(story)})


def may_be_withdrawn(story: Story) -> bool:
    """Whether a story is withdrawn, or its record cannot be read."""
    try:
        return standing(story) is not None
    except (StoryError, OSError):
        return True


def refusal(story: Story, withdrawal: Withdrawal) -> StoryError:
    """Why nothing is made of a withdrawn story."""
    return StoryError(
        tr("this story was withdrawn on {day}.", day=withdrawal.day),
        where=story.paths.source,
        remedy=tr("When the people in it agree again, note it in story.toml: [consent] with a date after that day."),
    )


def note_withdrawal(paths: StoryLayout, withdrawal: Withdrawal) -> None:
    """Adds a withdrawal to the record. Raises StoryError, BusyError, OSError."""
    with changing(paths):
        earlier = _read(paths.withdrawal_file, _Withdrawals).withdrawals
        _write(paths.withdrawal_file, paths, _Withdrawals(withdrawals=(*earlier, withdrawal)))


def targets_of(paths: StoryLayout) -> tuple[str, ...]:
    """Where the story was published to. Raises StoryError, OSError."""
    return _read(paths.published_file, _Published).targets


def slugs_at(paths: StoryLayout, target: str) -> tuple[str, ...]:
    """The slugs under which files of the story may be at a place, that of the last publication last; "" for one that
    nobody noted, none where it was not published there. Raises StoryError, OSError."""
    return _read(paths.published_file, _Published).slugs_at(target)


def former_slugs(paths: StoryLayout) -> set[str]:
    """The slugs under which the story was published before its folder had another name, or story.toml another slug, as
    far as they were noted. Raises StoryError, OSError."""
    known = _read(paths.published_file, _Published)
    return {slug for target in known.targets for slug in known.slugs_at(target)} - {"", slug_of(paths)}


def add_target(paths: StoryLayout, target: str) -> None:
    """Notes a place, and the slug of now, before anything is sent there. Raises StoryError, BusyError, OSError."""
    with changing(paths):
        known, slug = _read(paths.published_file, _Published), slug_of(paths)
        if known.slugs.get(target, ())[-1:] == (slug,):
            return
        noted = {
            "targets": tuple(dict.fromkeys([*known.targets, target])),
            "slugs": {**known.slugs, target: (*(one for one in known.slugs_at(target) if one != slug), slug)},
            # what has arrived under another slug is not there under this one
            "sent": {one: tracks for one, tracks in known.sent.items() if one != target},
        }
        _write(paths.published_file, paths, known.model_copy(update=noted))


def sent_to(paths: StoryLayout) -> dict[str, dict[str, str]]:
    """For each place that the story was published to, the SHA-256 of its parts as they are there, by name; none where
    it may not have arrived whole, is there under another slug than it has now, or was sent by an earlier version of
    Veus. Raises StoryError, OSError."""
    known, own = _read(paths.published_file, _Published), {"", slug_of(paths)}
    return {one: known.sent.get(one, {}) if {*known.slugs_at(one)[-1:]} <= own else {} for one in known.targets}


def note_sent(paths: StoryLayout, target: str, parts: Mapping[str, str], there: Collection[str] | None = None) -> None:
    """Notes that all of the story has arrived at a place: SHA-256 of each part, by name. there: every slug of which
    anything may be there still, where that is known. Raises as `add_target`."""
    with changing(paths):
        known = _read(paths.published_file, _Published)
        slugs = known.slugs_at(target)
        left = slugs if there is None else tuple(one for one in slugs if one in there)
        noted = {"sent": {**known.sent, target: dict(parts)}, "slugs": {**known.slugs, target: left}}
        if (now := known.model_copy(update=noted)) != known:
            _write(paths.published_file, paths, now)


def remove_target(paths: StoryLayout, target: str) -> None:
    """Notes that nothing of the story is left at a place. Raises as `add_target`."""
    with changing(paths):
        known = _read(paths.published_file, _Published)
        if target in known.targets:
            left = [one for one in known.targets if one != target]
            sent = {one: known.sent[one] for one in left if one in known.sent}
            slugs = {one: known.slugs[one] for one in left if one in known.slugs}
            _write(paths.published_file, paths, _Published(targets=tuple(left), sent=sent, slugs=slugs))


def _write(path: Path, paths: StoryLayout, value: _WithdrawalFile) -> None:
    files.write_json(path, value.model_dump(mode="json"), paths.base)


def _read(path: Path, kind: type[F]) -> F:
    data = files.read_if_any(path)
    try:
        return kind.model_validate_json(data) if data is not None else kind()
    except ValidationError as error:
        raise StoryError(tr("this file cannot be read."), where=path, remedy=tr("Restore it from a copy.")) from error
