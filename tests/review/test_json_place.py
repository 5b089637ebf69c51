"""Lines of values in JSON."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.json_place import Place, line_of, places, twice

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


def walk(value: Any, here: Place = ()) -> list[Place]:
    found = [here]
    if isinstance(value, dict):
        return found + [place for key, inner in value.items() for place in walk(inner, (*here, key))]
    if isinstance(value, list):
        return found + [place for number, inner in enumerate(value) for place in walk(inner, (*here, number))]
    return found


@given(values, st.sampled_from([None, 0, 2]), st.booleans())
def test_every_value_has_its_place(value: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert [place for place, _ in places(text)] == walk(value)
    assert twice(text) is None


def test_lines() -> None:
    text = '{"a": [1,\n {"b": []}],\n\n "c": "\\"x{"\n}'
    assert dict(places(text)) == {(): 1, ("a",): 1, ("a", 0): 1, ("a", 1): 2, ("a", 1, "b"): 2, ("c",): 4}
    assert line_of(text, ("a", 1, "missing", 3)) == 2


def test_a_key_that_stands_twice() -> None:
    assert twice('{"a": {"x": 1},\n "b": {"x": 1, "\\u0078": 2}}') == (("b", "x"), 2)
    assert twice('[{"a": 1}, {"a": 1, "b": [{"c": 1,\n "c": 2}]}]') == ((1, "b", 0, "c"), 2)
