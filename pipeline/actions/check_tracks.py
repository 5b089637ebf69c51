"""`veus check`: every caption file against every rule; with `fix`, what can be mended without a word changed.

Listens to nothing: what an earlier build heard is used where it is still there. A story that was never built is checked
by its files alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.actions.chapter_proposal import offer
from pipeline.actions.check_report import CheckReport, TrackReport, line_numbers
from pipeline.actions.placing import note_misplaced
from pipeline.build.build_lock import locked
from pipeline.build.places_to_hear import places_to_hear, unticked
from pipeline.build.step_cache import StepCache
from pipeline.build.track_context import context_of, counting_context
from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.fixes.fix import fix as mend
from pipeline.check.fixes.fix import gone
from pipeline.check.risk import Risk
from pipeline.check.rules.table import Checked, check_file
from pipeline.check.view import View
from pipeline.check.waivers import Waiver, waived
from pipeline.cues import TrackStatus
from pipeline.errors import StoryError, for_people
from pipeline.languages import check_language
from pipeline.messages import tr
from pipeline.project.series import Series
from pipeline.project.story import find_footage
from pipeline.review.history import MACHINE, NAMED_BY, Why
from pipeline.review.open_items import in_words
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.subtitles.srt import write_srt


def check(series: Series, slugs: Sequence[str], langs: Sequence[str], fix: bool = False) -> CheckReport:
    """The stories named (or all) in the languages named (or all that each has), checked; with `fix`, mended first.

    Raises ConfigError (a language that none of them has), StoryError (unknown story); with `fix`, BusyError.
    What is wrong with one story is in the report.
    """
    stories = series.stories(slugs)
    there = [track for story in stories.loaded for track in TrackFile.every(series, story)]
    known = dict.fromkeys((*series.settings.languages, *(track.name for track in there)))
    wanted = [check_language(lang, known) for lang in langs]
    report = CheckReport(series.layout.root, problems=dict(stories.problems))
    with locked(series.layout, "veus check --fix", False, lambda _: None) if fix else contextlib.nullcontext():
        for track in there:
            if not wanted or track.name in wanted:
                _check_one(report, track, fix, bool(slugs))
    return report


def _check_one(report: CheckReport, track: TrackFile, fix: bool, named: bool) -> None:
    try:
        report.tracks.append(_track(track, fix, named))
    except Exception as error:  # whatever it is, the other tracks are checked
        report.problems[f"{track.story.slug} ({track.name})"] = for_people(error, track.path)


def _track(track: TrackFile, fix: bool, named: bool) -> TrackReport:
    slug, text = track.story.slug, track.read()
    report = TrackReport(slug, track.name, track.path)
    if text is None:
        report.notes.append(
            tr("there is no {file} yet: `veus build {story}` makes it.", file=track.path.name, story=slug)
        )
        return report
    review = track.review()
    context = context_of(track, report.notes.append)
    checked = check_file(text.data, context, track.path)
    if fix:
        text, checked = _mended(track, text, checked, context, report)
    report.open = track.open_items()
    if waiting := in_words(report.open, slug, track.name):
        report.notes.append(waiting)
    if elsewhere := note_misplaced(track, checked.cues):
        report.notes.append(elsewhere)
    if chapters := offer(track, checked.cues, context.words, named):
        report.notes.append(chapters)
    report.cues, report.lines = len(checked.cues), line_numbers(text.data)
    report.findings, report.waived = waived(checked.findings, review.waivers, report.lang)
    report.risks = unticked(track, places_to_hear(track, View(checked.cues, context)), track.about_now)
    return report


@dataclass(frozen=True, slots=True)
class Looked:
    """What is to be said about a track: findings that count, and those that somebody has waived; places to listen to
    that nobody has accepted. duration_ms: of the film, where a build has looked at it."""

    counting: list[Finding]
    accepted: list[tuple[Finding, Waiver]]
    doubts: list[Risk]
    duration_ms: int | None


def look_at(track: TrackFile, text: TrackText) -> Looked:
    """Raises as `findings_in`."""
    context = counting_context(track)
    checked = check_file(text.data, context, text.path)
    counting, accepted = waived(checked.findings, track.review().waivers, track.name)
    doubts = places_to_hear(track, View(checked.cues, context))
    return Looked(counting, accepted, doubts, context.duration_ms)


def findings_in(track: TrackFile, text: TrackText) -> tuple[list[Finding], list[tuple[Finding, Waiver]]]:
    """What is to be said about a track: what counts, and what somebody has waived. Raises SubtitleError, StoryError
    (damaged review.json), OSError."""
    checked = check_file(text.data, counting_context(track), text.path)
    return waived(checked.findings, track.review().waivers, track.name)


def _owner(track: TrackFile) -> TrackStatus | None:
    """How far people have come with it. Where there is no footage, an approval of the same bytes holds."""
    ledger = StepCache(track.paths.ledger, track.series.layout.output)
    try:
        return track.state(lambda: ledger.sha256(find_footage(track.story))).status
    except StoryError:
        return track.status()


def _mended(
    track: TrackFile, text: TrackText, checked: Checked, context: Context, report: TrackReport
) -> tuple[TrackText, Checked]:
    """The track with all mended that can be, written over the file; its last bytes are kept. An approved track is left
    as it is: what was approved must stay what is published. What waits for a person's look still does: nobody has
    looked."""
    owner = _owner(track)
    if track.describes:
        report.notes.append(tr("a description: only a person mends it."))
        return text, checked
    if owner == "approved":
        report.notes.append(tr("approved: left exactly as it is."))
        return text, checked
    cues, _ = mend(checked.cues, context)
    read = [finding for finding in checked.findings if finding.note in ("read", "composed")]
    if cues == checked.cues and not read:
        return text, checked
    new = track.as_text(write_srt(cues).encode("utf-8"))
    again = check_file(new.data, context, new.path)
    track.carry_over(text.cues, new.cues)
    track.save(new.data, text, track.reason(Why.FIXED, MACHINE))
    report.fixed = gone(checked.findings, again.findings)
    if owner == "draft":
        report.notes.append(tr("this track was the machine's; mended, it is a person's: builds merge into it."))
    else:
        report.notes.append(
            tr(
                "mended; as it was before: {command}",
                command=f"veus restore {track.story.slug} {track.name} {text.sha256[:NAMED_BY]}",
            )
        )
    return new, again
