"""An archive as work: its films, and the steps of each with what they take and carry."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from benchmarks.cluster_simulation.costs import COORDINATOR, Costs
from benchmarks.results import BenchmarkError

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


#: The steps, and what each waits for. Those that were not measured are left out.
ORDER: Mapping[str, tuple[str, ...]] = {
    "given": (),
    "probe": ("given",),
    "cuts": ("probe",),
    "pauses": ("probe",),
    "speech": ("probe",),
    "heard": ("speech",),
    "transcript": ("probe", "heard"),
    "captions": ("cuts", "pauses", "transcript"),
    "translation": ("captions",),
    "piece": ("captions", "translation"),
    "join": ("piece",),
    "poster": ("join",),
    "pages": ("poster",),
}

#: Of them the coordinator's: gives the footage to the store; writes captions (people's files); fetches
#: what was made, and writes pages. Of its time, a third each.
OWN = ("given", "captions", "pages")


def plan(costs: Costs, minutes: float, division: Division) -> list[PlannedStep]:
    """The steps of a film, in an order in which each comes behind those that it waits for. Raises BenchmarkError for
    what was measured of a step that has no place here."""
    if unknown := costs.steps.keys() - ORDER.keys() - {COORDINATOR}:
        raise BenchmarkError(f"nobody knows when these steps are done: {', '.join(sorted(unknown))}.")
    names = [name for name in ORDER if name in OWN or name in costs.steps]
    footage, each = costs.footage.of(minutes), {"piece": division.renditions, "heard": division.hearing}
    pieces = {name: division.pieces(minutes, each.get(name, 0.0)) for name in names if name not in OWN}
    made = sum(costs.steps[name].wrote.of(minutes) for name in pieces)
    own_s = costs.steps[COORDINATOR].cpu_s.of(minutes) + costs.list_s + costs.task.client_s * sum(pieces.values())
    moved = {"given": (0.0, footage), "captions": (0.0, 0.0), "pages": (made, 0.0)}
    steps = []
    for name in names:
        after = tuple(names.index(other) for other in ORDER[name] if other in names)
        if name in OWN:
            steps.append(PlannedStep(name, Place.COORDINATOR, after, own_s / len(OWN), *moved[name]))
            continue
        cost, times = costs.steps[name], pieces[name]
        taken = (cost.cpu_s.of(minutes, times), cost.read.of(minutes), cost.wrote.of(minutes))
        steps.append(PlannedStep(name, Place.WORKER, after, *taken, footage if cost.footage else 0.0, times))
    return steps
