"""Whether a cluster helps with a build, and which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    settings = Series.open(layout).settings.cluster
    named = address or settings.address or NONE
    if named == NONE:
        return None
    where = _address(named, None if address else layout.series_file)
    through = store or _from_root(settings.store or "", layout)

    def find(of: Settings, temp: Path, note: Say) -> Workforce:
        from pipeline.cluster.cluster_hands import ClusterHands

        return ClusterHands(where, through, of, temp, note)

    return find


def _address(named: str, written: Path | None) -> ClusterAddress:
    """written: the file it stands in, if any."""
    try:
        return cluster_address(named)
    except ConfigError as error:
        raise ConfigError(error.what, where=error.where or written, remedy=error.remedy) from error


def _from_root(store: str, layout: Layout) -> str:
    """The store of series.toml, wherever the command is run: a folder is meant from the root of the series."""
    return store if not store or "://" in store else str(layout.root / Path(store).expanduser())
