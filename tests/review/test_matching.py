"""Which cues of three versions say the same: whatever was moved, split, joined or said twice."""

from __future__ import annotations

from itertools import combinations, count, pairwise

from edit_histories import Track, edited, machine_tracks, reruns
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.cues import Cue
from pipeline.review.matching import Region, in_order, pairs, regions

MANY = settings(max_examples=examples(300), deadline=None)
A = Cue(1000, 3000, "Bon dia a tothom.")
B = Cue(3100, 6000, "Em dic Joel i treballo\na l'hort del barri.")


def later(cue: Cue, ms: int) -> Cue:
    return cue.moved(cue.start + ms, cue.end + ms)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Track, Track, Track]:
    """(base, machine, people)."""
    base = draw(machine_tracks())
    return base, draw(reruns(base)), draw(edited(base, count()))


def test_cues_said_twice_are_matched_by_time() -> None:
    yes = [Cue(at, at + 800, "Sí.") for at in (0, 1000, 2000)]
    assert regions(yes, yes, yes[:1] + yes[2:]) == [
        Region((0,), (0,), (0,)),
        Region((1,), (1,), ()),
        Region((2,), (2,), (1,)),
    ]


def test_cues_said_twice_may_all_be_later() -> None:
    yes = [Cue(at, at + 800, "Sí.") for at in (0, 1000, 2000)]
    assert [region.machine for region in regions(yes, [later(cue, 1200) for cue in yes], yes)] == [(0,), (1,), (2,)]


def test_what_is_said_much_later_is_something_else() -> None:
    assert len(regions([A], [later(A, 60_000)], [])) == 2


def test_the_same_insertion_by_both_is_one_region() -> None:
    assert regions([], [A], [later(A, 100)]) == [Region((), (0,), (0,))]


def test_nothing_has_no_regions() -> None:
    assert regions([], [], []) == []


def test_what_must_not_be_parted_is_one_region() -> None:
    assert regions([A, B], [A, B], [A, B], bonds=[(0, 1)]) == [Region((0, 1), (0, 1), (0, 1))]


def test_a_cue_that_was_split_or_a_word_that_moved_on_is_found_in_both_parts() -> None:
    split = [Cue(3100, 4500, "Em dic Joel"), Cue(4500, 6000, "i treballo a l'hort del barri.")]
    assert sorted(pairs([A, B], [A, *split])) == [(0, 0), (1, 1), (1, 2)]
    moved = [Cue(1000, 2900, "Bon dia a"), Cue(3100, 6000, "tothom. Em dic Joel")]
    assert sorted(pairs([A, Cue(3100, 6000, "Em dic Joel")], moved)) == [(0, 0), (0, 1), (1, 1)]


def test_case_and_punctuation_part_no_words() -> None:
    assert pairs([A], [Cue(4000, 4800, "¡TOTHOM!")]) == [(0, 0)]


def test_of_other_words_those_on_screen_for_half_the_shorters_time_belong_together() -> None:
    assert pairs([A], [Cue(2000, 4000, "Hola")]) == [(0, 0)]
    assert pairs([A], [Cue(2001, 4003, "Hola")]) == []
    assert pairs([A], [Cue(2500, 3500, "Hola")]) == [(0, 0)]


@given(histories())
@MANY
def test_every_cue_is_in_exactly_one_region(history: tuple[Track, Track, Track]) -> None:
    base, machine, people = history
    found = regions(base, machine, people)
    for version, cues in (("base", base), ("machine", machine), ("people", people)):
        assert sorted(n for region in found for n in getattr(region, version)) == list(range(len(cues)))


@given(machine_tracks())
@MANY
def test_a_track_matches_itself(track: Track) -> None:
    assert pairs(track, track) == [(n, n) for n in range(len(track))]


@given(histories())
@MANY
def test_pairs_are_the_same_from_either_side_where_nothing_is_said_twice(history: tuple[Track, Track, Track]) -> None:
    base, machine, _ = ([Cue(c.start, c.end, f"{n} {c.text}") for n, c in enumerate(cues)] for cues in history)
    assert set(pairs(base, machine)) <= {(a, b) for a in range(len(base)) for b in range(len(machine))}
    once = [found for found in pairs(base, machine) if base[found[0]].text == machine[found[1]].text]
    back = [(b, a) for a, b in pairs(machine, base) if machine[a].text == base[b].text]
    assert sorted(once) == sorted(back)


CANDIDATES = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9), max_size=9)


@given(CANDIDATES)
@MANY
def test_the_chain_is_the_heaviest_there_is(weights: dict[tuple[int, int], int]) -> None:
    """Against every chain there is."""
    ordered = sorted(weights, key=lambda pair: (pair[0], -pair[1]))
    chain = in_order((i, j, weights[i, j]) for i, j in ordered)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    every = (some for size in range(len(weights) + 1) for some in combinations(sorted(weights), size))
    rising = (some for some in every if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(some)))
    assert sum(weights[pair] for pair in chain) == max(sum(weights[pair] for pair in some) for some in rising)
