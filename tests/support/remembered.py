"""Networks that give for the same sound what they gave: an encoder takes as long for a word as for half a minute."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import pytest


def remembering(encode: Callable[..., Any], heard: Callable[..., Hashable]) -> Callable[..., Any]:
    """`encode`, asked once for each sound. heard: what tells one sound, and one network, from another."""
    known: dict[Hashable, Any] = {}

    def encoded(*asked: Any) -> Any:
        key = heard(*asked)
        if key not in known:
            known[key] = encode(*asked)
        return known[key]

    return encoded


def make_faster_whisper_quicker(patch: pytest.MonkeyPatch) -> None:
    """faster-whisper remembers, in this process and whichever engine is asked: for tests with one model. It encodes
    each take by itself, whatever else it hears with it."""
    from pipeline.media.audio import clip
    from pipeline.speech.faster_whisper import FasterWhisper

    encode = remembering(
        FasterWhisper._encoded,
        lambda _, take: (take.seen, clip(take.sound, take.window.start, take.window.end).tobytes()),
    )
    patch.setattr(FasterWhisper, "_encoded", encode)


def make_openai_quicker(patch: pytest.MonkeyPatch) -> None:
    """openai-whisper remembers: its encoder always takes the time of half a minute, and is asked twice for each window.
    It finds times of words as it is written: compiling that takes longer than doing it, and after the threads which
    numba starts for it, however few it may have, torch takes five times as long."""
    from whisper import timing
    from whisper.model import AudioEncoder

    encode = remembering(AudioEncoder.forward, lambda network, mel: (network, mel.numpy().tobytes()))
    patch.setattr(AudioEncoder, "forward", encode)
    for name in ("dtw_cpu", "backtrace"):
        patch.setattr(timing, name, getattr(timing, name).py_func)
