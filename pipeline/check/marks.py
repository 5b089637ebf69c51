"""What the text of a cue tells about itself: sounds, turns, labels, and how long it takes to read."""

from __future__ import annotations

import re
from math import ceil

from pipeline.cues import Cue

#: Brackets and notes around what is no speech.
SOUND_OPENERS, SOUND_CLOSERS = "([{*♪♫#", ")]}*♪♫#"

#: What people write before a turn of speech.
DASHES = "-‐‑–—―"

#: A name before what is said: "LAURA:", "Dra. Puig:".
LABEL = re.compile(r"^\s*(?P<name>[A-ZÀ-ÖØ-Þ][\w.’'·-]*(?: [\w.’'·-]+){0,3}):(?=\s|$)")

_BEFORE_SPEECH = re.compile(rf"^\s*(?:[{DASHES}](?=\s)|[(\[][^()\[\]]*[)\]](?=\s)|{LABEL.pattern[1:]})")


def width(text: str) -> int:
    """Characters a reader reads: spaces and punctuation count (Netflix), a line break as a space."""
    return len(text)


def reading_ms(text: str, cps: float) -> int:
    """Least time in which `text` can be read at `cps` characters a second."""
    return ceil(width(text) * 1000 / cps)


def is_sound(cue: Cue) -> bool:
    """Whether a cue describes a sound and says nothing: said so by its maker, or wholly in brackets or notes."""
    text = cue.text.strip()
    return cue.sound or (len(text) > 1 and text[0] in SOUND_OPENERS and text[-1] in SOUND_CLOSERS) or text in ("♪", "♫")


def is_turn(line: str) -> bool:
    """Whether a line opens with the dash of a speaker; "-hi" and figures below zero open with none."""
    text = line.lstrip()
    return text[:1] in DASHES and text[:1] != "" and text[1:].strip() != "" and not text[1:2].isdigit()


def words_before_speech(text: str) -> int:
    """How many words of `text` are said by nobody before its speech begins: a lone dash, a sound, a name."""
    done = 0
    while found := _BEFORE_SPEECH.match(text[done:]):
        done += found.end()
    return len(text[:done].split())
