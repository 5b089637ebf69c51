"""What another route says, kept beside a translation."""

from __future__ import annotations

import pytest

from pipeline.cues import Word
from pipeline.translation.fake_routes import BrokenRoute, FakeRoute
from pipeline.translation.routes import straight
from pipeline.translation.second_opinion import with_second_opinions
from pipeline.translation.translate import Rendered, render


def rendered(text: str) -> list[Rendered]:
    words = [Word(400 * n, 400 * n + 300, token, "ca") for n, token in enumerate(text.split())]
    return render(words, "en", lambda _: FakeRoute("ca", "en"))


def test_each_sentence_has_one_but_whole_answers() -> None:
    route = FakeRoute("ca", "en", name="other")
    told = with_second_opinions(rendered("Plou molt. Gràcies. Neva avui."), "en", lambda _: route, {})
    assert [one.other for one in told] == ["Plou-en molt-en.", "", "Neva-en avui-en."]
    assert route.asked == [["Plou molt.", "Neva avui."]]


def test_what_is_known_is_not_asked_again() -> None:
    route = FakeRoute("ca", "en", name="other")
    said = rendered("Plou molt. Neva avui.")
    known = {said[0].key: "It rains."}
    assert with_second_opinions(said, "en", lambda _: route, known)[0].other == "It rains."
    assert route.asked == [["Neva avui."]]


@pytest.mark.parametrize("other", [None, BrokenRoute("ca", "en")])
def test_a_translation_stands_without_one(other: FakeRoute | None) -> None:
    said = rendered("Plou molt.")
    assert with_second_opinions(said, "en", lambda _: other, {}) == said


def test_the_other_route_is_another_one_straight_to_the_target() -> None:
    route = straight("ca", "en", beside="apertium-cat-por+firefox-pt-en")
    if route is None:
        pytest.skip("not installed: sudo apt install apertium apertium-eng-cat")
    assert route.name == "apertium-cat-eng"
    assert straight("ca", "en", beside=route.name) is None
