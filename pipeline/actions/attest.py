"""`veus attest`: a person's word on criteria of accessibility that they looked at, bound to what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline import __version__
from pipeline.build.proof import hashes_made, hashes_of, proof_now
from pipeline.build.story_status import looking
from pipeline.errors import ApprovalError, StoryError, VeusError
from pipeline.evidence.assessment import CriterionResult, about_now, changed_since
from pipeline.evidence.automatic import CriterionOutcome
from pipeline.evidence.criteria import Criterion, Judge, find_criterion
from pipeline.evidence.evidence_words import why_in_words
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import spoken, together, tr, tr_many
from pipeline.project.series import Series
from pipeline.project.story import Story
from pipeline.review.names import LONGEST, LONGEST_REASON, tidy
from pipeline.review.review_record import (
    Attestation,
    AttestedOutcome,
    add_attestation,
    read_review,
    remove_attestation,
)
from pipeline.review.story_lock import changing
from pipeline.review.withdrawal import refusal, standing
from pipeline.timestamps import moment

#: Outcomes by which a person would say that there is no fault.
_NO_FAULT: tuple[AttestedOutcome, ...] = ("passed", "inapplicable")


#: Why a word cannot be given now: what it is about was changed after the last build, or since the person looked; or the
#: build found it to fail.
ObjectionCode = Literal["changed", "unseen", "fails"]


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against a word on a criterion, for people and programs."""

    criterion: Criterion
    code: ObjectionCode
    what: str


class AttestationRefused(ApprovalError):
    """Nothing is signed; the message lists every reason."""

    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """How far one criterion has come. word: the last that a person gave; ended: the names of what has changed since, by
    which it holds no more. about: what a word given now would be bound to."""

    result: CriterionResult
    word: Attestation | None
    ended: tuple[str, ...]
    about: Mapping[str, str]

    @property
    def criterion(self) -> Criterion:
        return self.result.criterion

    @property
    def waits(self) -> bool:
        """Whether a person's word is still needed."""
        open_ones: tuple[CriterionOutcome, ...] = ("untested", "cantTell")
        return self.result.outcome in open_ones

    def as_dict(self) -> dict[str, Any]:
        judge: Judge = self.criterion.judge
        return {
            "criterion": self.criterion.name,
            "number": self.criterion.number,
            "level": self.criterion.level,
            "title": {lang: self.criterion.title[lang] for lang in PAGE_LANGUAGES},
            "outcome": self.result.outcome,
            "mode": self.result.mode,
            "judge": judge,
            "found": {lang: why_in_words(self.result.machine.why, lang) for lang in PAGE_LANGUAGES},
            "word": self.word.model_dump(mode="json") if self.word else None,
            "ended": list(self.ended),
            "about": dict(self.about),
        }


def criterion_lines(series: Series, story: Story) -> list[CriterionLine]:
    """Every criterion, in the order of the standards. Raises StoryError where nothing is built, the story is
    withdrawn, or review.json is damaged; SubtitleError, BusyError, OSError."""
    if withdrawal := standing(story):
        raise refusal(story, withdrawal)
    found = proof_now(looking(series, story))
    if found is None:
        raise StoryError(
            tr("no build has made pages of this story yet."),
            where=story.paths.source,
            remedy=tr("Run: veus build {story}", story=story.slug),
        )
    proof, assessment = found
    last = {word.criterion: word for word in proof.words}
    return [_line(result, last.get(result.criterion.name), proof.facts.hashes) for result in assessment.results]


def _line(result: CriterionResult, word: Attestation | None, hashes: Mapping[str, str]) -> CriterionLine:
    ended = changed_since(word, result.criterion, hashes) if word else ()
    return CriterionLine(result, word, ended, about_now(result.criterion, hashes))


def attest(
    series: Series,
    story: Story,
    names: Sequence[str],
    *,
    outcome: AttestedOutcome,
    by: str,
    role: str | None = None,
    remark: str | None = None,
    at: str | None = None,
    seen: Mapping[str, str] | None = None,
) -> list[Attestation]:
    """Notes that `by` (in the role `role`) has looked at criteria, and found this outcome for each.

    names: of criteria, or their numbers. remark: what they add, for all to read. at: when (ISO 8601); now, where it is
    None. seen: what they looked at (as of `CriterionLine.about`), where that is known. All are noted, or none: raises
    AttestationRefused with every reason against it, VeusError (criterion, name, time), and as `criterion_lines`.
    """
    wanted = list(dict.fromkeys(find_criterion(name).name for name in names))
    signer, capacity = tidy(by), tidy(role, LONGEST) if role and role.strip() else None
    added = tidy(remark, LONGEST_REASON) if remark and remark.strip() else None
    when = moment(at, series.settings.time_zone)
    ledger = looking(series, story).ledger
    with changing(story.paths):
        lines = {line.criterion.name: line for line in criterion_lines(series, story)}
        made, now = hashes_made(story), hashes_of(series, story, ledger)
        found = [_against(lines[name], outcome, made, now, seen) for name in wanted]
        _refuse(story, [objection for objection in found if objection])
        given = [
            Attestation(
                criterion=name,
                outcome=outcome,
                by=signer,
                role=capacity,
                when=when,
                about=dict(lines[name].about),
                remark=added,
                veus=__version__,
            )
            for name in wanted
        ]
        for word in given:
            add_attestation(story.paths, word)
    return given


def take_back(series: Series, story: Story, names: Sequence[str], *, by: str, at: str | None = None) -> list[str]:
    """Takes people's word on criteria back; the names of these. Raises VeusError where nobody gave one, and as
    `attest`."""
    wanted = list(dict.fromkeys(find_criterion(name).name for name in names))
    signer, when = tidy(by), moment(at, series.settings.time_zone)
    with changing(story.paths):
        there = {word.criterion for word in read_review(story.paths).attestations}
        for name in wanted:
            if name not in there:
                raise VeusError(
                    tr("nobody has signed for {name}.", name=name),
                    where=story.paths.review_file,
                    remedy=tr("`veus attest {story}` shows what there is.", story=story.slug),
                )
        for name in wanted:
            remove_attestation(story.paths, name, signer, when)
    return wanted


def _against(
    line: CriterionLine,
    outcome: AttestedOutcome,
    made: Mapping[str, str],
    now: Mapping[str, str],
    seen: Mapping[str, str] | None,
) -> Objection | None:
    """Why nobody can say this of a criterion now; None where somebody can."""
    criterion = line.criterion
    if about_now(criterion, made) != about_now(criterion, now):
        what = tr("what it is about was changed after the last build. Build again, and look at that.")
        return Objection(criterion, "changed", what)
    if seen is not None and about_now(criterion, seen) != line.about:
        what = tr("somebody has changed what it is about since you looked. Look again, and sign then.")
        return Objection(criterion, "unseen", what)
    if line.result.machine.outcome == "failed" and outcome in _NO_FAULT:
        what = tr("{why} Mend that, and build again.", why=why_in_words(line.result.machine.why, spoken()))
        return Objection(criterion, "fails", what)
    return None


def _refuse(story: Story, objections: Sequence[Objection]) -> None:
    if not objections:
        return
    many = tr_many("nothing is signed, for {count} reason:", "nothing is signed, for {count} reasons:", len(objections))
    lines = [
        together(f"  {number}. {one.criterion.number} {one.criterion.name}:", one.what)
        for number, one in enumerate(objections, 1)
    ]
    error = AttestationRefused(together(together(f"{story.slug}:", many), *lines, between="\n"))
    error.objections = tuple(objections)
    raise error
