"""The speech engine of a run: chosen by the settings, loaded when first needed, shared by all stories."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from threading import Lock

from pipeline.errors import EngineError
from pipeline.messages import tr
from pipeline.project.series import Series
from pipeline.project.settings import SpeechSettings
from pipeline.project.story_file import StoryFile
from pipeline.speech.engines import PACKAGES, Options, SpeechEngine, make_engine, memory_mb
from pipeline.speech.whisper_models import BUNDLED_MB, LocalModel, find, ready

_log = logging.getLogger(__name__)

#: The variable that says how many threads may compute at the same time.
THREADS_NAME = "OMP_NUM_THREADS"


#: Gives what is to be expected in some languages (of series.toml).
Hints = Callable[[Sequence[str]], Iterable[str]]


def _no_hints(langs: Sequence[str]) -> Iterable[str]:
    return ()


class Recognizer:
    """An engine and its model. Making it is cheap; `open` loads. hints: for whoever asks for `options`. root: from
    where the folder of a model is meant, not from where this process runs."""

    def __init__(self, speech: SpeechSettings, hints: Hints = _no_hints, root: Path | None = None) -> None:
        self._speech, self._root, self._hints = speech, root or Path(), hints
        self._engine: SpeechEngine | None = None
        self._open = False
        self._hearing = Lock()
        named = os.environ.get(THREADS_NAME, "")
        self._allowed = int(named) if named.isdigit() else 0

    @staticmethod
    def of(series: Series) -> Recognizer:
        """That of a series, wherever the command is run."""
        return Recognizer(series.settings.speech, series.settings.hints, series.layout.root)

    def alone(self) -> Lock:
        """A context in which no other thread listens: engines have one state for all that they hear."""
        return self._hearing

    @property
    def engine(self) -> SpeechEngine:
        """The engine, perhaps not yet open. Raises EngineError when there is none of that name."""
        if self._engine is None:
            self._engine = make_engine(self._speech.engine)
        return self._engine

    @property
    def model(self) -> LocalModel:
        """Raises EngineError when the model is not on this machine."""
        return find(self._speech.model, self._root)

    def options(self, info: StoryFile) -> Options:
        """How to listen to one story, and what is to be spelled like the glossary and the people's names."""
        speech = self._speech
        hints = [*self._hints(info.spoken), *(person.name for person in info.people)]
        return Options(speech.beam, speech.batch, tuple(dict.fromkeys(hints)), speech.hearings)

    def check(self, settings_file: Path) -> None:
        """Raises EngineError, naming `settings_file`, when engine or model are not on this machine. Cheap."""
        try:
            self.engine.versions()
            _ = self.model
        except PackageNotFoundError as error:
            name = self._speech.engine
            raise EngineError(
                tr(
                    'the speech engine "{name}" is not installed ({package} is missing).', name=name, package=error.name
                ),
                where=settings_file,
                remedy=tr("pip install {package}", package=PACKAGES[name]),
            ) from error
        except EngineError as error:
            raise EngineError(error.what, where=error.where or settings_file, remedy=error.remedy) from error

    def needs_mb(self) -> int:
        """Of memory, to listen, but for the sound. Raises EngineError when the model is not on this machine."""
        weights = self.model.folder / "model.bin"
        megabytes = weights.stat().st_size // 1_000_000 if weights.is_file() else BUNDLED_MB
        return memory_mb(self.engine.name, megabytes, self._speech.batch)

    def on_graphics_card(self) -> bool:
        return self.engine.device()["device"] == "cuda"

    def open(self, cores: int = 0) -> SpeechEngine:
        """The engine with its model loaded, its weights checked. cores: how many of the processor it keeps busy, at
        most, and what else listens in this process; 0: as OMP_NUM_THREADS says, or all. Raises EngineError."""
        if cores:
            self._limit(cores)
        if not self._open:
            model = self.model
            _log.info("speech: %s %s on %s", self.engine.name, self.engine.versions(), self.engine.device())
            _log.info("speech: model %s in %s, sha256 %s", model.name, model.folder, model.sha256)
            _log.info("speech: settings %s", self._speech.model_dump())
            self.engine.open(ready(model))
            self._open = True
        return self.engine

    def _limit(self, cores: int) -> None:
        """For a process that does tasks alone: OMP_NUM_THREADS is what engines and OpenMP go by."""
        limit = str(min(cores, self._allowed or cores))
        if self._open and os.environ.get(THREADS_NAME) != limit:
            self.close()
        os.environ[THREADS_NAME] = limit

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
        self._open = False
