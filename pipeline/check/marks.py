"""What the text of a cue tells about itself: labels, where its speech begins, and how long it takes to read."""

from __future__ import annotations

import re
from collections.abc import Callable
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


def words_before_speech(text: str, heard: Callable[[int, int], bool] = lambda first, stop: False) -> int:
    """How many words of `text` are said by nobody before its speech begins: a lone dash, a sound, a name.

    heard: whether somebody said the words first..stop-1. "Total: ..." looks like a name, and is none then; what stands
    in capitals is one for people, too.
    """
    done = words = 0
    while found := _BEFORE_SPEECH.match(text[done:]):
        after = len(text[: done + found.end()].split())
        name = found["name"]
        if name and not name.isupper() and heard(words, after):
            break
        done, words = done + found.end(), after
    return words
