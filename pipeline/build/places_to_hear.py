"""Which places of a track somebody should still listen to: one rule for `check`, `status` and approvals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.check.finding import Finding
from pipeline.check.risk import Risk, risks, still_to_hear
from pipeline.check.rules.table import RULES
from pipeline.check.view import View
from pipeline.check.waivers import waived
from pipeline.review.hearing import tick_on, ticks_of
from pipeline.review.track_file import TrackFile

#: Rules about such places: whoever waives one has settled it.
_SETTLED_BY = ("SPEECH-COVER", "SPELL", "MEANING")


def places_to_hear(track: TrackFile, view: View) -> list[Risk]:
    """The places of a track that nobody has accepted by a waiver, the most doubtful first; those that were ticked off
    among them. Raises StoryError (damaged review.json)."""
    return still_to_hear(risks(view), _accepted(track, view))


def unticked(track: TrackFile, places: Sequence[Risk], about: Callable[[], str]) -> list[Risk]:
    """Those that nobody has ticked off. about: what ticks are bound to (`TrackFile.about_now`), which is only asked
    where somebody has ticked anything. Raises StoryError, and what `about` does."""
    review = track.review()
    if not any(tick.lang == track.name for tick in review.ticks):
        return list(places)
    ticks = ticks_of(review, track.name, about())
    return [place for place in places if tick_on(place, ticks) is None]


def _accepted(track: TrackFile, view: View) -> list[Finding]:
    waivers = [waiver for waiver in track.review().waivers if waiver.rule in _SETTLED_BY]
    rules = dict.fromkeys(waiver.rule for waiver in waivers)
    found = [finding for rule in rules for finding in RULES[rule].findings(view)]
    return [finding for finding, _ in waived(found, waivers, track.name)[1]]
