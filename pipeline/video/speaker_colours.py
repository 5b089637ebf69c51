"""Who says which lines of a cue, and in which colour that is drawn: a colour never says it alone (WCAG 2.2, 1.4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.captions.speaker_labels import has_two_speakers, label, opens_turn, plain_words, speaker_in
from pipeline.cues import Cue
from pipeline.project.style import ColourName

#: Characters of a name before a colon, at most.
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class VoicePart:
    """What one person says in a cue, as it is to be drawn."""

    lines: tuple[str, ...]
    colour: ColourName = "white"


def parts(cue: Cue, colours: Mapping[str, ColourName]) -> tuple[VoicePart, ...]:
    """The parts of `cue`. colours: by name of speaker; where one is used and the cue has no label, it gets one."""
    found: list[VoicePart] = []
    for line in _labelled(cue, colours).split("\n"):
        who = speaker_in(line, colours)
        if found and who is None and not opens_turn(line) and not _has_label(line):
            found[-1] = VoicePart((*found[-1].lines, line), found[-1].colour)
        else:
            found.append(VoicePart((line,), colours[who] if who else "white"))
    return tuple(found)


def _labelled(cue: Cue, colours: Mapping[str, ColourName]) -> str:
    who = cue.speaker
    if who is None or who not in colours or cue.sound or has_two_speakers(cue) or any(map(_has_label, cue.lines)):
        return cue.text
    return label(who) + plain_words(cue.text, ())


def _has_label(line: str) -> bool:
    name, colon, _ = line.partition(": ")
    return bool(colon) and len(name) <= LONGEST_NAME and name.isupper()
