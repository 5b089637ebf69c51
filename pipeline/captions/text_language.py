"""Which language the words of a track are in, by py3langid (140 languages, Naive Bayes over byte sequences)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.captions.sound_cues import NOTES, PART
from pipeline.captions.speaker_labels import without_label
from pipeline.cues import Cue

#: Letters below which nothing is said: short texts of closely related languages are told apart by chance.
LEAST_LETTERS = 40
#: Characters that are looked at: no more are needed.
_ENOUGH = 20_000
#: What is no speech: sounds and places in brackets, notes of music. "[Música]" alone is Irish to the model.
_ASIDE = re.compile(rf"{PART}|[{NOTES}]|^\s*>>\s*|https?://\S+", re.MULTILINE)
#: A name before the words, of somebody the story does not know.
_CAPITALS = re.compile(r"^[^\Wa-zà-ÿ\d_][^:a-zà-ÿ]{0,40}:\s*")
#: From here on another language is meant: it is likely by itself, and far likelier than the one expected.
_LIKELY, _LIKELIER = 0.3, 5.0


@dataclass(frozen=True, slots=True)
class Guess:
    """lang: the likeliest language (ISO 639). odds: how likely each language is (0 to 1, all together 1)."""

    lang: str
    odds: dict[str, float]

    def is_other_than(self, lang: str) -> bool:
        """Whether the words are plainly not in `lang`."""
        likely = self.odds[self.lang]
        return self.lang != lang and likely >= _LIKELY and likely >= _LIKELIER * self.odds.get(lang, 0.0)


def language_of(cues: Sequence[Cue], names: Sequence[str] = ()) -> Guess | None:
    """The language of what is said in `cues`; None where there are too few words to tell. names: of those who speak.

    The model is loaded with the first question, in a second.
    """
    text = " ".join(_said(cue.text, names) for cue in cues)[:_ENOUGH]
    if sum(char.isalpha() for char in text) < LEAST_LETTERS:
        return None
    odds = {str(lang): float(likely) for lang, likely in _model().rank(text)}
    return Guess(max(odds, key=lambda lang: odds[lang]), odds)


def _said(text: str, names: Sequence[str]) -> str:
    """The words of a caption without who says them, and without what is no speech."""
    lines = (without_label(_ASIDE.sub(" ", line).strip(), names) for line in text.split("\n"))
    return " ".join(_CAPITALS.sub("", line) for line in lines)


@cache
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
