"""How long the hardest merges take, and the review page meanwhile: `python -m benchmarks.merging [--cues 10000]`.

Tracks in which all captions share their words, or all are on screen at once, changed on both sides; each merge runs in
a process of its own, for its peak of memory. Then two people save such a track on the review page, one after the other,
so that the second save is merged with the first; meanwhile a third asks for what every page asks for each few seconds,
and the longest of these answers counts.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.machine import machine
from benchmarks.measure import environment, last_line, peak_mb, timed
from benchmarks.review import SERIES, STORY, served
from pipeline import files
from pipeline.cues import Cue
from pipeline.desk.security import OWN_HEADER
from pipeline.project.layout import Layout
from pipeline.review.merge import merge
from pipeline.subtitles.srt import write_srt

Track = tuple[Cue, ...]

COMMON = ("de", "la", "que", "i", "el", "a", "en", "no")
#: Words of a caption; ms that it stands.
WORDS, STANDS_MS = 8, 1800
LIMIT_S = 600.0


def _common(number: int) -> str:
    some = random.Random(number)
    return " ".join(some.choice(COMMON) for _ in range(WORDS))


def _own(number: int) -> str:
    return " ".join(f"w{number}x{k}" for k in range(WORDS))


#: By name: what the captions say, and ms from one to the next.
KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "shared words, one after the other": (_common, 2000),
    "shared words, all at once": (_common, 0),
    "one text, all at once": (lambda _: "la " * WORDS, 0),
    "own words, all overlap": (_own, 1),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """kind: of KINDS. seconds, cpu_s: of the merge alone. mb: peak of the process. taken, conflicts: captions."""

    kind: str
    seconds: float
    cpu_s: float
    mb: float
    taken: int
    conflicts: int

    def told(self) -> str:
        return (
            f"{self.kind}: {self.seconds:.2f} s (processor: {self.cpu_s:.2f} s), peak {self.mb:.0f} MB "
            f"({self.taken} captions taken, {self.conflicts} conflicts)"
        )


def made(kind: str, count: int) -> tuple[Track, Track, Track]:
    """(base, one side, the other): a word changed in every caption on one side and in every second on the other, whose
    times are later, too."""
    says, step = KINDS[kind]
    base = tuple(Cue(step * n, step * n + STANDS_MS, says(n).strip()) for n in range(count))
    one = tuple(_edited(cue, n, "a") for n, cue in enumerate(base))
    other = (_edited(cue, n, "b") if n % 2 else cue.moved(cue.start + 40, cue.end + 40) for n, cue in enumerate(base))
    return base, one, tuple(sorted(other, key=lambda cue: cue.start))


def _edited(cue: Cue, number: int, mark: str) -> Cue:
    words = cue.text.split()
    words[number % len(words)] = f"{mark}{number}"
    return replace(cue, text=" ".join(words))


def merged(kind: str, count: int) -> Figures:
    """One merge, here and now."""
    base, one, other = made(kind, count)
    begun, cpu = time.perf_counter(), time.process_time()
    done = merge(base, one, other)
    seconds, cpu_s = time.perf_counter() - begun, time.process_time() - cpu
    return Figures(kind, seconds, cpu_s, peak_mb(), done.taken, len(done.conflicts))


def in_a_process(kind: str, count: int) -> Figures:
    """Raises BenchmarkError."""
    command = [sys.executable, "-m", "benchmarks.merging", "--cues", str(count), "--kind", kind]
    run = timed(command, environment(1, Path(sys.prefix)), LIMIT_S)
    return Figures(**json.loads(last_line(run.output)))


class Reader:
    """A browser that was let into the page at `url`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._place, self._cookie = parts.netloc, ""
        answer, _ = self._ask("GET", f"{parts.path}?{parts.query}")
        self._cookie = (answer.getheader("set-cookie") or "").split(";")[0]

    def get(self, path: str) -> Any:
        return json.loads(self._ask("GET", path)[1])

    def put(self, path: str, data: dict[str, Any]) -> int:
        return self._ask("PUT", path, json.dumps(data).encode())[0].status

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection(self._place, timeout=LIMIT_S)
        headers = {"origin": f"http://{self._place}", OWN_HEADER: "en", "cookie": self._cookie}
        connection.request(method, path, body, headers | ({"content-type": "application/json"} if body else {}))
        answer = connection.getresponse()
        found = answer, answer.read()
        connection.close()
        return found


@dataclass(frozen=True, slots=True)
class Served:
    """seconds: of the save that was merged. status: of its answer. asked: how many other questions were answered
    meanwhile. longest_s, median_s: of these answers. alone_s: the longest of as many while nobody saves."""

    seconds: float
    status: int
    asked: int
    longest_s: float
    median_s: float
    alone_s: float

    def told(self) -> str:
        return (
            f"on the page: a save merged in {self.seconds:.2f} s (status {self.status}); {self.asked} other answers "
            f"meanwhile, the longest {self.longest_s * 1000:.0f} ms, the median {self.median_s * 1000:.0f} ms "
            f"(longest while nobody saves: {self.alone_s * 1000:.0f} ms)"
        )


def served_meanwhile(count: int) -> Served:
    """Two saves of one track, the second made from what stood there before the first."""
    base, one, other = made("shared words, one after the other", count)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        layout = Layout(root)
        paths = layout.story(layout.stories / "long", "long")
        files.write_text(layout.series_file, SERIES)
        files.write_text(paths.story_file, STORY)
        files.write_text(paths.srt("ca"), write_srt(base))
        with served(root) as url:
            page = Reader(url)
            seen = {"seen_sha256": files.sha256_text(write_srt(base)), "seen": _data(base)}
            alone = _longest(page, lambda asked: asked >= 50)
            page.put("/api/long/tracks/ca", seen | {"cues": _data(one)})
            came: list[float | int] = []
            saving = threading.Thread(target=_save, args=(page, seen | {"cues": _data(other)}, came))
            saving.start()
            meanwhile = _longest(page, lambda _: not saving.is_alive())
            saving.join()
    return Served(
        float(came[0]), int(came[1]), len(meanwhile), max(meanwhile), statistics.median(meanwhile), max(alone)
    )


def _save(page: Reader, data: dict[str, Any], came: list[float | int]) -> None:
    begun = time.perf_counter()
    status = page.put("/api/long/tracks/ca", data)
    came += [time.perf_counter() - begun, status]


def _longest(page: Reader, enough: Callable[[int], bool]) -> list[float]:
    """Seconds that each answer took to what a page asks for every few seconds."""
    taken: list[float] = []
    while not enough(len(taken)):
        begun = time.perf_counter()
        page.get("/api/long/pulse")
        taken.append(time.perf_counter() - begun)
        time.sleep(0.02)
    return taken


def _data(cues: Track) -> list[dict[str, Any]]:
    return [{"start": cue.start, "end": cue.end, "text": cue.text} for cue in cues]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the hardest merges.")
    parser.add_argument("--cues", type=int, default=10_000)
    parser.add_argument("--kind", choices=KINDS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.kind:
        print(json.dumps(asdict(merged(given.kind, given.cues))))
        return
    print(f"{given.cues} captions")
    for kind in KINDS:
        print(in_a_process(kind, given.cues).told(), flush=True)
    print(served_meanwhile(given.cues).told())
    print(", ".join(f"{key}: {value}" for key, value in machine().items() if key != "packages"))


if __name__ == "__main__":
    main()
