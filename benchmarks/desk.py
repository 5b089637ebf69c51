"""How the desk bears much: `python -m benchmarks.desk` opens the list of a thousand stories, and sends a film of 4 GB.

`veus desk` in a process of its own. Its list of stories is asked for over HTTP, with its first part, its last, and with
a search, which reads all; stories have captions in two languages, some corrected. The film is real and a second long,
with a box of nothing behind it (ISO/IEC 14496-12, `free`), so that it needs no room here and plays all the same; the
memory of the server is looked at all the while (Linux). Ends with 1 where the list takes longer than a second, or the
film more than 50 MB above what the server has at rest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import struct
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.desk_server import Server
from benchmarks.killed import make_clip
from benchmarks.saves import SERIES
from pipeline import files
from pipeline.cues import Cue
from pipeline.desk.security import OWN_HEADER
from pipeline.desk.uploads import LARGEST_CHUNK
from pipeline.project.layout import Layout
from pipeline.review import track_store
from pipeline.subtitles.srt import write_srt

#: What may be taken at most: s for the list, MB above rest for a film.
LONGEST_S, MOST_MB = 1.0, 50.0
STORY = """
spoken = ["ca"]
title = {{ ca = "La història número {number}", en = "Story number {number}" }}
summary = {{ ca = "Una frase.", en = "One sentence." }}
place = {{ ca = "Barcelona", en = "Barcelona" }}
[[people]]
name = "Persona {number}"
[consent]
given_by = "Persona {number}"
date = 2024-01-01
scope = "web"
"""
#: Captions of a story, a minute or two of speech.
CAPTIONS = 30


def make_stories(layout: Layout, count: int) -> None:
    """Stories with captions of the machine; in every third a person has corrected some."""
    files.write_text(layout.series_file, SERIES)
    for number in range(count):
        slug = f"story-{number:04}"
        paths = layout.story(layout.stories / slug, slug)
        files.write_text(paths.story_file, STORY.format(number=number))
        files.write_bytes(paths.source / f"{slug}.mp4", b"\0\0\0\x18ftypmp42")
        for lang in ("ca", "en"):
            cues = [Cue(3000 * n, 3000 * n + 2500, f"Frase {n} de {number}.") for n in range(CAPTIONS)]
            track_store.offer(paths, lang, write_srt(cues))
        if number % 3 == 0:
            text = files.read_bytes(paths.srt("ca"))
            files.write_bytes(paths.srt("ca"), text.replace(b"Frase 1 ", b"La frase 1 "))


@contextmanager
def at_work(root: Path) -> Iterator[Server]:
    server = Server(root, "desk")
    server.start()
    try:
        yield server
    finally:
        server.kill()


def seconds_of(server: Server, path: str, times: int = 5) -> list[float]:
    """How long an address takes, each time anew."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        with server.asked("GET", path) as answer:
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status}")
        found.append(time.perf_counter() - began)
    return found


def look_at_home(root: Path, count: int) -> bool:
    """Says how long the list takes; whether it takes too long."""
    make_stories(Layout(root), count)
    slow = False
    with at_work(root) as server:
        last = -(-count // 50)
        for name, path in (("first part", "/ca/"), ("last part", f"/ca/?part={last}"), ("search", "/ca/?q=99")):
            found = seconds_of(server, path)
            slow = slow or max(found) > LONGEST_S
            print(f"{count} stories, {name}: first {found[0]:.2f} s, then {min(found[1:]):.2f}–{max(found[1:]):.2f} s")
    return slow


# A film of any size.


def lengthened(clip: Path, path: Path, size: int) -> Path:
    """A copy of an MP4 with `size` bytes, most of which are none on the disk."""
    shutil.copyfile(clip, path)
    begun = path.stat().st_size
    with path.open("r+b") as stream:
        stream.seek(begun)
        stream.write(struct.pack(">I4sQ", 1, b"free", size - begun))
        stream.truncate(size)
    return path


class Memory:
    """The resident memory of a process in MB, looked at all the while. most: the largest since it was asked for."""

    def __init__(self, process: int) -> None:
        self._status = Path(f"/proc/{process}/status")
        self.rest = self.most = self.now()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def now(self) -> float:
        line = next(one for one in self._status.read_text().splitlines() if one.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, self.now())

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def send_film(server: Server, film: Path) -> str:
    """Sends a file as the page does; the id of the upload. Raises SystemExit where it is refused."""
    size, at = film.stat().st_size, 0
    id: str = _told(server, "POST", "/api/-/uploads", json.dumps({"name": film.name, "size": size}).encode())["id"]
    with film.open("rb") as stream:
        while at < size:
            chunk = stream.read(LARGEST_CHUNK)
            sha256 = hashlib.sha256(chunk).hexdigest()
            at = _told(server, "PUT", f"/api/-/uploads/{id}?at={at}", chunk, sha256)["received"]
    _told(server, "POST", f"/api/-/uploads/{id}/finish", b"{}")
    return id


def _told(server: Server, method: str, path: str, body: bytes, sha256: str = "") -> dict[str, Any]:
    kind = "application/octet-stream" if sha256 else "application/json"
    headers = {OWN_HEADER: "en", "content-type": kind, "x-veus-sha256": sha256}
    with server.asked(method, path, body, headers) as answer:
        found: dict[str, Any] = json.loads(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {found}")
        return found


def look_at_upload(root: Path, size: int) -> bool:
    """Says how much memory a film of `size` bytes takes; whether it is too much, or another film in the end."""
    files.write_text(Layout(root).series_file, SERIES)
    clip = make_clip(root / "clip.mp4", 1)
    film = lengthened(clip, root / "film.mp4", size)
    with at_work(root) as server:
        seconds_of(server, "/ca/-/new", 2)
        send_film(
            server, lengthened(clip, root / "small.mp4", 3 * LARGEST_CHUNK)
        )  # what is loaded once, is loaded by now
        assert server.process
        began = time.monotonic()
        with Memory(server.process.pid) as memory:
            id = send_film(server, film)
        spent = time.monotonic() - began
    came = Layout(root).stories / f".part-upload-{id}" / "footage.mp4"
    same = files.sha256_file(came) == files.sha256_file(film)
    above = memory.most - memory.rest
    print(f"a film of {size / 1e9:.1f} GB: {above:.0f} MB above {memory.rest:.0f} MB at rest, {spent:.0f} s, "
          f"{'the same bytes' if same else 'OTHER BYTES'}")  # fmt: skip
    return above > MOST_MB or not same


def main() -> None:
    parser = argparse.ArgumentParser(description="the list of many stories, and a film of many gigabytes")
    parser.add_argument("--stories", type=int, default=1000, help="how many there are (1000); 0 for none of it")
    parser.add_argument("--gigabytes", type=float, default=4, help="of the film (4); 0 for none of it")
    options = parser.parse_args()
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        if options.stories:
            wrong = look_at_home(Path(folder) / "home", options.stories)
        if options.gigabytes:
            wrong = look_at_upload(Path(folder) / "upload", round(options.gigabytes * 1e9)) or wrong
    sys.exit(int(wrong))


if __name__ == "__main__":
    main()
