"""What the build can say of a criterion by itself: from figures, from the page's HTML, and from approvals of tracks.

Approvals are people's word on captions and descriptions. Beside them, "passed" is the machine's to say only where
criteria.toml has it as the judge; `tests/evidence` holds every function of the table to that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.cues import Lang
from pipeline.evidence.evidence_facts import Approver, EvidenceFacts, PageFacts, TrackFacts
from pipeline.evidence.figures import Figure, FigureName

#: EARL 1.0's own words.
CriterionOutcome = Literal["passed", "failed", "cantTell", "inapplicable", "untested"]

#: What people have approved: captions, or audio description. As the names of hashes begin (`Hashes`).
ApprovedPart = Literal["track", "description"]


@dataclass(frozen=True, slots=True)
class MachineResult:
    """why: what follows "why." in texts/. figures: what was measured for it. approvers: people whose approval it rests
    on, with the language of what they approved; approved: what that is."""

    outcome: CriterionOutcome
    why: str
    figures: tuple[Figure, ...] = ()
    approvers: tuple[tuple[Lang, Approver], ...] = ()
    approved: ApprovedPart = "track"


@dataclass(frozen=True, slots=True)
class _Reasons:
    """What is said where people approved what they had heard; approved without hearing all of it; did not approve. of:
    what they approve."""

    approved: str
    unheard: str
    waiting: str
    of: ApprovedPart = "track"


_TRANSCRIPT = _Reasons("transcript_approved", "transcript_unheard", "transcript_waiting")
_CAPTIONS = _Reasons("captions_approved", "captions_unheard", "captions_waiting")
_TIME = _Reasons("time_approved", "time_unheard", "time_waiting")
_DESCRIPTION = _Reasons("description_approved", "description_unheard", "description_waiting", "description")

Test = Callable[[EvidenceFacts], MachineResult]

#: Where only a person can look.
FOR_A_PERSON = MachineResult("untested", "for_a_person")
NO_SOUND = MachineResult("inapplicable", "no_sound")
NO_PAGE = MachineResult("untested", "no_page")


def look(name: str, facts: EvidenceFacts) -> MachineResult:
    """What the machine says of the criterion of that name."""
    return TESTS[name](facts) if name in TESTS else FOR_A_PERSON


def _captions(facts: EvidenceFacts) -> MachineResult:
    """WCAG 1.2.2."""
    if not facts.sound:
        return NO_SOUND
    figures = _figures(facts.captions, "captions", "covered", "untold", "speed_median", "speed_fastest", "too_fast")
    if facts.speech and facts.uncaptioned:
        return MachineResult("failed", "no_captions", figures)
    if not facts.speech:
        return MachineResult("cantTell", "sounds_only", figures)
    return _approved(facts, _CAPTIONS, figures)


def _in_time(facts: EvidenceFacts) -> MachineResult:
    """EN 301 549, 7.1.2."""
    if not facts.sound:
        return NO_SOUND
    if not any(track.cues for track in facts.tracks):
        return MachineResult("inapplicable", "nothing_to_play")
    return _approved(facts, _TIME, _figures(facts.captions, "in_time", "furthest"))


def _approved(facts: EvidenceFacts, why: _Reasons, figures: tuple[Figure, ...]) -> MachineResult:
    """Passed where people heard and approved the captions of each language that is spoken."""
    captions = [track for track in facts.captions if track.cues]
    approvers = tuple((track.lang, track.approver) for track in captions if track.approver)
    waiting = not captions or len(approvers) < len(captions) or bool(facts.uncaptioned)
    return _people_say(why, waiting, figures, approvers)


def _people_say(
    why: _Reasons, waiting: bool, figures: tuple[Figure, ...], approvers: tuple[tuple[Lang, Approver], ...]
) -> MachineResult:
    """An approval without hearing the film through is no test."""
    if waiting:
        return MachineResult("cantTell", why.waiting, figures, approvers, why.of)
    if not all(approver.heard for _, approver in approvers):
        return MachineResult("cantTell", why.unheard, figures, approvers, why.of)
    return MachineResult("passed", why.approved, figures, approvers, why.of)


def _one_sense(facts: EvidenceFacts) -> MachineResult:
    """WCAG 1.2.1: only of sound without pictures, and of pictures without sound."""
    if facts.sound and facts.picture:
        return MachineResult("inapplicable", "sound_and_picture")
    if not facts.sound:
        return MachineResult("cantTell", "video_only")
    if facts.speech and facts.uncaptioned:
        return MachineResult("failed", "no_transcript")
    return _approved(facts, _TRANSCRIPT, _figures(facts.captions, "captions"))


def _described(facts: EvidenceFacts) -> MachineResult:
    """WCAG 1.2.3 and 1.2.5."""
    if not facts.sound:
        return NO_SOUND
    if not facts.picture:
        return MachineResult("inapplicable", "no_picture")
    known = facts.descriptions
    if known is None:
        return MachineResult("untested", "description_unknown")
    if not known.languages:
        return MachineResult("cantTell", "no_description")
    waiting = not set(known.languages) <= {lang for lang, _ in known.approvers}
    return _people_say(_DESCRIPTION, waiting, _pauses_described(facts), known.approvers)


def _description_plays(facts: EvidenceFacts) -> MachineResult:
    """EN 301 549, 7.2: only where there is a description."""
    if facts.descriptions is None:
        return MachineResult("untested", "description_unknown")
    if not facts.descriptions.languages:
        return MachineResult("inapplicable", "no_description_to_play")
    return MachineResult("cantTell", "description_offered", _pauses_described(facts))


def _pauses_described(facts: EvidenceFacts) -> tuple[Figure, ...]:
    known = facts.descriptions
    if known is None or known.described is None:
        return ()
    return (Figure("described", known.described, "count", whole=known.pauses),)


def _captions_play(facts: EvidenceFacts) -> MachineResult:
    """EN 301 549, 7.1.1."""
    if not facts.sound:
        return NO_SOUND
    if not any(track.cues for track in facts.tracks):
        return MachineResult("inapplicable", "nothing_to_play")
    return MachineResult("cantTell", "captions_offered", _figures(facts.tracks, "captions"))


def _figures(tracks: Sequence[TrackFacts], *names: FigureName) -> tuple[Figure, ...]:
    return tuple(figure for track in tracks for figure in track.figures if figure.name in names)


def _recorded(_: EvidenceFacts) -> MachineResult:
    """WCAG 1.2.4: nothing here is live."""
    return MachineResult("inapplicable", "recorded")


def _contrast(facts: EvidenceFacts) -> MachineResult:
    """WCAG 1.4.3: of burned captions it is measured, of the page it is seen."""
    return MachineResult("cantTell", "contrast_measured", facts.burned) if facts.burned else FOR_A_PERSON


def _on_pages(judge: Callable[[PageFacts], MachineResult]) -> Test:
    """A test of every page; the worst that is found counts."""

    def test(facts: EvidenceFacts) -> MachineResult:
        return min(map(judge, facts.pages), key=_rank, default=NO_PAGE)

    return test


def _rank(result: MachineResult) -> int:
    order: tuple[CriterionOutcome, ...] = ("failed", "cantTell", "untested", "passed", "inapplicable")
    return order.index(result.outcome)


def _starts(page: PageFacts) -> MachineResult:
    """WCAG 1.4.2."""
    if page.starts:
        return MachineResult("cantTell", "sound_starts")
    return MachineResult("cantTell", "foreign") if page.foreign else MachineResult("passed", "nothing_starts")


def _language(page: PageFacts) -> MachineResult:
    """WCAG 3.1.1."""
    same = page.declared.casefold().split("-")[0] == page.lang
    return MachineResult("passed", "language_declared") if same else MachineResult("failed", "language_wrong")


def _bypass(page: PageFacts) -> MachineResult:
    """WCAG 2.4.1, technique G1: the first link leads to the main part."""
    return MachineResult("passed", "skip_link") if page.skips else MachineResult("cantTell", "no_skip_link")


def _titled(page: PageFacts) -> MachineResult:
    """WCAG 2.4.2: whether it says what the page is about, a person reads."""
    return MachineResult("cantTell", "title_there") if page.title else MachineResult("failed", "no_title")


def _absent(why: str, there: Callable[[PageFacts], bool]) -> Test:
    """Of something that our pages have not: inapplicable, unless it is there, or scripts of others are."""

    def judge(page: PageFacts) -> MachineResult:
        if there(page):
            return FOR_A_PERSON
        return MachineResult("untested", "foreign") if page.foreign else MachineResult("inapplicable", why)

    return _on_pages(judge)


def _writes(page: PageFacts) -> bool:
    return bool(page.inputs or page.forms)


#: By name of the criterion. One that is not here is left to people.
TESTS: Mapping[str, Test] = {
    "audio-only-and-video-only-prerecorded": _one_sense,
    "captions-prerecorded": _captions,
    "audio-description-or-media-alternative-prerecorded": _described,
    "captions-live": _recorded,
    "audio-description-prerecorded": _described,
    "identify-input-purpose": _absent("no_input", _writes),
    "audio-control": _on_pages(_starts),
    "contrast-minimum": _contrast,
    "timing-adjustable": _absent("no_limit", lambda page: page.refreshes),
    "bypass-blocks": _on_pages(_bypass),
    "page-titled": _on_pages(_titled),
    "motion-actuation": _absent("no_motion", lambda _: False),
    "language-of-page": _on_pages(_language),
    "error-identification": _absent("no_input", _writes),
    "error-suggestion": _absent("no_input", _writes),
    "error-prevention-legal-financial-data": _absent("no_input", _writes),
    "redundant-entry": _absent("no_input", _writes),
    "accessible-authentication-minimum": _absent("no_input", _writes),
    "captioning-playback": _captions_play,
    "captioning-synchronization": _in_time,
    "audio-description-playback": _description_plays,
    "audio-description-synchronization": _description_plays,
    "preservation-of-audio-description": _description_plays,
}
