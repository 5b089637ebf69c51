"""What waits for a person's look: listed once, for as long as the track leaves it open."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from open_questions import AT, ITS, MINE, conflict, later, stale

from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import waiting
from pipeline.review.waiting import OpenItem, Settled, Waiting, item, with_new


def asks(one: OpenItem, cues: list[Cue]) -> bool:
    return waiting.asks(one, waiting.Standing(cues))


class TestAsking:
    def test_while_the_track_says_what_it_is_about(self) -> None:
        assert asks(conflict(), [MINE])
        assert asks(conflict(), [later(MINE, 200)]), "the machine's new times answer nothing"

    @pytest.mark.parametrize("cues", [[], [ITS], [replace(MINE, text="Hola.")], [later(MINE, 60_000)]])
    def test_no_longer(self, cues: list[Cue]) -> None:
        assert not asks(conflict(), cues)

    def test_about_times(self) -> None:
        about_times = conflict(MINE, later(MINE, 900))
        assert asks(about_times, [MINE])
        assert not asks(about_times, [later(MINE, 400)])

    def test_about_what_a_person_deleted(self) -> None:
        deleted = item("conflict", "ca", (), (ITS,), since=AT)
        assert asks(deleted, []) and not asks(deleted, [ITS])


class TestListing:
    def test_the_same_is_listed_once(self) -> None:
        once = with_new(Waiting(), [conflict()], [MINE])
        assert with_new(once, [conflict()], [MINE]) == once
        moved = with_new(once, [conflict(later(MINE, 300), later(ITS, 300))], [MINE])
        assert moved == once, "the same question some ms later"

    def test_the_same_words_elsewhere_are_another_question(self) -> None:
        far = conflict(later(MINE, 60_000), later(ITS, 60_000))
        found = with_new(Waiting(), [conflict(), far], [MINE, later(MINE, 60_000)])
        assert len({one.id for one in found.items}) == 2

    def test_stale_remembers_what_was_first(self) -> None:
        one = with_new(Waiting(), [stale("a", "b")], [MINE])
        (two,) = with_new(one, [stale("b", "c")], [MINE]).items
        assert (two.source_before, two.source_now) == ("a", "c")

    def test_stale_goes_when_all_is_as_it_was(self) -> None:
        one = with_new(Waiting(), [stale("a", "b")], [MINE])
        assert with_new(one, [stale("b", "a")], [MINE]).items == ()

    @given(st.lists(st.sampled_from("abc"), min_size=2, max_size=6))
    def test_whatever_becomes_of_a_sentence(self, said: list[str]) -> None:
        """One question at most: written for the first, said is now the last."""
        found = Waiting()
        for before, now in pairwise(said):
            if before != now:
                found = with_new(found, [stale(before, now)], [MINE])
        expected = [] if said[0] == said[-1] else [(said[0], said[-1])]
        assert [(one.source_before, one.source_now) for one in found.items] == expected


class TestSettled:
    def settled(self, one: OpenItem, start: int = 1000) -> Settled:
        return Settled(content=one.content, start=start, take=False, by="Anna", when=AT)

    def test_what_somebody_looked_at_is_not_asked_again_near_its_time(self) -> None:
        far = self.settled(conflict(), start=60_000)
        near = self.settled(conflict())
        assert with_new(Waiting(settled=(near,)), [conflict()], [MINE]).items == ()
        assert len(with_new(Waiting(settled=(far,)), [conflict()], [MINE]).items) == 1

    def test_what_an_import_replaced_is_asked_each_time_but_listed_once(self) -> None:
        replaced = item("conflict", "ca", (MINE,), (ITS,), since=AT, by="replaced")
        found = with_new(Waiting(settled=(self.settled(replaced),)), [replaced, replaced], [MINE])
        assert found.items == (replaced,)

    def test_only_so_many_are_remembered_the_last_ones(self) -> None:
        every = tuple(self.settled(conflict(), start=n) for n in range(waiting.REMEMBERED + 2))
        assert with_new(Waiting(settled=every), [], []).settled == every[2:]


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    return layout.story(layout.stories / "film", "film")


class TestFile:
    def test_what_is_written_is_read_and_without_a_file_nothing_waits(self, paths: StoryLayout) -> None:
        assert waiting.read(paths, "ca") == Waiting()
        found = Waiting(items=(conflict(), stale("a", "b")), settled=(TestSettled().settled(conflict()),))
        waiting.write(paths, "ca", found)
        assert waiting.read(paths, "ca") == found and waiting.read(paths, "en") == Waiting()

    def test_nothing_is_written_where_nothing_is_new(self, paths: StoryLayout) -> None:
        waiting.note(paths, "ca", [], [MINE])
        assert not paths.open_items("ca").exists()
        waiting.note(paths, "ca", [conflict()], [MINE])
        assert waiting.read(paths, "ca").items == (conflict(),)
        waiting.note(paths, "ca", [], [ITS])
        assert waiting.read(paths, "ca").items == (), "the track answers it by now"

    def test_a_damaged_one_is_no_empty_one(self, paths: StoryLayout) -> None:
        paths.base.mkdir(parents=True)
        paths.open_items("ca").write_text('{"items": [', "utf-8")
        with pytest.raises(StoryError, match=r"waits for a look in ca\.srt cannot be read.*veus restore film ca"):
            waiting.read(paths, "ca")


def test_the_id_follows_from_what_is_asked_and_when() -> None:
    moved = conflict(later(MINE, 1), later(ITS, 1))
    assert conflict().id == conflict().id != moved.id
    assert conflict().content == moved.content != conflict(replace(MINE, text="x")).content
    both = item("conflict", "ca", (later(MINE, 500),), (ITS, later(ITS, 2500)), since=AT)
    assert (both.start, both.end) == (1000, 5500)


class TestCarried:
    """What the machine writes anew answers nothing."""

    @pytest.mark.parametrize(
        "after",
        [
            [replace(MINE, text="Bon dia…")],
            [replace(MINE, text="Bon\ndia.")],
            [replace(MINE, text="Bon", end=1900), replace(MINE, text="dia.", start=1900)],
            [later(replace(MINE, text="“Bon dia.”"), 300)],
        ],
    )
    def test_into_what_stands_there_then(self, after: list[Cue]) -> None:
        question = stale("a", "b")
        (now,) = waiting.carried([question], [MINE], after)
        assert asks(now, after) and not asks(now, [MINE]) and now.people == tuple(after)
        assert now.model_copy(update={"people": (), "id": "", "start": 0, "end": 0}) == question.model_copy(
            update={"people": (), "id": "", "start": 0, "end": 0}
        )
        assert waiting.carried([question, now], [MINE], after) == [], "once"

    def test_nothing_that_is_still_asked_or_was_answered_before(self) -> None:
        other = later(MINE, 60_000)
        assert waiting.carried([conflict()], [MINE, other], [MINE, replace(other, text="Bon dia…")]) == []
        assert waiting.carried([conflict()], [other], [replace(other, text="Bon dia…")]) == []

    def test_nothing_that_says_what_was_proposed_by_now(self) -> None:
        assert waiting.carried([conflict()], [MINE], [ITS]) == []

    def test_a_caption_that_goes_leaves_what_was_proposed_for_it(self) -> None:
        dots = replace(MINE, text="…")
        (now,) = waiting.carried([conflict(dots)], [dots], [])
        assert (now.people, now.machine) == ((), (ITS,))
