"""The same on paper: what each part has to do in all, divided by how quick it is. Nothing here is a model run."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.cluster_simulation.costs import Costs
from benchmarks.cluster_simulation.model_run import Cluster
from benchmarks.cluster_simulation.story_plan import Division, Place, PlannedStep, plan


@dataclass(frozen=True, slots=True)
class Demand:
    """Of an archive, added up. worker_s: workers' time, for bytes on their links too; coordinator_s, scheduler_s: of
    cores. up, down: bytes of the coordinator. read, written: of the store. chain_s: of the longest film, alone."""

    worker_s: float
    coordinator_s: float
    scheduler_s: float
    up: float
    down: float
    read: float
    written: float
    chain_s: float
    tasks: int

    def seconds(self, cluster: Cluster) -> Mapping[str, float]:
        """How long each part of such a cluster is busy, by name: none of them can be done sooner."""
        return {
            "workers": self.worker_s / cluster.workers,
            "coordinator's core": self.coordinator_s,
            "coordinator's link": max(self.up, self.down) / cluster.link_bytes_s,
            "scheduler": self.scheduler_s,
            "store": max(self.read, self.written) / cluster.store_bytes_s,
            "longest film": self.chain_s,
        }

    def busiest(self, cluster: Cluster) -> str:
        busy = self.seconds(cluster)
        return max(busy, key=lambda part: busy[part])

    def wall_s(self, cluster: Cluster) -> float:
        """What takes longest; and where that is not a film itself, the way to it and from it of one film."""
        return max(self.seconds(cluster).values())


def demand(costs: Costs, cluster: Cluster, films: Sequence[float], division: Division) -> Demand:
    """A worker that takes what is near fetches the footage of a film once; otherwise whoever makes a piece fetches it."""
    sums: Counter[str] = Counter()
    chain = 0.0
    for minutes, count in Counter(films).items():
        steps = plan(costs, minutes, division)
        chain = max(chain, chain_s(costs, steps, cluster))
        for name, amount in _of_one(costs, cluster, steps).items():
            sums[name] += count * amount  # type: ignore[assignment]  # Counter takes what can be added
    return Demand(**sums, chain_s=chain)  # type: ignore[arg-type]


def _of_one(costs: Costs, cluster: Cluster, steps: Sequence[PlannedStep]) -> dict[str, float]:
    made = [step for step in steps if step.place is Place.WORKER]
    own = [step for step in steps if step.place is Place.COORDINATOR]
    tasks = sum(step.pieces for step in made)
    fetches = 1 if cluster.near else min(cluster.workers, sum(step.pieces for step in made if step.footage))
    read = sum(step.read for step in made) + fetches * max(step.footage for step in made)
    wrote = sum(step.wrote for step in made)
    up, down = sum(step.wrote for step in own), sum(step.read for step in own)
    each_s = costs.task.worker_s + costs.task.scheduler_s
    link_s = (read + wrote) / min(cluster.link_bytes_s, cluster.store_bytes_s)
    return {
        "worker_s": sum(step.cpu_s for step in made) + tasks * each_s + (read + wrote) * costs.byte_s + link_s,
        "coordinator_s": sum(step.cpu_s for step in own) + (up + down) * costs.byte_s,
        "scheduler_s": tasks * costs.task.scheduler_s,
        "up": up,
        "down": down,
        "read": read + down,
        "written": wrote + up,
        "tasks": tasks,
    }


def chain_s(costs: Costs, steps: Sequence[PlannedStep], cluster: Cluster) -> float:
    """The longest way through a film that has the cluster to itself."""
    ends: list[float] = []
    byte_s = costs.byte_s + 1 / min(cluster.link_bytes_s, cluster.store_bytes_s)
    there = False  # whether somebody has the footage
    for step in steps:
        begins = max((ends[number] for number in step.after), default=0.0)
        took = step.cpu_s / step.pieces + (step.read + step.wrote) / step.pieces * byte_s
        if step.place is Place.WORKER:
            took = math.ceil(step.pieces / cluster.workers) * (took + costs.task.worker_s + costs.task.scheduler_s)
            took += step.footage * byte_s if step.footage and (step.pieces > 1 or not there) else 0.0
            there = there or bool(step.footage)
        ends.append(begins + took)
    return max(ends)
