"""Pauses are found where nobody speaks or sings, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.cues import Sound, Transcript, Word
from pipeline.description.description_places import LEAST_MS, NEAR_MS, description_places, room_ms, voices_in
from pipeline.description.passages import words_in
from pipeline.spans import Span

END = 60_000
moments = st.integers(0, END + 5_000)
spans = st.lists(st.tuples(moments, moments).map(sorted).map(tuple), max_size=12)


def transcript(words: list[Span], speech: list[Span], sung: list[Span], played: list[Span]) -> Transcript:
    return Transcript(
        tuple(Word(start, end, "paraula", "ca") for start, end in words), END, ("ca",), "e", "m", "s",
        speech=tuple(speech),
        sounds=(*(Sound(*one, "singing") for one in sung), *(Sound(*one, "music") for one in played)),
    )  # fmt: skip


@given(spans, spans, spans, spans, st.lists(moments, max_size=8))
@example([(0, 0)], [], [], [], [])
@example([(0, END)], [], [], [], [])
def test_places_are_never_over_a_voice(
    words: list[Span], speech: list[Span], sung: list[Span], played: list[Span], cuts: list[int]
) -> None:
    voices = voices_in(transcript(words, speech, sung, played))
    places = description_places(voices, END, sorted(cuts))
    assert places == sorted(places, key=lambda one: one.start)
    for one in places:
        assert 0 <= one.start < one.end <= END and one.end - one.start >= LEAST_MS
        assert all(end <= one.start or one.end <= start for start, end in (*words, *speech, *sung) if start < end)
        assert one.words == words_in(one.end - one.start) and one.words * 375 <= one.end - one.start
        assert all(one.start < cut < one.end for cut in one.cuts)
    for before, after in pairwise(places):
        assert before.end < after.start


@given(spans, spans)
def test_no_pause_of_two_seconds_is_missed(words: list[Span], played: list[Span]) -> None:
    voices = voices_in(transcript(words, [], [], played))
    places = description_places(voices, END)
    said = [span for span in words if span[0] < span[1]]
    for start in range(0, END - LEAST_MS + 1, 500):
        quiet = all(b <= start or start + LEAST_MS <= a for a, b in said)
        assert quiet == any(one.start <= start and start + LEAST_MS <= one.end for one in places)


@given(moments, spans, st.lists(moments, max_size=5))
def test_a_passage_has_room_until_whatever_comes_first(start: int, words: list[Span], others: list[int]) -> None:
    voices = voices_in(transcript(words, [], [], []))
    room = room_ms(start, voices, others, END)
    assert 0 <= room <= max(0, END - start)
    inside = range(start, start + room)
    assert not any(other in inside for other in others if other != start)
    over = any(begin <= start < end - NEAR_MS for begin, end in voices)
    assert (room == 0) if over else all(end <= start + NEAR_MS or begin >= start + room for begin, end in voices)
