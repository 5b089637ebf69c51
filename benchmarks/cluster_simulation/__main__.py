"""`python -m benchmarks.cluster_simulation`: an archive made by many machines; `… measure`: what that rests on."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict
from pathlib import Path

import click

from benchmarks import machine
from benchmarks.cluster_simulation import tables
from benchmarks.cluster_simulation.costs import MEASURED, Costs, read_costs, write_costs
from benchmarks.cluster_simulation.story_plan import Division
from benchmarks.workroom import workroom
from pipeline.errors import VeusError

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--workers", type=click.IntRange(1), multiple=True, default=tables.WORKERS, help="Of one core each. Repeatable."
)
@click.option("--hours", type=click.FloatRange(1), default=10_000.0, show_default=True, help="Of film.")
@click.option(
    "--piece", type=float, default=2.0, show_default=True, help="Minutes of film in each piece of renditions."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Chooses the order of films and when workers die.")
@click.option("--costs", type=FILE, default=MEASURED, help="What was measured (benchmarks/results/cluster.json).")
@click.pass_context
def main(context: click.Context, workers: tuple[int, ...], hours: float, piece: float, seed: int, costs: Path) -> None:
    """Say how long an archive takes on so many machines, what ends that, and what has to be carried."""
    if context.invoked_subcommand:
        return
    archive = tables.Archive(read_costs(costs), hours, Division(renditions=piece), seed)
    for told in tables.all_of(archive, workers):
        click.echo(f"{told}\n")


@main.command()
@click.option("--folder", type=click.Path(path_type=Path), help="Where films are built (default: benchmarks/.work).")
@click.option("--out", type=FILE, default=MEASURED, help="benchmarks/results/cluster.json")
def measure(folder: Path | None, out: Path) -> None:
    """Build films with real engines on one core, weigh every task, and write what it costs."""
    from benchmarks.cluster_simulation import dask_overhead, metering

    try:
        with workroom(*[folder] if folder else []) as room:
            busy = machine.busy_note()
            task = dask_overhead.measure_task()
            say(f"a task of distributed: {asdict(task)}")
            byte_s = metering.byte_s(room)
            steps, footage = metering.measure_steps(room, say)
    except VeusError as error:
        raise SystemExit(f"benchmarks: {error}") from error
    today = datetime.date.today().isoformat()
    notes = tuple(filter(None, [busy]))
    write_costs(
        out, Costs(today, machine.machine(), metering.FILM, steps, footage, byte_s, metering.LIST_S, task, notes)
    )
    click.echo(json.dumps({name: asdict(cost) for name, cost in steps.items()}, indent=1))


def say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.cluster_simulation")
