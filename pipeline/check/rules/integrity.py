"""Rules about what every player, font and reader needs of a track."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial

from pipeline.captions.limits import LOOP
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import Hit, Remedy
from pipeline.check.view import View
from pipeline.errors import VeusError
from pipeline.subtitles.timecode import srt_time


def glyphs(view: View, k: int) -> Iterator[Hit]:
    """GLYPH: a character that no font of the burn-in has is a lost letter. Silent where the fonts are missing:
    `veus doctor` says that."""
    from pipeline.video.fonts import missing

    try:
        lost = missing(view.cues[k].text)
    except VeusError:
        return
    if lost:
        yield Hit(" ".join(sorted(lost)), None)


def webvtt(view: View, k: int) -> Iterator[Hit]:
    """VTT: W3C WebVTT §§3.1, 4: each cue ends after it starts, inside the media, in order; text is NFC and holds no
    control characters."""
    cue, end = view.cues[k], view.context.duration_ms
    if cue.end <= cue.start:
        latest = view.latest(k)
        stay = partial(Remedy, "stay", latest > cue.start, {"start": srt_time(cue.start), "end": srt_time(latest)})
        yield Hit(cue.duration / 1000, 0, stay, "length")
    if cue.start < 0:
        yield Hit(cue.start / 1000, 0, partial(Remedy, "start-at", True, {"start": srt_time(0)}), "negative")
    if k and cue.start < view.cues[k - 1].start:
        yield Hit(srt_time(cue.start), srt_time(view.cues[k - 1].start), note="order")
    if end is not None and cue.start >= end:
        yield Hit(srt_time(cue.start), srt_time(end), note="behind")
    elif end is not None and cue.end > end:
        yield Hit(srt_time(cue.end), srt_time(end), partial(Remedy, "trim", True, {"end": srt_time(end)}), "outlasts")
    if clean(cue.text) != cue.text:
        yield Hit(cue.text, None, partial(Remedy, "normalise", True), "characters")


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """`text` in NFC and without control characters other than its line breaks."""
    kept = "".join(c for c in text.replace("\t", " ") if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def empty(view: View, k: int) -> Iterator[Hit]:
    """EMPTY: ours: no cue without text, none of punctuation alone. A note (♪) is no punctuation."""
    text = view.cues[k].text
    if is_empty(text):
        yield Hit(text.strip(), None, partial(Remedy, "drop", True), "punctuation" if text.strip() else "found")


def is_empty(text: str) -> bool:
    """Whether a text has neither a letter, nor a digit, nor a sign that says something (♪, €)."""
    return not any(c.isalnum() or unicodedata.category(c) in ("So", "Sc", "Sm") for c in text)


def repeats(view: View) -> Iterator[tuple[int, Hit]]:
    """REPEAT: a known failure of speech recognisers: the same text in three or more cues in a row. (index, hit) of the
    first of them. Sounds may well go on."""
    keys = ["" if not speaks(cue) else _key(cue.text) for cue in view.cues]
    first = 0
    for k in range(1, len(keys) + 1):
        if k < len(keys) and keys[k] == keys[first]:
            continue
        if keys[first] and k - first >= LOOP:
            yield first, Hit(k - first, LOOP, partial(Remedy, "listen", False))
        first = k


def over_silence(view: View, k: int) -> Iterator[Hit]:
    """REPEAT: text where the voice detector hears nobody: recognisers invent it over silence and music."""
    cue = view.cues[k]
    if view.context.speech and speaks(cue) and not view.context.is_speech(cue.start, cue.end):
        yield Hit(None, None, partial(Remedy, "listen", False), note="silence")


def _key(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
