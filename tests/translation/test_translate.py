"""The whole arrow, on fake routes: what is kept, what is asked, and what goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.errors import RouteError
from pipeline.project.settings import Term
from pipeline.translation.fake_routes import BrokenRoute, FakeRoute
from pipeline.translation.sentences import Sentence, sentences
from pipeline.translation.translate import languages_to_translate, lay_out, render, translate
from pipeline.translation.whisper_route import Whisper


def spoken(text: str, lang: str, at: int = 0) -> list[Word]:
    return [Word(at + 500 * n, at + 500 * n + 400, token, lang, 0.9, "A") for n, token in enumerate(text.split())]


def text_of(words: list[Word]) -> str:
    return " ".join(word.text for word in words)


def test_a_long_sentence_is_heard_to_its_end_in_parts() -> None:
    """Whisper hears thirty seconds, and says nothing of what comes after them."""
    words = [Word(at, at + 900, f"mot{at // 1000}", "fr", 0.9, "A") for at in range(0, 70_000, 1000) if at != 20_000]
    words[-1] = Word(69_000, 69_900, "mort.", "fr", 0.9, "A")
    asked: list[tuple[int, int]] = []

    def hear(spans: list[tuple[int, int]], lang: str) -> list[str]:
        asked.extend(spans)
        return [f"part {number}" for number, _ in enumerate(spans)]

    (one,) = sentences(words, max_words=100)
    made = Whisper("fr", hear).translate([one])
    assert made == [" ".join(f"part {number}" for number in range(len(asked)))] and len(asked) > 2
    assert asked[0] == (0, 19_900), "cut at the longest silence"
    assert asked[0][0] == one.start and asked[-1][1] == one.end and all(end - start <= 29_500 for start, end in asked)


def test_what_whisper_does_not_understand_is_marked() -> None:
    (one,) = render(
        spoken("Il est mort.", "fr"), "en", lambda lang: Whisper(lang, lambda spans, lang: ["" for _ in spans])
    )
    assert one.text == "[?]Il est mort." and one.trouble


WORDS = spoken("Ara plou aquí. On vius?", "ca") + spoken("Thank you.", "en", 3000) + spoken("Vivo.", "es", 5000)


def test_each_language_goes_through_its_route_at_once() -> None:
    routes = {lang: FakeRoute(lang, "en") for lang in ("ca", "es")}
    seen: list[tuple[int, int]] = []
    made = translate(WORDS, "en", routes.__getitem__, lambda done, of: seen.append((done, of)))
    assert text_of(made) == "Ara-en plou-en aquí-en. On-en vius-en? Thank you. Vivo-en."
    assert routes["ca"].asked == [["Ara plou aquí.", "On vius?"]]
    assert routes["es"].asked == [["Vivo."]]
    assert seen == [(3, 4), (4, 4)]
    assert all(route.opened and route.closed for route in routes.values())


def test_words_already_in_the_language_are_kept_as_they_are() -> None:
    made = translate(WORDS, "en", lambda lang: FakeRoute(lang, "en"))
    assert [word for word in made if word.text in ("Thank", "you.")] == WORDS[5:7]
    assert all(word.lang == "en" and word.speaker == "A" for word in made)


def test_nothing_to_translate_asks_for_no_route() -> None:
    def no_route(lang: str) -> FakeRoute:
        raise AssertionError(lang)

    words = spoken("Bon dia.", "ca")
    assert translate(words, "ca", no_route) == words
    assert translate([], "ca", no_route) == []
    assert languages_to_translate(WORDS, "en") == ["ca", "es"]


def test_time_stays_that_of_the_sentence() -> None:
    made = translate(WORDS, "en", lambda lang: FakeRoute(lang, "en"))
    assert (made[0].start, made[2].end, made[3].start, made[4].end) == (0, 1400, 1500, 2400)


@pytest.mark.parametrize("how", ["raise", "lose"])
def test_a_route_that_breaks_is_an_error_and_is_closed(how: str) -> None:
    route = BrokenRoute("ca", "en", how=how)
    with pytest.raises(RouteError):
        translate(spoken("Plou. Neva.", "ca"), "en", lambda _: route)
    assert route.closed == 1


class Stumbling(FakeRoute):
    """Fails whenever a text holds the word "trampa", alone or among others; `tried` counts the calls."""

    tried = 0

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        self.tried += 1
        if any("trampa" in sentence.text for sentence in sentences):
            raise RouteError("it stumbled.")
        return super()._translate(sentences)


def test_a_sentence_that_fails_leaves_a_marked_gap_and_no_other_is_lost() -> None:
    route = Stumbling("ca", "en")
    words = spoken(" ".join(f"Frase {n}." for n in range(20)) + " Una trampa. " + "Fi de tot.", "ca")
    rendered = render(words, "en", lambda _: route)
    (gap,) = [one for one in rendered if one.trouble]
    assert (gap.source, gap.text, gap.trouble) == ("Una trampa.", "[?]Una trampa.", "it stumbled.")
    assert [one.text for one in rendered if not one.trouble] == [
        *(f"Frase-en {n}-en." for n in range(20)),
        "Fi-en de-en tot-en.",
    ]
    assert route.tried < 20  # found by halves
    assert route.opened >= 1 and route.closed == 1
    laid = lay_out(words, rendered, "en")
    assert [word.lang for word in laid if word.text in ("[?]Una", "trampa.")] == ["ca", "ca"]


def test_so_it_is_where_it_is_the_only_sentence() -> None:
    (gap,) = render(spoken("Una trampa.", "ca"), "en", lambda _: Stumbling("ca", "en"))
    assert gap.text == "[?]Una trampa."


def test_and_where_only_the_sentence_around_a_hidden_term_fails() -> None:
    class Harming(Stumbling):
        def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
            if any("Xaqu" in sentence.text or sentence.text == "Visc al" for sentence in sentences):
                raise RouteError("it stumbled.")
            return [text.replace("Pau-en", "Peace") for text in super()._translate(sentences)]

    rendered = render(spoken("Visc al Pau. Fi.", "ca"), "en", lambda _: Harming("ca", "en"), glossary=[Term(ca="Pau")])
    assert [one.text for one in rendered] == ["[?]Visc al Pau.", "Fi-en."]


def test_where_an_engine_has_nothing_to_say_the_words_stand() -> None:
    made = translate(spoken("Mmm.", "ca"), "en", lambda _: BrokenRoute("ca", "en", how="silent"))
    assert text_of(made) == "Mmm."


def test_the_glossary_asks_again_only_where_a_term_was_harmed() -> None:
    route = FakeRoute("ca", "en")
    terms = [Term(ca="Raval"), Term(ca="alberg", en="hostel")]
    words = spoken("Visc al Raval. Aquest alberg obre. Ara plou.", "ca")
    made = translate(words, "en", lambda _: route, glossary=terms)
    assert route.asked == [["Visc al Raval.", "Aquest alberg obre.", "Ara plou."], ["Aquest Xaqu obre."]]
    assert text_of(made) == "Visc-en al-en Raval-en. Aquest-en hostel-en obre-en. Ara-en plou-en."


def test_a_route_that_reads_no_text_is_not_asked_twice() -> None:
    heard: list[list[tuple[int, int]]] = []

    def hear(spans: list[tuple[int, int]], lang: str) -> list[str]:
        heard.append(spans)
        return ["This opens"]

    terms = [Term(ca="alberg", en="hostel")]
    made = translate(spoken("Aquest alberg obre.", "ca"), "en", lambda _: Whisper("ca", hear), glossary=terms)
    assert heard == [[(0, 1400)]]
    assert text_of(made) == "This opens."


@st.composite
def mixed_speech(draw: st.DrawFn) -> list[Word]:
    """Catalan and Spanish in one breath, with silences, by two people."""
    words: list[Word] = []
    now = 0
    for _ in range(draw(st.integers(0, 30))):
        now += draw(st.integers(0, 1500))
        end = now + draw(st.integers(1, 900))
        text = draw(st.sampled_from(["sí", "no.", "Hola,", "l'hort", "adiós.", "qué?", "Visc"]))
        words.append(Word(now, end, text, draw(st.sampled_from(["ca", "es"])), 0.9, draw(st.sampled_from("AB"))))
        now = end
    return words


@given(mixed_speech(), st.sampled_from(["ca", "en"]))
def test_no_text_drifts_out_of_its_sentence(words: list[Word], target: str) -> None:
    rendered = render(words, target, lambda lang: Longer(lang, target))
    made = lay_out(words, rendered, target)
    assert made == translate(words, target, lambda lang: Longer(lang, target))
    assert all(one.start <= other.start for one, other in pairwise(made))
    left = list(made)
    texts = iter(rendered)
    for sentence in sentences(words):
        if sentence.lang == target:
            tokens = [word.text for word in sentence.words]
        else:
            one = next(texts)
            assert (one.source, one.lang, one.start, one.end) == (
                sentence.text, sentence.lang, sentence.start, sentence.end,
            )  # fmt: skip
            tokens = one.text.split()
        own, left = left[: len(tokens)], left[len(tokens) :]
        assert [word.text for word in own] == tokens
        assert own[0].start == sentence.start and own[-1].end == sentence.end
        assert all(sentence.start <= word.start <= word.end <= sentence.end for word in own)
    assert left == []


class Longer(FakeRoute):
    """Says everything twice."""

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        return [f"{text} {text}" for text in super()._translate(sentences)]
