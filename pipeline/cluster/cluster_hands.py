"""The hands of stories that a cluster helps with. Files that its workers need go into the store, and what they have
made comes back from it; it is this process alone that reads and writes the series' folders.
"""

from __future__ import annotations

import logging

from pipeline.build.staging import own_folder, place_in_store
from pipeline.cluster.cluster_help import ClusterHelp
from pipeline.cluster.cluster_story_hands import ClusterStoryHands
from pipeline.errors import VeusError

_log = logging.getLogger(__name__)


class ClusterHands(ClusterHelp):
    """Those of all stories of a build."""

    def of(self, slug: str) -> ClusterStoryHands:
        """Those of one story."""
        return ClusterStoryHands(self, slug, own_folder(self.series, slug))

    def made(self, slug: str) -> None:
        """As `Workforce.made`: what lies of the story in the store goes. What does not, the end of the build takes."""
        folder = own_folder(self.series, slug)
        place = place_in_store(self.store.address, folder)
        try:
            if not self.staged:
                self.store.part(folder).clear()
            elif place in self.staged.of(slug):
                self.store.part(folder).clear()
                self.staged.forget(slug, place)
        except (VeusError, OSError):
            _log.warning("what lies in the store stays there", exc_info=True)
