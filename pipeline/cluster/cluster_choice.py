"""Whether a cluster helps with a build, and which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.build.staging import store_in
from pipeline.cluster.cluster_address import ClusterAddress, cluster_address
from pipeline.cluster.cluster_words import Say
from pipeline.errors import ConfigError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings

if TYPE_CHECKING:
    from pipeline.build.side_by_side import FindHelpers, Workforce

#: In place of an address: this machine alone, whatever series.toml says.
NONE = "none"


def helpers_of(layout: Layout, address: str | None = None, store: str | None = None) -> FindHelpers | None:
    """As asked for; else as series.toml says; None where it says nothing. Raises ConfigError for what is no address."""
    series = Series.open(layout)
    named = address or series.settings.cluster.address or NONE
    if named == NONE:
        return None
    where = _address(named, None if address else layout.series_file)
    through = store or store_in(series)

    def find(of: Settings, folders: Layout, note: Say) -> Workforce:
        from pipeline.cluster.cluster_hands import ClusterHands

        return ClusterHands(where, through, of, folders, note)

    return find


def _address(named: str, written: Path | None) -> ClusterAddress:
    """written: the file it stands in, if any."""
    try:
        return cluster_address(named)
    except ConfigError as error:
        raise ConfigError(error.what, where=error.where or written, remedy=error.remedy) from error
