"""The merge, case by case: what people did, what the machine does now, and what comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.cues import Cue
from pipeline.review.merge import Merged, merge

A = Cue(1000, 3000, "Bon dia a tothom.")
B = Cue(3100, 6000, "Em dic Joel i treballo\na l'hort del barri.")
C = Cue(6500, 9000, "Hi venim cada dilluns.")
BASE = (A, B, C)
SPLIT = (Cue(3100, 4500, "Em dic Joel"), Cue(4500, 6000, "i treballo a l'hort del barri."))


def later(cue: Cue, ms: int) -> Cue:
    return cue.moved(cue.start + ms, cue.end + ms)


def says(cue: Cue, text: str) -> Cue:
    return replace(cue, text=text)


def cues_of(merged: Merged) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in merged.cues]


class TestOneSideChanged:
    def test_only_the_machine(self) -> None:
        machine = (says(A, "Bona nit a tothom."), later(B, 40), C)
        merged = merge(BASE, machine, BASE)
        assert (merged.cues, merged.conflicts, merged.taken) == (machine, (), 2)

    @pytest.mark.parametrize(
        "people",
        [
            (A, says(B, "Em dic Joel."), C),
            (A, later(B, 200), C),
            (A, *SPLIT, C),
            (A, replace(B, end=9000, text=B.text + "\n" + C.text)),
            (A, C),
            (A, Cue(500, 900, "Hola?"), B, C),
            (replace(A, top=True), B, C),
            (),
        ],
        ids=["reworded", "retimed", "split", "joined", "deleted", "inserted", "to the top", "all deleted"],
    )
    def test_only_people(self, people: tuple[Cue, ...]) -> None:
        people = tuple(sorted(people, key=lambda cue: cue.start))
        assert merge(BASE, BASE, people) == Merged(people, (), ())

    def test_both_in_different_places(self) -> None:
        merged = merge(BASE, (says(A, "Bona nit."), B, C), (A, B, says(C, "Hi vinc cada dilluns.")))
        assert [cue.text for cue in merged.cues] == ["Bona nit.", B.text, "Hi vinc cada dilluns."]
        assert merged.conflicts == ()


class TestWhatStands:
    """A conflict says what stands in the result: some of it may be the machine's."""

    def test_times_of_one_side_and_words_of_the_other(self) -> None:
        its, mine = Cue(900, 3000, "Bon dia a totes."), says(A, "Bon dia a tots i totes.")
        merged = merge(BASE, (its, B, C), (mine, B, C))
        (conflict,) = merged.conflicts
        assert conflict.people == (replace(mine, start=900),) == merged.cues[:1] and conflict.machine == (its,)

    def test_one_time_of_each_side(self) -> None:
        its, mine = C.moved(7000, 9500), C.moved(6100, 9000)
        merged = merge(BASE, (A, B, its), (A, B, mine))
        (conflict,) = merged.conflicts
        assert conflict.people == (C.moved(6100, 9500),) == merged.cues[2:]

    def test_where_nothing_is_taken_it_is_what_stood(self) -> None:
        its, mine = C.moved(7000, 9500), C.moved(6100, 9000)
        refused = merge(BASE, (says(A, "Bona nit."), B, its), (A, B, mine)).refused((A, B, mine))
        assert refused.cues == (A, B, mine) and not refused.changes
        assert [conflict.people for conflict in refused.conflicts] == [(A,), (mine,)]


class TestBothChanged:
    def test_to_the_same(self) -> None:
        new = says(C, "Hi vinc cada dilluns.")
        assert merge(BASE, (A, B, new), (A, B, new)) == Merged((A, B, new), (), ())

    def test_to_other_words(self) -> None:
        mine, its = says(C, "Hi vinc cada dilluns."), says(C, "Hi venim cada dimarts.")
        merged = merge(BASE, (A, B, its), (A, B, mine))
        assert merged.cues == (A, B, mine)
        (conflict,) = merged.conflicts
        assert (conflict.start, conflict.end) == (C.start, C.end)
        assert (conflict.base, conflict.machine, conflict.people) == ((C,), (its,), (mine,))

    def test_words_here_and_times_there(self) -> None:
        mine, its = says(C, "Hi vinc cada dilluns."), later(C, 120)
        assert merge(BASE, (A, B, its), (A, B, mine)).cues[2] == later(mine, 120)
        assert merge(BASE, (A, B, mine), (A, B, its)).cues[2] == later(mine, 120)

    def test_the_start_here_and_the_end_there(self) -> None:
        merged = merge(BASE, (A, B, replace(C, end=9300)), (A, B, replace(C, start=6700)))
        assert merged.cues[2] == C.moved(6700, 9300) and not merged.conflicts

    def test_times_that_would_leave_nothing_to_read(self) -> None:
        merged = merge(BASE, (A, B, replace(C, end=7000)), (A, B, replace(C, start=6900)))
        assert merged.cues[2] == replace(C, start=6900)

    def test_a_few_ms_are_nothing_to_ask_a_person_about(self) -> None:
        merged = merge(BASE, (A, B, later(C, 60)), (A, B, later(C, -400)))
        assert merged.cues[2] == later(C, -400) and merged.conflicts == ()

    def test_half_a_second_is(self) -> None:
        merged = merge(BASE, (A, B, later(C, 500)), (A, B, later(C, -400)))
        assert merged.cues[2] == later(C, -400) and len(merged.conflicts) == 1

    def test_other_line_breaks_are_nothing_to_ask_about(self) -> None:
        wrapped = says(B, "Em dic Joel\ni treballo a l'hort del barri.")
        mine = says(B, "Em dic Pere i treballo\na l'hort del barri.")
        assert merge(BASE, (A, wrapped, C), (A, mine, C)) == Merged((A, mine, C), (), ())

    def test_at_the_top(self) -> None:
        merged = merge(BASE, (A, B, says(C, "Hi vinc.")), (A, B, replace(C, top=True)))
        assert merged.cues[2] == replace(C, text="Hi vinc.", top=True) and not merged.conflicts

    def test_deleted_stays_deleted(self) -> None:
        for its in (later(C, 40), says(C, "Hi venim cada dimarts.")):
            assert merge(BASE, (A, B, its), (A, B)).cues == (A, B)

    def test_deleted_and_now_heard_otherwise_is_asked(self) -> None:
        assert not merge(BASE, (A, B, later(C, 40)), (A, B)).conflicts
        (conflict,) = merge(BASE, (A, B, says(C, "Hi venim cada dimarts.")), (A, B)).conflicts
        assert conflict.people == ()

    def test_a_sound_that_somebody_named(self) -> None:
        music, named = Cue(10_000, 14_000, "(Música)"), Cue(10_000, 14_000, "(Sona una gralla)")
        merged = merge((*BASE, music), (*BASE, music.moved(10_200, 15_000)), (*BASE, named))
        assert merged.cues == (*BASE, named.moved(10_200, 15_000))


class TestCuts:
    def test_a_split_follows_the_machines_times_at_its_ends_only(self) -> None:
        machine = tuple(later(cue, 80) for cue in BASE)
        merged = merge(BASE, machine, (A, *SPLIT, C))
        assert cues_of(merged) == [
            (1080, 3080, A.text),
            (3180, 4500, SPLIT[0].text),
            (4500, 6080, SPLIT[1].text),
            (6580, 9080, C.text),
        ]
        assert not merged.conflicts

    def test_a_join_does_too(self) -> None:
        joined = Cue(1000, 6000, A.text + "\n" + B.text)
        merged = merge(BASE, tuple(later(cue, 80) for cue in BASE), (joined, C))
        assert cues_of(merged) == [(1080, 6080, joined.text), (6580, 9080, C.text)]

    def test_a_split_of_what_the_machine_now_hears_otherwise(self) -> None:
        its = says(B, "Em dic Joel i treballo\na l'hort del parc.")
        merged = merge(BASE, (A, its, C), (A, *SPLIT, C))
        assert merged.cues == (A, *SPLIT, C)
        assert [conflict.machine for conflict in merged.conflicts] == [(its,)]

    def test_a_word_that_went_to_the_next_cue_is_neither_lost_nor_doubled(self) -> None:
        """The machine cuts elsewhere, and a person has touched only one of the two cues."""
        one, two = Cue(0, 2000, "ara ve la"), Cue(2000, 4000, "gent del barri")
        machine = (Cue(0, 1700, "ara ve"), Cue(1700, 4000, "la gent del barri"))
        merged = merge((one, two), machine, (says(one, "ara vindrà la"), two))
        assert " ".join(cue.text for cue in merged.cues) == "ara vindrà la gent del barri"

    def test_a_recut_track_is_taken_where_no_person_was(self) -> None:
        machine = (A, Cue(3100, 4400, "Em dic Joel"), Cue(4480, 6000, "i treballo a l'hort del barri."), C)
        merged = merge(BASE, machine, (says(A, "Molt bon dia."), B, C))
        assert merged.cues == (says(A, "Molt bon dia."), *machine[1:])

    def test_bonds_keep_halves_of_a_sentence_together(self) -> None:
        one, two = Cue(0, 2000, "When I was a child"), Cue(2000, 4000, "we lived by the sea.")
        machine = (Cue(0, 2000, "Our house stood there"), Cue(2000, 4000, "in my early years."))
        mine = (says(one, "When I was little"), two)
        assert merge((one, two), machine, mine).cues[1] == machine[1], "half of another sentence"
        bound = merge((one, two), machine, mine, bonds=[(0, 1)])
        assert bound.cues == mine and [conflict.machine for conflict in bound.conflicts] == [machine]

    def test_times_of_a_recut_count_together(self) -> None:
        """Neither alone would leave enough to read, both do."""
        base, machine = Cue(0, 600, "ara ve"), (Cue(101, 400, "ara"), Cue(400, 601, "ve"))
        mine = replace(base, top=True)
        assert merge((base,), machine, (mine,)).cues == (mine.moved(101, 601),)


class TestRoom:
    def test_a_cue_of_the_machines_is_trimmed_beside_a_persons(self) -> None:
        mine = later(C, -1200)  # on screen from 5.3 s on
        merged = merge(BASE, (A, says(B, "Em dic Joel i visc al barri."), C), (A, B, mine))
        assert merged.cues == (A, Cue(3100, 5300, "Em dic Joel i visc al barri."), mine)

    def test_or_not_taken_where_nothing_of_it_could_be_read(self) -> None:
        mine = (Cue(900, 9000, "Tot alhora."), C)
        inserted = Cue(5000, 5400, "Sí.")
        merged = merge((C,), (inserted, C), mine)
        assert merged.cues == mine
        assert [conflict.machine for conflict in merged.conflicts] == [(inserted,)]

    def test_what_stood_there_stays_then(self) -> None:
        mine = Cue(3000, 6100, "Una persona ho explica.")
        merged = merge(BASE, (A, says(B, "Em dic Pere."), C), (A, mine, B, C))
        assert merged.cues == (A, mine, B, C) and len(merged.conflicts) == 1

    def test_peoples_own_overlaps_are_theirs(self) -> None:
        people = (A, replace(B, start=2500), C)
        assert merge(BASE, BASE, people).cues == people


def test_nothing_merged_is_nothing() -> None:
    assert merge([], [], []) == Merged((), (), ())


class TestMergedAgain:
    """A run that was killed after the file was written, and before the base was, merges once more."""

    DE = tuple(Cue(start, start + 600, text) for start, text in ((0, "w0"), (600, "de"), (1200, "de"), (1800, "w1")))

    def test_the_machines_new_word_is_not_looked_for_in_the_caption_beside_it(self) -> None:
        machine = (says(self.DE[0], "n0"), self.DE[1], says(self.DE[2], "n0"), self.DE[3])
        people = (self.DE[0], self.DE[1].moved(900, 1200), *self.DE[2:])
        once = merge(self.DE, machine, people)
        assert [cue.text for cue in once.cues] == ["n0", "de", "n0", "w1"] and not once.conflicts
        assert merge(self.DE, machine, once.cues) == Merged(once.cues, (), ())

    def test_where_it_would_delete_what_a_person_doubled_both_stay_and_it_is_asked(self) -> None:
        sung = (Cue(2400, 3300, "La, la."),)
        once = merge(sung, (), sung * 2)
        assert once.cues == sung * 2 and [case.people for case in once.conflicts] == [sung]
        assert merge(sung, (), once.cues).cues == once.cues

    def test_what_stands_at_one_time_stays_in_its_order(self) -> None:
        people = (Cue(0, 900, "Sí."), replace(Cue(0, 900, "FARMÀCIA"), top=True), Cue(0, 900, "No."))
        assert merge((people[2], people[0]), (people[2], people[0]), people).cues == people
