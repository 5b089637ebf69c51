"""What pages are told as it happens: changes of a story's files, runs, signs of life; and how such a stream ends."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desk_series import Site, saved, serving

from pipeline import files
from pipeline.desk import events
from pipeline.desk.events import EventHub
from pipeline.project.layout import StoryLayout
from pipeline.serving import HOST


class EventReader:
    """A page that listens."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.answer = answer

    def next(self, kind: str) -> tuple[str, Any]:
        """The id and the data of the next event of a kind."""
        event: dict[str, str] = {}
        for line in self.answer:
            if line == b"\n":
                if event.get("event") == kind:
                    return event.get("id", ""), json.loads(event["data"] or "null")
                event = {}
                continue
            name, _, value = line.decode().rstrip("\n").partition(":")
            event[name] = value.strip()
        raise AssertionError("the stream has ended")


@contextmanager
def listening(site: Site, query: str = "", **headers: str) -> Iterator[EventReader]:
    connection = http.client.HTTPConnection(HOST, site.port, timeout=20)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", f"/api/-/events{query}", headers={"cookie": site.own["cookie"]} | given)
    answer = connection.getresponse()
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    try:
        yield EventReader(answer)
    finally:
        connection.close()


def test_two_pages_hear_of_each_others_changes(site: Site, paths: StoryLayout) -> None:
    with listening(site, "?story=joel") as one, listening(site, "?story=joel") as other:
        before = [page.next("story")[1] for page in (one, other)]
        assert before[0] == before[1] == {"about": "joel", "data": site.get("/api/joel/pulse").json}
        sha256 = saved(site, 2, "Treballo a l’hort.")
        for page in (one, other):
            assert page.next("story")[1]["data"]["tracks"]["ca"] == sha256
        later = paths.srt("en").read_bytes().replace(b"soon", b"later")
        files.write_bytes(paths.srt("en"), later)  # at once: half a file would be told of, too
        for page in (one, other):
            assert page.next("story")[1]["data"] == site.get("/api/joel/pulse").json


def test_who_was_away_is_told_what_was_missed_and_nothing_twice(site: Site) -> None:
    with listening(site, "?story=joel") as page:
        seen, before = page.next("story")
    sha256 = saved(site, 1, "Bon dia.")
    with listening(site, "?story=joel", last_event_id=seen) as page:
        later, now = page.next("story")
        assert now["data"]["tracks"]["ca"] == sha256 != before["data"]["tracks"]["ca"]
    with listening(site, "?story=joel", last_event_id=later) as page:
        assert page.next("beat")  # a story would have come first
    with listening(site, "?story=joel", last_event_id="of-another-server.9") as page:
        assert page.next("story")[1] == now


def test_only_who_was_let_in_hears(site: Site) -> None:
    assert site.send("GET", "/api/-/events").status == 401
    assert site.get("/api/-/events", origin="http://evil.example").status == 403
    assert site.get("/api/-/events", sec_fetch_site="cross-site", sec_fetch_mode="cors").status == 403


def test_a_story_that_is_none_ends_nothing(site: Site) -> None:
    with listening(site, "?story=nobody") as page:
        assert page.next("story")[1] == {"about": "nobody", "data": None}
        assert page.next("beat")


def test_streams_end_with_their_server(tmp_path: Path, paths: StoryLayout) -> None:
    with contextlib.ExitStack() as at_work:
        site = at_work.enter_context(serving(tmp_path))
        page = at_work.enter_context(listening(site, "?story=joel"))
        page.next("story")
        server = next(one for one in threading.enumerate() if "(run)" in one.name)
        ended: list[bytes] = []
        reader = threading.Thread(target=lambda: ended.append(page.answer.read()))
        reader.start()
        site.stop()
        reader.join(20)
        server.join(20)
        assert len(ended) == 1 and not server.is_alive()


def test_signs_of_life_come_while_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "BEAT_S", 0.0)
    monkeypatch.setattr(events, "LOOK_S", 0.01)

    async def first(count: int) -> list[bytes]:
        stream = EventHub().stream("", frozenset({"run"}), {})
        return [await anext(stream) for _ in range(count)]

    assert asyncio.run(first(4)) == [b"retry: 2000\n\n", *3 * [b"event: beat\ndata:\n\n"]]


def test_the_last_word_of_each_topic_is_kept() -> None:
    hub = EventHub()
    for number in range(5):
        hub.tell("run", {"number": number})
        hub.tell("story:joel", {"same": True})
    found = hub.after(0, frozenset({"run", "story:joel"}))
    assert [(topic, data) for _, topic, data in found] == [("story:joel", {"same": True}), ("run", {"number": 4})]
    assert hub.after(found[-1][0], frozenset({"run"})) == [] and hub.after(0, frozenset({"story:laura"})) == []
