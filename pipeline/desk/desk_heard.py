"""What reviewers have heard of a track: the page says what was played and opened, and who ticked which doubt off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.actions import hear
from pipeline.check.risk import Risk
from pipeline.desk import desk_data as show
from pipeline.desk import forms
from pipeline.desk.port import Changed
from pipeline.messages import tr
from pipeline.review.hearing import Heard, heard_of, tick_on, ticks_of
from pipeline.review.track_file import TrackFile, TrackText

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A track as it is in its file now. doubts: places to listen to that nobody has accepted. footage_sha256: only
    asked where somebody has heard something. duration_ms: None where no build has looked at the film."""

    track: TrackFile
    text: TrackText
    doubts: Sequence[Risk]
    footage_sha256: Callable[[], str]
    duration_ms: int | None

    @property
    def about(self) -> str:
        """What approvals, and all that is heard, are bound to."""
        return self.track.bound_to(self.footage_sha256())

    @property
    def heard(self) -> Heard:
        review, length = self.track.review(), self.duration_ms or 0
        return heard_of(review, self.track.name, self.about, self.text.cues, self.doubts, length)

    def doubts_data(self) -> list[Data]:
        """The doubts, each with who ticked it off, if anybody did."""
        review, name = self.track.review(), self.track.name
        ticks = ticks_of(review, name, self.about) if any(one.lang == name for one in review.ticks) else []
        return [show.risk_data(risk, tick_on(risk, ticks)) for risk in self.doubts]

    def heard_data(self) -> Data:
        """The share of the film that was played, and the numbers of captions that nobody has opened."""
        heard = self.heard
        return {"sha256": self.text.sha256, "played": heard.played, "unopened": list(heard.unopened)}


def note(now: Doubtful, form: forms.HeardForm) -> Data:
    """Notes what was heard on the page; what is known then."""
    hear.hear(now.track, now.about, played=form.played, opened=[cue.cue() for cue in form.opened], by=form.by)
    return now.heard_data()


def settle_doubt(now: Doubtful, form: forms.TickForm) -> Data:
    """Ticks a doubt off, or takes that back; the doubts then. Raises Changed where its words no longer stand there."""
    same = (form.kind, form.start, form.end, form.text)
    doubt = next((one for one in now.doubts if (one.kind, one.start, one.end, one.text) == same), None)
    if doubt is None:
        raise Changed(tr("this doubt is no longer there."), where=now.track.path, remedy=tr("Look again."))
    if form.ticked:
        hear.tick(now.track, now.about, doubt, by=form.by)
    elif given := tick_on(doubt, ticks_of(now.track.review(), now.track.name, now.about)):
        hear.untick(now.track, given)
    return {"risks": now.doubts_data()}
