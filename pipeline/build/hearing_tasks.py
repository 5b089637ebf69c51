"""A hearing as tasks: one finds where somebody speaks, some hear the windows of that, one writes the transcript. The
words are the same however the windows are dealt (the contract of `SpeechEngine.hear`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.outcome import Advance, unseen
from pipeline.build.recognizer import Recognizer
from pipeline.build.task import READING_MB, Result, Task, Work, Workbench
from pipeline.build.task_data import task_step
from pipeline.cues import Word
from pipeline.media.audio import speech_audio
from pipeline.media.media_info import MediaInfo
from pipeline.speech.engines import Options
from pipeline.speech.pass_plans import Planned
from pipeline.speech.sound_events import Events
from pipeline.speech.transcribe import (
    Listening,
    SpeechFound,
    find_speech,
    hear_first,
    hear_some,
    write_down,
    write_transcript,
)

if TYPE_CHECKING:
    from pipeline.media.audio import Audio

#: MB of memory that a minute of sound takes while it is listened to (docs/listening.md).
SOUND_MB_A_MINUTE = 2

#: Parts for each pair of hands: where one is slower, it hears fewer of them. Each part loads the model once.
PARTS_EACH = 2

#: ms of windows that are worth a part of their own.
PART_MS = 60_000

#: ms of sound that the search takes as long for as the encoder for one (`faster_whisper._seconds`).
_SEARCH = 2.5


@dataclass(frozen=True, slots=True)
class _Ears:
    """How to listen, as plain data: `Listening`, but the model is that of whoever listens. cores: how many are kept
    busy; 0: all."""

    spoken: tuple[str, ...]
    options: Options
    speakers: int | None
    cores: int

    def of(self, recognizer: Recognizer) -> Listening:
        return Listening(self.spoken, recognizer.model, self.options, self.speakers)


@dataclass(frozen=True, slots=True)
class HeardPart:
    """The words of some windows; and all events, where they were asked for."""

    words: tuple[tuple[Word, ...], ...]
    events: Events | None = None


def hear_film(context: BuildContext, what: str, footage: Path, facts: MediaInfo, advance: Advance) -> None:
    """Writes the transcript. what: as in a task. Raises EngineError, RenderError, OSError."""
    hearing = _FilmHearing(context, what, footage, facts)
    try:
        found = hearing.find()
        hearing.write(found, *hearing.hear(found, advance))
    finally:
        hearing.sound.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _FilmHearing:
    """The stages of `transcribe.transcribe`, by the hands of a story."""

    context: BuildContext
    what: str
    footage: Path
    facts: MediaInfo

    @property
    def sound(self) -> Path:
        return self.context.story.paths.speech_sound

    def find(self) -> SpeechFound:
        """Where somebody speaks; the sound is there then."""
        ears = self._ears(self.context.hands.cores)
        work = partial(_find_speech, self.footage, self.facts, ears, self.sound)
        task = self._task(work, [self.footage], [self.sound], engine=len(ears.spoken) > 1)
        return self.context.hands.do(task, unseen)

    def hear(self, found: SpeechFound, advance: Advance) -> tuple[tuple[tuple[Word, ...], ...], Events | None]:
        """The words of each of the windows, and all events."""
        hands = self.context.hands
        parts = dealt(found.windows, hands.for_one * PARTS_EACH if hands.for_one > 1 else 1)
        ears = self._ears(hands.cores_each if len(parts) > 1 else hands.cores)
        works = [partial(_hear_part, ears, self.sound, found, part, part is parts[0]) for part in parts]
        heard = hands.do_all([self._task(work, [self.sound]) for work in works], advance)
        by_window = zip(chain(*parts), chain(*(one.words for one in heard)), strict=True)
        return tuple(words for _, words in sorted(by_window, key=itemgetter(0))), heard[0].events

    def write(self, found: SpeechFound, heard: tuple[tuple[Word, ...], ...], events: Events | None) -> None:
        """The transcript."""
        ears, path = self._ears(self.context.hands.cores), self.context.story.paths.transcript
        work = partial(_write_transcript, ears, self.sound, found, heard, events, path)
        self.context.hands.do(self._task(work, [self.sound], [path]), unseen)

    def _ears(self, cores: int) -> _Ears:
        info = self.context.story.info
        return _Ears(tuple(info.spoken), self.context.recognizer.options(info), info.speakers, cores)

    def _task(
        self, work: Work[Result], reads: Sequence[Path], writes: Sequence[Path] = (), engine: bool = True
    ) -> Task[Result]:
        return hearing_task(self.context, self.what, self.footage, self.facts, work, reads, writes, engine)


def hearing_task(
    context: BuildContext,
    what: str,
    footage: Path,
    facts: MediaInfo,
    work: Work[Result],
    reads: Sequence[Path],
    writes: Sequence[Path] = (),
    engine: bool = True,
) -> Task[Result]:
    """engine: whether it needs one."""
    needs = SOUND_MB_A_MINUTE * facts.duration_ms // 60_000 + (context.recognizer.needs_mb() if engine else READING_MB)
    on_card = engine and context.recognizer.on_graphics_card()
    return Task(what, footage, work, needs, on_card, models=True, reads=reads, writes=writes)


def dealt(windows: Sequence[Planned], most: int) -> list[tuple[int, ...]]:
    """Which of `windows` are heard together: in at most `most` parts that take about as long, none of them short; one
    where there are none."""
    number = max(1, min(most, sum(one.ms for one in windows) // PART_MS))
    parts: list[list[int]] = [[] for _ in range(number)]
    takes = [0.0] * number
    costs = [one.seen + _SEARCH * one.ms for one in windows]
    for at in sorted(range(len(windows)), key=lambda at: (-costs[at], at)):
        least = takes.index(min(takes))
        parts[least].append(at)
        takes[least] += costs[at]
    return [tuple(sorted(part)) for part in parts]


@task_step("speech")
def _find_speech(
    footage: Path, facts: MediaInfo, ears: _Ears, sound: Path, bench: Workbench, _: Advance
) -> SpeechFound:
    import numpy as np

    audio, recognizer = speech_audio(footage, facts), bench.recognizer
    with recognizer.alone():
        engine = recognizer.open(ears.cores) if len(audio) and len(ears.spoken) > 1 else recognizer.engine
        found = find_speech(audio, ears.of(recognizer), engine)
    with files.replacing(sound, bench.temp) as half, half.open("wb") as stream:
        np.save(stream, audio)
    return found


@task_step("heard")
def _hear_part(
    ears: _Ears,
    sound: Path,
    found: SpeechFound,
    part: tuple[int, ...],
    events: bool,
    bench: Workbench,
    advance: Advance,
) -> HeardPart:
    """part: which of all windows. events: whether to look for these, too."""
    audio, recognizer, windows = _read(sound), bench.recognizer, [found.windows[at] for at in part]
    with recognizer.alone():
        how, engine = ears.of(recognizer), recognizer.open(ears.cores) if windows else recognizer.engine
        if not events:
            return _part(hear_some(audio, how, found, windows, engine, advance))
        return _part(*hear_first(audio, how, found, windows, engine, advance))


def _part(words: Sequence[Sequence[Word]], events: Events | None = None) -> HeardPart:
    return HeardPart(tuple(map(tuple, words)), events)


@task_step("transcript")
def _write_transcript(
    ears: _Ears,
    sound: Path,
    found: SpeechFound,
    heard: tuple[tuple[Word, ...], ...],
    events: Events | None,
    path: Path,
    bench: Workbench,
    _: Advance,
) -> None:
    audio, recognizer = _read(sound), bench.recognizer
    with recognizer.alone():
        how, opened = ears.of(recognizer), partial(recognizer.open, ears.cores)
        transcript = write_down(audio, how, found, heard, events, recognizer.engine, opened)
    write_transcript(path, transcript, bench.temp)


def _read(sound: Path) -> Audio:
    import numpy as np

    audio: Audio = np.load(sound)
    return audio
