"""What the parts of a cluster call things between them."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.messages import tr_later

#: Under which a worker tells a scheduler what it is like, the folder it writes to, and how much memory tasks may take.
PROFILE, FOLDER, MEMORY_MB = "veus", "veus-folder", "veus-mb"

#: The name of the plugin that watches over a worker.
WATCH = "veus-watch"

#: What Dask calls a worker that takes nothing for a while: one of ours only does so while its disk is full.
PAUSED = "paused"

#: What people do where a cluster that the build has begun on this machine does not come about.
TRY_JOBS = tr_later("Try --jobs in place of --cluster; --log FILE keeps more about it.")

#: Tells people something.
Say = Callable[[str], None]


class SentAway(Exception):
    """A build would not have this worker. why: in words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
