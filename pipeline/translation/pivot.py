"""Two routes, one after the other, through a language between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence


class Pivot(Route):
    """`first`, then `second` on what it said. Catalan is nearer to Portuguese than to English, and rules do
    well there.
    """

    def __init__(self, first: Route, second: Route, after: Callable[[str], str] | None = None) -> None:
        """after: what is put right in the end."""
        if first.target != second.source:
            raise ValueError(f"{first.name} ends in {first.target}, {second.name} starts from {second.source}")
        self.name = f"{first.name}+{second.name}"
        self.source = first.source
        self.target = second.target
        self.first = first
        self.second = second
        self.after = after
        self.uses_context = first.uses_context

    def available(self) -> bool:
        return self.first.available() and self.second.available()

    def version(self) -> str:
        return f"{self.first.version()} + {self.second.version()}"

    def remedy(self) -> str:
        missing = [leg for leg in (self.first, self.second) if not leg.available()]
        return " && ".join(dict.fromkeys(leg.remedy() for leg in missing or (self.first, self.second)))

    def knows(self, words: Sequence[str]) -> frozenset[str]:
        """What the first leg does not know, the second is not told."""
        return self.first.knows(words)

    def open(self) -> None:
        self.first.open()
        self.second.open()

    def close(self) -> None:
        self.first.close()
        self.second.close()

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        between = self.first.translate(sentences)
        made = self.second.translate(
            [
                replace(sentence, text=text, lang=self.first.target, before="")
                for sentence, text in zip(sentences, between, strict=True)
            ]
        )
        return list(map(self.after, made)) if self.after else made
