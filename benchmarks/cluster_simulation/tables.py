"""What the model says of an archive, as tables for people: Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.cluster_simulation.costs import Costs
from benchmarks.cluster_simulation.model_run import Cluster, ModelRun, Outcome
from benchmarks.cluster_simulation.paper import Demand, demand
from benchmarks.cluster_simulation.story_plan import Division, films, plan

#: Of a first look.
WORKERS = (1, 2, 10, 50, 100, 200, 400)

#: bytes/s of the store's link, as they are sold: 1 and 10 Gbit/s.
STORES = (125e6, 1.25e9)

#: Hours after which a worker is lost, on average; 0: never.
LOST = (0.0, 100.0, 24.0, 4.0)

#: How work is taken: as the tables before have it, and by whoever is free.
TAKEN: Sequence[Mapping[str, Any]] = ({"near": True}, {"near": False})

#: A build deals a film among its share of the workers, which is one of them where many films are begun.
AS_BUILT = Division(0.0, 0.0)

#: Films that are begun at once, for each worker.
SHARES = (0.16, 0.5, 1.0, 2.0)

TB, GB, HOUR = 1e12, 1e9, 3600.0


@dataclass(slots=True)
class Archive:
    """hours: of film. made: what was found out so far."""

    costs: Costs
    hours: float
    division: Division
    seed: int
    made: dict[Cluster, tuple[Outcome, Demand]] = field(default_factory=dict)

    def made_by(self, cluster: Cluster) -> tuple[Outcome, Demand]:
        """In the model, and on paper."""
        if cluster not in self.made:
            lengths = films(self.hours, self.seed)
            run = ModelRun(self.costs, replace(cluster, seed=self.seed), lengths, self.division).run()
            self.made[cluster] = run, demand(self.costs, cluster, lengths, self.division)
        return self.made[cluster]


@dataclass(frozen=True, slots=True)
class Column:
    """of: a cell, from the cluster, the model run and the paper."""

    head: str
    of: Callable[[Cluster, Outcome, Demand], str]


LONG = (
    Column("workers", lambda cluster, run, paper: f"{cluster.workers}"),
    Column("hours", lambda cluster, run, paper: _hours(run.wall_s)),
    Column("on paper", lambda cluster, run, paper: _hours(paper.wall_s(cluster))),
    Column("machine hours", lambda cluster, run, paper: _hours(cluster.workers * run.wall_s)),
    Column("of them at work", lambda cluster, run, paper: _share(run.worker_s, cluster.workers * run.wall_s)),
    Column("longest film, h", lambda cluster, run, paper: f"{run.longest_s / HOUR:.1f}"),
    Column("what ends it", lambda cluster, run, paper: paper.busiest(cluster)),
)

BUSY = (
    Column("workers", lambda cluster, run, paper: f"{cluster.workers}"),
    Column("coordinator's core", lambda cluster, run, paper: _share(run.coordinator_s, run.wall_s)),
    Column("its link", lambda cluster, run, paper: _share(max(run.up, run.down) / cluster.link_bytes_s, run.wall_s)),
    Column("scheduler's core", lambda cluster, run, paper: _share(run.scheduler_s, run.wall_s)),
    Column("tasks/s, on average", lambda cluster, run, paper: f"{run.tasks / run.wall_s:.2f}"),
    Column("at most", lambda cluster, run, paper: f"{run.peak_tasks_s:.1f}"),
    Column("MB/s out of the store", lambda cluster, run, paper: f"{run.read / run.wall_s / 1e6:.0f}"),
    Column("into it", lambda cluster, run, paper: f"{run.written / run.wall_s / 1e6:.0f}"),
    Column("at most, one way", lambda cluster, run, paper: f"{run.peak_bytes_s / 1e6:.0f}"),
)

CARRIED = (
    Column("workers", lambda cluster, run, paper: f"{cluster.workers}"),
    Column("store, Gbit/s", lambda cluster, run, paper: f"{cluster.store_bytes_s * 8 / 1e9:.0f}"),
    Column("films begun at once", lambda cluster, run, paper: f"{cluster.films_at_once}"),
    Column("whoever is free", lambda cluster, run, paper: "no" if cluster.near else "yes"),
    Column("hours", lambda cluster, run, paper: _hours(run.wall_s)),
    Column("TB out of the store", lambda cluster, run, paper: f"{run.read / TB:.0f}"),
    Column("into it", lambda cluster, run, paper: f"{run.written / TB:.0f}"),
    Column("footage fetched, times", lambda cluster, run, paper: f"{run.footage_reads:,}"),
)

BEGUN = (
    Column("workers", lambda cluster, run, paper: f"{cluster.workers}"),
    Column("films begun at once", lambda cluster, run, paper: f"{cluster.films_at_once}"),
    Column("hours", lambda cluster, run, paper: _hours(run.wall_s)),
    Column("workers at work", lambda cluster, run, paper: _share(run.worker_s, cluster.workers * run.wall_s)),
    Column("TB out of the store", lambda cluster, run, paper: f"{run.read / TB:.0f}"),
    Column("longest film, h", lambda cluster, run, paper: f"{run.longest_s / HOUR:.1f}"),
)


def all_of(archive: Archive, workers: Sequence[int]) -> Iterator[str]:
    """The tables, one after the other, as they are there."""
    yield _steps(archive)
    for store in STORES:
        clusters = [Cluster(count, store) for count in workers]
        yield f"A store of {store * 8 / 1e9:.0f} Gbit/s each way:"
        yield _table(archive, clusters, LONG)
        yield _table(archive, clusters, BUSY)
    many = Cluster(min(workers, key=lambda count: abs(count - 100)), STORES[-1])
    yield "What stays near, and what whoever is free takes:"
    taken = [replace(many, store_bytes_s=store, **how) for store in STORES for how in TAKEN]
    yield _table(archive, taken, CARRIED)
    yield "By whoever is free, each film's renditions by one worker:"
    whole = replace(archive, division=AS_BUILT, made={})
    yield _table(whole, [replace(many, store_bytes_s=store, near=False) for store in STORES], CARRIED)
    yield "How many films are begun:"
    yield _table(archive, [replace(many, at_once=round(many.workers * share) or 1) for share in SHARES], BEGUN)
    yield _totals(archive, many)
    yield _losses(archive, many)


def _table(archive: Archive, clusters: Sequence[Cluster], columns: Sequence[Column]) -> str:
    rows = [[one.head for one in columns], ["---:"] * len(columns)]
    rows += [[one.of(cluster, *archive.made_by(cluster)) for one in columns] for cluster in clusters]
    return _rows(rows)


def _rows(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def _steps(archive: Archive) -> str:
    """What a film of ten minutes takes, step by step."""
    rows = [["ten minutes of film", "done by", "tasks", "core s", "MB in", "MB out"], ["---", "---", *["---:"] * 4]]
    for step in plan(archive.costs, 10.0, archive.division):
        read, wrote = (step.read + step.footage) / 1e6, step.wrote / 1e6
        rows.append([step.name, step.place.value, f"{step.pieces}", f"{step.cpu_s:.1f}", f"{read:.0f}", f"{wrote:.0f}"])
    return _rows(rows)


def _totals(archive: Archive, cluster: Cluster) -> str:
    """What has to be done and carried in all, whoever does it."""
    run, _ = archive.made_by(cluster)
    wire = run.tasks * archive.costs.task.wire_bytes / GB
    found = {
        "films": f"{len(films(archive.hours, archive.seed)):,}",
        "tasks": f"{run.tasks:,}",
        "core hours of workers": _hours(run.cpu_s),
        "core hours of the coordinator": _hours(run.coordinator_s),
        "core hours of the scheduler": _hours(run.scheduler_s),
        "GB on the scheduler's wire, without words": f"{wire:.1f}",
        "TB that the coordinator gives": f"{run.up / TB:.1f}",
        "TB that it fetches": f"{run.down / TB:.1f}",
        "TB out of the store": f"{run.read / TB:.1f}",
        "TB into it": f"{run.written / TB:.1f}",
    }
    return _rows([[f"{archive.hours:,.0f} hours of film", ""], ["---", "---:"], *([*pair] for pair in found.items())])


def _losses(archive: Archive, cluster: Cluster) -> str:
    """What it costs that workers are lost."""
    heads = [f"{cluster.workers} workers: one is lost every", "losses", "hours", "machine hours done again"]
    rows = [heads, ["---:"] * len(heads)]
    for hours in LOST:
        run, _ = archive.made_by(replace(cluster, lost_after_s=hours * HOUR))
        often = f"{hours:g} h of its own" if hours else "never"
        rows.append([often, f"{run.losses:,}", _hours(run.wall_s), _hours(run.redone_s)])
    return _rows(rows)


def _hours(seconds: float) -> str:
    hours = seconds / HOUR
    return f"{hours:,.0f}" if hours >= 100 else f"{hours:.1f}"


def _share(part: float, whole: float) -> str:
    share = part / whole
    return f"{share:.0%}" if share >= 0.01 else f"{share:.2%}"
