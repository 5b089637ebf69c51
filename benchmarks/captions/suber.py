"""SubER (Wilken, Georgakopoulou & Matusov 2022): the edits of words, breaks and timing between two subtitle tracks.

Counted by its authors' package `subtitle-edit-rate`; without it this figure is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.captions.tracks import plain_srt
from pipeline.cues import Cue

#: Said where the package is missing.
MISSING = "No SubER: the package that counts it is not installed (pip install subtitle-edit-rate)."


def installed() -> bool:
    return find_spec("suber") is not None


def score(cues: Sequence[Cue], reference: Sequence[Cue]) -> float:
    """SubER in % of the reference's words and breaks: 0 for the same track. Described sounds and names are left out."""
    readers, metric = import_module("suber.file_readers"), import_module("suber.metrics.suber")
    with TemporaryDirectory(prefix="suber-") as folder:
        read = []
        for name, track in (("ours", cues), ("theirs", reference)):
            path = Path(folder) / f"{name}.srt"
            path.write_text(plain_srt(track), "utf-8")
            read.append(readers.read_input_file(str(path), file_format="SRT"))
        return float(metric.calculate_SubER(hypothesis=read[0], reference=read[1]))
