"""What the model says of an archive, as tables for people: Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.cluster_simulation.costs import Costs
from benchmarks.cluster_simulation.model_run import Cluster, ModelRun, Outcome
from benchmarks.cluster_simulation.paper import Demand, demand
from benchmarks.cluster_simulation.story_plan import Division, films, plan

#: Of a first look.
WORKERS = (1, 2, 10, 50, 100, 200, 400)

#: bit/s of the store's link, as they are sold; of machines, the first.
GIGABIT = 125e6
STORES = (GIGABIT, 10 * GIGABIT)

#: Hours after which a worker is lost.
LOST = (0.0, 100.0, 24.0, 4.0)

#: The most that the model and the paper may be apart.
APART = 0.10

TB, HOUR = 1e12, 3600.0


@dataclass(frozen=True, slots=True)
class Archive:
    """hours: of film."""

    costs: Costs
    hours: float
    division: Division
    seed: int

    def made_by(self, cluster: Cluster) -> tuple[Outcome, Demand]:
        """In the model, and on paper."""
        lengths = films(self.hours, self.seed)
        cluster = replace(cluster, seed=self.seed)
        run = ModelRun(self.costs, cluster, lengths, self.division).run()
        return run, demand(self.costs, cluster, lengths, self.division)


def all_of(archive: Archive, workers: Sequence[int]) -> Iterator[str]:
    """The tables, one after the other, as they are there."""
    yield steps(archive)
    for store in STORES:
        yield machines(archive, [Cluster(count, store) for count in workers])
    yield losses(archive, Cluster(max(workers), STORES[-1]))


def steps(archive: Archive) -> str:
    """What a film of ten minutes takes, step by step."""
    costs, rows = archive.costs, ["| ten minutes of film | where | tasks | core s | MB in | MB out |", "|---|---|" + "---:|" * 4]
    for step in plan(costs, 10.0, archive.division):
        read = step.read + step.footage
        cells = [step.name, step.place.value, f"{step.pieces}", f"{step.cpu_s:.1f}", f"{read / 1e6:.0f}", f"{step.wrote / 1e6:.0f}"]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def machines(archive: Archive, clusters: Sequence[Cluster]) -> str:
    """How long it takes with each of them, and what ends it."""
    heads = ["workers", "wall h", "on paper h", "machine h", "workers busy", "coordinator's core", "its link", "scheduler"]
    heads += ["store", "TB out of it", "TB into it", "peak MB/s", "tasks/s", "peak tasks/s", "longest film h", "ends it"]
    rows = [f"{clusters[0].store_bytes_s * 8 / 1e9:.0f} Gbit/s from the store:", "", f"| {' | '.join(heads)} |"]
    rows.append("|" + "---:|" * (len(heads) - 1) + "---|")
    for cluster in clusters:
        run, on_paper = archive.made_by(cluster)
        rows.append(f"| {' | '.join(_cells(cluster, run, on_paper))} |")
    return "\n".join(rows)


def _cells(cluster: Cluster, run: Outcome, on_paper: Demand) -> Iterator[str]:
    wall = run.wall_s
    link = max(run.up, run.down) / cluster.link_bytes_s
    store = max(run.read, run.written) / cluster.store_bytes_s
    yield f"{cluster.workers}"
    yield f"{wall / HOUR:,.1f}"
    yield f"{on_paper.wall_s(cluster) / HOUR:,.1f}"
    yield f"{cluster.workers * wall / HOUR:,.0f}"
    busy = [run.worker_s / cluster.workers, run.coordinator_s, link, run.scheduler_s, store]
    yield from (f"{part / wall:.1%}" if part / wall < 0.01 else f"{part / wall:.0%}" for part in busy)
    yield f"{run.read / TB:.1f}"
    yield f"{run.written / TB:.1f}"
    yield f"{run.peak_bytes_s / 1e6:.0f}"
    yield f"{run.tasks / wall:.2f}"
    yield f"{run.peak_tasks_s:.1f}"
    yield f"{run.longest_s / HOUR:.1f}"
    yield on_paper.busiest(cluster)


def losses(archive: Archive, cluster: Cluster) -> str:
    """What it costs that workers are lost."""
    rows = [f"{cluster.workers} workers:", "", "| a worker is lost every | losses | wall h | done again h |", "|---:|" * 4]
    rows[-1] = "|" + "---:|" * 4
    for hours in LOST:
        run, _ = archive.made_by(replace(cluster, lost_after_s=hours * HOUR))
        often = f"{hours:g} h" if hours else "never"
        rows.append(f"| {often} | {run.losses:,} | {run.wall_s / HOUR:,.1f} | {run.redone_s / HOUR:,.1f} |")
    return "\n".join(rows)
