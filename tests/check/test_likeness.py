from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.meaning.likeness import likeness


def test_alike_and_unlike() -> None:
    assert likeness("I went home.", "I WENT HOME") == 1
    assert likeness("We waited for an hour.", "We waited an hour.") > 0.7
    assert likeness("The allotment is big.", "He sold his boots.") < 0.3


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_share_that_is_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1
