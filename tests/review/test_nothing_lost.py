"""Random histories of several editors: whatever they do in whatever order, and whoever is killed, every word that a
person wrote is in the file, an open item or the history.

Pages that saw the file at different times, a program that writes over it blindly, runs of the machine, files handed out
and brought back, versions restored, items settled, approvals. Every word that a person writes is new.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from file_steps import Killed, unhurried_disk, watched
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from kept_versions import kept
from small_series import make_series, make_story

from pipeline import files
from pipeline.captions.srt import read_srt, write_srt
from pipeline.config import load_settings
from pipeline.cues import Cue
from pipeline.desk.forms import CueForm, SaveForm
from pipeline.desk.port import Conflict
from pipeline.errors import VeusError
from pipeline.exchange.formats import read_bytes
from pipeline.layout import Layout
from pipeline.review import people, waiting
from pipeline.review.record import Approval, set_approval
from pipeline.run import desk_save
from pipeline.run.bring_in import bring_in
from pipeline.run.desk_save import Desktop
from pipeline.run.exchange import export
from pipeline.run.restore import restore
from pipeline.run.settle import settle
from pipeline.story import discover

AT = "2024-03-01T09:30:00+01:00"
WORD = re.compile(r"h\d+")

#: What a run of the machine makes: which wording of each cue, and how many ms later than at first.
VERSIONS = st.tuples(st.lists(st.sampled_from("abc"), min_size=3, max_size=3), st.sampled_from([0, 40, 300]))
#: The number of a file operation before which the process is killed; mostly it lives on.
DIES = st.none() | st.none() | st.integers(0, 80)
PLACE = st.integers(0, 3)
EDITS = st.sampled_from(["reword", "insert", "delete", "retime"])


@pytest.fixture(scope="module", autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried_disk():
        yield


def machine_text(version: tuple[list[str], int]) -> str:
    letters, shift = version
    return write_srt([Cue(3000 * n + shift, 3000 * n + 2500 + shift, f"w{n}{x} w{n}") for n, x in enumerate(letters)])


def words(cues: Sequence[Cue]) -> set[str]:
    return {word for cue in cues for word in WORD.findall(cue.text)}


class Editors(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.layout = Layout(make_series(Path(self.folder.name)))
        make_story(self.layout.root, "film")
        self.settings = load_settings(self.layout)
        (self.story,) = discover(self.layout, self.settings)[0]
        self.paths = self.story.paths
        self.file = self.paths.srt("ca")
        self.numbers = count()
        self.owed: set[str] = set()  # words that were acknowledged, or that we have seen
        self.unseen: set[str] = set()  # words of the blind program that nobody has looked at yet
        self.pages: dict[str, tuple[str | None, tuple[Cue, ...]]] = {}
        self.handed_out: list[Path] = []
        people.offer(self.paths, "ca", machine_text((["a", "a", "a"], 0)), at=AT)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def cues(self) -> tuple[Cue, ...]:
        return read_srt(files.read_if_any(self.file) or b"").cues

    def edited(self, cues: tuple[Cue, ...], how: str, at: int) -> tuple[Cue, ...]:
        word, end = f"h{next(self.numbers)}", max((cue.end for cue in cues), default=0)
        if how == "insert" or not cues:
            return (*cues, Cue(end + 500, end + 1500, word))
        at %= len(cues)
        one = cues[at]
        if how == "delete":
            return cues[:at] + cues[at + 1 :]
        new = one.moved(one.start, one.end + 100) if how == "retime" else replace(one, text=f"w{at} {word}")
        return (*cues[:at], new, *cues[at + 1 :])

    def seen(self) -> None:
        """One of our commands has looked at the file."""
        self.owed |= self.unseen
        self.unseen = set()

    @contextlib.contextmanager
    def killed(self, dies: int | None) -> Iterator[None]:
        with contextlib.suppress(Killed), watched(self.paths.source, dies_at=-1 if dies is None else dies):
            yield

    # The machine.

    @rule(version=VERSIONS, dies=DIES)
    def the_machine_runs(self, version: tuple[list[str], int], dies: int | None) -> None:
        with self.killed(dies):
            people.offer(self.paths, "ca", machine_text(version), at=AT)
            self.seen()

    # Pages.

    def desktop(self, by: str) -> Desktop:
        return Desktop.of(self.settings, self.story, "ca", by)

    @rule(by=st.sampled_from(["Anna", "Pau"]))
    def a_page_opens(self, by: str) -> None:
        data = self.desktop(by).current()
        self.seen()
        with contextlib.suppress(VeusError):
            self.pages[by] = files.sha256_bytes(data) if data is not None else None, read_srt(data or b"").cues

    @precondition(lambda self: getattr(self, "pages", None))
    @rule(data=st.data(), how=EDITS, at=PLACE, dies=DIES)
    def a_page_saves(self, data: st.DataObject, how: str, at: int, dies: int | None) -> None:
        """With whatever it saw last."""
        by = data.draw(st.sampled_from(sorted(self.pages)))
        seen_sha256, seen = self.pages[by]
        mine = self.edited(seen, how, at)
        new = words(mine) - words(seen)
        form = SaveForm(by=by, seen_sha256=seen_sha256, seen=_forms(seen), cues=_forms(mine))
        with self.killed(dies):
            try:
                answer = desk_save.save(self.desktop(by), form)
            except Conflict:
                self.owed |= new
                return
            self.owed |= new
            self.seen()
            self.pages[by] = answer["sha256"], tuple(Cue(**cue) for cue in answer["cues"])

    # Another program.

    @rule(how=EDITS, at=PLACE, stale=st.booleans(), atomic=st.booleans())
    def a_program_writes_blindly(self, how: str, at: int, stale: bool, atomic: bool) -> None:
        """stale: what it has had open since the machine first wrote."""
        if not self.file.exists():
            return
        base = read_srt(machine_text((["a", "a", "a"], 0)).encode()).cues if stale else self.cues()
        mine = self.edited(base, how, at)
        self.unseen = words(mine) - self.owed  # what it wrote over itself, nobody can know
        data = write_srt(mine).encode()
        if atomic:
            new = self.file.with_name("~editor")
            new.write_bytes(data)
            new.replace(self.file)
        else:
            self.file.write_bytes(data)

    @rule(look=st.sampled_from([people.read, people.status, people.belongs_to_person]))
    def somebody_looks(self, look: Callable[..., object]) -> None:
        look(self.paths, "ca")
        self.seen()

    # Files handed out and brought back.

    @rule(form=st.sampled_from(["srt", "vtt"]))
    def a_file_is_handed_out(self, form: str) -> None:
        target = self.layout.root / f"{len(self.handed_out)}.{form}"
        with contextlib.suppress(VeusError):
            export(self.layout, "film", "ca", form, target, at=AT)
            self.seen()
            self.handed_out.append(target)

    @precondition(lambda self: getattr(self, "handed_out", None))
    @rule(data=st.data(), at=PLACE, dies=DIES)
    def a_file_comes_back(self, data: st.DataObject, at: int, dies: int | None) -> None:
        path = data.draw(st.sampled_from(self.handed_out))
        text = path.read_text("utf-8")
        found = re.findall(r"w\d[abc]", text)
        if found:
            text = text.replace(found[at % len(found)], f"h{next(self.numbers)}", 1)
            path.write_text(text, "utf-8")
        new = words(read_bytes(path.read_bytes(), path.suffix[1:], []).cues)
        with self.killed(dies), contextlib.suppress(VeusError):
            bring_in(self.layout, "film", "ca", path, by="Joan", at=AT)
            self.owed |= new
            self.seen()

    # Decisions.

    @rule(number=st.integers(1, 6), dies=DIES)
    def a_version_comes_back(self, number: int, dies: int | None) -> None:
        with self.killed(dies), contextlib.suppress(VeusError):
            restore(self.layout, "film", "ca", str(number), by="Anna", at=AT)
            self.seen()

    @rule(take=st.booleans(), dies=DIES)
    def what_waits_is_settled(self, take: bool, dies: int | None) -> None:
        with self.killed(dies), contextlib.suppress(VeusError):
            settle(self.layout, "film", "ca", (), take=take, by="Pau", at=AT)

    @rule()
    def it_is_approved(self) -> None:
        data = people.read(self.paths, "ca")
        self.seen()
        if data:
            approval = Approval(by="Anna", when=AT, sha256=files.sha256_bytes(data), footage_sha256="0" * 64)
            set_approval(self.paths, "ca", approval)

    @invariant()
    def every_word_is_somewhere(self) -> None:
        if not hasattr(self, "paths") or self.paths.coming("ca").exists():
            return
        items = waiting.read(self.paths, "ca").items
        there = words(self.cues()) | words([cue for one in items for cue in (*one.people, *one.machine)])
        there |= {word for data in kept(self.paths) for word in WORD.findall(data.decode())}
        assert self.owed <= there


def _forms(cues: Sequence[Cue]) -> tuple[CueForm, ...]:
    return tuple(CueForm(start=cue.start, end=cue.end, text=cue.text, top=cue.top) for cue in cues)


TestEditors = Editors.TestCase
TestEditors.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
