"""Servers in the process of the tests that end at once.

uvicorn looks ten times a second whether it is to end, and waits as long again when it does. Hundreds of tests have a
server of their own: that would be most of their time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

#: How many times sooner a server has slept enough.
SOONER = 20


class HastyAsyncio:
    """The module asyncio, but for its `sleep`. What has a time limit keeps it."""

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, delay: float) -> None:
        await asyncio.sleep(delay / SOONER)


@contextmanager
def hasty_servers() -> Iterator[None]:
    """Servers that are begun and ended in the block lose no time."""
    import uvicorn.server

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn.server, "asyncio", HastyAsyncio())
        yield
