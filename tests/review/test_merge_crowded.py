"""Tracks that repeat themselves without end, or show all captions at once: merged like others, and soon."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks.merging import KINDS, made
from pipeline.cues import Cue
from pipeline.review import waiting
from pipeline.review.matching import regions
from pipeline.review.merge import merge, words_of
from pipeline.review.waiting import Waiting, item, with_new

#: What took 46 s and 11 s with 2,000 captions takes 0.5 s with 3,000; a busy machine may need ten times that.
MANY, LIMIT_S = 3000, 10.0


@pytest.mark.parametrize("kind", KINDS)
def test_it_takes_no_longer_for_being_crowded(kind: str) -> None:
    base, machine, people = made(kind, MANY)
    begun = time.process_time()
    merged = merge(base, machine, people)
    assert time.process_time() - begun < LIMIT_S
    assert {word for word in words_of(people) if word.startswith("b")} <= set(words_of(merged.cues))


@pytest.mark.parametrize("kind", KINDS)
def test_where_nobody_changed_anything_each_caption_is_matched_with_itself(kind: str) -> None:
    base, _, _ = made(kind, 300)
    found = regions(base, base, base)
    assert (
        [region.base for region in found] == [region.people for region in found] == [region.machine for region in found]
    )
    assert len(found) == 300


@pytest.mark.parametrize("kind", KINDS)
def test_where_one_side_changed_the_result_is_that_sides(kind: str) -> None:
    base, _, people = made(kind, 300)
    assert merge(base, base, people).cues == people
    assert merge(base, people, base).cues == people


def test_a_time_that_leaves_no_room_down_a_long_row_is_decided_soon() -> None:
    """The machine moves all by 300 ms; a person's time leaves no room, so that one before the other stays."""
    base = tuple(Cue(n * 1000, n * 1000 + 990, f"w{n} de la cosa") for n in range(2000))
    machine = tuple(cue.moved(cue.start + 300, cue.end + 300) for cue in base)
    people = tuple(replace(cue, text=f"{cue.text} h{n}") for n, cue in enumerate(base))
    people = (*people[:1900], people[1900].moved(people[1900].start + 10, people[1900].end), *people[1901:])
    begun = time.process_time()
    cues = merge(base, machine, people).cues
    assert time.process_time() - begun < LIMIT_S
    assert words_of(cues) == words_of(people)
    assert all(one.end <= other.start for one, other in pairwise(cues))


def test_signs_at_the_top_and_speech_below_take_no_room_from_each_other() -> None:
    speech = Cue(1000, 4000, "Bon dia a tothom.")
    sign = Cue(1500, 3500, "Farmàcia", top=True)
    merged = merge((speech,), (speech, sign), (speech,))
    assert merged.cues == (speech, sign) and not merged.conflicts
    other = Cue(1500, 3500, "I bona nit.")
    assert merge((speech,), (speech, other), (speech,)).cues == (speech,), "two lines below have no room"


def test_as_many_questions_as_captions_are_listed_soon() -> None:
    cues = [Cue(n, n + 2000, f"Frase {n % 7}.") for n in range(MANY)]
    found = [
        item("conflict", "ca", (cue,), (replace(cue, text=f"{cue.text} x{n}"),), since="") for n, cue in enumerate(cues)
    ]
    begun = time.process_time()
    listed = with_new(Waiting(), found, cues)
    again = with_new(listed, found, cues)
    assert time.process_time() - begun < LIMIT_S
    assert len(listed.items) == MANY and again == listed
    assert all(waiting.asks(one, waiting.Standing(cues)) for one in listed.items[:5])
