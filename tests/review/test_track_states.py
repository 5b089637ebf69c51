"""Any order of machine runs, saves by editors and by the page, approvals and kills: no word of a person's is lost."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from file_steps import Killed, unhurried_disk, watched
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from searching import examples

from pipeline import files
from pipeline.cues import Cue
from pipeline.errors import StaleFileError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import track_store
from pipeline.review.history import Why
from pipeline.review.merge import merge
from pipeline.review.track_store import Offer
from pipeline.review.version_log import version_log
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-03-01T09:30:00+01:00"


@pytest.fixture(scope="module", autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried_disk():
        yield


WORD = re.compile(rb"h\d+")

#: What a run of the machine makes: which wording of each cue, and how many ms later than at first.
VERSIONS = st.tuples(st.lists(st.sampled_from("abc"), min_size=3, max_size=3), st.sampled_from([0, 40, 300]))
#: The number of a file operation; there are some fifty in an offer.
STEP = st.integers(0, 60)


def machine_text(version: tuple[list[str], int]) -> str:
    letters, shift = version
    return write_srt([Cue(3000 * n + shift, 3000 * n + 2500 + shift, f"w{n}{x} w{n}") for n, x in enumerate(letters)])


def new_story(folder: str | Path) -> StoryLayout:
    layout = Layout(Path(folder))
    paths = layout.story(layout.stories / "film", "film")
    paths.source.mkdir(parents=True)
    return paths


def human_words(*files_: Path) -> set[bytes]:
    return {word for path in files_ if path.is_file() for word in WORD.findall(path.read_bytes())}


def in_history(paths: StoryLayout) -> set[bytes]:
    """Read without the story's lock: whoever saves between two steps of a write asks too."""
    log = version_log(paths.version_log("ca"))
    found = {word for line in log.lines() for word in WORD.findall(log.read(line.sha256))}
    return found | human_words(*paths.history.glob("ca.*.srt"))


def with_word(cues: tuple[Cue, ...], word: str, at: int) -> tuple[Cue, ...]:
    """`cues` in which a person has written one cue anew; inserted where there is none."""
    if not cues:
        return (Cue(0, 2000, word),)
    at %= len(cues)
    return (*cues[:at], replace(cues[at], text=f"w{at} {word}"), *cues[at + 1 :])


class PeopleAndMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.paths = new_story(self.folder.name)
        self.file = self.paths.srt("ca")
        self.numbers = count()
        self.saved: set[bytes] = set()  # every word that a person saved and did not take out again
        self.page: tuple[str, tuple[Cue, ...]] | None = None  # the page: hash and cues of the file as it saw it

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def cues(self) -> tuple[Cue, ...]:
        return read_srt(files.read_if_any(self.file) or b"").cues

    def edited(self, at: int) -> bytes:
        return write_srt(with_word(self.cues(), f"h{next(self.numbers)}", at)).encode()

    def overwritten_by_a_person(self) -> None:
        """What stood in the file alone is gone: a person wrote over it, not Veus."""
        self.saved &= in_history(self.paths) | human_words(self.paths.aside("ca"))

    def editor_saves(self, data: bytes, atomic: bool) -> None:
        self.overwritten_by_a_person()
        if atomic:
            new = self.file.with_name("~editor")
            new.write_bytes(data)
            new.replace(self.file)
        else:
            self.file.write_bytes(data)
        self.saved |= set(WORD.findall(data))

    def offer(self, version: tuple[list[str], int]) -> Offer:
        approved = track_store.status(self.paths, "ca") == "approved"  # a look puts back what a killed write put aside
        before = files.read_if_any(self.file)
        outcome = track_store.offer(self.paths, "ca", machine_text(version), at=AT)
        assert not approved or self.file.read_bytes() == before, "an approved file is never changed by the machine"
        return outcome

    def nothing_left_over(self) -> None:
        names = [path.name for path in self.paths.source.rglob("*")]
        assert not [name for name in names if ".part-" in name or ".aside." in name or ".coming." in name]

    @rule(version=VERSIONS)
    def machine_offers(self, version: tuple[list[str], int]) -> None:
        self.offer(version)
        self.nothing_left_over()

    @rule(version=VERSIONS, step=STEP)
    def machine_is_killed(self, version: tuple[list[str], int], step: int) -> None:
        with contextlib.suppress(Killed), watched(self.paths.source, dies_at=step):
            track_store.offer(self.paths, "ca", machine_text(version), at=AT)

    @rule(at=st.integers(0, 3), atomic=st.booleans())
    def person_saves(self, at: int, atomic: bool) -> None:
        track_store.status(self.paths, "ca")  # whoever opens a file waits until it is there
        self.editor_saves(self.edited(at), atomic)

    @rule(version=VERSIONS, at=st.integers(0, 3), atomic=st.booleans(), step=STEP, dies=st.none() | STEP)
    def person_saves_while_the_machine_writes(
        self, version: tuple[list[str], int], at: int, atomic: bool, step: int, dies: int | None
    ) -> None:
        track_store.status(self.paths, "ca")
        data = self.edited(at)
        guests: dict[int, Callable[[], None]] = {step: lambda: self.editor_saves(data, atomic)}
        with (
            contextlib.suppress(Killed),
            watched(self.paths.source, guests=guests, dies_at=-1 if dies is None else dies),
        ):
            track_store.offer(self.paths, "ca", machine_text(version), at=AT)

    @rule(version=VERSIONS, at=st.integers(0, 3), opened=STEP, more=st.integers(0, 20))
    def person_saves_slowly(self, version: tuple[list[str], int], at: int, opened: int, more: int) -> None:
        """The editor empties the file at one moment and fills it at another."""
        track_store.status(self.paths, "ca")
        data, handles = self.edited(at), []

        def empty() -> None:
            self.overwritten_by_a_person()
            handles.append(os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))

        def fill() -> None:
            for handle in handles:
                os.write(handle, data)
                os.close(handle)
                self.saved |= set(WORD.findall(data))
            handles.clear()

        guests: dict[int, Callable[[], None]] = {opened: empty, opened + 1 + more: fill}
        with watched(self.paths.source, guests=guests):
            track_store.offer(self.paths, "ca", machine_text(version), at=AT)
        fill()

    @rule()
    def page_opens(self) -> None:
        track_store.status(self.paths, "ca")
        if self.file.exists():
            self.page = files.sha256_file(self.file), self.cues()

    @precondition(lambda self: self.page is not None)
    @rule(at=st.integers(0, 3), dies=st.none() | STEP)
    def page_saves(self, at: int, dies: int | None) -> None:
        """With whatever it saw last; where that is old, it merges."""
        assert self.page
        seen, base = self.page
        mine = with_word(base, f"h{next(self.numbers)}", at)
        with contextlib.suppress(Killed), watched(self.paths.source, dies_at=-1 if dies is None else dies):
            try:
                done = self.save(mine, seen)
            except StaleFileError as error:
                if error.now is None:
                    return
                mine = merge(base, read_srt(error.now).cues, mine).cues
                done = self.save(mine, files.sha256_bytes(error.now))
            self.page = done.sha256, mine
            self.saved |= set(WORD.findall(write_srt(mine).encode()))

    def save(self, cues: tuple[Cue, ...], seen: str) -> track_store.Saved:
        return track_store.save(self.paths, "ca", cues, seen_sha256=seen, why=Why.PAGE, by="Anna", at=AT)

    @rule()
    def approve(self) -> None:
        if track_store.status(self.paths, "ca"):
            sha256 = files.sha256_file(self.file)
            approval = {"by": "Anna", "when": AT, "sha256": sha256, "footage_sha256": "0" * 64}
            self.paths.review_file.write_text(json.dumps({"approvals": {"ca": approval}}), "utf-8")

    @invariant()
    def no_word_is_lost(self) -> None:
        if hasattr(self, "paths") and not self.paths.coming("ca").exists():
            assert self.saved <= human_words(self.file) | in_history(self.paths)

    @rule()
    def look(self) -> None:
        track_store.status(self.paths, "ca")
        assert not self.paths.coming("ca").exists() and not self.paths.aside("ca").exists()


TestPeopleAndMachine = PeopleAndMachine.TestCase
TestPeopleAndMachine.settings = settings(max_examples=examples(60), stateful_step_count=20, deadline=None)


def work_until_killed(paths: StoryLayout, seed: int, told: int) -> None:
    """Machine runs and saves of the page in turn; each word is told once its save has ended."""
    choose = random.Random(seed)
    for number in count(seed * 1000):
        letters = [choose.choice("abc") for _ in range(3)]
        track_store.offer(paths, "ca", machine_text((letters, choose.choice([0, 40]))), at=AT)
        data = paths.srt("ca").read_bytes()
        cues = with_word(read_srt(data).cues, f"h{number}", choose.randrange(3))
        track_store.save(paths, "ca", cues, seen_sha256=files.sha256_bytes(data), why=Why.PAGE, by="Anna", at=AT)
        os.write(told, f"h{number}\n".encode())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_real_process_is_really_killed(tmp_path: Path) -> None:
    paths, moments = new_story(tmp_path), random.Random(4)
    told, tell = os.pipe()
    saved = b""
    for seed in range(20):
        child = os.fork()
        if child == 0:
            try:
                work_until_killed(paths, seed, tell)
            finally:
                os._exit(1)
        os.set_blocking(told, True)
        saved += os.read(told, 1 << 16)  # it has begun its second round by now
        os.set_blocking(told, False)
        time.sleep(moments.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1]), "it was at work until it was killed"
        with contextlib.suppress(BlockingIOError):
            saved += os.read(told, 1 << 16)
        track_store.status(paths, "ca")
        assert set(saved.split()) <= human_words(paths.srt("ca")) | in_history(paths)
    assert len(saved.split()) >= 20
    track_store.offer(paths, "ca", machine_text((["a", "b", "c"], 0)), at=AT)
    assert not [path for path in paths.source.rglob("*") if ".part-" in path.name or ".coming" in path.name]
