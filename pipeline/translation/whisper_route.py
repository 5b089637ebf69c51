"""Whisper's own translation into English, heard from the sound again: the last resort."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.messages import tr
from pipeline.translation.route import Hear, Route
from pipeline.translation.sentences import Sentence


class Whisper(Route):
    """English only; it reads no text, only times. Not available without the run's ears (`hear`)."""

    reads_text = False

    def __init__(self, source: Lang, hear: Hear | None, model: str = "") -> None:
        """hear: English text for spans of time. model: name and version of what hears, for the caches."""
        self.name = "whisper"
        self.source = source
        self.target = "en"
        self._hear = hear
        self._model = model

    def available(self) -> bool:
        return self._hear is not None

    def version(self) -> str:
        return f"{self.name} {self._model}".strip()

    def remedy(self) -> str:
        return "veus models get base"

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        if self._hear is None:
            raise RouteError(tr("Whisper cannot translate here: there is no recording to hear."), remedy=self.remedy())
        return self._hear([(sentence.start, sentence.end) for sentence in sentences], self.source)
