"""What all stories of a build have of their cluster, where there cannot be one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from small_series import make_series

from pipeline.cluster import cluster_help
from pipeline.cluster.cluster_address import ClusterAddress
from pipeline.cluster.cluster_help import ClusterHelp
from pipeline.errors import VeusError
from pipeline.project.layout import Layout
from pipeline.project.settings import load_settings


def test_a_missing_package_is_told_before_anything_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Any] = []
    monkeypatch.setattr(cluster_help, "LocalCluster", lambda *how: begun.append(how))
    monkeypatch.setitem(sys.modules, "distributed", None)
    layout = Layout(make_series(tmp_path))
    with pytest.raises(VeusError, match="for a cluster, a package is missing"):
        ClusterHelp(ClusterAddress("", local=2), "", load_settings(layout), layout, print)
    assert begun == [] and not layout.output.exists()
