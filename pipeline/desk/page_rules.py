"""Rules about texts that the page's scripts follow while somebody types: those of captions/ and description/."""

from __future__ import annotations

from pipeline.captions.sound_cues import DEEPEST, NOTES, part_of
from pipeline.captions.speaker_labels import TURN
from pipeline.description.passages import EXTENDED_MARK, UNWRITTEN

#: What Python means by its class of word characters, as JavaScript writes it.
_LETTERS = r"\p{L}\p{N}_"


def page_rules() -> dict[str, str | int]:
    """sound: a sound as a part of a text. deepest: brackets within brackets. notes: of music. turn: the dash that opens
    one. extended: how a passage begins that the film waits for, in any case; unwritten: one that nobody has written.
    Regular expressions are JavaScript's, with the flag u."""
    return {
        "sound": part_of(_LETTERS),
        "deepest": DEEPEST,
        "notes": NOTES,
        "turn": TURN,
        "extended": EXTENDED_MARK,
        "unwritten": UNWRITTEN,
    }
