"""`veus publish`: what is approved, consented to and up to date goes to a destination, and nothing else."""

from __future__ import annotations

import contextlib
import platform
import secrets
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pipeline import files
from pipeline.build.build_lock import locked
from pipeline.build.story_status import looking
from pipeline.errors import VeusError, for_people, told_by
from pipeline.file_stores import Target
from pipeline.messages import tr, tr_later
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.publish.edition import edition
from pipeline.publish.hindrances import Hindrance, found_in
from pipeline.publish.placeholders import placeholders, placeholders_in_texts
from pipeline.publish.plan import (
    GRACE_DAYS,
    SHARED,
    Grace,
    Item,
    Plan,
    plan,
    story_of,
)
from pipeline.publish.public_now import FormerSlugs, PublicNow, episode_there, notices_for, read_there
from pipeline.publish.ready import PublishableStory, look_at
from pipeline.publish.send import carry_out
from pipeline.publish.targets import open_target
from pipeline.review.withdrawal import add_target, note_sent, shown_settings, targets_of

Sent = Callable[[Item], None]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was, or would be, done. published: slugs; refused: by slug or folder, every reason; kept: slugs of stories
    that stay there as they are; plan: None where there was nothing to publish at all. emptied: slugs of stories that
    were sent there before, where nothing at all is there any more."""

    target: str
    published: tuple[str, ...]
    refused: Mapping[str, Sequence[Hindrance]]
    kept: tuple[str, ...]
    plan: Plan | None
    scopes: Mapping[str, str] = field(default_factory=dict)
    emptied: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "target": self.target,
            "published": list(self.published),
            "refused": {name: [one.in_source() for one in reasons] for name, reasons in self.refused.items()},
            "kept": list(self.kept),
            "scopes": dict(self.scopes),
            "emptied": list(self.emptied),
            "plan": self.plan.as_dict() if self.plan else None,
        }


@dataclass(frozen=True, slots=True)
class Days:
    """today: the day of the run. days: for how many replaced files stay at the destination."""

    today: date
    days: int


def publish(
    layout: Layout,
    address: str,
    slugs: Sequence[str],
    *,
    today: date,
    dry_run: bool = False,
    grace_days: int = GRACE_DAYS,
    take_over: bool = False,
    begins: Callable[[Plan], None] = lambda todo: None,
    sent: Sent = lambda item: None,
) -> Delivery:
    """Publishes the stories named by `slugs`, or all, to `address`: a folder or a URL that fsspec knows.

    today: the day on which consent must hold. grace_days: for how long files stay that nothing names any more.
    take_over: also where another series is published. begins: told what is about to be sent. Stories that
    are refused, or not named, stay there as they are.
    Raises ConfigError, StoryError (unknown slug), BusyError, VeusError (destination), OSError.
    """
    target = open_target(address, layout)
    with locked(layout, "veus publish", wait=False, on_wait=lambda text: None):
        series = Series.open(layout)
        found = series.stories()
        stories, settings = found.loaded, shown_settings(layout, series.settings, found.loaded)
        chosen, wrong = (named := found.named(slugs)).loaded, named.problems
        ready, refused = _look(Series(layout, settings), chosen, today)
        refused |= {name: [Hindrance(told_by(error))] for name, error in wrong.items()}
        there = read_there(target)
        emptied = _emptied(stories, there, target)
        mark = mark_of(layout, make=not dry_run)
        if not take_over:
            _refuse_foreign(layout, settings, there, mark, target)
        if unwritten := _unwritten(layout):
            refused = {story.slug: [*refused.get(story.slug, ()), *unwritten] for story in chosen} | {
                name: reasons for name, reasons in refused.items() if name in wrong
            }
            return Delivery(target.address, (), refused, tuple(sorted(there.episodes)), None, emptied=emptied)
        known = {story.slug for story in stories} if not slugs and not wrong else None
        gone = set() if known is None else set(there.episodes) - known
        grace = Days(today, grace_days)
        with planned(layout, settings, stories, target, there, ready, gone, grace) as (todo, kept):
            _refuse_gaps(todo, target)
            if todo and mark:
                todo = replace(todo, after=todo.after.of(mark))
            if not dry_run:
                if todo:
                    begins(todo)
                _send(todo, target, owner(layout), ready, sent, known)
    scopes = {one.context.story.slug: _scope(one.context.story) for one in ready}
    return Delivery(target.address, tuple(scopes), refused, kept, todo, scopes, emptied)


def _send(
    todo: Plan | None,
    target: Target,
    by: str,
    ready: Sequence[PublishableStory],
    sent: Sent,
    known: Collection[str] | None,
) -> None:
    """Carries a plan out, and notes what is there then: also where there was nothing to do. known: slugs of all stories
    there are, where nothing stays of any other."""
    for one in ready:
        add_target(one.context.story.paths, target.address)
    if todo:
        carry_out(todo, target, by, sent)
    for one in ready:
        note_sent(one.context.story.paths, target.address, one.parts, known)


def _unwritten(layout: Layout) -> list[Hindrance]:
    """What is still to be written in what every page shows: series.toml and the theme. Raises OSError."""
    folders = (layout.theme / "templates", layout.theme / "texts")
    theme = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    series = [found_in("series", told) for told in placeholders(layout.series_file, layout.root)]
    return series + list(map(Hindrance, placeholders_in_texts(theme, layout.root)))


def _emptied(stories: Sequence[Story], there: PublicNow, target: Target) -> tuple[str, ...]:
    """Stories that were sent to a place where nothing is any more: emptied, or a disk that is not connected."""
    if there.index.files or there.series is not None:
        return ()
    sent = []
    for story in stories:
        with contextlib.suppress(VeusError, OSError):  # a record that cannot be read is told of elsewhere
            if target.address in targets_of(story.paths):
                sent.append(story.slug)
    return tuple(sent)


def mark_of(layout: Layout, make: bool) -> str | None:
    """The mark of this series, which says nothing about it; None where it has none yet, and none is to be made. Raises
    OSError."""
    if make:
        with contextlib.suppress(FileExistsError):
            files.write_new(layout.project, secrets.token_hex(16).encode())
    secret = files.read_if_any(layout.project)
    return None if secret is None else files.sha256_bytes(secret.strip())[:16]


def is_foreign(settings: Settings, there: PublicNow, mark: str | None) -> bool:
    """Whether another series is published there. mark: see `mark_of`."""
    known = there.index.project
    return known != mark if known else there.series not in (None, settings.id)


def _refuse_foreign(layout: Layout, settings: Settings, there: PublicNow, mark: str | None, target: Target) -> None:
    """Raises VeusError where another series is published, whose stories would be taken away for not being here."""
    if is_foreign(settings, there, mark):
        slugs = ", ".join(sorted(there.episodes)) or tr("no story")
        raise VeusError(
            tr(
                "another project publishes to this place: its series is “{series}”, with {slugs}. What is "
                "there and not here would be taken away.",
                series=there.series or "?",
                slugs=slugs,
            ),
            where=target.address,
            remedy=tr(
                "Publish to another place. If it is the same series on another computer, copy {project} "
                "from there; to take the place over all the same, add --take-over.",
                project=layout.project,
            ),
        )


def _refuse_gaps(todo: Plan | None, target: Target) -> None:
    """Raises VeusError where the manifest would name what is not there, of a story that is not sent now."""
    if todo and todo.missing:
        slug, more = story_of(todo.missing[0]), len(todo.missing) - 1
        told = (
            tr_later(
                "{name} is missing there or was changed by somebody else, and {more} more: the manifest would lead "
                "nowhere."
            )
            if more
            else tr_later("{name} is missing there or was changed by somebody else: the manifest would lead nowhere.")
        )
        raise VeusError(
            tr(told, name=todo.missing[0], more=more),
            where=target.address,
            remedy=tr("Publish {slug} again too, or withdraw it: veus withdraw {slug}.", slug=slug),
        )


def owner(layout: Layout) -> str:
    """Who publishes from this folder, without saying who that is. Raises OSError."""
    with contextlib.suppress(FileExistsError):
        files.write_new(layout.publisher, secrets.token_hex(16).encode(), layout.temp)
    secret = layout.publisher.read_text("ascii")
    return files.sha256_json([secret, platform.node(), str(layout.root.resolve())])[:16]


def _scope(story: Story) -> str:
    """What the people shown agreed to, for whoever publishes: no program can tell whether this is it."""
    return story.info.consent.scope if story.info.consent else ""


def _look(
    series: Series, chosen: Sequence[Story], today: date
) -> tuple[list[PublishableStory], dict[str, list[Hindrance]]]:
    ready, refused = [], {}
    for story in chosen:
        try:
            targets_of(story.paths)  # where it is public must be noted before anything is sent
            found, reasons = look_at(looking(series, story), today)
        except Exception as error:  # whatever it is, the other stories are published
            found, reasons = None, [Hindrance(told_by(for_people(error, story.paths.source)))]
        if found:
            ready.append(found)
        else:
            refused[story.slug] = reasons
    return ready, refused


@contextlib.contextmanager
def planned(
    layout: Layout,
    settings: Settings,
    stories: Sequence[Story],
    target: Target,
    there: PublicNow,
    ready: Sequence[PublishableStory],
    gone: set[str],
    grace: Days,
) -> Iterator[tuple[Plan | None, tuple[str, ...]]]:
    """The plan, and the slugs of stories that stay as they are. It can be carried out while the block lasts.

    ready: stories to be published. gone: slugs of those to be taken away without a notice. None: nothing is public
    there, and nothing would be.
    """
    index = there.index
    new = {one.context.story.slug for one in ready}
    notices = notices_for(settings, stories, there, new, FormerSlugs(layout, stories, target.address))
    out = new | gone | {notice.slug for notice in notices}
    kept = [episode_there(data, settings, target) for slug, data in there.episodes.items() if slug not in out]
    if not ready and not kept and not notices and not index.files:
        yield None, ()
        return
    order = [story.slug for story in stories]
    with edition(layout, settings, ready, kept, notices, order) as wanted:
        slugs = wanted.kept | ({SHARED} if wanted.kept else set())
        public = frozenset({SHARED, *(episode.slug for episode in wanted.episodes)})
        resting = Grace(grace.today, grace.days, public)
        todo = plan(wanted.items, lambda name: story_of(name) in slugs, index, target.listing(), wanted.named, resting)
        yield todo, tuple(sorted(wanted.kept))
