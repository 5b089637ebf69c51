"""An episode held against every criterion: what the build found, and what people said that still holds.

A person's word is bound to what it is about, and ends with any change of that (`holds_still`), as an approval does.
Nobody's word makes what the build found to fail pass: it is to be mended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.evidence.automatic import CriterionOutcome, MachineResult, look
from pipeline.evidence.criteria import Criterion, criteria
from pipeline.evidence.evidence_facts import Approver, EvidenceFacts, Hashes
from pipeline.review.review_record import Attestation

#: EARL 1.0's own words.
TestMode = Literal["automatic", "manual", "semiAuto"]

#: How the names of hashes begin that belong to something of which there may be several.
_SEVERAL = {"tracks": "track.", "descriptions": "description."}


@dataclass(frozen=True, slots=True)
class SignedWord:
    """A person's word that holds, as the public is told it. about: the names of what it is about."""

    outcome: CriterionOutcome
    signer: Approver
    about: tuple[str, ...]
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """What is known of one criterion. mode: None where nobody has looked. machine: what the build found by itself."""

    criterion: Criterion
    outcome: CriterionOutcome
    mode: TestMode | None
    machine: MachineResult
    word: SignedWord | None = None

    def when(self, looked: str | None) -> str | None:
        """The day (ISO 8601) that the outcome is of: of the last person's word it rests on, or that the machine
        `looked`, where that is told."""
        people = [self.word.signer] if self.word else [approver for _, approver in self.machine.approvers]
        return max((person.when[:10] for person in people), default=looked)


@dataclass(frozen=True, slots=True)
class Assessment:
    """results: of every criterion, in the order of criteria.toml."""

    facts: EvidenceFacts
    results: tuple[CriterionResult, ...]

    def count(self, outcome: CriterionOutcome) -> int:
        return sum(result.outcome == outcome for result in self.results)


def assess(facts: EvidenceFacts, words: Sequence[Attestation], named: bool) -> Assessment:
    """words: all that people said, whether it still holds or not. named: whether their names are told."""
    return Assessment(facts, tuple(_result(criterion, facts, words, named) for criterion in criteria()))


def about_now(criterion: Criterion, hashes: Hashes) -> dict[str, str]:
    """What a person's word on a criterion is bound to, as it is now."""
    single = {name for name in criterion.about if name not in _SEVERAL}
    starts = tuple(_SEVERAL[name] for name in criterion.about if name in _SEVERAL)
    return {
        name: sha256
        for name, sha256 in sorted(hashes.items())
        if name in single or (starts and name.startswith(starts))
    }


def holds_still(word: Attestation, criterion: Criterion, hashes: Hashes) -> bool:
    """Whether all that a word was about is as it was, and nothing has come or gone."""
    return word.criterion == criterion.name and bool(word.about) and word.about == about_now(criterion, hashes)


def changed_since(word: Attestation, criterion: Criterion, hashes: Hashes) -> tuple[str, ...]:
    """The names of what has changed, come or gone since a word was given."""
    now: Mapping[str, str] = about_now(criterion, hashes)
    return tuple(sorted(name for name in {*now, *word.about} if now.get(name) != word.about.get(name)))


def _result(criterion: Criterion, facts: EvidenceFacts, words: Sequence[Attestation], named: bool) -> CriterionResult:
    machine = look(criterion.name, facts)
    given = next((one for one in reversed(words) if holds_still(one, criterion, facts.hashes)), None)
    if given is None:
        mode: TestMode | None = "semiAuto" if machine.approvers else "automatic"
        return CriterionResult(criterion, machine.outcome, None if machine.outcome == "untested" else mode, machine)
    signer = Approver(given.when, given.role, given.by if named else None)
    word = SignedWord(given.outcome, signer, tuple(sorted(given.about)), given.remark)
    outcome = "failed" if machine.outcome == "failed" else word.outcome
    both = machine.outcome not in ("untested", "inapplicable") or bool(machine.approvers)
    return CriterionResult(criterion, outcome, "semiAuto" if both else "manual", machine, word)
