"""What comes of each line of the table: a file that comes back, into the track as it is by now."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from edit_histories import Track, edited, machine_tracks
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.review.returning import Origin, TakenIn, TrackVersions, take_in

A, B, C = (Cue(3000 * n, 3000 * n + 2500, text) for n, text in enumerate(("Bon dia.", "Em dic Juel.", "Fins aviat.")))
MACHINE = (A, B, C)
#: A person has put the name right.
RIGHT = replace(B, text="Em dic Joel.")
NOW = (A, RIGHT, C)


def came(file: Track, origin: Track, *, sure: bool, now: Track = NOW, approved: bool = False) -> TakenIn:
    return take_in(file, Origin(origin, sure), TrackVersions(now, MACHINE, (MACHINE, now), approved))


def test_something_new_where_the_track_was_not_changed_is_the_files() -> None:
    new = replace(C, text="Fins demà.")
    found = came((A, B, new), MACHINE, sure=True)
    assert (found.cues, found.taken, found.conflicts, found.undone) == ((A, RIGHT, new), 1, (), ())


def test_something_new_where_the_track_was_changed_is_proposed() -> None:
    other = replace(B, text="Em dic Noel.")
    found = came((A, other, C), MACHINE, sure=True)
    assert found.cues == NOW and [case.machine for case in found.conflicts] == [(other,)]


def test_what_an_earlier_version_said_is_only_proposed_where_it_is_guessed_from_which_the_file_was_made() -> None:
    found = came(MACHINE, NOW, sure=False)
    assert found.cues == NOW and [case.machine for case in found.conflicts] == [(B,)] and not found.undone


def test_the_same_of_a_file_that_says_its_version_is_the_files_and_listed_as_undone() -> None:
    found = came(MACHINE, NOW, sure=True)
    assert found.cues == MACHINE and [case.people for case in found.undone] == [(RIGHT,)] and not found.conflicts


def test_a_persons_caption_taken_out_is_listed_as_undone() -> None:
    found = came((A, C), NOW, sure=False)
    assert found.cues == (A, C) and [case.people for case in found.undone] == [(RIGHT,)]


def test_something_new_in_place_of_a_persons_word_is_listed_only_where_it_is_guessed() -> None:
    new = (A, replace(B, text="Em dic Noel."), C)
    assert [bool(came(new, NOW, sure=sure).undone) for sure in (True, False)] == [False, True]
    assert all(came(new, NOW, sure=sure).cues == new for sure in (True, False))


def test_what_is_taken_from_an_approved_track_is_listed() -> None:
    new = (A, RIGHT, replace(C, text="Fins demà."))
    assert not came(new, NOW, sure=True).undone
    assert [case.people for case in came(new, NOW, sure=True, approved=True).undone] == [(C,)]


def test_words_and_times_are_told_apart() -> None:
    """The old word is kept out, the new time comes in."""
    found = came((A, B.moved(3200, 5500), C), NOW, sure=False)
    assert found.cues == (A, RIGHT.moved(3200, 5500), C)
    assert len(found.conflicts) == 1


def test_one_of_several_likely_versions_takes_no_ones_word_away_unseen() -> None:
    new = (A, replace(B, text="Em dic Noel."), C)
    known = TrackVersions(NOW, MACHINE, (NOW,))
    rivals = take_in(new, Origin(NOW, False, (MACHINE,)), known)
    assert rivals.cues == NOW and [case.machine for case in rivals.conflicts] == [(new[1],)]


@given(machine_tracks(), st.booleans(), st.data())
def test_a_file_that_comes_back_as_it_went_changes_nothing(base: Track, sure: bool, data: st.DataObject) -> None:
    now = data.draw(edited(base, count()))
    found = take_in(base, Origin(base, sure), TrackVersions(now, base, (base, now)))
    assert (found.cues, found.taken, found.conflicts, found.undone) == (now, 0, (), ())


@given(machine_tracks().filter(bool), st.data())
def test_a_persons_word_that_goes_is_listed(base: Track, data: st.DataObject) -> None:
    """By a file that says nothing of which version it was made from, and may be of an earlier one."""
    numbers = count()
    now = data.draw(edited(base, numbers))
    file = data.draw(st.one_of(st.just(base), edited(base, numbers), edited(now, numbers)))
    found = take_in(file, Origin(now, sure=False), TrackVersions(now, base, (base, now)))
    written = {word for cue in now for word in cue.text.split() if word.startswith("h")}
    gone = written - {word for cue in found.cues for word in cue.text.split()}
    listed = {word for case in found.undone for cue in case.people for word in cue.text.split()}
    assert gone <= listed
