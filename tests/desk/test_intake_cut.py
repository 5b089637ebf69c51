"""A morning on a bad line: connections cut and servers killed at fifty random moments of an upload and of form saves.

The other side does what the page does: it sends anew whatever was not answered, and asks how far an upload is.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from footage_clips import Clips
from posted_pages import FORM, changed, fields

from benchmarks.desk_server import Server
from pipeline.desk.security import OWN_HEADER
from pipeline.files import sha256_bytes
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.story_file import StoryFile
from pipeline.project.tomlfile import parse_toml
from pipeline.review.settings_file import story_settings
from pipeline.serving import HOST

MOMENTS, KILLS = 50, 3
CHUNKS = 40
#: Saves of the page of a story, after those of the new series and the new story.
SAVES = 12

Pairs = list[tuple[str, str]]


@dataclass
class BadLine:
    """moments: how many are still to come; of them, `kills`."""

    server: Server
    dice: random.Random
    moments: int = MOMENTS
    kills: int = KILLS

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str, bytes] | None:
        """(status, where it leads to, body); None where the line was cut or the server died."""
        own = {"cookie": self.server.cookie, "origin": self.server.origin, OWN_HEADER: "ca"}
        if method != "GET" and self.moments and self.dice.random() < 0.5:
            return self._cut(method, path, body, own | headers)
        with self.server.asked(method, path, body or None, headers) as answer:
            return answer.status, answer.getheader("location", ""), answer.read()

    def _cut(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> None:
        """Sends a part of a request or all of it, and hears no answer."""
        lines = [f"{method} {path} HTTP/1.1", f"host: {HOST}:{self.server.port}", f"content-length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        whole = "\r\n".join([*lines, "", ""]).encode() + body
        kill = self.dice.random() < self.kills / self.moments
        self.moments -= 1
        with socket.create_connection((HOST, self.server.port)) as line:
            line.sendall(whole if self.dice.random() < 0.5 else whole[: self.dice.randrange(len(whole))])
            if kill:
                self.kills -= 1
                time.sleep(self.dice.random() / 100)
                self.server.kill()
            elif self.dice.random() < 0.5:  # reset, not closed
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if kill:
            session = self.server.cookie
            self.server.start()
            self.server.cookie = session  # a page that is open stays let in

    def answered(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str, bytes]:
        """Asks until there is an answer, as the page does."""
        while (answer := self.ask(method, path, body, **headers)) is None:
            pass
        return answer

    def submit(self, path: str, **values: str) -> str:
        """Fills in a form and sends it until it is taken; where it leads to."""
        pairs = changed(fields(self.answered("GET", path)[2]), **values)
        status, leads_to, body = self.answered("POST", path, urlencode(pairs).encode(), **FORM)
        assert status == 303, body.decode()
        return leads_to

    def upload(self, data: bytes) -> str:
        """Sends a film in chunks; the id."""
        id, told, step = self._begin(len(data)), 0, -(-len(data) // CHUNKS)
        while told < len(data):
            part = data[told : told + step]
            headers = {"content-type": "application/octet-stream", "x-veus-sha256": sha256_bytes(part)}
            answer = self.ask("PUT", f"/api/-/uploads/{id}?at={told}", part, **headers)
            if answer is None or answer[0] != 200:
                state = json.loads(self.answered("GET", f"/api/-/uploads/{id}")[2])
                assert state["received"] >= told, "a part that was told to be here is lost"
                told = state["received"]
            else:
                told = json.loads(answer[2])["received"]
        assert self._told("POST", f"/api/-/uploads/{id}/finish", {}) == {}
        return id

    def _begin(self, size: int) -> str:
        return str(self._told("POST", "/api/-/uploads", {"name": "a.mp4", "size": size})["id"])

    def _told(self, method: str, path: str, data: Any) -> Any:
        status, _, body = self.answered(method, path, json.dumps(data).encode(), **{"content-type": "application/json"})
        assert status == 200, body
        return json.loads(body)


def test_fifty_moments(tmp_path: Path, clips: Clips) -> None:
    data, layout = clips["plain"].read_bytes(), Layout(tmp_path / "new")
    layout.root.mkdir()
    server = Server(layout.root, "desk")
    server.start()
    try:
        line = BadLine(server, random.Random(20))
        assert line.submit("/ca/-/start", title__ca="Veus del barri") == "/ca/-/new?done=started"
        id = line.upload(data)
        made = line.submit("/ca/-/new", title__ca="Joel", upload=id, consent__given_by="Joel", consent__scope="web",
                           consent__date="2024-05-01")  # fmt: skip
        assert made == "/ca/joel/story?done=made"
        for number in range(SAVES):
            line.submit("/ca/joel/story", title__en=f"Joel {number}", summary__ca=f"Frase {number}.")
        while line.moments:  # those that are left
            line.submit("/ca/joel/story", place__ca=f"Lloc {line.moments}")
        assert (line.moments, line.kills) == (0, 0)
        with contextlib.suppress(OSError, http.client.HTTPException):
            line.ask("GET", "/ca/")
    finally:
        server.kill()
    story = Series.open(layout).story("joel")
    assert (story.paths.source / "joel.mp4").read_bytes() == data
    assert story.info.consent and (story.info.consent.given_by, story.info.title.ca) == ("Joel", "Joel")
    assert (story.info.title.en, story.info.summary.ca) == (f"Joel {SAVES - 1}", f"Frase {SAVES - 1}.")
    kept = story_settings(story.paths)
    titles = {_info(kept.version(one.sha256).data).title.en for one in kept.versions()}
    assert titles >= {f"Joel {number}" for number in range(SAVES)}
    assert Series.open(layout).settings.title["ca"] == "Veus del barri"


def _info(data: bytes) -> StoryFile:
    return parse_toml(data, Path("story.toml"), StoryFile)
