"""Random histories of several people and the machine: every word that a person wrote is in the file, an open item or
the history, and nobody's word goes from the file unlisted."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from kept_versions import kept
from searching import examples
from small_series import make_series, make_story, track_file

from pipeline import files
from pipeline.actions.export import export
from pipeline.actions.import_track import import_file
from pipeline.cues import Cue
from pipeline.project.layout import Layout
from pipeline.review import track_store
from pipeline.review.open_items import read_open, settle
from pipeline.review.review_record import Approval, set_approval
from pipeline.review.waiting import read as read_waiting
from pipeline.subtitles.srt import read_srt, write_srt

AT = "2024-05-06T10:00:00+02:00"
#: What a person writes; the machine's words begin with "w".
WORD = re.compile(rb"\bh[0-9]+\b")
#: Words of the machine's five captions, and ms by which all are later: what a rerun may bring.
RERUNS = st.tuples(st.lists(st.sampled_from("ab"), min_size=5, max_size=5), st.sampled_from([0, 0, 40, 700]))
EDITS = ("reword", "retime", "split", "delete", "insert")


def machine_text(rerun: tuple[list[str], int]) -> str:
    marks, later = rerun
    return write_srt(
        [Cue(3000 * n + later, 3000 * n + 2500 + later, f"w{n}{mark} de la w{n} sí") for n, mark in enumerate(marks)]
    )


class Colleagues(RuleBasedStateMachine):
    """Three people with files of their own, one of them in an editor on the file itself."""

    @initialize(form=st.sampled_from(["srt", "vtt"]))
    def begin(self, form: str) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.root = make_series(Path(self.folder.name))
        make_story(self.root, "film")
        self.layout, self.form = Layout(self.root), form
        self.paths = self.layout.story(self.root / "stories/film", "film")
        self.numbers, self.written = count(), set[bytes]()
        self.out: dict[str, Path] = {}
        track_store.offer(self.paths, "ca", machine_text((["a"] * 5, 0)), at=AT)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def cues(self) -> tuple[Cue, ...]:
        return read_srt(files.read_if_any(self.paths.srt("ca")) or b"").cues

    def edited(self, cues: tuple[Cue, ...], kind: str, at: int) -> list[Cue]:
        """`cues` after one edit; each new word is noted once it is saved somewhere that Veus sees."""
        found = list(cues)
        word = f"h{next(self.numbers)}"
        if kind == "insert" or not found:
            start = found[-1].end + 200 if found else 0
            return [*found, Cue(start, start + 1000, word)]
        at %= len(found)
        cue = found[at]
        words = cue.text.split()
        if kind == "retime":
            found[at] = cue.moved(cue.start, max(cue.start + 500, cue.end - 300))
        elif kind == "delete" and len(found) > 2:
            del found[at]
        elif kind == "split" and len(words) > 1 and cue.duration > 1200:
            middle = (cue.start + cue.end) // 2
            found[at : at + 1] = [
                replace(cue, end=middle, text=" ".join(words[:1])),
                replace(cue, start=middle, text=" ".join([*words[1:], word])),
            ]
        else:
            words[at % len(words)] = word
            found[at] = replace(cue, text=" ".join(words))
        return found

    @rule(rerun=RERUNS)
    def machine_reruns(self, rerun: tuple[list[str], int]) -> None:
        track_store.offer(self.paths, "ca", machine_text(rerun), at=AT)

    @rule(kind=st.sampled_from(EDITS), at=st.integers(0, 9))
    def somebody_saves_the_file(self, kind: str, at: int) -> None:
        """With an editor that shows what is there; before that, it is handed out, so that no program writes blindly."""
        if self.paths.srt("ca").exists():
            export(track_file(self.layout, "film", "ca"), "srt", self.root / "kept.srt", force=True, at=AT)
        data = write_srt(self.edited(self.cues(), kind, at)).encode()
        self.paths.srt("ca").write_bytes(data)
        self.written |= set(WORD.findall(data))

    @rule(who=st.sampled_from("AB"))
    def somebody_takes_it_home(self, who: str) -> None:
        path = self.root / f"{who}.{self.form}"
        self.out[who] = export(track_file(self.layout, "film", "ca"), self.form, path, force=True, at=AT).path

    @rule(
        who=st.sampled_from("AB"),
        edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 4)), min_size=1, max_size=3),
    )
    def somebody_brings_it_back(self, who: str, edits: list[tuple[str, int]]) -> None:
        """What they took home some time ago – once more, perhaps –, after some work on it."""
        if who not in self.out:
            self.somebody_takes_it_home(who)
        text = self.out[who].read_text("utf-8")
        mark = "".join(re.findall(r"NOTE veus .*\n\n", text))
        cues = read_srt(text.replace(mark, "").encode()).cues if mark else read_srt(text.encode()).cues
        for kind, at in edits:
            cues = tuple(self.edited(cues, kind, at))
        body = write_srt(cues)
        if self.form == "vtt":
            body = f"WEBVTT\n\n{mark}" + re.sub(r"(\d\d),(\d{3})", r"\1.\2", body)
        self.out[who].write_text(body, "utf-8")
        before, approved = self.in_file(), track_store.status(self.paths, "ca") == "approved"
        as_it_was = self.cues()
        done = import_file(track_file(self.layout, "film", "ca"), self.out[who], by=who, at=AT, insist=True)
        self.written |= set(WORD.findall(self.out[who].read_bytes()))
        listed = {word for one in done.undone for word in WORD.findall(write_srt(one.people).encode())}
        seen = self.seen_by(self.out[who])
        assert before - self.in_file() <= listed | seen, (
            "a word went that its remover may not have seen, and is not listed"
        )
        if approved and done.changed:
            changed = {cue for cue in as_it_was if cue not in self.cues()}
            assert changed <= {cue for one in done.undone for cue in one.people}

    @precondition(lambda self: self.paths.srt("ca").exists())
    @rule()
    def somebody_approves(self) -> None:
        sha256 = files.sha256_file(self.paths.srt("ca"))
        set_approval(self.paths, "ca", Approval(by="Marta", when=AT, sha256=sha256, footage_sha256="0" * 64))

    @rule(take=st.booleans(), at=st.integers(0, 9))
    def somebody_settles(self, take: bool, at: int) -> None:
        if items := read_open(self.paths, "ca"):
            settle(self.paths, "ca", items[at % len(items)].id, take=take, by="Marta", at=AT)

    def in_file(self) -> set[bytes]:
        return set(WORD.findall(files.read_if_any(self.paths.srt("ca")) or b""))

    def seen_by(self, path: Path) -> set[bytes]:
        """The words of the version that a file with a mark was made from: its reviewer saw them."""
        if not (mark := re.search(rb"NOTE veus .* ([0-9a-f]{64})", path.read_bytes())):
            return set()
        return {
            word
            for data in kept(self.paths)
            if files.sha256_bytes(data) == mark[1].decode()
            for word in WORD.findall(data)
        }

    @invariant()
    def every_word_is_somewhere(self) -> None:
        if not hasattr(self, "paths"):
            return
        there = self.in_file()
        for data in kept(self.paths):
            there |= set(WORD.findall(data))
        for item in read_waiting(self.paths, "ca").items:
            there |= set(WORD.findall(write_srt((*item.people, *item.machine)).encode()))
        assert self.written <= there


TestColleagues = Colleagues.TestCase
TestColleagues.settings = settings(max_examples=examples(40), stateful_step_count=15, deadline=None)


def test_a_file_in_which_captions_were_parted_is_not_taken_for_one_that_is_late(tmp_path: Path) -> None:
    """The second half of a caption opens with a word from within: it was not said where the caption began."""
    root = make_series(tmp_path)
    make_story(root, "film")
    paths = Layout(root).story(root / "stories/film", "film")
    whole = read_srt(machine_text((["a"] * 5, 0)).encode()).cues
    track_store.offer(paths, "ca", write_srt(whole), at=AT)
    parted = []
    for cue in whole:
        first, rest = cue.text.split(" ", 1)
        middle = (cue.start + cue.end) // 2
        parted += [replace(cue, end=middle, text=first), replace(cue, start=middle, text=f"{rest} sens dubte")]
    (root / "back.srt").write_text(write_srt(parted), "utf-8")
    assert import_file(track_file(Layout(root), "film", "ca"), root / "back.srt", at=AT, insist=True).changed
