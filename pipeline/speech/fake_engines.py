"""Engines that hear what they are told to: for fast tests of the rooms that use an engine. No weights, no packages.

They keep the protocol of `SpeechEngine` and pass the same contract test as the real ones, as far as it makes sense.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cues import Word
from pipeline.errors import EngineError
from pipeline.messages import tr
from pipeline.speech.engines import LanguageProbabilities, Options, Progress, RecognitionTask, Window, not_open

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: What is said in each language when nobody wrote another script.
SCRIPT: dict[str, str] = {
    "ca": "Bon dia, em dic Joel i treballo a l'hort del barri.",
    "es": "Buenos días, me llamo Cynthia y trabajo en el barrio.",
    "en": "Good morning, my name is Joel and I work in the garden.",
}


class ScriptedEngine:
    """In every window the script of the window's language is spoken, its words spread evenly over the window.

    script: text by language. spoken: the language detected for each stretch in turn (default: the first allowed).
    """

    name = "scripted"

    def __init__(self, script: Mapping[str, str] | None = None, spoken: Sequence[str] = ()) -> None:
        self._script = SCRIPT | dict(script or {})
        self._spoken = list(spoken)
        self._open = False

    def open(self, folder: Path) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False

    def versions(self) -> dict[str, str]:
        return {self.name: "1"}

    def device(self) -> dict[str, str]:
        return {"device": "none", "compute": "none"}

    def languages(
        self, audio: Audio, spans: Sequence[tuple[int, int]], allowed: Sequence[str]
    ) -> list[LanguageProbabilities]:
        self._need_open()
        turns = [lang for lang in self._spoken if lang in allowed] or [allowed[0]]
        surely = [turns[min(number, len(turns) - 1)] for number in range(len(spans))]
        return [{lang: 0.99 if lang == sure else 0.01 / len(allowed) for lang in allowed} for sure in surely]

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        self._need_open()
        found: list[list[Word]] = []
        heard = 0
        for take in takes:
            found.append(self.hear_one(take))
            heard += take.window.end - take.window.start
            if on_progress:
                on_progress(heard)
        return found

    def hear_one(self, take: RecognitionTask) -> list[Word]:
        return _spread(self._script.get(take.window.lang, "").split(), take.window)

    def english(self, takes: Sequence[RecognitionTask], options: Options) -> list[str]:
        self._need_open()
        return [self._script["en"] for _ in takes]

    def _need_open(self) -> None:
        if not self._open:
            raise not_open(self.name)


class BrokenEngine(ScriptedEngine):
    """Opens, and then fails whenever it is asked to listen, as an engine does that runs out of memory."""

    name = "broken"

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        raise EngineError(tr("the broken engine cannot hear."), remedy=tr("Choose another engine in series.toml."))

    def languages(
        self, audio: Audio, spans: Sequence[tuple[int, int]], allowed: Sequence[str]
    ) -> list[LanguageProbabilities]:
        raise EngineError(tr("the broken engine cannot hear."), remedy=tr("Choose another engine in series.toml."))

    def english(self, takes: Sequence[RecognitionTask], options: Options) -> list[str]:
        raise EngineError(tr("the broken engine cannot hear."), remedy=tr("Choose another engine in series.toml."))


def _spread(texts: Sequence[str], window: Window) -> list[Word]:
    length = window.end - window.start
    marks = [window.start + length * number // max(1, len(texts)) for number in range(len(texts) + 1)]
    return [
        Word(start, end, text, window.lang, 0.9) for text, start, end in zip(texts, marks[:-1], marks[1:], strict=True)
    ]
