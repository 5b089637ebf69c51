"""`veus build`: the whole job, read from top to bottom.

footage → facts → transcript → tracks → (people) → video → description → pages, for each story; then the manifest.
Every step is done only when its content says so. One story's trouble never keeps the others from being built.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial

from pipeline import files
from pipeline.build.ahead import Prefetcher
from pipeline.build.build_context import BuildContext
from pipeline.build.build_lock import locked
from pipeline.build.descriptions import make_descriptions
from pipeline.build.episodes import publish_story
from pipeline.build.footage_sound import compare_footage, note_footage
from pipeline.build.jobs import Jobs
from pipeline.build.listen import detect_shot_changes, english_recognizer, note_unheard
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.outcome import FEW, BuildReport, Reporter, StoryReport, StoryReporter
from pipeline.build.output_folder import clean_up, in_step, remove_gone, remove_made
from pipeline.build.recognizer import Recognizer
from pipeline.build.series_lists import publish_series, series_remarks
from pipeline.build.settled import SettledStory, settled_by
from pipeline.build.side_by_side import FindHelpers, StoryTurn, make_side_by_side
from pipeline.build.signing import render_signs
from pipeline.build.staging import is_finished, take_back_finished
from pipeline.build.step_cache import StepCache
from pipeline.build.story_memory import SeriesLook, StoryMemory
from pipeline.build.surroundings import around
from pipeline.build.task import OwnHands
from pipeline.build.tracks import make_tracks
from pipeline.build.videos import render
from pipeline.errors import VeusError, for_people
from pipeline.messages import together, tr, tr_many
from pipeline.project.layout import Layout
from pipeline.project.series import Series, Stories, place_in
from pipeline.project.story import Story
from pipeline.review.withdrawal import refusal, shown_settings, standing

_log = logging.getLogger(__name__)


class UpTo(Enum):
    """How far a build goes."""

    CAPTIONS = "captions"
    VIDEO = "video"
    PAGES = "pages"


def build(
    layout: Layout,
    slugs: Sequence[str],
    reporter: Reporter,
    *,
    up_to: UpTo = UpTo.PAGES,
    wait: bool = False,
    verify: bool = False,
    jobs: Jobs = Jobs(),  # noqa: B008  # frozen
    helpers: FindHelpers | None = None,
) -> BuildReport:
    """Builds the stories named by `slugs`, or all, and reports what was made and what went wrong. verify: every file is
    read, also those that are by size and times as they were. jobs: how many are made side by side. helpers: who does
    what is dear of all of them, where that is not this machine.

    Raises ConfigError (series.toml), StoryError (no stories folder, unknown slug), EngineError (no such engine or
    model on this machine), BusyError. Trouble of a single story is in the report instead.
    """
    plan = _planned(layout, slugs, verify)  # complains before anything is waited for or written
    report = BuildReport()
    with locked(layout, "veus build", wait, reporter.note) as waited:
        plan = _planned(layout, slugs, verify) if waited else plan
        series, stories, known = plan.series, plan.look.others.loaded, [*plan.look.known.values()]
        clean_up(layout, stories)
        for name, error in plan.chosen.problems.items():
            reporter.problem(error)
            report.stories.append(StoryReport(name, problems=[error]))
        public = list(_public(plan.chosen.loaded, layout, slugs, report, reporter))
        with contextlib.closing(Recognizer.of(series)) as recognizer:
            _tell_unchanged(plan, report, reporter)
            contexts = [_build_context(plan, story, recognizer, reporter) for story in public]
            if contexts and (helpers or (jobs.number > 1 and (jobs.asked or len(contexts) > 1))):
                report.stories += [context.report for context in contexts]
                make_side_by_side(contexts, jobs, partial(_build_beside, plan, up_to), reporter, helpers)
            else:
                _build_each(plan, contexts, up_to, report, reporter)
        take_back_finished(layout, partial(is_finished, plan.look, report), reporter.note)
        place = place_in(series.settings)
        report.stories.sort(key=lambda one: place(one.slug))  # not with those first that needed no look
        if up_to is UpTo.PAGES:
            list_whole(series, stories, report, reporter, known, verify)
            if not slugs and not plan.chosen.problems:
                remove_gone(layout, {*(one.slug for one in stories), *(one.slug for one in known)}, reporter)
        plan.memory.save()
    return report


@dataclass(frozen=True, slots=True)
class _BuildPlan:
    """series, shown: with the settings of people, and with those that count for what is made. look: which stories have
    not changed, and all others. chosen, unchanged: of these those to build."""

    series: Series
    shown: Series
    memory: StoryMemory[SettledStory]
    look: SeriesLook[SettledStory]
    chosen: Stories
    unchanged: Sequence[SettledStory]
    verify: bool


def _planned(layout: Layout, slugs: Sequence[str], verify: bool) -> _BuildPlan:
    series = Series.open(layout)
    memory = StoryMemory(layout, layout.remembered("settled"), SettledStory, believe=not verify)

    def shown(stories: Sequence[Story], others: Sequence[str]) -> Series:
        return Series(layout, shown_settings(layout, series.settings, stories, others))

    look = memory.look(series, lambda stories, others: around(shown(stories, others)))
    chosen, unchanged = look.named(slugs)
    Recognizer.of(series).check(layout.series_file)
    return _BuildPlan(
        series,
        shown(look.others.loaded, [one.slug for one in look.known.values()]),
        memory,
        look,
        chosen,
        unchanged,
        verify,
    )


def _public(
    chosen: Sequence[Story], layout: Layout, slugs: Sequence[str], report: BuildReport, reporter: Reporter
) -> Iterator[Story]:
    """Those of the chosen stories that nobody has withdrawn. Of the others nothing is made, and nothing is left that an
    earlier build made; whoever asks for one by name is told that it cannot be."""
    for story in chosen:
        withdrawal = None
        try:
            if (withdrawal := standing(story)) is None:
                yield story
                continue
            remove_made(layout, story.slug)
            problem: VeusError = refusal(story, withdrawal)
        except Exception as error:  # as in `_build_each`
            problem = for_people(error, story.paths.source)
        if withdrawal and not slugs:
            reporter.note(together(story.slug, problem.what, between=": "))
        else:
            report.stories.append(StoryReport(story.slug))
            _fail(report.stories[-1], reporter, problem)


def _build_context(plan: _BuildPlan, story: Story, recognizer: Recognizer, reporter: Reporter) -> BuildContext:
    plan.memory.begin(story)
    ledger = StepCache(story.paths.ledger, plan.series.layout.output, plan.verify)
    hands = OwnHands(recognizer, plan.series.layout.temp)
    return BuildContext(plan.shown, story, ledger, recognizer, hands, reporter, StoryReport(story.slug))


def _tell_unchanged(plan: _BuildPlan, report: BuildReport, reporter: Reporter) -> None:
    """What is to be told of stories that need no look; of many, how many there are."""
    lang, few = plan.series.settings.page_languages[0], len(plan.unchanged) <= FEW
    for one in plan.unchanged:
        told = one.report(plan.series.layout, lang)
        report.stories.append(told)
        _log.info("%s: all its files are as they were when there was nothing to do", one.slug)
        if few:
            reporter.story(one.slug, one.title)
            for text in told.notes:
                reporter.note(text)
    if not few:
        reporter.note(
            tr_many(
                "{count} story has not changed. What there is to know of it: veus build STORY",
                "{count} stories have not changed. What there is to know of one: veus build STORY",
                len(plan.unchanged),
            )
        )


def _build_each(
    plan: _BuildPlan, contexts: Sequence[BuildContext], up_to: UpTo, report: BuildReport, reporter: Reporter
) -> None:
    """All stories in turn, the next one being listened to meanwhile."""
    with Prefetcher() as ahead:
        for number, context in enumerate(contexts, 1):
            story, following = context.story, contexts[number] if number < len(contexts) else None
            reporter.story(story.slug, story.info.title.ca, number, len(contexts))
            report.stories.append(context.report)
            _build_one(plan, context, up_to, ahead, following)


def _build_beside(plan: _BuildPlan, up_to: UpTo, context: BuildContext, turn: StoryTurn) -> None:
    """One of several stories at once."""
    with Prefetcher(turn) as ahead:
        _build_one(plan, context, up_to, ahead)


def _build_one(
    plan: _BuildPlan,
    context: BuildContext,
    up_to: UpTo,
    ahead: Prefetcher,
    following: BuildContext | None = None,
) -> None:
    try:
        build_story(context, up_to, ahead, following)
        _remember(plan, context, up_to)
    except Exception as error:  # whatever it is, the other stories are built, and --debug shows it whole
        _fail(context.report, context.reporter, for_people(error, context.story.paths.source))


def _remember(plan: _BuildPlan, context: BuildContext, up_to: UpTo) -> None:
    """What was read need not be read again; nor a story looked at for which there was nothing to do."""
    story, ledger = context.story, context.ledger
    ledger.keep_hashes()
    if up_to is UpTo.PAGES and plan.look.around and not context.report.made and not context.report.problems:
        episode = ledger.sha256(story.paths.episode)
        kept = settled_by(context.report, story.info.title.ca, episode, plan.look.around)
        plan.memory.note(story, kept)


def _fail(report: StoryReport, reporter: StoryReporter, error: VeusError) -> None:
    report.problems.append(error)
    reporter.problem(error)


def build_story(context: BuildContext, up_to: UpTo, ahead: Prefetcher, following: BuildContext | None = None) -> None:
    """One story, from its footage to its pages. Once it has been listened to, so is the one that follows."""
    with files.disk_errors(context.layout.output):
        ahead.begin(context)
        if up_to is not UpTo.CAPTIONS:  # read while the footage is: whether it is still as it was made
            context.ledger.sha256_each([path for path in [context.story.paths.video] if path.is_file()])
        seen = ahead.seen(context)
        footage, facts = seen.footage, seen.facts
        compared = compare_footage(context, footage, facts)
        cuts = detect_shot_changes(context, footage, facts)
        transcript = ahead.transcript(context)
        if following:
            ahead.begin(following)
        heard = CaptionInputs(facts, transcript, cuts, compared.moved)
        tracks = make_tracks(context, heard, english_recognizer(context, footage, facts))
        note_unheard(context, transcript)
        note_footage(context.story, compared)
        if up_to is UpTo.CAPTIONS:
            return
        render(context, footage, facts, heard.cuts, [counting.track for counting in tracks])
        render_signs(context, facts)
        if up_to is UpTo.VIDEO:
            return
        publish_story(context, heard, tracks, make_descriptions(context, heard))


def list_whole(
    series: Series,
    stories: Sequence[Story],
    report: BuildReport,
    reporter: Reporter,
    settled: Sequence[SettledStory] = (),
    verify: bool = False,
) -> None:
    """Manifest and index of output/.

    They list what is whole: a story that failed half-way, or was built up to its videos only, is not. settled: stories
    besides `stories` of which nothing has changed."""
    layout, settings, others = series.layout, series.settings, [one.slug for one in settled]
    try:
        whole = []
        done = {story.slug for story in report.stories if not story.problems}
        for story in stories:
            if _listed(story, done, settings.page_languages):
                whole.append(story)
            elif story.paths.episode.is_file():
                reporter.note(tr("{story} is left out of the manifest until it is built again.", story=story.slug))
        shown = shown_settings(layout, settings, stories, others)
        ledger = StepCache(layout.work / "ledger.json", layout.output, verify)
        if publish_series(layout, shown, whole, ledger, settled):
            for text in series_remarks(series, stories, settled):
                reporter.note(text)
        report.index = str(layout.index(settings.page_languages[0]))
    except Exception as error:  # whatever it is, what was made of the stories is kept, and their summary shown
        report.problems.append(for_people(error, layout.output))


def _listed(story: Story, done: set[str], languages: Sequence[str]) -> bool:
    """Whether it, or the notice of its withdrawal, stands in the manifest. What cannot be read may be withdrawn."""
    try:
        return bool(standing(story)) or story.slug in done or in_step(story, languages)
    except (VeusError, OSError):
        return False
