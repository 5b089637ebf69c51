"""Which language the words of a track are in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pipeline.captions.text_language import language_of
from pipeline.cues import Cue

SAID = {
    "ca": "Em dic Joel i participo en l'hort urbà del meu barri. Hi vaig cada matí amb els veïns.",
    "en": "My name is Joel and I work in the allotment of my neighbourhood every morning.",
    "es": "Me llamo Joel y participo en el huerto urbano de mi barrio. Voy cada mañana con los vecinos.",
    "gl": "Chámome Xoel e participo na horta urbana do meu barrio. Vou cada mañá cos veciños.",
    "fr": "Je m'appelle Joël et je participe au jardin de mon quartier tous les matins avec les voisins.",
}


def track(*texts: str) -> list[Cue]:
    return [Cue(2000 * n, 2000 * n + 1500, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize("lang", SAID)
def test_the_words_tell(lang: str) -> None:
    guess = language_of(track(*SAID[lang].split(". ")))
    assert guess and guess.lang == lang
    assert not guess.is_other_than(lang)
    assert all(guess.is_other_than(other) for other in ("ca", "en", "es") if other != lang)


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("[Música]", "(Aplaudiments)", "♪ ♪"),
        ("JOEL: Sí.", "LAURA: No.", "JOEL: D'acord."),
        ("NÚRIA GARCIA I PUIGDEMONT: Sí.",) * 5,
        ("Joel: Sí.",) * 8,
        ("123 456",) * 20,
        ("Visiteu https://ajuntament.barcelona.cat/serveissocials/habitatge/ajudes",),
    ],
)
def test_too_few_words_tell_nothing(texts: tuple[str, ...]) -> None:
    guess = language_of(track(*texts), ["Joel", "Laura"])
    assert guess is None or not any(guess.is_other_than(lang) for lang in ("ca", "en", "es"))


def test_labels_and_sounds_do_not_count() -> None:
    noisy = track(*(f"[Music playing]\nTHE INTERVIEWER: {part}" for part in SAID["ca"].split(". ")))
    guess = language_of(noisy)
    assert guess and guess.lang == "ca"


def test_some_words_of_a_guest_make_no_other_language() -> None:
    guess = language_of(track(*SAID["ca"].split(". "), "Como decía mi madre.", "Fins demà, i moltes gràcies."))
    assert guess and not guess.is_other_than("ca")


def test_the_model_is_loaded_with_the_first_question() -> None:
    code = "import sys, pipeline.captions.text_language, pipeline.actions.import_track\n"
    code += "assert 'py3langid' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
