"""Rules about texts that the page's scripts follow while somebody types: those of captions/, which they are told."""

from __future__ import annotations

from pipeline.captions.sound_cues import DEEPEST, NOTES, part_of
from pipeline.captions.speaker_labels import TURN

#: What Python means by its class of word characters, as JavaScript writes it.
_LETTERS = r"\p{L}\p{N}_"


def page_rules() -> dict[str, str | int]:
    """sound: a sound as a part of a text. deepest: brackets within brackets. notes: of music. turn: the dash that opens
    one. Regular expressions are JavaScript's, with the flag u."""
    return {"sound": part_of(_LETTERS), "deepest": DEEPEST, "notes": NOTES, "turn": TURN}
