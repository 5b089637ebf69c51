"""The one contract that every voice of the table keeps, and the tones of the tests beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pipeline import logs
from pipeline.voices import voices
from pipeline.voices.fake_voices import FAKE_SPEAKERS, FAKES
from pipeline.voices.speaking import Spoken, available, speak, voice_version
from pipeline.voices.voice_sound import LOUDNESS, RATE, loudness_of
from pipeline.voices.voices import SPEAKERS, VOICES, VoiceError, make_voice

SENTENCES = {
    "ca": "Una dona amb una jaqueta vermella obre la porta del carrer.",
    "en": "A woman in a red jacket opens the door and looks at the empty street.",
    "es": "Una mujer con una chaqueta roja abre la puerta de la casa.",
}

#: What other programs take for an option, a command, markup, a phoneme or the end.
DANGEROUS = "-v (quit) \"system 'ls'\" \\n <break/> [[x]] [a](/b/) ; $(id)"

REAL = [(lang, name) for lang, names in SPEAKERS.items() for name in names]


@pytest.fixture(scope="module", params=[*REAL, ("ca", "tone-ca")], ids=lambda each: each[1])
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    code, name = request.param
    with pytest.MonkeyPatch.context() as patch:
        if name in FAKES:
            patch.setattr(voices, "VOICES", dict(FAKES))
            patch.setattr(voices, "SPEAKERS", dict(FAKE_SPEAKERS))
        else:
            patch.setattr(voices, "SPEAKERS", SPEAKERS | {code: (name,)})
        if available(code) is None:
            pytest.skip(f"the voice {name} is not installed: {voices._load(name).missing()}")
        yield code


@pytest.fixture(scope="module")
def said(lang: str) -> Spoken:
    return speak(SENTENCES[lang], lang)


def test_a_sentence_takes_the_time_of_speech_and_has_its_level(said: Spoken) -> None:
    assert 2_000 < said.ms < 7_000
    assert said.samples.dtype == np.float32
    assert np.abs(said.samples).max() < 0.9
    assert abs(loudness_of(said.samples) - LOUDNESS) < 1
    for end in (said.samples[: RATE // 20], said.samples[-RATE // 20 :]):
        assert np.abs(end).max() > 0.0005


def test_a_word_has_no_pause_around_it(lang: str) -> None:
    assert 100 < speak("No.", lang).ms < 600


def test_the_same_text_gives_the_same_bytes(lang: str, said: Spoken) -> None:
    assert speak(SENTENCES[lang], lang).samples.tobytes() == said.samples.tobytes()


def test_it_speaks_faster_when_it_has_to(lang: str, said: Spoken) -> None:
    fit = round(said.ms / 1.12)
    faster = speak(SENTENCES[lang], lang, fit_ms=fit)
    assert said.ms / 1.251 <= faster.ms <= fit
    assert faster.rate == pytest.approx(said.ms / faster.ms, abs=0.01)


def test_it_has_a_version_that_does_not_change(lang: str, said: Spoken) -> None:
    version = voice_version(lang)
    assert version == voice_version(lang)
    assert version.startswith(said.voice) and re.search(r"\d", said.voice)


def test_text_is_never_a_command(lang: str) -> None:
    assert speak(DANGEROUS, lang).ms > 1_500


def test_text_without_a_word_is_refused(lang: str) -> None:
    with pytest.raises(VoiceError):
        speak(" – … ", lang)


def test_every_voice_of_the_table_speaks_a_language() -> None:
    assert {name for names in SPEAKERS.values() for name in names} == set(VOICES)
    assert all(make_voice(lang).lang == lang for lang in SPEAKERS if available(lang))


def test_what_is_said_is_not_logged(lang: str, tmp_path: Path) -> None:
    log = tmp_path / "veus.log"
    with logs.writing(log):
        speak("La paraula Xalabardina, ęß.", lang)
    assert "alabardina" not in log.read_text("utf-8")
