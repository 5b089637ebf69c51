"""Whether a route translates a sentence better with the one before it in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.cues import Word
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence, sentences

#: The models glue the sentences they were given together.
_GLUED = re.compile(r"([.!?])(?=[A-ZÀ-Ý\"])")


@dataclass(frozen=True, slots=True)
class Context:
    """asked: pairs of sentences. scored: those of which two sentences came out; the scores are of these only."""

    route: str
    asked: int
    scored: int
    alone: Any
    after_another: Any


def in_context(
    route: Route,
    texts: Sequence[str],
    wanted: Sequence[str],
    score: Callable[[Sequence[str], Sequence[str]], Any],
) -> Context:
    """The second sentences of the pairs in a row in the first half of `texts`, alone and after the first."""
    single = [len(split(text, route.source)) == 1 for text in texts]
    chosen = [n for n in range(1, len(texts) // 2) if single[n - 1] and single[n]]
    with route:
        alone = route.translate([_sentence(texts[n], route.source) for n in chosen])
        joined = route.translate([_sentence(f"{texts[n - 1]} {texts[n]}", route.source) for n in chosen])
    parts = [split(_GLUED.sub(r"\1 ", text), route.target) for text in joined]
    good = [n for n, part in enumerate(parts) if len(part) == 2]
    references = [wanted[chosen[n]] for n in good]
    return Context(
        route.name, len(chosen), len(good),
        score([alone[n] for n in good], references), score([parts[n][1] for n in good], references),
    )  # fmt: skip


def split(text: str, lang: str) -> list[str]:
    """The sentences of `text`, whatever their length."""
    words = [Word(0, 0, token, lang) for token in text.split()]
    return [sentence.text for sentence in sentences(words, max_words=10_000, pause_ms=1)]


def _sentence(text: str, lang: str) -> Sentence:
    return Sentence(0, 1000, text, lang, ())
