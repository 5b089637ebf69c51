"""The speech engine of a run: chosen by the settings, loaded when first needed, shared by all stories."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from threading import Lock

from pipeline.errors import EngineError
from pipeline.messages import tr
from pipeline.project.settings import Settings
from pipeline.project.story_file import StoryFile
from pipeline.speech.engines import PACKAGES, Options, SpeechEngine, make_engine
from pipeline.speech.whisper_models import LocalModel, find, ready

_log = logging.getLogger(__name__)


class Recognizer:
    """An engine and its model. Making it is cheap; `open` loads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: SpeechEngine | None = None
        self._open = False
        self._hearing = Lock()

    def alone(self) -> Lock:
        """A context in which no other thread listens: engines have one state for all that they hear."""
        return self._hearing

    @property
    def engine(self) -> SpeechEngine:
        """The engine, perhaps not yet open. Raises EngineError when there is none of that name."""
        if self._engine is None:
            self._engine = make_engine(self._settings.speech.engine)
        return self._engine

    @property
    def model(self) -> LocalModel:
        """Raises EngineError when the model is not on this machine."""
        return find(self._settings.speech.model)

    def options(self, info: StoryFile) -> Options:
        """How to listen to one story, and what is to be spelled like the glossary and the people's names."""
        speech = self._settings.speech
        hints = [*self._settings.hints(info.spoken), *(person.name for person in info.people)]
        return Options(speech.beam, speech.batch, tuple(dict.fromkeys(hints)), speech.hearings)

    def check(self, settings_file: Path) -> None:
        """Raises EngineError, naming `settings_file`, when engine or model are not on this machine. Cheap."""
        try:
            self.engine.versions()
            _ = self.model
        except PackageNotFoundError as error:
            name = self._settings.speech.engine
            raise EngineError(
                tr(
                    'the speech engine "{name}" is not installed ({package} is missing).', name=name, package=error.name
                ),
                where=settings_file,
                remedy=tr("pip install {package}", package=PACKAGES[name]),
            ) from error
        except EngineError as error:
            raise EngineError(error.what, where=error.where or settings_file, remedy=error.remedy) from error

    def open(self) -> SpeechEngine:
        """The engine with its model loaded, its weights checked. Raises EngineError."""
        if not self._open:
            model = self.model
            _log.info("speech: %s %s on %s", self.engine.name, self.engine.versions(), self.engine.device())
            _log.info("speech: model %s in %s, sha256 %s", model.name, model.folder, model.sha256)
            _log.info("speech: settings %s", self._settings.speech.model_dump())
            self.engine.open(ready(model))
            self._open = True
        return self.engine

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
        self._open = False
