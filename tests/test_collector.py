"""The collector of cyclic garbage rests while many objects are made, and only then."""

from __future__ import annotations

import gc

import pytest

from pipeline import collector


def test_it_rests_until_the_last_is_done() -> None:
    with collector.paused():
        with collector.paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    @collector.paused()
    def broken() -> None:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            broken()
        assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_so() -> None:
    gc.disable()
    try:
        with collector.paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
