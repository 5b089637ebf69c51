"""The machines that help a build: worker, scheduler."""

from __future__ import annotations

from typing import Any

import click

from pipeline.errors import VeusError
from pipeline.messages import tr


@click.command()
@click.argument("address", metavar="ADDRESS")
@click.option("--name", metavar="NAME", default="", help="What builds call it. Else: the name of this machine.")
@click.option("--store", metavar="DEST", default="", help="The store of the cluster, where it has another place here.")
@click.option(
    "--memory",
    type=click.FloatRange(0.1),
    metavar="GB",
    help="Memory that a task may take (or set VEUS_MEMORY). Else: three quarters of what is free.",
)
@click.option(
    "--cache",
    type=click.FloatRange(0.1),
    metavar="GB",
    default=20.0,
    show_default=True,
    help="Disk for files that are needed again.",
)
@click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="NAME",
    default=("faster-whisper",),
    show_default=True,
    help="What it can listen with. Repeat for several.",
)
def worker(address: str, name: str, store: str, memory: float | None, cache: float, engines: tuple[str, ...]) -> None:
    """Help builds of other machines, until Ctrl-C.

    ADDRESS is that of the scheduler of a cluster: tls://server:8786. A build that this machine would make other bytes
    for sends it away, and says what differs.
    """
    from pipeline.cluster.cluster_address import cluster_address
    from pipeline.cluster.cluster_words import SentAway
    from pipeline.cluster.member import WorkerOrder, run_worker

    where = cluster_address(address)
    if where.local:
        raise click.UsageError(tr("name the scheduler that it is to work for, as in tls://server:8786."))
    try:
        run_worker(where, WorkerOrder(name, memory, cache, store, engines), _say)
    except SentAway as away:
        remedy = tr("Set up both machines with the same version of Veus, and the same models.")
        raise VeusError(away.why, where=where.url, remedy=remedy) from None


@click.command()
@click.argument("address", metavar="[ADDRESS]", default="tcp://127.0.0.1:8786")
def scheduler(address: str) -> None:
    """Hand out the tasks of builds to workers, until Ctrl-C.

    ADDRESS is where it can be reached: tls://0.0.0.0:8786 by all machines that have a certificate of the cluster's.
    Else by this machine alone.
    """
    from pipeline.cluster.cluster_address import cluster_address
    from pipeline.cluster.member import run_scheduler

    where = cluster_address(address)
    if where.local:
        raise click.UsageError(tr("name the place where it can be reached, as in tls://0.0.0.0:8786."))
    run_scheduler(where.url, where.keys, lambda url: _say(tr("The scheduler is at {address}.", address=url)))


def _say(text: Any) -> None:
    click.echo(text, err=True)
