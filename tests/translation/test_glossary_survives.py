"""Any term of the glossary, in any position, through any route."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.cues import Lang, Word
from pipeline.project.settings import Term
from pipeline.translation.fake_routes import FakeRoute
from pipeline.translation.routes import TABLE, RouteResources
from pipeline.translation.sentences import Sentence
from pipeline.translation.translate import translate

TERMS = [
    Term(ca="Làbora"),
    Term(ca="IMSS"),
    Term(ca="Pau"),
    Term(ca="Nou Barris"),
    Term(ca="hort urbà", en="urban allotment", es="huerto urbano"),
    Term(ca="serveis socials", en="social services", es="servicios sociales"),
]
PLURAL = {"ca": "horts urbans", "en": "urban allotments", "es": "huertos urbanos"}
#: Around a term: %s is where it stands.
FRAMES = {
    "ca": [
        "%s.",
        "%s és aquí.",
        "Visc prop de %s.",
        "De l'%s en surt.",
        "Vaig al %s amb ella.",
        "Els %s, sí.",
        "«%s»?",
    ],
    "en": ["%s.", "%s is here.", "I live near %s.", "%s's people help.", "I go to the %s with her.", "The %s, yes."],
    "es": ["%s.", "%s está aquí.", "Vivo cerca de %s.", "Voy al %s con ella.", "Los %s, sí.", "¿%s?"],
}


class Mangler(FakeRoute):
    """Turns every word it could know into nonsense, keeps words that no dictionary has; or loses those, too."""

    def __init__(self, source: Lang, target: Lang, *, loses: bool) -> None:
        super().__init__(source, target, name="mangler")
        self.loses = loses

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        kept = r"(?!)" if self.loses else r"Xaqu|Zeqo|Kovik|Zulek|Ykor|Xoqi"
        return [re.sub(rf"\b(?!(?:{kept})\b)[^\W\d_]+", "blib", sentence.text) for sentence in sentences]


def spoken(text: str, lang: Lang) -> list[Word]:
    return [Word(300 * n, 300 * n + 250, token, lang) for n, token in enumerate(text.split())]


def said(text: str, source: Lang, route: FakeRoute) -> str:
    made = translate(spoken(text, source), route.target, lambda _: route, glossary=TERMS)
    return " ".join(word.text for word in made)


@pytest.mark.parametrize("loses", [False, True])
@pytest.mark.parametrize(("source", "target"), TABLE)
@given(data=st.data())
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_route_that_mangles_everything(source: Lang, target: Lang, loses: bool, data: st.DataObject) -> None:
    terms = data.draw(st.lists(st.sampled_from(TERMS), min_size=1, max_size=8))
    frames = [data.draw(st.sampled_from(FRAMES[source])) for _ in terms]
    text = " ".join(frame % term.form(source) for frame, term in zip(frames, terms, strict=True))
    made = said(text, source, Mangler(source, target, loses=loses))
    for term in terms:
        form = term.form(target)
        assert form in made or form.capitalize() in made or form[0].upper() + form[1:] in made


@pytest.mark.parametrize(
    ("pair", "row"), [(pair, row) for pair, rows in TABLE.items() for row in range(len(rows))], ids=str
)
def test_the_routes_that_are_installed(pair: tuple[Lang, Lang], row: int) -> None:
    route = TABLE[pair][row].make(RouteResources())
    if not route.available() or not route.reads_text:
        pytest.skip(f"{route.name} is not installed")
    source, target = pair
    forms = [(term.form(source), term.form(target)) for term in TERMS] + [(PLURAL[source], PLURAL[target])]
    asked = [(frame % form, made) for frame in FRAMES[source] for form, made in forms]
    random.Random(1).shuffle(asked)
    words: list[Word] = []
    for text, _ in asked:
        at = words[-1].end + 1000 if words else 0
        words += [
            Word(at + word.start, at + word.end, word.text, source, None, str(len(words)))
            for word in spoken(text, source)
        ]
    made = translate(words, target, lambda _: route, glossary=TERMS)
    by_sentence: dict[str | None, list[str]] = {}
    for word in made:
        by_sentence.setdefault(word.speaker, []).append(word.text)
    for (text, form), tokens in zip(asked, by_sentence.values(), strict=True):
        there = " ".join(tokens)
        assert form in there or form[0].upper() + form[1:] in there, (text, there)
