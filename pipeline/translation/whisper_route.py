"""Whisper's own translation into English, heard from the sound again: the last resort."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.messages import tr
from pipeline.spans import Span
from pipeline.translation.route import Hear, Route
from pipeline.translation.sentences import Sentence

#: ms of sound at once: it hears 30 s, and says nothing of what comes after them.
LONGEST_MS = 29_500


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
        spans = [_spans(sentence) for sentence in sentences]
        texts = iter(self._hear([span for each in spans for span in each], self.source))
        return [" ".join(filter(None, (next(texts).strip() for _ in each))) for each in spans]


def _spans(sentence: Sentence) -> list[Span]:
    """The sentence's time, in parts that Whisper hears to their end, cut at the longest silences of their second
    half."""
    found, words = list[Span](), sentence.words
    start, at = sentence.start, 0
    while sentence.end - start > LONGEST_MS:
        cuts = [n for n in range(at + 1, len(words)) if words[n].start - start <= LONGEST_MS]
        late = [n for n in cuts if words[n].start - start >= LONGEST_MS / 2] or cuts[-1:]
        if not late:  # a single word as long as that: the rest of it is silence
            break
        cut = max(late, key=lambda n: words[n].start - words[n - 1].end)
        found.append((start, min(words[cut - 1].end, start + LONGEST_MS)))
        start, at = words[cut].start, cut
    return [*found, (start, sentence.end)]
