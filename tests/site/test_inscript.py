"""JSON that no format around it reads as its own."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.feeds.inscript import script_json

UNSAFE = re.compile("[<>&\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")


@given(st.dictionaries(st.text(max_size=5), st.recursive(st.text() | st.integers(), st.lists, max_leaves=5)))
def test_it_is_the_same_data_on_one_line_without_markup(data: dict[str, object]) -> None:
    text = script_json(data)
    assert json.loads(text) == data and not UNSAFE.search(text)


@pytest.mark.parametrize("evil", ["</script><!--", "-->", "&lt;", "a\nb\r", "\u2028", "\x85", "\ufdd0", "\uffff"])
def test_what_would_end_a_script_or_a_cue(evil: str) -> None:
    text = script_json({evil: evil})
    assert json.loads(text) == {evil: evil} and not UNSAFE.search(text)


def test_letters_stay_letters() -> None:
    assert script_json({"à": "l·l"}) == '{"à":"l·l"}'
