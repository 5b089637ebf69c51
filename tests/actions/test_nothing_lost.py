"""Random histories of several editors: whatever they do in whatever order, and whatever dies on the way, every word
that a person wrote is in the file, an open item or the history; and what counts as approved is what was approved.

`HYPOTHESIS_PROFILE=thorough` tries twenty times as many, others each time.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from file_steps import unhurried_disk
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from newsroom import CAPTIONS, LANGS, Mishap, Newsroom, Version

from pipeline import files
from pipeline.build.tracks import effective_cues
from pipeline.review import history, track_store
from pipeline.review.approval import CHANGED
from pipeline.subtitles import formats
from pipeline.subtitles.srt import read_srt

LANG = st.sampled_from([*["ca"] * 2, *LANGS])
BY = st.sampled_from(["Anna", "Pau"])
PLACE = st.integers(0, 1) | st.integers(0, 3)
EDIT = st.sampled_from(["reword", "reword", "reword", "insert", "delete", "split", "retime"])
VERSION = st.tuples(
    st.lists(st.sampled_from("abc"), min_size=CAPTIONS, max_size=CAPTIONS), st.sampled_from([0, 40, 300])
)
#: Mostly all goes well. A command does some ten to eighty file operations, and waits for the disk some ten times.
MISHAP = st.one_of(
    *[st.just(Mishap())] * 5,
    st.builds(Mishap, st.just("killed"), st.integers(0, 80)),
    st.builds(Mishap, st.sampled_from(["power", "full"]), st.integers(0, 9)),
    st.builds(Mishap, st.just("guest"), st.integers(0, 40), LANG),
)


def does(**given: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A rule in which something may go wrong."""
    return rule(mishap=MISHAP, **given)


class Editors(RuleBasedStateMachine):
    """Each rule is something that somebody does; what it is stands in `newsroom`."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.room = Newsroom(Path(self.folder.name))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    @does(lang=LANG, version=VERSION)
    def the_machine_runs_again(self, mishap: Mishap, lang: str, version: Version) -> None:
        approved = self.room.state(lang).status == "approved"
        before = files.read_if_any(self.room.paths.srt(lang))
        with self.room.mishap(mishap):
            self.room.machine_runs(lang, version)
        if approved and mishap.kind != "guest":
            assert files.read_if_any(self.room.paths.srt(lang)) == before, "the machine has changed an approved file"

    @does(lang=LANG, by=BY)
    def a_page_opens(self, mishap: Mishap, lang: str, by: str) -> None:
        with self.room.mishap(mishap):
            self.room.page_opens(lang, by)

    @does(lang=LANG, by=BY, how=EDIT, at=PLACE)
    def a_page_saves(self, mishap: Mishap, lang: str, by: str, how: str, at: int) -> None:
        with self.room.mishap(mishap):
            self.room.page_saves(lang, by, how, at)

    @does(lang=LANG, at=PLACE, times=st.integers(1, 3))
    def pages_quarrel(self, mishap: Mishap, lang: str, at: int, times: int) -> None:
        with self.room.mishap(mishap):
            self.room.pages_quarrel(lang, at, times)

    @does(lang=LANG, by=BY, number=st.integers(0, 9))
    def a_page_restores(self, mishap: Mishap, lang: str, by: str, number: int) -> None:
        with self.room.mishap(mishap):
            self.room.page_restores(lang, by, number)

    @does(lang=LANG, by=BY)
    def a_page_comments(self, mishap: Mishap, lang: str, by: str) -> None:
        with self.room.mishap(mishap):
            self.room.page_comments(lang, by)

    @rule(lang=LANG, how=EDIT, at=PLACE, stale=st.booleans(), atomic=st.booleans())
    def a_program_writes_blindly(self, lang: str, how: str, at: int, stale: bool, atomic: bool) -> None:
        self.room.blind_write(lang, how, at, stale, atomic)

    @does(lang=LANG)
    def a_command_looks(self, mishap: Mishap, lang: str) -> None:
        with self.room.mishap(mishap):
            self.room.look(lang)

    @does(lang=LANG, form=st.sampled_from(formats.WRITTEN))
    def somebody_takes_it_home(self, mishap: Mishap, lang: str, form: str) -> None:
        with self.room.mishap(mishap):
            self.room.hand_out(lang, form)

    @does(number=PLACE, at=PLACE, how=EDIT)
    def somebody_brings_it_back(self, mishap: Mishap, number: int, at: int, how: str) -> None:
        with self.room.mishap(mishap):
            self.room.bring_back(number, at, how)

    @does(lang=LANG, form=st.sampled_from(formats.WRITTEN))
    def somebody_brings_it_back_as_it_is(self, mishap: Mishap, lang: str, form: str) -> None:
        with self.room.mishap(mishap):
            self.room.bring_back_as_it_is(lang, form)

    @does(lang=LANG, form=st.sampled_from([*formats.WRITTEN, "sbv", "ass", "txt"]), how=EDIT, at=PLACE)
    def somebody_brings_another_file(self, mishap: Mishap, lang: str, form: str, how: str, at: int) -> None:
        with self.room.mishap(mishap):
            self.room.bring_other(lang, form, how, at)

    @does(lang=LANG, number=st.integers(0, 9))
    def somebody_restores(self, mishap: Mishap, lang: str, number: int) -> None:
        with self.room.mishap(mishap):
            self.room.restores(lang, number)

    @does(lang=LANG, number=PLACE, take=st.booleans())
    def somebody_settles(self, mishap: Mishap, lang: str, number: int, take: bool) -> None:
        with self.room.mishap(mishap):
            self.room.settles(lang, number, take)

    @does(lang=LANG)
    def somebody_approves(self, mishap: Mishap, lang: str) -> None:
        with self.room.mishap(mishap):
            self.room.approves(lang)

    @does(
        ms=st.sampled_from([-4000, 0, 700, 52_000]),
        rate=st.sampled_from(["", "", "25/23.976"]),
        only=st.sampled_from([None, *LANGS]),
    )
    def somebody_moves_all(self, mishap: Mishap, ms: int, rate: str, only: str | None) -> None:
        with self.room.mishap(mishap):
            self.room.shifts(ms, rate, only)

    @invariant()
    def every_word_is_somewhere(self) -> None:
        if hasattr(self, "room"):
            assert not self.room.lost()

    @invariant()
    def what_is_approved_is_what_was_approved(self) -> None:
        for lang, sha256 in self.room.approved.items() if hasattr(self, "room") else ():
            kept = history.read(self.room.paths, lang, sha256)
            assert files.sha256_bytes(kept) == sha256, "what was approved can be had again"
            state = self.room.state(lang)
            if state.status != "approved":
                assert state.why == CHANGED, "an approval that no longer holds is told"
                continue
            data = track_store.read(self.room.paths, lang) or b""
            assert state.approval and state.approval.sha256 == files.sha256_bytes(data)
            assert list(effective_cues(self.room.track(lang), 10**9)[0]) == list(read_srt(data).cues)


class TestEditors(Editors.TestCase):
    settings = settings(
        stateful_step_count=25, deadline=None, derandomize=os.environ.get("HYPOTHESIS_PROFILE") != "thorough"
    )

    def runTest(self) -> None:
        with unhurried_disk():
            super().runTest()


@pytest.mark.parametrize("at", [44, 56, 68])
def test_what_somebody_wrote_amid_a_move_and_that_leaves_the_film_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """The run that moves the rest is another one: what it planned has not the new words."""
    monkeypatch.setattr("newsroom.event", lambda _: None)
    room = Newsroom(tmp_path)
    room.page_saves("ca", "Anna", "reword", 2)
    with room.mishap(Mishap("killed", at)):
        room.shifts(-2900, "", None)
    assert room.paths.shift_journal.exists() and room.cues("ca")[0].start == 0
    room.blind_write("ca", "reword", 0, False, True)
    with room.mishap(Mishap()):
        room.shifts(-2900, "", None)  # asks whether what is gone was told
    assert [cue.start for cue in room.cues("ca")] == [100, 3100]


def test_a_move_after_an_interrupted_one_tells_what_that_one_took_out_of_the_film(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.event", lambda _: None)
    room = Newsroom(tmp_path)
    room.page_saves("ca", "Anna", "reword", 0)
    with room.mishap(Mishap("killed", 56)):
        room.shifts(-2900, "", None)
    assert room.paths.shift_journal.exists() and room.cues("ca")[0].start == 0
    with room.mishap(Mishap()):
        room.shifts(-2800, "", None)  # asks whether what is gone was told
    assert [cue.start for cue in room.cues("ca")] == [200, 3200]
