"""Routes for tests: one that works without any engine, and one that breaks."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.messages import tr
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence


class FakeRoute(Route):
    """Translates "Hola món." into "Hola-en món-en." and remembers what it was asked, and how often it was
    opened.
    """

    def __init__(self, source: Lang, target: Lang, *, name: str = "fake", available: bool = True) -> None:
        self.name = name
        self.source = source
        self.target = target
        self.asked: list[list[str]] = []
        self.opened = 0
        self.closed = 0
        self._available = available

    def available(self) -> bool:
        return self._available

    def version(self) -> str:
        return f"{self.name} 1"

    def remedy(self) -> str:
        return f"install {self.name}"

    def open(self) -> None:
        self.opened += 1

    def close(self) -> None:
        self.closed += 1

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        self.asked.append([sentence.text for sentence in sentences])
        return [" ".join(map(self._word, sentence.text.split())) for sentence in sentences]

    def _word(self, word: str) -> str:
        bare = word.rstrip(".,;:!?…")
        return f"{bare}-{self.target}{word[len(bare) :]}"


class BrokenRoute(FakeRoute):
    """Fails as engines do: "raise" (the default), "lose" (drops a sentence) or "silent" (says nothing)."""

    def __init__(self, source: Lang, target: Lang, *, how: str = "raise") -> None:
        super().__init__(source, target, name=f"broken-{how}")
        self.how = how

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        if self.how == "raise":
            raise RouteError(tr("the fake route broke."), remedy=tr("It is meant to."))
        made = super()._translate(sentences)
        return made[1:] if self.how == "lose" else [""] * len(made)
