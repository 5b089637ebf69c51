"""Hundreds of edit histories: whatever people and the machine do, what a person did stays."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations, count, pairwise

from edit_histories import EDITS, Track, edited, machine_tracks, reruns, words_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.cues import Cue
from pipeline.review.merge import merge, same

MANY = settings(max_examples=examples(300), deadline=None)


@st.composite
def histories(draw: st.DrawFn, kinds: tuple[str, ...] = EDITS) -> tuple[Track, Track, Track]:
    """(base, machine, people)."""
    base = draw(machine_tracks())
    return base, draw(reruns(base)), draw(edited(base, count(), kinds=kinds))


def shown(track: Track) -> list[tuple[int, int, str, bool]]:
    return [(cue.start, cue.end, cue.text, cue.top) for cue in track]


def clashes(track: Track) -> list[tuple[int, int]]:
    """Stretches in which two cues are at one place of the screen at once."""
    both = [(max(a.start, b.start), min(a.end, b.end)) for a, b in combinations(track, 2) if a.top == b.top]
    return [(start, end) for start, end in both if start < end]


@given(histories())
@MANY
def test_every_word_of_a_person_is_in_the_result(history: tuple[Track, Track, Track]) -> None:
    base, machine, people = history
    written = {word for word in words_of(people) if word.startswith("h")}
    assert written <= set(words_of(merge(base, machine, people).cues))


@given(histories())
@MANY
def test_merging_the_result_again_changes_nothing(history: tuple[Track, Track, Track]) -> None:
    base, machine, people = history
    once = merge(base, machine, people)
    again = merge(base, machine, once.cues)
    assert shown(again.cues) == shown(once.cues)
    assert not again.changes


@st.composite
def repetitive(draw: st.DrawFn) -> Track:
    """Short captions that say the same few words over and over: any of them may be taken for another."""
    cues, at = [], 0
    for _ in range(draw(st.integers(0, 6))):
        at += draw(st.sampled_from([0, 0, 300, 1200]))
        length = draw(st.sampled_from([600, 900, 3000]))
        words = draw(st.lists(st.sampled_from(["de", "la", "w0", "w1", "n0"]), min_size=1, max_size=3))
        cues.append(Cue(at, at + length, " ".join(words), top=draw(st.integers(0, 9)) == 0))
        at += draw(st.sampled_from([length, length, 0]))
    return tuple(cues)


@given(repetitive(), repetitive(), repetitive(), st.data())
@settings(max_examples=examples(600), deadline=None)
def test_merging_again_changes_nothing_where_captions_repeat_each_other(
    base: Track, machine: Track, people: Track, data: st.DataObject
) -> None:
    machine, people = (data.draw(st.sampled_from([base, other])) for other in (machine, people))
    people = data.draw(edited(people, count()))
    once = merge(base, machine, people)
    again = merge(base, machine, once.cues)
    assert (shown(again.cues), again.changes) == (shown(once.cues), ())
    assert {word for word in words_of(people) if word.startswith("h")} <= set(words_of(once.cues))


@given(histories())
@MANY
def test_what_a_conflict_is_about_stands_there(history: tuple[Track, Track, Track]) -> None:
    """Whoever is asked finds it; also where all is refused."""
    base, machine, people = history
    merged = merge(base, machine, people)
    for result in (merged, merged.refused(people)):
        assert {cue for conflict in result.conflicts for cue in conflict.people} <= set(result.cues)


@given(histories())
@MANY
def test_once_the_machine_has_nothing_new_nothing_changes(history: tuple[Track, Track, Track]) -> None:
    base, machine, people = history
    result = merge(base, machine, people).cues
    settled = merge(machine, machine, result)
    assert (settled.cues, settled.conflicts, settled.taken) == (result, (), 0)


@given(histories())
@MANY
def test_where_only_the_machine_changed_the_result_is_the_machines(history: tuple[Track, Track, Track]) -> None:
    base, machine, _ = history
    merged = merge(base, machine, base)
    assert shown(merged.cues) == shown(machine) and not merged.conflicts


@given(histories())
@MANY
def test_where_only_people_changed_the_result_is_theirs(history: tuple[Track, Track, Track]) -> None:
    base, _, people = history
    merged = merge(base, base, people)
    assert (merged.cues, merged.conflicts, merged.taken) == (people, (), 0)


def _deleted_and_cut() -> tuple[Track, Track, Track]:
    """A short caption that stood three times is gone everywhere, and the last one's words were cut so that it stands
    alone again: it is paired with another one of the old by the machine than by people."""
    texts = ["w0", "de", "w1 w2 w3\nw4 w5 w6", "de", "de", "w7 w8 w9 w10", "w11 w12 w13 w14\nw15 w16 w17 w18 w19"]
    base = (
        *(Cue(n * 600, (n + 1) * 600, text) for n, text in enumerate(texts)),
        Cue(4200, 6842, "w20 w21 w22\nw23 w24 de"),
    )
    now = (Cue(4640, 6401, "w21 w22 w23 w24"), Cue(6401, 6842, "de"), Cue(6842, 8342, "n0 n"))
    return base, now, base


@given(histories())
@example(_deleted_and_cut())
@MANY
def test_both_the_same_is_taken_once(history: tuple[Track, Track, Track]) -> None:
    base, machine, _ = history
    merged = merge(base, machine, machine)
    assert (shown(merged.cues), merged.conflicts, merged.taken) == (shown(machine), (), 0)


@given(histories())
@MANY
def test_it_is_ordered_and_overlaps_only_where_people_did(history: tuple[Track, Track, Track]) -> None:
    base, machine, people = history
    cues = merge(base, machine, people).cues
    assert all(a.start <= b.start for a, b in pairwise(cues))
    assert all(cue.start < cue.end for cue in cues)
    theirs = clashes(people)
    assert all(any(start <= a and b <= end for start, end in theirs) for a, b in clashes(cues))


@st.composite
def raised(draw: st.DrawFn, track: Track) -> Track:
    """`track`, now and then with captions at the top, as a machine would put them that sees what they hide."""
    if draw(st.integers(0, 2)):
        return track
    return tuple(replace(cue, top=draw(st.booleans())) for cue in track)


@given(histories(), st.data())
@MANY
def test_a_time_that_a_person_set_is_never_moved(history: tuple[Track, Track, Track], data: st.DataObject) -> None:
    """Nor what they put at the top: the machine's last version had all below."""
    base, machine, people = history
    machine = data.draw(raised(machine))
    starts, ends = {cue.start for cue in base}, {cue.end for cue in base}
    cues = merge(base, machine, people).cues
    for cue in people:
        if any(word.startswith("h") for word in cue.text.split()):
            (found,) = [one for one in cues if one.text == cue.text]
            assert found.top == cue.top or (not cue.top and any(one.top for one in machine))
            assert cue.start in starts or found.start == cue.start
            assert cue.end in ends or found.end == cue.end


@given(machine_tracks(), st.data())
@MANY
def test_deleted_by_a_person_stays_deleted(base: Track, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, max(0, len(base) - 1)), max_size=4))
    people = tuple(cue for number, cue in enumerate(base) if number not in gone)
    machine = data.draw(reruns(base))
    result = Counter(words_of(merge(base, machine, people).cues))
    deleted = {word for number in gone & set(range(len(base))) for word in base[number].text.split()}
    assert not {word for word in deleted if word[0] == "w" and word[1:].isdigit()} & result.keys()


@given(histories(), st.data())
@settings(max_examples=examples(150), deadline=None)
def test_a_whole_life_of_a_track(history: tuple[Track, Track, Track], data: st.DataObject) -> None:
    """Edits and reruns in turn: each word that a person wrote is there until a person takes it out."""
    base, _, people = history
    numbers = count(10_000)
    for _ in range(data.draw(st.integers(1, 4))):
        machine = data.draw(reruns(base))
        merged = merge(base, machine, people)
        written = {word for word in words_of(people) if word.startswith("h")}
        assert written <= set(words_of(merged.cues))
        assert same(merged.cues, people) == (merged.taken == 0)
        base, people = machine, data.draw(edited(merged.cues, numbers, most=2))
