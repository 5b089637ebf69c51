"""What was measured, as plain data. Nothing here measures, reads or writes.

Times are seconds (wall clock and processor), media lengths are seconds too: they are reported, not computed with.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.errors import VeusError


class BenchmarkError(VeusError):
    """A measured program that failed, or something the benchmarks need and do not find."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one program. wall_s: from its start to its end. cpu_s: processor time of it and its children."""

    wall_s: float
    cpu_s: float


def in_turn(runs: Sequence[Run]) -> Run:
    """`runs`, one after the other, as one."""
    return Run(sum(run.wall_s for run in runs), sum(run.cpu_s for run in runs))


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`."""

    count: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.count + other.count, self.of + other.of)

    @property
    def value(self) -> float | None:
        """0..1 (and more for word errors); None of nothing."""
        return self.count / self.of if self.of else None


NOTHING = Share()


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle, least and most of some values, in their unit."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Raises ValueError without values."""
        if not values:
            raise ValueError("no values")
        return cls(statistics.median(values), min(values), max(values))


@dataclass(slots=True)
class Measure:
    """All runs of one system over one piece of work.

    start: runs with a second of silence – what starting and loading cost. wer: word error rate of each run, 0..1.
    wrong: words wrong in each recording with a reference text, in the first run. note: shown below the table.
    """

    name: str
    label: str
    runs: list[Run] = field(default_factory=list)
    start: list[Run] = field(default_factory=list)
    wer: list[float] = field(default_factory=list)
    wrong: dict[str, Share] = field(default_factory=dict)
    note: str = ""

    def wall(self) -> Spread:
        return Spread.of([run.wall_s for run in self.runs])

    def cpu(self) -> Spread:
        return Spread.of([run.cpu_s for run in self.runs])


@dataclass(slots=True)
class Section:
    """One table: several systems over the same work. baseline: the measure all ratios are to.

    media_s: length of the sound or video worked on, in seconds.
    """

    title: str
    media_s: float
    baseline: str
    baseline_label: str
    measures: list[Measure] = field(default_factory=list)

    def ratio(self, measure: Measure, of: Callable[[Measure], Spread] = Measure.wall) -> float | None:
        """How many times what the baseline takes `measure` takes (medians); None when one of them was not measured.

        of: what is compared – `Measure.wall`, or `Measure.cpu`, which other work on the machine disturbs less.
        """
        base = next((one for one in self.measures if one.name == self.baseline and one.runs), None)
        if base is None or not measure.runs or of(base).median <= 0:
            return None
        return of(measure).median / of(base).median


@dataclass(slots=True)
class Heard:
    """Words wrong in each recording, by one way of listening. unheard: ms in which somebody speaks and no word was
    found, where that is known."""

    name: str
    label: str
    wrong: dict[str, Share]
    unheard: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """A whole build from nothing. media_s: length of the footage. run, steps (name → seconds, in the order of the first
    time; the same steps of several stories are added up): of the middle one of several. walls: seconds of each."""

    title: str
    media_s: float
    run: Run
    steps: dict[str, float]
    walls: tuple[float, ...] = ()

    @property
    def between_s(self) -> float:
        """Seconds outside of all steps: starting, comparing, what is done once for all stories."""
        return self.run.wall_s - sum(self.steps.values())


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory (MB) that a process held which listened to `media_s` seconds of speech. run: the middle one of
    several, by memory. each: MB of all of them."""

    media_s: float
    mb: float
    run: Run
    each: tuple[float, ...] = ()


@dataclass(slots=True)
class Report:
    """A whole run of the benchmarks. machine, settings: name → value, in the order they are shown.

    heard: the columns of one table. notes: what a reader must know, in sentences – above all what was left out and why.
    """

    date: str
    machine: dict[str, str]
    settings: dict[str, str]
    sections: list[Section] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    built: list[Built] = field(default_factory=list)
    peaks: list[Peak] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.sections or self.heard or self.built or self.peaks)

    def as_dict(self) -> dict[str, Any]:
        """Everything measured, and the medians, shares and ratios that the tables show."""
        data = asdict(self)
        for section, plain in zip(self.sections, data["sections"], strict=True):
            for measure, entry in zip(section.measures, plain["measures"], strict=True):
                entry["summary"] = _summary(section, measure)
        return data


def _summary(section: Section, measure: Measure) -> dict[str, float | None]:
    if not measure.runs:
        return {}
    wall = measure.wall().median
    return {
        "wall_s": round(wall, 3),
        "cpu_s": round(measure.cpu().median, 3),
        "share_of_real_time": round(wall / section.media_s, 4) if section.media_s else None,
        f"ratio_to_{section.baseline}": _rounded(section.ratio(measure)),
        f"cpu_ratio_to_{section.baseline}": _rounded(section.ratio(measure, Measure.cpu)),
        "wer": round(statistics.median(measure.wer), 4) if measure.wer else None,
    }


def _rounded(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio, 3)
