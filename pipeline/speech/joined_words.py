"""Pieces of text with times, as Whisper gives them, joined into words as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.captions.grammar import ends_sentence, is_abbreviation
from pipeline.cues import Word
from pipeline.letters import JOINERS, printable

#: (text with its leading space, start s, end s, probability)
Segment = tuple[str, float, float, float]


def join_pieces(pieces: Iterable[Segment], lang: str, offset_ms: int = 0) -> list[Word]:
    """Words from pieces: one that does not begin with a space belongs to the word before it ("l" + "'hort").

    A word's probability is that of its least certain piece. Control and replacement characters are dropped; what joins
    letters, or keeps them apart, is a part of the word, but not before its first letter.
    """
    words: list[Word] = []
    for text, start, end, probability in pieces:
        clean = printable(unicodedata.normalize("NFC", text)).replace("\ufffd", "")
        glued = words and not clean[:1].isspace()
        bare = clean.strip() if glued else clean.strip().lstrip(JOINERS)
        if not bare:
            continue
        first, last = offset_ms + round(start * 1000), offset_ms + round(end * 1000)
        if glued or (words and not any(c.isalnum() for c in bare) and bare[0] not in "¿¡«“(—-–"):
            before = words[-1]
            words[-1] = Word(
                before.start,
                max(before.end, last),
                before.text + bare,
                lang,
                round(float(min(before.probability or 0.0, probability)), 4),
            )
        else:
            words.append(Word(first, max(first, last), bare, lang, round(float(probability), 4)))
    return words


def with_capitals(words: Sequence[Word]) -> list[Word]:
    """`words` with a capital where a sentence begins: at the start, and after . ? ! – the model forgets some. Dots of
    hesitation, and points of what is written short, end none before a word in lower case ("a... la farmàcia")."""
    begins = True
    result = []
    for word in words:
        text = word.text[:1].upper() + word.text[1:] if begins and word.text[:1].islower() else word.text
        result.append(replace(word, text=text))
        begins = _ends(word.text)
    return result


def _ends(text: str) -> bool:
    core = text.rstrip("\"'»”)")
    return ends_sentence(text, None) and not core.endswith(("..", "…")) and not is_abbreviation(text)
