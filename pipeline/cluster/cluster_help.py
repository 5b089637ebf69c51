"""What all stories of a build have of its cluster: a way to its workers, a store, and processes of this machine for
what none of them may do."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from threading import Event, Lock
from types import TracebackType
from typing import Any, Self

from pipeline.build.jobs import jobs_here
from pipeline.build.memory_budget import StoppedWork
from pipeline.build.staging import StagedStories
from pipeline.build.task import Task
from pipeline.build.workers import Workers
from pipeline.cluster.cluster_address import ClusterAddress, load_dask
from pipeline.cluster.cluster_link import PATIENCE_S, ClusterLink
from pipeline.cluster.cluster_store import ClusterStore
from pipeline.cluster.cluster_words import Say
from pipeline.cluster.local_cluster import LocalCluster
from pipeline.cluster.machine_likeness import listening_profile, needed_profile, resource_of
from pipeline.cluster.task_files import KnownHashes
from pipeline.errors import ConfigError
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings

#: For so many workers at least the steps of a story are divided; and for how many its renditions where there are no
#: more than that.
_SOME, _FEW = 4, 2


class ClusterHelp:
    """A context. May be used by several threads.

    settings: of the series. layout: of the folders of results. note: told what happens to the cluster. patience_s: as
    of `ClusterLink`. Raises VeusError where Dask is not installed; ConfigError where no store is named; EngineError
    where this machine itself cannot listen."""

    def __init__(
        self,
        address: ClusterAddress,
        store: str,
        settings: Settings,
        layout: Layout,
        note: Say,
        patience_s: float = PATIENCE_S,
    ) -> None:
        load_dask()  # what it lacks is told before any process is begun
        if not store and not address.local:
            raise ConfigError(
                tr("the cluster has no store through which files can go."),
                remedy=tr('Name a folder that all machines see: [cluster] store = "…" in series.toml, or --store.'),
            )
        needed, listening = needed_profile(settings, layout.root), listening_profile(settings, layout.root)
        self.sharing = 1
        self.speech, self.temp = settings.speech.model_dump(mode="json"), layout.temp
        self._likes = {False: resource_of(needed), True: resource_of(listening)}
        self._note = note
        self._own: Workers | None = None
        self.ended, self.known = Event(), KnownHashes()
        self.series, self._alone = Series(layout, settings), Lock()
        self.staged = StagedStories(layout) if store else None
        with contextlib.ExitStack() as opened:
            if not store:
                store = tempfile.mkdtemp(prefix=".part-", dir=self.temp)
                opened.callback(shutil.rmtree, store, ignore_errors=True)
            self.store = ClusterStore(store)
            if address.local:
                begun = opened.enter_context(LocalCluster(address.local, note))
                address = ClusterAddress(begun.url, local=address.local)
            self.link = ClusterLink(address, needed, listening, note, patience_s)
            opened.callback(self.link.end)
            self._opened = opened.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def at_once(self) -> int:
        """A film goes over the network to each worker that has a piece of it: it is dealt among as many as there are
        for each film, not among all. A few workers see every film anyway; with pieces for two, none of them has a whole
        one left to do when the others are done."""
        return max(self.for_one, _FEW) if self.link.workers <= _SOME else self.for_one

    @property
    def for_one(self) -> int:
        """More workers may come than there are now."""
        return max(1, max(_SOME, self.link.workers) // max(1, self.sharing))

    def like(self, task: Task[Any]) -> str:
        """The resource that a worker has which makes the same bytes of it as this machine."""
        return self._likes[task.models]

    def own(self) -> Workers:
        """Processes of this machine, for what no worker there makes alike. Raises StoppedWork once they are ended."""
        with self._alone:
            self.refuse_ended()
            if not self._own:
                self._note(tr("no worker of the cluster computes like this machine: it listens and translates itself."))
                settings, root = self.series.settings, self.series.layout.root
                self._own = self._opened.enter_context(Workers(jobs_here(), settings.speech, self.temp, root))
            return self._own

    def end(self) -> None:
        """Nobody waits for anything any more; of a cluster on this machine, no process is left then."""
        self.ended.set()
        with self._alone:
            opened, self._opened = self._opened, contextlib.ExitStack()
        opened.close()

    def refuse_ended(self) -> None:
        """Raises StoppedWork once they are ended."""
        if self.ended.is_set():
            raise StoppedWork
