"""`veus waive`: a finding of the checker accepted, with a reason, until the caption's text changes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.actions.check_tracks import findings_in
from pipeline.actions.one import one_track, track_bytes
from pipeline.check.finding import Finding
from pipeline.check.rules.table import RULES
from pipeline.check.waivers import Waiver, same_text
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story, nearest
from pipeline.review.names import LONGEST_REASON, tidy
from pipeline.review.review_record import add_waiver, read_review, remove_waiver
from pipeline.timestamps import moment


@dataclass(frozen=True, slots=True)
class Place:
    """The caption meant: its number from 1, or its text. What is not about a caption has its place as text, or ""."""

    cue: int | None = None
    text: str | None = None


def waive(
    layout: Layout, slug: str, lang: str, rule: str, place: Place, *, reason: str, by: str, at: str | None = None
) -> Waiver:
    """Accepts that a caption breaks `rule`. Raises VeusError where it does not, ConfigError, StoryError, BusyError."""
    settings, story = one_track(layout, slug, lang)
    finding = _finding(settings, story, lang, _known(rule), place)
    waiver = Waiver(
        rule=finding.rule,
        lang=lang,
        text=finding.text,
        reason=tidy(reason, LONGEST_REASON),
        by=tidy(by),
        when=moment(at, settings.time_zone),
    )
    add_waiver(story.paths, waiver)
    return waiver


def unwaive(layout: Layout, slug: str, lang: str, rule: str, place: Place, *, by: str, at: str | None = None) -> Waiver:
    """Takes a waiver back, also where the caption says something else by now. Raises as `waive`."""
    settings, story = one_track(layout, slug, lang)
    rule, by = _known(rule), tidy(by)
    text = place.text
    if text is None:
        text = _finding(settings, story, lang, rule, place).text
    for waiver in read_review(story.paths).waivers:
        if (waiver.rule, waiver.lang) == (rule, lang) and same_text(waiver.text, text):
            remove_waiver(story.paths, waiver, by, moment(at, settings.time_zone))
            return waiver
    raise VeusError(f"{rule} is not waived there.", where=story.paths.review_file, remedy=_look(story, lang))


def _known(rule: str) -> str:
    if rule.upper() not in RULES:
        remedy = nearest(rule.upper(), list(RULES)) or f"Rules: {', '.join(RULES)}."
        raise VeusError(f'there is no rule "{rule}".', remedy=remedy)
    return rule.upper()


def _finding(settings: Settings, story: Story, lang: str, rule: str, place: Place) -> Finding:
    """What the checker says there; waived or not."""
    counting, accepted = findings_in(track_bytes(story, lang), settings, story, lang)
    found = [*counting, *(finding for finding, _ in accepted)]
    there = (one for one in found if one.rule == rule and _is_at(one, place))
    if finding := next(there, None):
        return finding
    where = f"caption {place.cue}" if place.cue is not None else f'"{place.text}"'
    raise VeusError(f"{where} does not break {rule}.", where=story.paths.srt(lang), remedy=_look(story, lang))


def _is_at(finding: Finding, place: Place) -> bool:
    return finding.cue == place.cue if place.cue is not None else same_text(place.text or "", finding.text)


def _look(story: Story, lang: str) -> str:
    return f"`veus check {story.slug} --lang {lang}` shows what there is."
