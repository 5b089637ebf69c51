"""What is nobody's business stays here: folders, and the names that were listened for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.no_paths import without_hints, without_paths


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("/home/maria/models/base", "base"),
        (r"C:\Users\Maria\models\base", "base"),
        (r"\\server\share\model.bin", "model.bin"),
        ("~/models/tiny", "tiny"),
        ("file:///srv/m.bin", "m.bin"),
        (Path("/srv/models/base"), "base"),
        ("loaded from /srv/models/base at once", "loaded from base at once"),
        ("https://example.org/a/b", "https://example.org/a/b"),
        ("ca/en", "ca/en"),
        ("and/or 1/2", "and/or 1/2"),
        (3.5, 3.5),
        (None, None),
    ],
)
def test_nobodys_folders_are_published(value: object, expected: object) -> None:
    assert without_paths({"a": [value]}) == {"a": [expected]}


@given(
    st.sampled_from(["/home/maria/", "C:\\Users\\Maria\\", "~/", "file:///srv/maria/"]),
    st.sampled_from(["", "in ", "a: 1, ", '"']),
)
def test_wherever_a_path_stands_its_folders_go(folder: str, before: str) -> None:
    told = without_paths({"note": (f"{before}{folder}models/base.bin",)})
    assert told == {"note": [f"{before}base.bin"]}
    assert without_paths(told) == told


def test_keys_that_are_no_text_become_some() -> None:
    assert without_paths({1: {"a": "/x/y"}}) == {"1": {"a": "y"}}


def test_the_glossary_goes_wherever_it_stands_and_nothing_else() -> None:
    given_options = {"hints": ["Maria"], "options": [{"hints": "Joel", "beam": 5}, "hints"], "hint": 1}
    assert without_hints(given_options) == {"options": [{"beam": 5}, "hints"], "hint": 1}
