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
from typing import Any

import pytest
from file_steps import Killed, unhurried_disk, watched
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_versions import kept
from small_series import make_series, make_story

from pipeline import files
from pipeline.captions.srt import read_srt, write_srt
from pipeline.config import load_settings
from pipeline.cues import Cue
from pipeline.desk.forms import CueForm, SaveForm
from pipeline.desk.port import Conflict
from pipeline.errors import VeusError
from pipeline.exchange import formats
from pipeline.layout import Layout, StoryLayout
from pipeline.review import history, people, waiting
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
DIES = st.sampled_from([None] * 24 + [*range(0, 80, 11), *range(5)])
PLACE = st.integers(0, 1) | st.integers(0, 3)
BY = st.sampled_from(["Anna", "Pau"])
FORMS = st.sampled_from(["srt", "vtt"])
EDITS = st.sampled_from(["reword", "reword", "reword", "insert", "delete", "retime"])


@pytest.fixture(scope="module", autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried_disk():
        yield


def machine_text(version: tuple[list[str], int]) -> str:
    letters, shift = version
    return write_srt([Cue(3000 * n + shift, 3000 * n + 2500 + shift, f"w{n}{x} w{n}") for n, x in enumerate(letters)])


FIRST = machine_text((["a", "a", "a"], 0))


def words(cues: Sequence[Cue]) -> set[str]:
    return {word for cue in cues for word in WORD.findall(cue.text)}


class Editors:
    """The story of one example. owed: words that were acknowledged, or that we have seen; unseen: those of the blind
    program that nobody has looked at yet. pages: hash and cues of the file as each saw it."""

    def __init__(self, root: Path) -> None:
        self.layout = Layout(make_series(root))
        make_story(root, "film")
        self.settings = load_settings(self.layout)
        (self.story,) = discover(self.layout, self.settings)[0]
        self.paths = self.story.paths
        self.file = self.paths.srt("ca")
        self.numbers = count()
        self.owed: set[str] = set()
        self.unseen: set[str] = set()
        self.pages: dict[str, tuple[str | None, tuple[Cue, ...]]] = {}
        self.handed_out: list[Path] = []
        people.offer(self.paths, "ca", FIRST, at=AT)

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

    # The machine.

    def machine_runs(self, version: tuple[list[str], int]) -> None:
        people.offer(self.paths, "ca", machine_text(version), at=AT)
        self.seen()

    # Pages.

    def page_opens(self, by: str) -> None:
        data = Desktop.of(self.settings, self.story, "ca", by).current()
        self.seen()
        self.pages[by] = files.sha256_bytes(data) if data is not None else None, read_srt(data or b"").cues

    def page_saves(self, by: str, how: str, at: int) -> None:
        """With whatever it saw last."""
        if by not in self.pages:
            self.page_opens(by)
        seen_sha256, seen = self.pages[by]
        mine = self.edited(seen, how, at)
        new = words(mine) - words(seen)
        form = SaveForm(by=by, seen_sha256=seen_sha256, seen=_forms(seen), cues=_forms(mine))
        try:
            answer = desk_save.save(Desktop.of(self.settings, self.story, "ca", by), form)
        except Conflict:
            self.owed |= new
            return
        self.owed |= new
        self.seen()
        self.pages[by] = answer["sha256"], tuple(Cue(**cue) for cue in answer["cues"])

    # Another program.

    def blind_write(self, how: str, at: int, stale: bool, atomic: bool) -> None:
        """stale: the program has had the file open since the machine first wrote it."""
        people.finish(self.paths, "ca")  # whoever opens a file waits until it is there
        mine = self.edited(read_srt(FIRST.encode()).cues if stale else self.cues(), how, at)
        self.unseen = words(mine) - self.owed  # what it wrote over itself, nobody can know
        data = write_srt(mine).encode()
        if atomic:
            new = self.file.with_name("~editor")
            new.write_bytes(data)
            new.replace(self.file)
        else:
            self.file.write_bytes(data)

    def look(self, how: Callable[[StoryLayout, str], object]) -> None:
        how(self.paths, "ca")
        self.seen()

    # Files handed out and brought back.

    def hand_out(self, form: str) -> None:
        target = self.layout.root / f"{len(self.handed_out)}.{form}"
        export(self.layout, "film", "ca", form, target, at=AT)
        self.seen()
        self.handed_out.append(target)

    def bring_back(self, form: str, number: int, at: int) -> None:
        if not self.handed_out:
            self.hand_out(form)
        path = self.handed_out[number % len(self.handed_out)]
        text = path.read_text("utf-8")
        if found := re.findall(r"w\d[abc]|h\d+", text):
            text = text.replace(found[at % len(found)], f"h{next(self.numbers)}", 1)
            path.write_text(text, "utf-8")
        new = words(formats.read(path).cues)
        bring_in(self.layout, "film", "ca", path, by="Joan", at=AT)
        self.owed |= new
        self.seen()

    # Decisions.

    def bring_back_version(self, number: int) -> None:
        listed = history.versions(self.paths, "ca")
        if listed:
            restore(self.layout, "film", "ca", str(1 + number % len(listed)), by="Anna", at=AT)
            self.seen()

    def settle_all(self, take: bool) -> None:
        settle(self.layout, "film", "ca", (), take=take, by="Pau", at=AT)

    def approve(self) -> None:
        data = people.read(self.paths, "ca")
        self.seen()
        if data:
            approval = Approval(by="Anna", when=AT, sha256=files.sha256_bytes(data), footage_sha256="0" * 64)
            set_approval(self.paths, "ca", approval)

    def lost(self) -> set[str]:
        items = waiting.read(self.paths, "ca").items
        there = words(self.cues()) | words([cue for one in items for cue in (*one.people, *one.machine)])
        return self.owed - there - {word for data in kept(self.paths) for word in WORD.findall(data.decode())}


def does(name: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    return st.tuples(st.just(name), st.fixed_dictionaries(given))


#: What happens, and how often beside the others.
WEIGHTS = {
    does("page_saves", by=BY, how=EDITS, at=PLACE): 4,
    does("blind_write", how=EDITS, at=PLACE, stale=st.booleans(), atomic=st.booleans()): 4,
    does("look", how=st.sampled_from([people.read, people.status, people.belongs_to_person])): 2,
    does("bring_back", form=FORMS, number=PLACE, at=PLACE): 2,
    does("machine_runs", version=VERSIONS): 2,
    does("page_opens", by=BY): 1,
    does("hand_out", form=FORMS): 1,
    does("bring_back_version", number=st.integers(0, 9)): 1,
    does("settle_all", take=st.booleans()): 1,
    does("approve"): 1,
}
DOES = st.sampled_from([one for one, weight in WEIGHTS.items() for _ in range(weight)]).flatmap(lambda one: one)


@given(st.lists(st.tuples(DOES, DIES), min_size=10, max_size=30))
@settings(max_examples=100, deadline=None)
def test_every_word_is_in_the_file_an_open_item_or_the_history(
    life: list[tuple[tuple[str, dict[str, Any]], int | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        editors = Editors(Path(folder))
        for (name, given_), dies in life:
            at = -1 if dies is None or name == "blind_write" else dies
            with contextlib.suppress(Killed, VeusError), watched(editors.paths.source, dies_at=at):
                getattr(editors, name)(**given_)
            assert editors.paths.coming("ca").exists() or not editors.lost(), name


def _forms(cues: Sequence[Cue]) -> tuple[CueForm, ...]:
    return tuple(CueForm(start=cue.start, end=cue.end, text=cue.text, top=cue.top) for cue in cues)
