"""Whether anything that people wrote is lost: `python -m benchmarks.saves --count 10000 --kills 100`.

`veus review` in a process of its own; several pages that change the same few captions and save all the time; a program
that writes over the file blindly, in place or by renaming; and the server killed with SIGKILL at random moments, nearly
always in the middle of a save. Every text is new, so that a lost one is missed. In the end each is looked for in
the file, the open items and the history:

- *saved*: the page was told that it is saved (the whole version by its hash, and the text in it);
- *conflict*: the page was told that others had changed the same;
- *blind, seen*: the server gave it to a page, so it has seen it;
- *blind, all*: also what that program wrote over itself before anybody had looked, which nobody can keep.

Ends with 1 where any of the first three is lost.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.desk_server import LIMIT_S, Server
from pipeline import files
from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import history, open_items, track_store
from pipeline.subtitles.srt import read_srt, write_srt

SERIES = """
id = "saves"
published = 2024-01-02
title = { ca = "Desades", en = "Saves" }
summary = { ca = "Desades.", en = "Saves." }
publisher = { name = "Veus", url = "https://example.org/" }
"""
STORY = """
spoken = ["ca"]
title = { ca = "Una història", en = "A story" }
summary = { ca = "Una frase.", en = "One sentence." }
place = { ca = "Barcelona", en = "Barcelona" }
"""
SLUG, LANG = "film", "ca"
TRACK = f"/api/{SLUG}/tracks/{LANG}"

#: Captions that everybody changes: two of all.
HOT = 2
#: Seconds between two kills, at random.
KILLS_S = (0.2, 1.5)

Data = dict[str, Any]


@dataclass
class Told:
    """What the pages were told; threads share it."""

    saved: dict[str, str] = field(default_factory=dict)  # text → hash of the version
    conflicts: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)  # blind texts that the server gave to a page
    written: set[str] = field(default_factory=set)  # all blind texts
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def count(self) -> int:
        return len(self.saved) + len(self.conflicts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """told, found: how many texts of a kind there were, and how many are somewhere. ours: whether we answer for it."""

    kind: str
    told: int
    found: int
    ours: bool = True

    @property
    def lost(self) -> int:
        return self.told - self.found

    @property
    def wrong(self) -> bool:
        return self.ours and self.lost > 0


def make_story(root: Path, count: int) -> StoryLayout:
    """A story whose captions are the machine's own."""
    layout = Layout(root)
    paths = layout.story(layout.stories / SLUG, SLUG)
    files.write_text(layout.series_file, SERIES)
    files.write_text(paths.story_file, STORY)
    cues = [Cue(3000 * n, 3000 * n + 2500, f"La frase {n}.") for n in range(count)]
    track_store.offer(paths, LANG, write_srt(cues))
    return paths


class Page(threading.Thread):
    """A reviewer who never rests: changes a caption, saves, and chooses where others have changed the same."""

    def __init__(self, name: str, server: Server, told: Told, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.by, self.server, self.told, self.chance = name, server, told, chance
        self.seen: Data = {"sha256": None, "cues": []}
        self.cues: list[Data] = []
        self.number = 0

    def run(self) -> None:
        self._load()
        while not self.told.over.is_set():
            self.number += 1
            text = f"{self.by} {self.number}"
            if not self.cues:  # somebody's file was just being written
                self._load()
                continue
            at = self.chance.randrange(min(HOT, len(self.cues)))
            self.cues[at] = self.cues[at] | {"text": text}
            self._save(text)

    def _load(self) -> None:
        answer = self._answered("GET", TRACK)
        if answer and answer[0] == 200:
            self._look_at(answer[1])

    def _look_at(self, version: Data) -> None:
        """What the page knows of the file now, and goes on from."""
        self.seen = {"sha256": version["sha256"], "cues": version["cues"]}
        self.cues = list(version["cues"])

    def _save(self, text: str) -> None:
        form = {"by": self.by, "seen_sha256": self.seen["sha256"], "seen": self.seen["cues"], "cues": self.cues}
        answer = self._answered("PUT", TRACK, form)
        if answer is None:
            return
        status, data = answer
        if status == 200:
            self.told.saved[text] = data["sha256"]
            self._look_at(data)
        elif status == 409:
            self.told.conflicts.add(text)
            found = data["data"]
            self._look_at(found["file"])
            if self.chance.random() < 0.5:
                self.cues = list(found["merged"])
                self._save(text)
        else:
            self._load()

    def _answered(self, method: str, path: str, data: Data | None = None) -> tuple[int, Data] | None:
        """Asks until a server answers: the page keeps its text until then. None once all is over."""
        while not self.told.over.is_set():
            if (answer := self.server.ask(method, path, data)) is not None:
                self.told.seen |= set(blind_texts(answer[1]))
                return answer
            time.sleep(0.05)
        return None


class Blind(threading.Thread):
    """A program that had the file open long ago, and writes its own version over whatever is there."""

    def __init__(self, path: Path, told: Told, pause_s: float, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.path, self.told, self.pause_s, self.chance = path, told, pause_s, chance
        self.cues = list(read_srt(path.read_bytes()).cues)

    def run(self) -> None:
        number = 0
        while not self.told.over.wait(self.pause_s * self.chance.uniform(0.2, 1.8)):
            number += 1
            text, at = f"blind {number}", self.chance.randrange(HOT)
            self.told.written.add(text)
            self.cues[at] = Cue(self.cues[at].start, self.cues[at].end, text)
            data = write_srt(self.cues).encode("utf-8")
            if self.chance.random() < 0.5:
                self.path.write_bytes(data)
            else:
                new = self.path.with_name("~blind")
                new.write_bytes(data)
                new.replace(self.path)


def blind_texts(data: object) -> Iterator[str]:
    """The blind program's texts anywhere in an answer."""
    if isinstance(data, dict):
        if str(data.get("text", "")).startswith("blind "):
            yield data["text"]
        for value in data.values():
            yield from blind_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from blind_texts(value)


@contextmanager
def at_work(root: Path, paths: StoryLayout, told: Told, pages: int, pause_s: float, seed: int) -> Iterator[Server]:
    """Everybody at work while the block runs."""
    server = Server(root, "review", SLUG)
    server.start()
    workers: list[threading.Thread] = [
        Page(f"page{n}", server, told, random.Random(seed * 100 + n)) for n in range(pages)
    ]
    workers.append(Blind(paths.srt(LANG), told, pause_s, random.Random(seed)))
    for worker in workers:
        worker.start()
    try:
        yield server
    finally:
        told.over.set()
        server.kill()
        for worker in workers:
            worker.join(LIMIT_S)


def carry_out(root: Path, *, count: int, kills: int, pages: int, cues: int, pause_s: float, seed: int) -> list[Outcome]:
    """Works until `count` texts were saved or in conflict and the server was killed `kills` times. What came of it."""
    paths, told, chance = make_story(root, cues), Told(), random.Random(seed)
    with at_work(root, paths, told, pages, pause_s, seed) as server:
        left = kills
        while told.count < count or left:
            before = told.count
            time.sleep(chance.uniform(*KILLS_S) if left else 0.2)
            if left and told.count > before:
                server.kill()
                server.start()
                left -= 1
    return outcomes(paths, told)


def outcomes(paths: StoryLayout, told: Told) -> list[Outcome]:
    """Each text looked for in all there is."""
    track_store.read(paths, LANG)
    versions = history.versions(paths, LANG)
    there = {cue.text for item in open_items.read_open(paths, LANG) for cue in (*item.people, *item.machine)}
    there |= texts(files.read_if_any(paths.srt(LANG)) or b"")
    for sha256 in {version.sha256 for version in versions}:
        there |= texts(history.read(paths, LANG, sha256))
    hashes = {version.sha256 for version in versions}
    return [
        Outcome("saved, by text", len(told.saved), len(told.saved.keys() & there)),
        Outcome("saved, by hash", len(told.saved), sum(sha256 in hashes for sha256 in told.saved.values())),
        Outcome("conflict", len(told.conflicts), len(told.conflicts & there)),
        Outcome("blind, seen", len(told.seen), len(told.seen & there)),
        Outcome("blind, all", len(told.written), len(told.written & there), ours=False),
    ]


def texts(data: bytes) -> set[str]:
    try:
        return {cue.text for cue in read_srt(data).cues}
    except SubtitleError:  # the blind program was just writing
        return set()


def main() -> None:
    parser = argparse.ArgumentParser(description="whether anything that people wrote is lost")
    parser.add_argument("--count", type=int, default=10_000, help="texts saved or in conflict (10000)")
    parser.add_argument("--kills", type=int, default=100, help="times that the server is killed (100)")
    parser.add_argument("--pages", type=int, default=2, help="browsers at work (2)")
    parser.add_argument("--cues", type=int, default=12, help="captions of the track (12)")
    parser.add_argument("--pause-ms", type=float, default=50, help="between two blind writes (50)")
    parser.add_argument("--seed", type=int, default=None, help="of all that is left to chance")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(1_000_000)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        found = carry_out(
            Path(name),
            count=options.count,
            kills=options.kills,
            pages=options.pages,
            cues=options.cues,
            pause_s=options.pause_ms / 1000,
            seed=seed,
        )
        size = sum(path.stat().st_size for path in Path(name).rglob("*.versions.jsonl"))
    print(f"seed {seed}, {options.kills} kills, {time.monotonic() - began:.0f} s, history {size / 1e6:.1f} MB")
    for one in found:
        print(f"{one.kind}: {one.told}, found {one.found}, lost {one.lost}")
    sys.exit(1 if any(one.wrong for one in found) else 0)


if __name__ == "__main__":
    main()
