"""The model of many machines agrees with what can be worked out by hand, and is the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cluster_simulation.costs import COORDINATOR, Costs, Line, StepCost, TaskCost, read_costs, write_costs
from benchmarks.cluster_simulation.metering import Weighed, costs_of
from benchmarks.cluster_simulation.model_run import Cluster, ModelRun, Outcome
from benchmarks.cluster_simulation.paper import chain_s, demand
from benchmarks.cluster_simulation.queues import SharedLine, Then
from benchmarks.cluster_simulation.story_plan import Division, Place, films, plan
from benchmarks.cluster_simulation.tables import Archive, all_of
from benchmarks.results import BenchmarkError

#: So quick that nobody waits for bytes.
QUICK = 1e15

#: Renditions in pieces of two minutes, a hearing in one.
TWO = Division(renditions=2.0)

FREE = TaskCost(1.0, 0.0, 0.0, 0.0, 0.0)

STEPS: Mapping[str, StepCost] = {
    "probe": StepCost(Line(0.5, 1.0), Line(0, 2e4), footage=True),
    "cuts": StepCost(Line(0.3, 4.0), Line(0, 500), footage=True),
    "pauses": StepCost(Line(0.2, 0.5), Line(0, 500), footage=True),
    "transcript": StepCost(Line(3.0, 6.0), Line(0, 5e4), footage=True),
    "piece": StepCost(Line(1.0, 60.0), Line(0, 4e7), Line(0, 1e5), True),
    "join": StepCost(Line(0.3, 0.5), Line(0, 4e7), Line(0, 4e7), True),
    "poster": StepCost(Line(1.0, 0.0), Line(2e5), Line(0, 2e7)),
    "coordinator": StepCost(Line(2.0, 1.0)),
}

COSTS = Costs("2026-01-01", {}, "made up", STEPS, Line(0, 9e7), 2e-9, 0.001, TaskCost(200, 7e-4, 1e-3, 3e-4, 5e3))

#: Nothing but what workers do.
WORK = replace(COSTS, steps={**STEPS, "coordinator": StepCost()}, byte_s=0.0, list_s=0.0, task=FREE)


def run(costs: Costs, cluster: Cluster, minutes: list[float]) -> Outcome:
    return ModelRun(costs, cluster, minutes, TWO).run()


def core_s(costs: Costs, minutes: float) -> float:
    return sum(step.cpu_s for step in plan(costs, minutes, TWO) if step.place is Place.WORKER)


def test_one_worker_does_all_of_it_one_after_the_other() -> None:
    minutes = [3.0, 10.0, 40.0]
    found = run(WORK, Cluster(1, QUICK, QUICK), minutes)
    assert found.wall_s == pytest.approx(sum(core_s(WORK, one) for one in minutes))
    assert found.worker_s == pytest.approx(found.wall_s)


@pytest.mark.parametrize("workers", [2, 7, 20])
def test_without_a_coordinator_workers_share_it(workers: int) -> None:
    minutes = [10.0] * 40 * workers
    found = run(WORK, Cluster(workers, QUICK, QUICK), minutes)
    assert found.wall_s == pytest.approx(len(minutes) * core_s(WORK, 10.0) / workers, rel=0.02)


@pytest.mark.parametrize("minutes", [1.0, 10.0, 120.0])
def test_a_film_alone_takes_as_long_as_its_longest_way(minutes: float) -> None:
    cluster = Cluster(100, QUICK, QUICK)
    found = run(COSTS, cluster, [minutes])
    assert found.wall_s == pytest.approx(chain_s(COSTS, plan(COSTS, minutes, TWO), cluster), rel=0.01)
    assert found.longest_s == found.wall_s


def test_the_longest_way_by_hand() -> None:
    """Given by the coordinator, probed, heard, captioned, ten minutes' five pieces at once, joined, a poster, pages."""
    cluster = Cluster(100, QUICK, QUICK)
    by_hand = 12.0 + (0.5 + 10.0) + (3.0 + 60.0) + (1.0 + 600.0 / 5) + (0.3 + 5.0) + 1.0
    costs = replace(WORK, steps=STEPS)
    assert run(costs, cluster, [10.0]).wall_s == pytest.approx(by_hand)


def test_where_the_coordinator_has_more_to_do_than_all_workers_it_decides() -> None:
    slow = replace(COSTS, steps={**STEPS, "coordinator": StepCost(Line(100.0, 10.0))})
    minutes = [10.0] * 200
    found = run(slow, Cluster(100, QUICK, QUICK), minutes)
    assert found.coordinator_s == pytest.approx(found.wall_s, rel=0.02)
    assert found.wall_s == pytest.approx(demand(slow, Cluster(100, QUICK, QUICK), minutes, TWO).coordinator_s, rel=0.02)


def test_where_the_store_is_slow_it_decides() -> None:
    cluster, minutes = Cluster(20, 5e6), [10.0] * 400
    found = run(COSTS, cluster, minutes)
    assert found.wall_s == pytest.approx(max(found.read, found.written) / 5e6, rel=0.1)


@pytest.mark.parametrize("store", [1.25e8, 1.25e9])
@pytest.mark.parametrize("workers", [1, 10, 50])
def test_whoever_reckons_on_paper_comes_to_the_same(workers: int, store: float) -> None:
    minutes, cluster = films(1500.0, seed=1), Cluster(workers, store)
    by_hand = demand(COSTS, cluster, minutes, TWO).wall_s(cluster)
    assert run(COSTS, cluster, minutes).wall_s == pytest.approx(by_hand, rel=0.15)


def test_the_same_seed_gives_the_same_run() -> None:
    minutes = films(60.0, seed=3)
    assert minutes == films(60.0, seed=3) != films(60.0, seed=4)
    lossy = Cluster(7, lost_after_s=4000.0, seed=3)
    assert run(COSTS, lossy, minutes) == run(COSTS, lossy, minutes) != run(COSTS, replace(lossy, seed=4), minutes)


def test_what_was_lost_is_done_again() -> None:
    minutes = [10.0] * 30
    whole, lossy = run(COSTS, Cluster(5), minutes), run(COSTS, Cluster(5, lost_after_s=2000.0, back_s=10.0), minutes)
    assert lossy.losses and lossy.redone_s > 0
    assert lossy.tasks > whole.tasks == 30 * (3 + 1 + 5 + 2)
    assert lossy.cpu_s == pytest.approx(whole.cpu_s, rel=0.01)  # what was made; not what was begun
    assert lossy.wall_s > whole.wall_s


def test_who_takes_what_is_near_fetches_less() -> None:
    minutes = [10.0] * 40
    near, free = (run(COSTS, Cluster(10, near=near), minutes) for near in (True, False))
    assert 40 <= near.footage_reads < free.footage_reads <= 40 * 10
    assert near.read < free.read


@given(
    minutes=st.lists(st.sampled_from([0.5, 3.0, 20.0]), min_size=1, max_size=12),
    workers=st.integers(1, 9),
    at_once=st.integers(1, 5),
    lost_after_s=st.sampled_from([0.0, 3000.0]),
    near=st.booleans(),
    keeps=st.integers(1, 3),
)
def test_whatever_the_cluster_all_is_made(
    minutes: list[float], workers: int, at_once: int, lost_after_s: float, near: bool, keeps: int
) -> None:
    cluster = Cluster(workers, 2e8, at_once=at_once, lost_after_s=lost_after_s, near=near, keeps=keeps)
    found = run(COSTS, cluster, minutes)
    planned = [step for one in minutes for step in plan(COSTS, one, TWO)]
    assert found.cpu_s >= sum(step.cpu_s for step in planned if step.place is Place.WORKER)
    assert found.up == pytest.approx(sum(COSTS.footage.of(one) for one in minutes))
    assert found.footage_reads >= len(minutes)
    assert found.wall_s * workers >= found.worker_s - 1e-6
    by_hand = demand(COSTS, replace(cluster, near=True), minutes, TWO).seconds(cluster)
    for part in ("workers", "coordinator's core", "coordinator's link", "scheduler", "store"):
        assert found.wall_s >= by_hand[part] - 1e-6, part


def test_who_shares_a_line_goes_as_quickly_as_the_others() -> None:
    moments: list[tuple[float, Then]] = []
    line, there = SharedLine(100.0, 80.0, lambda moment, then: moments.append((moment, then))), dict[str, float]()
    now = 0.0

    def take(moment: float, name: str, amount: float) -> None:
        line.take(moment, amount, lambda: there.__setitem__(name, now))

    take(0.0, "alone first", 160.0)  # 80 a second, until it has company after one
    take(1.0, "small", 50.0)  # 50 a second each
    while moments:
        moments.sort(key=lambda one: one[0])
        now, then = moments.pop(0)
        then()
    assert there == {"small": pytest.approx(2.0), "alone first": pytest.approx(2.0 + 30 / 80)}
    assert line.peak() == pytest.approx(210 / 60)


def test_lines_go_through_what_was_measured() -> None:
    assert Line.through({1.0: 5.0, 3.0: 9.0}) == Line(3.0, 2.0)
    assert Line.through({1.0: 2.0, 3.0: 9.0}) == Line(0.0, 5.5 / 2)  # nothing costs less than nothing
    assert Line.through({2.0: 6.0}) == Line(0.0, 3.0)
    assert Line(1.0, 2.0).of(4.0) == 9.0


def test_tasks_of_a_step_are_added_up_by_film() -> None:
    weighed = [
        Weighed("piece", 1.0, 10.0, 5.0, 7.0),
        Weighed("piece", 1.0, 20.0, 5.0, 7.0),
        Weighed("piece", 3.0, 40.0, 15.0, 21.0),
        Weighed("piece", 3.0, 40.0, 15.0, 21.0),
        Weighed(COORDINATOR, 1.0, 2.0, 0.0, 0.0),
        Weighed(COORDINATOR, 3.0, 4.0, 0.0, 0.0),
    ]
    found = costs_of(weighed)
    assert found["piece"] == StepCost(Line(2.5, 25.0), wrote=Line(0.0, 14.0), read=Line(0.0, 10.0))
    assert found[COORDINATOR].cpu_s == Line(1.0, 1.0)
    assert costs_of([Weighed("cuts", 1.0, 1.0, 0.0, 0.0, True)])["cuts"].footage


def test_a_step_that_nobody_knows_is_not_passed_over() -> None:
    with pytest.raises(BenchmarkError, match="done: dreaming"):
        plan(replace(COSTS, steps={**STEPS, "dreaming": StepCost()}), 1.0, TWO)


def test_costs_are_read_as_they_were_written(tmp_path: Path) -> None:
    write_costs(tmp_path / "costs.json", COSTS)
    assert read_costs(tmp_path / "costs.json") == COSTS


def test_the_tables_say_what_ends_it() -> None:
    told = "\n\n".join(all_of(Archive(COSTS, 40.0, TWO, 1), [1, 4]))
    assert "| piece | worker | 5 |" in told
    assert "| 1 |" in told and "| workers |" in told
    assert "films | 110" in told
