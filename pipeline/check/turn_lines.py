"""Which lines of a cue open another speaker's turn: a dash may set words apart, too, and a hyphen belong to a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions.grammar import ends_sentence
from pipeline.captions.sound_cues import is_sound
from pipeline.captions.speaker_labels import DASH_MARKS, opens_turn
from pipeline.check.fixes.sign_spelling import torn_pronoun
from pipeline.cues import Lang

#: A dash with what it sets apart, the second one, and what the sentence goes on with ("—que era petit— va créixer").
_SET_APART = re.compile(rf"\s*([{re.escape(DASH_MARKS)}])\s?[^.!?…]*[^.!?…\s][.!?…]?\s?\1(?:[,;:]|\s+(?P<on>\w))")


def turn_lines(lines: Sequence[str], lang: Lang, above: str = "", beyond: str = "") -> list[bool]:
    """Of each of `lines`, those of a cue, whether a turn opens there. above, beyond: the texts that go on in them and
    after them without a silence, "" where there are none."""
    dashes = [opens_turn(line.lstrip()) for line in lines]
    if not any(dashes):
        return dashes
    before = [above, *lines]
    rests = [" ".join((*lines[at:], beyond)) for at in range(len(lines))]
    return [dashes[at] and not _goes_on(before[at], rests[at], lang) for at in range(len(lines))]


def _goes_on(above: str, rest: str, lang: Lang) -> bool:
    """Whether the sentence of the line `above` goes on in `rest`, in spite of the dash that it opens with."""
    return (lang == "ca" and torn_pronoun(above, rest)) or _sets_apart(above, rest)


def _sets_apart(above: str, rest: str) -> bool:
    """Whether a pair of dashes stands in the midst of the sentence of `above`."""
    words = above.split()
    if not words or is_sound(above) or words[-1].endswith(":") or ends_sentence(words[-1], None):
        return False
    found = _SET_APART.match(rest)
    return found is not None and (found["on"] is None or found["on"].islower())
