"""What all rooms' tests share. (That this file is here also lets them import helpers from this folder.)"""

from __future__ import annotations

import pytest
from footage_clips import Clips
from hypothesis import settings

# Machines are shared: how long one example takes says nothing about the code.
settings.register_profile("veus", deadline=None)
settings.load_profile("veus")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file run in one process, those of all files that look at the four built stories too: what they
    share is then made once."""
    for item in items:
        whole_job = "first_run" in getattr(item, "fixturenames", ())
        item.add_marker(pytest.mark.xdist_group("whole job" if whole_job else item.path.name))


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Small real videos of every kind, made when first asked for."""
    return Clips(tmp_path_factory.mktemp("clips"))
