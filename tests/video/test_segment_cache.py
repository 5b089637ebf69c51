"""Segments that are not as they were made are not taken, whether they were read before anybody asked or after."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.video.segment_cache import SegmentCache


@pytest.fixture
def store(tmp_path: Path) -> SegmentCache:
    """Three sealed segments, two of which a rendition is made of."""
    store = SegmentCache(tmp_path)
    for key in "abc":
        store.path(key).write_text(key)
        store.seal(key)
    store.use("ca", ["a", "b"])
    return store


@pytest.mark.parametrize("begun", [[], ["ca"], ["en"], ["ca", "en"]])
def test_what_is_damaged_is_found(store: SegmentCache, begun: list[str]):
    store.path("b").write_text("?")
    store.begin(begun)
    assert store.damaged(["a", "b", "c", "a"]) == {"b"}


def test_what_was_read_before_counts_once(store: SegmentCache):
    store.begin(["ca"])
    assert store.damaged("abc") == set()
    store.path("a").write_text("?")
    assert store.damaged("abc") == {"a"}


def test_what_is_not_there_or_was_not_finished_is_absent(store: SegmentCache):
    store.path("d").write_text("not sealed")
    store.path("a").unlink()
    store.drop("b")
    assert store.absent("abcde") == {"a", "b", "d", "e"}
