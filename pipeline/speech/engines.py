"""What a speech engine is, and the table of those there are.

To add one: write a module with a class that keeps this protocol, add a line to ENGINES, and the contract test in
tests/speech/test_engines.py runs against it. An engine is opened once, used for any number of stories, and closed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.cues import Word
from pipeline.errors import EngineError
from pipeline.messages import tr
from pipeline.project.story import nearest

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: Language → probability (0..1). Of all the languages a model knows only some are asked for: they add up to at most 1.
LanguageProbabilities = dict[str, float]

#: Called with the milliseconds of sound heard so far, of all takes together.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of sound with speech in one language, at most 30 s: ms from the first picture."""

    start: int
    end: int
    lang: str


#: ms of sound that Whisper's encoder is made for; a shorter window is followed by silence.
WHOLE_MS = 30_000


@dataclass(frozen=True, slots=True, eq=False)
class RecognitionTask:
    """One window of one sound to be heard. beam: width of the search.

    seen: ms of sound and of the silence after it that the encoder need look at: less than WHOLE_MS saves time, and may
    cost words.
    """

    sound: Audio
    window: Window
    beam: int = 4
    seen: int = WHOLE_MS


@dataclass(frozen=True, slots=True)
class Options:
    """How to listen. beam: width of the search. batch: windows at once.

    hearings: how many times everything is heard, 1, 2 or 4 (`multi_pass.py`). hints: names and expressions to expect.
    No engine is told them: almost any prompt can make a window end after a few words, or repeat the prompt; what sounds
    like them is spelled so afterwards (`glossary_spelling.py`).
    """

    beam: int = 4
    batch: int = 6
    hints: tuple[str, ...] = ()
    hearings: int = 2


class SpeechEngine(Protocol):
    """A recogniser with one set of weights loaded.

    `audio` is always mono float32 at 16 kHz whose sample 0 is the first picture of the video.
    """

    name: str

    def open(self, folder: Path) -> None:
        """Loads the model in `folder`. Raises EngineError."""

    def close(self) -> None:
        """Frees the model; harmless when nothing is open."""

    def versions(self) -> dict[str, str]:
        """Versions of the packages that hear. Cheap – nothing is imported: every build asks."""

    def device(self) -> dict[str, str]:
        """The device and the arithmetic used on it, for the record. Needs no open model."""

    def languages(
        self, audio: Audio, spans: Sequence[tuple[int, int]], allowed: Sequence[str]
    ) -> list[LanguageProbabilities]:
        """How likely each of `allowed` is for each span (ms, at most 30 s)."""

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        """For each of `takes` the words spoken in it, in order, with times (ms of its sound) and probabilities.

        The same words whatever the batch, the threads, and the takes heard beside it.
        """

    def english(self, takes: Sequence[RecognitionTask], options: Options) -> list[str]:
        """Whisper's own translation of each take into English."""


class ModelHolder:
    """What engines have in common that keep one model: freed when they are closed."""

    name: str
    _model: Any = None

    def close(self) -> None:
        self._model = None

    @property
    def _loaded(self) -> Any:
        """The model. Raises EngineError before it is opened."""
        if self._model is None:
            raise not_open(self.name)
        return self._model


def not_open(name: str) -> EngineError:
    """The error of an engine that has no model yet."""
    return EngineError(tr("{name} was asked to listen before a model was opened.", name=name))


def language_frames(length: int) -> int:
    """Frames (10 ms each) of the spectrogram from which Whisper tells the language of `length` ms: an even number.

    2 to 30 s, not padded to 30 s as for hearing words. That takes a tenth of the time for 8 s of sound, and of 73 runs
    of 1–12 s of one language (seven recordings) 17 instead of 20 came out wrong.
    """
    return min(3000, max(200, length // 20 * 2))


#: The visible table: name → "module:Class", imported when used.
ENGINES: dict[str, str] = {
    "faster-whisper": "pipeline.speech.faster_whisper:FasterWhisper",
    "openai-whisper": "pipeline.speech.openai_whisper:OpenAIWhisper",
}

#: The package each engine needs, for `veus doctor` and for the error when it is missing.
PACKAGES: dict[str, str] = {"faster-whisper": "faster-whisper", "openai-whisper": "openai-whisper"}


#: MB of memory that an engine takes at most: alone, for each MB of the weights, for each window that is heard at once.
#: faster-whisper keeps the weights in eight bits, openai-whisper in thirty-two, and twice while it reads them.
MEMORY: dict[str, tuple[int, int, int]] = {"faster-whisper": (200, 1, 100), "openai-whisper": (600, 4, 0)}


def memory_mb(name: str, weights_mb: int, batch: int) -> int:
    """What listening takes at most, but for the sound; of an engine that nobody measured, as of the dearest."""
    alone, weights, window = MEMORY.get(name, MEMORY["openai-whisper"])
    return alone + weights * weights_mb + window * batch


def make_engine(name: str) -> SpeechEngine:
    """A new, unopened engine. Raises EngineError for an unknown name or a missing package."""
    if name not in ENGINES:
        raise EngineError(
            tr('there is no speech engine "{name}".', name=name),
            remedy=nearest(name, list(ENGINES)) or tr("Known engines: {known}.", known=", ".join(ENGINES)),
        )
    module, _, kind = ENGINES[name].partition(":")
    try:
        engine: SpeechEngine = getattr(import_module(module), kind)()
    except ImportError as error:
        raise EngineError(
            tr('the speech engine "{name}" is not installed ({error}).', name=name, error=error),
            remedy=tr("pip install {packages}", packages=PACKAGES[name]),
        ) from error
    return engine
