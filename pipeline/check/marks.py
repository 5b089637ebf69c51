"""What the text of a cue tells about itself: labels, where its speech begins, and how long it takes to read."""

from __future__ import annotations

import re
from math import ceil

from pipeline.captions.sound_cues import PART
from pipeline.captions.speaker_labels import DASH_MARKS

_NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'·-]*"
#: A name before what is said: "LAURA:", "Dra. Puig:", "Veu en off:". "Em va dir:" is none.
LABEL = re.compile(
    rf"^\s*(?P<name>{_NAME}(?: (?:{_NAME}|\d+|en off|de|del|la|los|las|i|y|da|van|von)){{0,4}}):(?=\s|$)"
)

_BEFORE_SPEECH = re.compile(rf"^\s*(?:[{DASH_MARKS}](?=\s)|{PART}(?=\s)|{LABEL.pattern[1:]})")


def width(text: str) -> int:
    """Characters a reader reads: spaces and punctuation count (Netflix), a line break as a space."""
    return len(text)


def reading_ms(text: str, cps: float) -> int:
    """Least time in which `text` can be read at `cps` characters a second."""
    return ceil(width(text) * 1000 / cps)


def words_before_speech(text: str) -> int:
    """How many words of `text` are said by nobody before its speech begins: a lone dash, a sound, a name."""
    done = 0
    while found := _BEFORE_SPEECH.match(text[done:]):
        done += found.end()
    return len(text[:done].split())
