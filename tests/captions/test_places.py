"""What is on screen at once: which captions at the top stand beside one below."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.places import asides, screen_order
from pipeline.cues import Cue


def cue(start: int, end: int, *, top: bool = False) -> Cue:
    return Cue(start, end, "x", top=top)


def test_speech_at_the_top_by_itself_stands_beside_nothing() -> None:
    assert asides([cue(0, 1000, top=True), cue(1000, 2000), cue(2000, 3000, top=True)]) == frozenset()


def test_a_sign_while_somebody_speaks_below_does_however_long_ago_they_began() -> None:
    assert asides([cue(0, 9000), cue(500, 800), cue(5000, 6000, top=True)]) == {2}


@given(
    st.lists(
        st.builds(lambda at, ms, top: cue(at, at + ms, top=top), st.integers(0, 30), st.integers(1, 20), st.booleans())
    )
)
def test_they_are_those_at_the_top_that_share_a_moment_with_one_below(cues: list[Cue]) -> None:
    cues.sort(key=screen_order)
    assert asides(cues) == {
        n
        for n, one in enumerate(cues)
        if one.top and any(not other.top and other.start < one.end and one.start < other.end for other in cues)
    }


def test_in_a_file_the_upper_of_two_stands_first_and_the_shorter_of_equals() -> None:
    upper, short, long, earlier = cue(5, 9, top=True), cue(5, 7), cue(5, 9), cue(4, 20)
    assert sorted([long, short, upper, earlier], key=screen_order) == [earlier, upper, short, long]
