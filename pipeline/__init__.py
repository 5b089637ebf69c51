"""Veus: accessible video stories, from footage to news page. What other programs may use is in `library.py`."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.library import (
        PROFILES,
        CaptionProfile,
        Cue,
        Merged,
        Track,
        Transcript,
        VeusError,
        Word,
        build_stories,
        check_track,
        merge,
        read_track,
        segment,
        transcribe,
        write_track,
    )

# Since 1.29 onnxruntime, on which some engines run, gives each computer a number and tells its maker what runs there.
# What is done with people's films is nobody's business; it reads this before it does anything, in our workers too.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

# numpy's BLAS adds in another order with another number of threads. The last bits of a spectrogram differ then, and so
# does what is heard, on machines with more processors or in one of several jobs. It is read when numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Silent, unless whoever uses this says where what is logged goes (`--log` does, by `logs.py`).
logging.getLogger(__name__).addHandler(logging.NullHandler())

#: As CHANGELOG.md numbers it; between two releases, the development version of the next one (PEP 440). It stands on
#: evidence pages and beside people's approvals.
__version__ = "0.3.0.dev0"

__all__ = [
    "PROFILES",
    "CaptionProfile",
    "Cue",
    "Merged",
    "Track",
    "Transcript",
    "VeusError",
    "Word",
    "build_stories",
    "check_track",
    "merge",
    "read_track",
    "segment",
    "transcribe",
    "write_track",
]


def __getattr__(name: str) -> Any:
    """Loaded when it is asked for: the command line needs little of it. Whether a name is one of these is known without
    `library`, since `from pipeline import files` asks here first."""
    if name in __all__:
        from pipeline import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
