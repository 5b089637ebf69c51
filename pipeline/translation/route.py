"""What every way of translating offers, and the promises all of them keep.

How to add a route: derive from `Route`, write the five methods marked below, add a line to the table in
`routes.py`; the contract test runs over it without another word.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.messages import tr
from pipeline.translation.scripts import is_readable
from pipeline.translation.sentences import Sentence

#: Listens again: English text for each (start, end) in ms, spoken in the language given.
Hear = Callable[[list[tuple[int, int]], Lang], list[str]]

#: A sentence that every route can translate: what proves that one works.
SAMPLES: dict[Lang, str] = {
    "ca": "Bon dia a tothom.",
    "en": "Good morning, everyone.",
    "es": "Buenos días a todos.",
    "pt": "Bom dia a todos.",
}

_SPACE = re.compile(r"\s+")


class Route(ABC):
    """One way from `source` to `target` on this machine. Opens, works and closes; opening twice is opening
    once.
    """

    name: str
    source: Lang
    target: Lang
    #: Whether the text of a sentence makes a difference (Whisper hears the sound instead).
    reads_text: bool = True
    #: Whether `Sentence.before` makes a difference. A route that uses it is asked again for the sentence after a
    #: corrected one. None of the table does: see the measurement in `routes.py`.
    uses_context: bool = False

    @abstractmethod
    def available(self) -> bool:
        """Whether all it needs is installed. Looks at the disk only: starts nothing, loads nothing."""

    @abstractmethod
    def version(self) -> str:
        """Engine and data, exactly: two routes of the same version give the same translation.

        Raises RouteError when it is not available.
        """

    @abstractmethod
    def remedy(self) -> str:
        """What a person does to make it available: a command."""

    def open(self) -> None:  # noqa: B027 – most engines have nothing to load
        """Loads what is needed. Raises RouteError when it is not available or damaged."""

    def close(self) -> None:  # noqa: B027
        """Lets go of what `open` loaded."""

    @abstractmethod
    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        """One text for each sentence. Texts are on one line and hold a letter or a digit. May raise
        RouteError.
        """

    def translate(self, sentences: Sequence[Sentence]) -> list[str]:
        """The texts of `sentences` in the target language: as many, in the same order.

        What no engine can read (♪, an emoji, "...", words in another script alone) is handed back as it is; where the
        engine has nothing to say about a sentence, its own text stands. Raises RouteError when the engine fails.
        """
        texts = [one_line(sentence.text) for sentence in sentences]
        spoken = [index for index, text in enumerate(texts) if self.reads(text)]
        if not spoken:
            return texts
        self.open()
        made = self._translate([replace(sentences[index], text=texts[index]) for index in spoken])
        if len(made) != len(spoken):
            raise RouteError(
                tr(
                    "the translation route {name} gave {texts} texts for {sentences} sentences.",
                    name=self.name,
                    texts=len(made),
                    sentences=len(spoken),
                ),
                remedy=tr("This is a fault of the route; nothing was written."),
            )
        for index, text in zip(spoken, made, strict=True):
            texts[index] = one_line(text) or texts[index]
        return texts

    def reads(self, text: str) -> bool:
        """Whether there is anything in `text` that it could translate. What reads one of the languages of `SAMPLES`
        reads Latin letters; of any other nobody knows."""
        if self.reads_text and self.source in SAMPLES:
            return is_readable(text)
        return any(map(str.isalnum, text))

    def knows(self, words: Sequence[str]) -> frozenset[str]:
        """Which of `words`, each by itself, it can translate: all, where nobody can tell."""
        return frozenset(words)

    def prove(self) -> None:
        """Translates one sentence, to see that it works: programs may be there and yet fail. A route that hears instead
        of reading is believed. Opens it. Raises RouteError."""
        sample = SAMPLES.get(self.source)
        if sample is None or not self.reads_text:
            return
        (made,) = self.translate([Sentence(0, 1000, sample, self.source, ())])
        if made == sample:
            raise RouteError(
                tr("{name} gives a sentence back as it was.", name=self.name),
                remedy=tr("Install it again: {remedy}", remedy=self.remedy()),
            )

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def one_line(text: str) -> str:
    """`text` in NFC on one line: white space runs and control characters become one space."""
    kept = "".join(" " if unicodedata.category(char) in ("Cc", "Cs") else char for char in text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", kept)).strip()
