"""What the steps of a build cost, measured on one machine (`… measure`), as plain data in a JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline import files
from pipeline.typedjson import read_json

#: The coordinator's own work, among the steps.
COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line over the length of a film: so much of each, and so much of each minute."""

    each: float = 0.0
    a_minute: float = 0.0

    def of(self, minutes: float, times: int = 1) -> float:
        """times: so many of each."""
        return self.each * times + self.a_minute * minutes

    @classmethod
    def through(cls, points: Mapping[float, float]) -> Line:
        """The line of least squares through (minutes → value), never below nothing at its ends; of one point, one
        through nothing."""
        if len(points) == 1:
            ((minutes, value),) = points.items()
            return cls(0.0, value / minutes)
        middle = sum(points) / len(points)
        height = sum(points.values()) / len(points)
        spread = sum((minutes - middle) ** 2 for minutes in points)
        slope = sum((minutes - middle) * (value - height) for minutes, value in points.items()) / spread
        slope = max(0.0, slope)
        each = height - slope * middle
        return cls(each, slope) if each >= 0 else cls(0.0, height / middle)


@dataclass(frozen=True, slots=True)
class StepCost:
    """cpu_s: seconds of one core; each: of every task. wrote: bytes. read: bytes besides the footage.
    footage: whether tasks read that too."""

    cpu_s: Line = Line()
    wrote: Line = Line()
    read: Line = Line()
    footage: bool = False


@dataclass(frozen=True, slots=True)
class TaskCost:
    """Of one task of distributed, empty, on loopback. a_second: how many its scheduler deals out at most.
    scheduler_s, worker_s, client_s: of a core, in each of the three processes. wire_bytes: in and out of the
    scheduler's sockets."""

    a_second: float
    scheduler_s: float
    worker_s: float
    client_s: float
    wire_bytes: float


@dataclass(frozen=True, slots=True)
class Costs:
    """date, machine, film: of the measurement. steps: by name, those of workers and `COORDINATOR`. footage: bytes.
    byte_s: seconds of a core that a byte costs which is copied and hashed. list_s: what lists all stories, of a core,
    for each of them. notes: sentences that a reader must know."""

    date: str
    machine: Mapping[str, str]
    film: str
    steps: Mapping[str, StepCost]
    footage: Line
    byte_s: float
    list_s: float
    task: TaskCost
    notes: tuple[str, ...] = field(default=())


#: Where those of this project are.
MEASURED = Path(__file__).resolve().parents[1] / "results" / "cluster.json"


def read_costs(path: Path = MEASURED) -> Costs:
    """Raises OSError, ValueError."""
    return read_json(path, Costs)


def write_costs(path: Path, costs: Costs) -> None:
    """Raises OSError."""
    files.write_json(path, asdict(costs))
