"""`veus waive`: a finding of the checker accepted, with a reason, until the caption's text changes."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.actions.check_tracks import findings_in
from pipeline.check.finding import Finding
from pipeline.check.rules.table import RULES
from pipeline.check.waivers import Waiver, same_text
from pipeline.errors import VeusError
from pipeline.messages import tr
from pipeline.project.story import nearest
from pipeline.review.names import LONGEST_REASON, tidy
from pipeline.review.review_record import add_waiver, remove_waiver
from pipeline.review.track_file import TrackFile


@dataclass(frozen=True, slots=True)
class Place:
    """The caption meant: its number from 1, or its text. What is not about a caption has its place as text, or ""."""

    cue: int | None = None
    text: str | None = None


def waive(track: TrackFile, rule: str, place: Place, *, reason: str, by: str, at: str | None = None) -> Waiver:
    """Accepts that a caption breaks `rule`. Raises VeusError where it does not, StoryError, BusyError."""
    finding = _finding(track, _known(rule), place)
    waiver = Waiver(
        rule=finding.rule,
        lang=track.name,
        text=finding.text,
        reason=tidy(reason, LONGEST_REASON),
        by=tidy(by),
        when=track.moment(at),
    )
    add_waiver(track.paths, waiver)
    return waiver


def unwaive(track: TrackFile, rule: str, place: Place, *, by: str, at: str | None = None) -> Waiver:
    """Takes a waiver back, also where the caption says something else by now. Raises as `waive`."""
    rule, by = _known(rule), tidy(by)
    text = place.text
    if text is None:
        text = _finding(track, rule, place).text
    for waiver in track.review().waivers:
        if (waiver.rule, waiver.lang) == (rule, track.name) and same_text(waiver.text, text):
            remove_waiver(track.paths, waiver, by, track.moment(at))
            return waiver
    raise VeusError(tr("{rule} is not waived there.", rule=rule), where=track.paths.review_file, remedy=_look(track))


def _known(rule: str) -> str:
    if rule.upper() not in RULES:
        remedy = nearest(rule.upper(), list(RULES)) or tr("Rules: {rules}.", rules=", ".join(RULES))
        raise VeusError(tr('there is no rule "{rule}".', rule=rule), remedy=remedy)
    return rule.upper()


def _finding(track: TrackFile, rule: str, place: Place) -> Finding:
    """What the checker says there; waived or not."""
    counting, accepted = findings_in(track, track.text())
    found = [*counting, *(finding for finding, _ in accepted)]
    there = (one for one in found if one.rule == rule and _is_at(one, place))
    if finding := next(there, None):
        return finding
    if place.cue is None:
        what = tr('"{text}" does not break {rule}.', text=place.text, rule=rule)
    else:
        what = tr("caption {number} does not break {rule}.", number=place.cue, rule=rule)
    raise VeusError(what, where=track.path, remedy=_look(track))


def _is_at(finding: Finding, place: Place) -> bool:
    return finding.cue == place.cue if place.cue is not None else same_text(place.text or "", finding.text)


def _look(track: TrackFile) -> str:
    return tr("`{command}` shows what there is.", command=f"veus check {track.story.slug} --lang {track.name}")
