"""What a run found, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.captions.samples import Sample
from benchmarks.captions.score import Score, together


@dataclass(slots=True)
class Column:
    """All scores of one system: by recording, one for each round."""

    name: str
    label: str
    scores: dict[str, list[Score]] = field(default_factory=dict)

    def of(self, sample: Sample) -> Score | None:
        """The system's figures for one recording, its rounds added up; SubER: of the first round."""
        rounds = self.scores.get(sample.name)
        if not rounds:
            return None
        return rounds[0] if len(rounds) == 1 else _with_suber(together(rounds), rounds[0].suber)

    def all(self) -> Score:
        """Its figures over all recordings."""
        return together(score for rounds in self.scores.values() for score in rounds)


def _with_suber(score: Score, value: float | None) -> Score:
    return replace(score, suber=value)


@dataclass(slots=True)
class Results:
    """A whole run. columns: a system each, ours first. hand: the human tracks, scored like a system's.

    told: the stories once more, everybody having been told what to expect. machine, settings: name → value. notes: what
    a reader must know, in sentences.
    """

    date: str
    machine: dict[str, str]
    settings: dict[str, str]
    samples: list[Sample]
    columns: list[Column]
    hand: Column
    notes: list[str] = field(default_factory=list)
    told: list[Column] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Every figure of the tables, as JSON values."""
        return {
            "date": self.date,
            "machine": self.machine,
            "settings": self.settings,
            "systems": {
                column.name: {"all": column.all().as_dict()}
                | {sample.name: one.as_dict() for sample in self.samples if (one := column.of(sample))}
                for column in [*self.columns, self.hand]
                if column.scores
            },
            "told": {
                column.name: {name: rounds[0].as_dict() for name, rounds in column.scores.items()}
                for column in self.told
            },
            "notes": self.notes,
        }
