"""What pages are told as it happens: server-sent events (HTML Living Standard, 9.2).

Only the last event of each topic is kept, since each says all there is to know. A page that was away for a while is
told what it has missed, and no more.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

#: Seconds between two signs of life, by which a page knows that nobody has cut the line.
BEAT_S = 10.0
#: Seconds between two looks at the files of a story that a page shows.
LOOK_S = 1.0
#: Seconds after which a page is let go, and comes back: the door looks at it again.
LONGEST_S = 3600.0

#: Looks at something, for a topic: JSON values.
Look = Callable[[], Any]


class EventHub:
    """The last event of each topic ("run", "story:joel"), and the pages that wait for the next. Any thread may tell."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._boot = secrets.token_hex(4)
        self._count = 0
        self._last: dict[str, tuple[int, Any]] = {}
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._closed = False

    def tell(self, topic: str, data: Any) -> None:
        """Says what is so now; nobody is told twice of the same."""
        with self._lock:
            if topic in self._last and self._last[topic][1] == data:
                return
            self._count += 1
            self._last[topic] = self._count, data
            self._wake()

    def close(self) -> None:
        """Ends every stream, also those that are still to come."""
        with self._lock:
            self._closed = True
            self._wake()

    def _wake(self) -> None:
        for loop, event in self._waiting:
            with contextlib.suppress(RuntimeError):  # that loop has ended
                loop.call_soon_threadsafe(event.set)

    def since(self, last_id: str) -> int:
        """The number that an id of an event stands for; 0 for one of another server, or none."""
        boot, _, number = last_id.partition(".")
        return int(number) if boot == self._boot and number.isascii() and number.isdigit() else 0

    def after(self, number: int, topics: frozenset[str]) -> list[tuple[int, str, Any]]:
        """What was told since event `number`, of `topics`: number, topic, data."""
        with self._lock:
            found = [(one, topic, data) for topic, (one, data) in self._last.items() if topic in topics]
        return sorted((one for one in found if one[0] > number), key=lambda one: one[0])

    async def stream(self, last_id: str, topics: frozenset[str], looks: dict[str, Look]) -> AsyncIterator[bytes]:
        """Events as bytes, until the page goes or the server ends. looks: by topic, what is to be looked at while
        somebody listens."""
        loop = asyncio.get_running_loop()
        mine = loop, asyncio.Event()
        with self._lock:
            self._waiting.add(mine)
        try:
            seen, until, beat = self.since(last_id), loop.time() + LONGEST_S, 0.0
            yield b"retry: 2000\n\n"
            while not self._closed and loop.time() < until:
                mine[1].clear()
                for topic, look in looks.items():
                    await self._look(topic, look)
                for number, topic, data in self.after(seen, topics):
                    seen = number
                    yield self._event(number, topic, data)
                    beat = loop.time()
                if loop.time() - beat >= BEAT_S:
                    beat = loop.time()
                    yield b"event: beat\ndata:\n\n"
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(mine[1].wait(), LOOK_S)
        finally:
            with self._lock:
                self._waiting.discard(mine)

    async def _look(self, topic: str, look: Look) -> None:
        from starlette.concurrency import run_in_threadpool

        self.tell(topic, await run_in_threadpool(look))

    def _event(self, number: int, topic: str, data: Any) -> bytes:
        kind, _, about = topic.partition(":")
        told = json.dumps({"about": about, "data": data}, ensure_ascii=False)
        return f"id: {self._boot}.{number}\nevent: {kind}\ndata: {told}\n\n".encode()
