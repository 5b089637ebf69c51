"""Networks that give for the same sound what they gave: an encoder takes as long for a word as for half a minute."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any


def remembering(encode: Callable[..., Any], heard: Callable[..., Hashable]) -> Callable[..., Any]:
    """`encode`, asked once for each sound. heard: what tells one sound, and one network, from another."""
    known: dict[Hashable, Any] = {}

    def encoded(*asked: Any) -> Any:
        key = heard(*asked)
        if key not in known:
            known[key] = encode(*asked)
        return known[key]

    return encoded
