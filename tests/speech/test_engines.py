"""The one contract that every engine of the table keeps, and the scripted engine beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from real_speech import Said
from remembered import make_openai_quicker

from pipeline.cues import Word
from pipeline.errors import EngineError
from pipeline.media.audio import SPEECH_RATE
from pipeline.speech.engines import ENGINES, PACKAGES, Options, RecognitionTask, SpeechEngine, Window, make_engine
from pipeline.speech.fake_engines import BrokenEngine, ScriptedEngine
from pipeline.speech.transcribe import transcribe
from pipeline.speech.vad_windows import make_windows, speech_spans
from pipeline.speech.whisper_models import LocalModel

SCRIPTED = "scripted"

REAL = [pytest.param(name, marks=pytest.mark.engines) for name in ENGINES]

#: Some of what is said in the first seconds of Joel's story, and words that hardly any English text lacks.
JOEL_SAYS = {"joel", "participo", "barri", "quan", "arribo", "matí", "miro", "plantes"}
ENGLISH = {"the", "and", "in", "i", "my", "to", "of", "we", "at", "name", "is"}


#: ms of sound that an engine looks at for a short window, where it can look at less than half a minute.
SEEN_MS = 10_000


@dataclass(frozen=True)
class Together:
    """Windows heard at once, with what was told meanwhile."""

    windows: list[Window]
    words: list[list[Word]]
    told: list[int]


class Ear:
    """One engine, opened once; what it heard is kept, for hearing is slow."""

    def __init__(self, engine: SpeechEngine, folder: Path, said: Said) -> None:
        self.engine, self.folder, self.audio = engine, folder, said.joel
        spans = speech_spans(self.audio)
        self.windows = make_windows(spans, ["ca"] * len(spans))
        self.sentence = [Window(*spans[0], "ca")]
        self.short = [Window(spans[0][0], spans[0][0] + 2_000, "ca")]
        self._kept: dict[str, list[Word]] = {}
        self._together: Together | None = None

    @property
    def scripted(self) -> bool:
        return self.engine.name == SCRIPTED

    def words(self) -> list[Word]:
        return self._once("all", [RecognitionTask(self.audio, window, Options().beam) for window in self.windows])

    def short_words(self) -> list[Word]:
        return self._once("short", self.takes(self.short))

    def together(self) -> Together:
        """Windows of two languages and several lengths; the first is also the last."""
        if not self._together:
            end, told = self.short[0].end, list[int]()
            others = [Window(end, end + 1_500, "es"), Window(end, end + 3_000, "ca")]
            windows = [*self.short, *others, *self.short]
            self._together = Together(windows, self.engine.hear(self.takes(windows), Options(), told.append), told)
        return self._together

    def takes(self, windows: Sequence[Window]) -> list[RecognitionTask]:
        return [RecognitionTask(self.audio, window, 1, SEEN_MS) for window in windows]

    def _once(self, key: str, takes: Sequence[RecognitionTask]) -> list[Word]:
        if key not in self._kept:
            self._kept[key] = [word for words in self.engine.hear(takes, Options()) for word in words]
        return self._kept[key]


@pytest.fixture(scope="module", params=[SCRIPTED, *REAL])
def ear(request: pytest.FixtureRequest, said: Said, models_home: Path) -> Iterator[Ear]:
    engine = ScriptedEngine() if request.param == SCRIPTED else make_engine(request.param)
    folder = models_home / "whisper" / "base"
    engine.open(folder)
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "openai-whisper":
            make_openai_quicker(patch)
        yield Ear(engine, folder, said)
    engine.close()


def bare_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_what_is_said_is_heard(ear: Ear):
    heard = bare_words(" ".join(word.text for word in ear.words()))
    assert len(ear.words()) > 8
    assert ear.scripted or len(JOEL_SAYS & heard) >= 5


def test_words_come_in_order_inside_the_windows(ear: Ear):
    words = ear.words()
    assert all(before.start <= after.start for before, after in pairwise(words))
    assert all(0 <= word.start <= word.end for word in words)
    first, last = ear.windows[0].start, ear.windows[-1].end
    assert all(first <= word.start and word.end <= last for word in words)


def test_words_do_not_lie_over_each_other(ear: Ear):
    assert all(before.end <= after.start + 20 for before, after in pairwise(ear.words()))


def test_words_stand_where_speech_is(ear: Ear):
    spans = speech_spans(ear.audio)
    inside = [w for w in ear.words() if any(a - 250 <= (w.start + w.end) / 2 <= b + 250 for a, b in spans)]
    assert len(inside) >= 0.9 * len(ear.words())


def test_words_are_words(ear: Ear):
    for word in ear.words():
        assert word.text
        assert not any(c.isspace() for c in word.text)
        assert word.lang == "ca"
        assert isinstance(word.start, int)
        assert isinstance(word.end, int)


def test_probabilities(ear: Ear):
    measured = [word.probability for word in ear.words()]
    assert all(isinstance(p, float) and 0 <= p <= 1 for p in measured)
    assert max(p for p in measured if p is not None) > 0.5


def test_progress_moves_forward(ear: Ear):
    told = ear.together().told
    assert told == sorted(told)
    assert told[-1] == sum(window.end - window.start for window in ear.together().windows)


def test_no_engine_is_told_what_to_expect(ear: Ear):
    """Almost any prompt can make a window end after a few words, or repeat the prompt."""
    hints = ("Barcelona", "l'hort urbà", "Sant Martí · Sagrera", "[x]", "100 %")
    assert ear.engine.hear(ear.takes(ear.short), Options(hints=hints)) == [ear.short_words()]


def test_words_come_by_take_whatever_is_heard_beside_it(ear: Ear):
    end, windows, found = ear.short[0].end, ear.together().windows, ear.together().words
    assert len(found) == len(windows)
    assert found[0] == found[3] == ear.short_words()
    assert {word.lang for word in found[1]} <= {"es"}
    assert all(end - 20 <= word.start for words in found[1:3] for word in words)
    assert ear.engine.hear(ear.takes(windows[::-1]), Options(batch=1)) == found[::-1]


def test_the_same_words_in_batches_of_any_size(ear: Ear):
    """Takes of one language and search, which an engine may hear together."""
    end = ear.short[0].end
    takes = ear.takes([Window(end, end + 3_000, "ca"), *ear.short])
    together = ear.engine.hear(takes, Options(batch=8))
    assert ear.engine.hear(takes, Options(batch=1)) == together
    assert ear.engine.hear(takes[1:], Options(batch=8)) == together[1:]


def test_less_may_be_seen_than_the_whole(ear: Ear):
    take = RecognitionTask(ear.audio, ear.short[0], 1, 16_000)
    (words,) = ear.engine.hear([take], Options())
    assert words
    assert words[-1].end <= ear.short[0].end


@pytest.fixture(scope="module")
def by_threads(said: Said, models_home: Path) -> dict[str, list[list[Word]]]:
    """What faster-whisper hears on so many processors."""
    takes = [RecognitionTask(said.joel, Window(a, b, "ca"), 2, SEEN_MS) for a, b in speech_spans(said.joel)[:5]]
    found = {}
    for count in ("1", "2", "3"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OMP_NUM_THREADS", count)
            engine = make_engine("faster-whisper")
            engine.open(models_home / "whisper" / "base")
            found[count] = engine.hear(takes, Options())
            engine.close()
    return found


@pytest.mark.engines
@pytest.mark.parametrize("threads", ["1", "3"])
def test_the_same_words_on_any_number_of_processors(by_threads: dict[str, list[list[Word]]], threads: str):
    assert by_threads[threads] == by_threads["2"]


def test_no_windows_no_words(ear: Ear):
    assert ear.engine.hear([], Options()) == []
    assert ear.engine.english([], Options()) == []
    assert ear.engine.languages(ear.audio, [], ["ca", "es"]) == []


def test_languages_have_probabilities_and_only_those_allowed(ear: Ear):
    length = len(ear.audio) * 1000 // SPEECH_RATE
    spans = [(0, length), (0, 700), (0, 1), (length - 5_001, length)]
    found = ear.engine.languages(ear.audio, spans, ["ca", "en"])
    assert [set(likely) for likely in found] == [{"ca", "en"}] * len(spans)
    assert all(0 <= chance <= 1 for likely in found for chance in likely.values())
    assert all(sum(likely.values()) <= 1.001 for likely in found)
    assert found[0]["ca"] > found[0]["en"]
    assert set(ear.engine.languages(ear.audio, spans[1:2], ["fr"])[0]) == {"fr"}


def test_english_is_english(ear: Ear):
    (text,) = ear.engine.english(ear.takes(ear.sentence), Options())
    assert text == text.strip()
    assert len(ENGLISH & bare_words(text)) >= 2


@pytest.mark.parametrize("seconds", [0, 4])
def test_silence_has_no_words(ear: Ear, base: LocalModel, seconds: int):
    silence = np.zeros(seconds * SPEECH_RATE, np.float32)
    transcript = transcribe(silence, ["ca", "es"], ear.engine, base, Options())
    assert transcript.words == ()
    assert transcript.duration == seconds * 1000
    assert transcript.languages == ("ca",)


def test_versions_and_device_are_plain_facts(ear: Ear):
    for facts in (ear.engine.versions(), ear.engine.device()):
        assert facts
        assert all(isinstance(key, str) and isinstance(value, str) and value for key, value in facts.items())
    assert set(ear.engine.device()) == {"device", "compute"}


def test_it_can_be_closed_and_opened_again_and_hears_the_same(ear: Ear):
    """The last one: what the encoder remembers, it remembers of one opening."""
    before = ear.short_words()
    ear.engine.close()
    ear.engine.close()
    with pytest.raises(EngineError):
        ear.engine.hear(ear.takes(ear.short), Options())
    ear.engine.open(ear.folder)
    assert before
    assert ear.engine.hear(ear.takes(ear.short), Options()) == [before]


@pytest.mark.parametrize("name", [SCRIPTED, *ENGINES])
@pytest.mark.parametrize("ask", ["hear", "english", "languages"])
def test_an_engine_that_is_not_open_says_so(name: str, ask: str):
    engine = ScriptedEngine() if name == SCRIPTED else make_engine(name)
    sound = np.zeros(SPEECH_RATE, np.float32)
    take = RecognitionTask(sound, Window(0, 500, "ca"))
    asks: dict[str, Callable[[], object]] = {
        "hear": lambda: engine.hear([take], Options()),
        "english": lambda: engine.english([take], Options()),
        "languages": lambda: engine.languages(sound, [(0, 500)], ["ca"]),
    }
    with pytest.raises(EngineError, match=f"{name} .*before a model was opened"):
        asks[ask]()


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("damage", ["empty folder", "cut", "no model", "text"])
def test_a_model_that_cannot_be_loaded(tmp_path: Path, models_home: Path, name: str, damage: str):
    source = models_home / "whisper" / "base"
    if damage != "empty folder":
        for file in source.iterdir():
            if file.name != "model.bin":
                (tmp_path / file.name).symlink_to(file)
    if damage == "cut":
        with (source / "model.bin").open("rb") as stream:
            (tmp_path / "model.bin").write_bytes(stream.read(1_000_000))
    elif damage == "text":
        (tmp_path / "model.bin").write_text("no model at all, only text")
    with pytest.raises(EngineError) as caught:
        make_engine(name).open(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_an_unknown_engine():
    with pytest.raises(EngineError, match='Did you mean "faster-whisper"') as caught:
        make_engine("faster-wisper")
    assert "faster-wisper" in caught.value.what
    with pytest.raises(EngineError, match="Known engines"):
        make_engine("xyz")


def test_an_engine_whose_package_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(ENGINES, "vosk", "pipeline.speech.no_such_module:Vosk")
    monkeypatch.setitem(PACKAGES, "vosk", "vosk-package")
    with pytest.raises(EngineError) as caught:
        make_engine("vosk")
    assert caught.value.remedy == "pip install vosk-package"


def test_every_engine_has_a_package_to_install():
    assert set(ENGINES) == set(PACKAGES)


def test_the_broken_engine_breaks_in_a_sentence(said: Said, base: LocalModel):
    engine = BrokenEngine()
    engine.open(base.folder)
    for spoken in (["ca"], ["ca", "es"]):
        with pytest.raises(EngineError, match="cannot hear"):
            transcribe(said.joel, spoken, engine, base, Options())


def test_the_scripted_engine_says_what_it_is_told(said: Said, base: LocalModel):
    engine = ScriptedEngine({"ca": "Un dos tres."}, spoken=["es", "ca"])
    engine.open(base.folder)
    windows = [Window(0, 900, "ca"), Window(1000, 1300, "xx")]
    words, other = engine.hear([RecognitionTask(said.joel, window) for window in windows], Options())
    assert other == []
    assert [(word.start, word.end, word.text) for word in words] == [
        (0, 300, "Un"),
        (300, 600, "dos"),
        (600, 900, "tres."),
    ]
    found = engine.languages(said.joel, [(0, 1), (1, 2), (2, 3)], ["ca", "es"])
    assert [max(likely, key=likely.__getitem__) for likely in found] == ["es", "ca", "ca"]
