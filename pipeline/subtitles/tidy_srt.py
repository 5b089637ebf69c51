"""SubRip as we write it, read quickly: for looking through many versions of one track, of which most captions are the
same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles.srt import read_srt, understood

_BLOCK = re.compile(
    r"(\d\d):([0-5]\d):([0-5]\d),(\d{3}) --> (\d\d):([0-5]\d):([0-5]\d),(\d{3})\n(\{\\an8\})?(.+)", re.DOTALL
)
#: Letters, digits and marks that mean nothing but themselves in any dialect; a letter in each line.
_WORD = "[A-Za-z0-9À-ÖØ-öø-ÿ.,;:!?'’…·%€«»“”\"()-]+"
_LINE = re.compile(rf"(?=.*[A-Za-zÀ-ÖØ-öø-ÿ]){_WORD}(?: {_WORD})*")


def srt_cues(data: bytes, names: Sequence[str] = (), path: Path | None = None) -> tuple[Cue, ...]:
    """What `read_srt` reads of the bytes of an SRT file. Raises SubtitleError as it does."""
    quick = _quick(data, tuple(names))
    return read_srt(data, path, names).cues if quick is None else quick


def readable_cues(data: bytes, names: Sequence[str] = ()) -> tuple[Cue, ...] | None:
    """The cues of a version that is only compared with, such as the machine's last one; None where it is damaged."""
    try:
        return srt_cues(data, names)
    except SubtitleError:
        return None


def _quick(data: bytes, names: tuple[str, ...]) -> tuple[Cue, ...] | None:
    """The cues, where nothing is to be guessed or mended; else None."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.endswith("\n\n"):
        return None
    cues: list[Cue] = []
    for number, block in enumerate(text[:-2].split("\n\n"), 1):
        label, _, rest = block.partition("\n")
        cue = _cue(rest, names) if label == str(number) else None
        if cue is None or (cues and cue.start < cues[-1].end):
            return None
        cues.append(cue)
    return tuple(cues)


@lru_cache(maxsize=20_000)
def _cue(block: str, names: tuple[str, ...]) -> Cue | None:
    """The cue of a block without its number."""
    found = _BLOCK.fullmatch(block)
    if not found or not all(_LINE.fullmatch(line) for line in found[10].split("\n")):
        return None
    times = [int(part) for part in found.groups()[:8]]
    start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (times[:4], times[4:]))
    return understood(Cue(start, end, found[10], top=bool(found[9])), names) if start < end else None
