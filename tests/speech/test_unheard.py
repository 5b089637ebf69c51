"""All speech gets words from the real engine, also where a hearing breaks off, repeats itself or stays silent."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from real_speech import Said

from pipeline.cues import Word
from pipeline.media import ffmpeg as ff
from pipeline.media.audio import SPEECH_RATE
from pipeline.project.layout import Layout
from pipeline.project.settings import load_settings
from pipeline.speech.engines import Options, Progress, RecognitionTask
from pipeline.speech.faster_whisper import FasterWhisper
from pipeline.speech.speech_coverage import uncovered_spans
from pipeline.speech.transcribe import transcribe
from pipeline.speech.whisper_models import LocalModel

pytestmark = pytest.mark.engines

ROOT = Path(__file__).parents[2]

#: Recordings that may not be in this repository: VEUS_SPEECH names a folder of them, each with the text that is said
#: in it (talk.mp3, talk.txt), as for `python -m benchmarks --speech`. "es-market.mp3" is Spanish, others are Catalan.
FOLDER = os.environ.get("VEUS_SPEECH", "")
RECORDINGS = sorted(path for path in Path(FOLDER).glob("*.mp3") if path.with_suffix(".txt").is_file()) if FOLDER else []

#: What is written for a window instead of its words.
Habit = Callable[[Sequence[Word]], list[Word]]


def ends_early(words: Sequence[Word]) -> list[Word]:
    return list(words[:8])


def loops(words: Sequence[Word]) -> list[Word]:
    """From the sixth word on, three words over and over."""
    repeated = [words[3 + n % 3].text for n in range(len(words) - 6)]
    return [*words[:6], *[replace(word, text=text) for word, text in zip(words[6:], repeated, strict=True)]]


def is_silent(words: Sequence[Word]) -> list[Word]:
    return []


def guesses(words: Sequence[Word]) -> list[Word]:
    """Two words that it is not sure of, over all that is said after the eighth."""
    middle = (words[8].start + words[-1].end) // 2
    first, last = replace(words[8], end=middle, probability=0.2), replace(words[-1], start=middle, probability=0.2)
    return [*words[:8], first, last]


class Failing(FasterWhisper):
    """The real engine, whose first window goes wrong the first time it is heard.

    It remembers what it heard: the same take always has the same words, whatever is heard beside it (test_engines.py).
    """

    def __init__(self) -> None:
        super().__init__()
        self.habit: Habit | None = None
        self.rightly: list[Word] = []
        self._known: dict[Hashable, list[Word]] = {}

    def hear(
        self, takes: Sequence[RecognitionTask], options: Options, on_progress: Progress | None = None
    ) -> list[list[Word]]:
        keys = [(sha256(take.sound).digest(), take.window, take.beam, take.seen) for take in takes]
        new = {key: take for key, take in zip(keys, takes, strict=True) if key not in self._known}
        self._known |= zip(new, super().hear(list(new.values()), options, on_progress), strict=True)
        found = [list(self._known[key]) for key in keys]
        if self.habit:
            self.rightly, self.habit, found[0] = found[0], None, self.habit(found[0])
        return found


@pytest.fixture(scope="module")
def engine(models_home: Path) -> Iterator[Failing]:
    engine = Failing()
    engine.open(models_home / "whisper" / "base")
    yield engine
    engine.close()


@pytest.mark.parametrize("habit", [ends_early, loops, is_silent, guesses])
@pytest.mark.parametrize("hearings", [1, 2])
def test_what_one_hearing_of_a_window_lacks_is_heard(
    said: Said, engine: Failing, base: LocalModel, habit: Habit, hearings: int
):
    engine.habit = habit
    heard = transcribe(said.joel, ["ca"], engine, base, Options(hearings=hearings))
    assert len(engine.rightly) > 16, "one window has all that is said"
    assert uncovered_spans(heard.speech, habit(engine.rightly)) or habit in (loops, guesses)
    assert heard.unheard == ()
    assert uncovered_spans(heard.speech, heard.words) == []
    there = {word.text.lower().strip(".,") for word in heard.words}
    late = {word.text.lower().strip(".,") for word in engine.rightly[8:]}
    assert len(late & there) >= 0.5 * len(late)


@pytest.mark.skipif(not RECORDINGS, reason="VEUS_SPEECH names no folder of recordings with texts")
@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_all_that_is_said_in_a_recording_is_heard(engine: Failing, base: LocalModel, recording: Path):
    """Heard as people hear it, with the glossary and the names of this repository's series told."""
    lang = "es" if recording.name.startswith("es-") else "ca"
    options = Options(hints=tuple(load_settings(Layout(ROOT)).hints([lang])))
    sound = ff.source(recording).audio.output("pipe:1", f="s16le", acodec="pcm_s16le", ac=1, ar=SPEECH_RATE)
    audio = np.frombuffer(ff.run(sound, subject=recording), "<i2").astype(np.float32) / np.float32(32768)
    heard = transcribe(audio, [lang], engine, base, options)
    assert heard.words
    assert heard.unheard == ()
    assert uncovered_spans(heard.speech, heard.words) == []
