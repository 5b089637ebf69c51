"""An archive as work: its films, and the steps of each with what they take and carry."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.cluster_simulation.costs import Costs

#: Films of an archive, (how many of ten, minutes): news items, talks, a debate, a plenary session.
MIX = ((4, 3.0), (4, 10.0), (1, 40.0), (1, 120.0))


class Place(Enum):
    """Where a step is done."""

    COORDINATOR = "coordinator"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of one film. after: numbers of the steps it waits for. pieces: so many tasks of the same size. cpu_s,
    read, wrote: seconds of a core and bytes of all pieces together. footage: bytes of it, which each piece needs whole
    and a worker keeps."""

    name: str
    place: Place
    after: tuple[int, ...]
    cpu_s: float
    read: float = 0.0
    wrote: float = 0.0
    footage: float = 0.0
    pieces: int = 1


@dataclass(frozen=True, slots=True)
class Division:
    """How a film is dealt out. renditions, hearing: minutes of film in each task; 0: all of it in one."""

    renditions: float = 2.0
    hearing: float = 0.0

    def pieces(self, minutes: float, each: float) -> int:
        return max(1, math.ceil(minutes / each)) if each else 1


def films(hours: float, seed: int, mix: Sequence[tuple[int, float]] = MIX) -> list[float]:
    """Minutes of each film of an archive of `hours`, in an order that `seed` chooses."""
    ten = [minutes for count, minutes in mix for _ in range(count)]
    times = max(1, round(hours * 60 / sum(ten)))
    all_of_them = ten * times
    random.Random(seed).shuffle(all_of_them)
    return all_of_them


#: Steps of workers: what each waits for, and whether it reads the footage.
ORDER: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "probe": (("given",), True),
    "cuts": (("probe",), True),
    "pauses": (("probe",), True),
    "transcript": (("probe",), True),
    "piece": (("captions",), True),
    "join": (("piece",), True),
    "poster": (("join",), False),
}

#: The coordinator's own: gives the footage to the store; writes captions (translation, people's files); fetches what
#: was made, and writes pages. Of its time, a third each.
OWN: Mapping[str, tuple[str, ...]] = {
    "given": (),
    "captions": ("cuts", "pauses", "transcript"),
    "pages": ("poster",),
}


def plan(costs: Costs, minutes: float, division: Division) -> list[PlannedStep]:
    """The steps of a film, in an order in which each comes behind those that it waits for."""
    names = ["given", "probe", "cuts", "pauses", "transcript", "captions", "piece", "join", "poster", "pages"]
    footage, each = costs.footage.of(minutes), {"piece": division.renditions, "transcript": division.hearing}
    pieces = {name: division.pieces(minutes, each.get(name, 0.0)) for name in names if name not in OWN}
    made = sum(costs.steps[name].wrote.of(minutes) for name in pieces)
    own_s = costs.steps["coordinator"].cpu_s.of(minutes) + costs.list_s + costs.task.client_s * sum(pieces.values())
    moved = {"given": (0.0, footage), "captions": (0.0, 0.0), "pages": (made, 0.0)}
    steps = []
    for name in names:
        waits, whole = (OWN[name], False) if name in OWN else ORDER[name]
        after = tuple(names.index(other) for other in waits)
        if name in OWN:
            steps.append(PlannedStep(name, Place.COORDINATOR, after, own_s / len(OWN), *moved[name]))
        else:
            cost = costs.steps[name]
            taken = (cost.cpu_s.of(minutes, pieces[name]), cost.read.of(minutes), cost.wrote.of(minutes))
            steps.append(PlannedStep(name, Place.WORKER, after, *taken, footage if whole else 0.0, pieces[name]))
    return steps
