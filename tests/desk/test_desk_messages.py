"""What the server says, in the language of the page: every sentence of it, and nothing foreign that is not marked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk_series import Site

from pipeline.actions import approve
from pipeline.desk import api, app, desk_service, desk_words, guard
from pipeline.desk.desk_service import ReviewDesk
from pipeline.desk.desk_words import exactly
from pipeline.errors import VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.review import approval
from pipeline.review.history import Why

STATIC = Path(desk_words.__file__).parent / "static"


def kinds(of: type[Exception]) -> set[type[Exception]]:
    return {of}.union(*(kinds(one) for one in of.__subclasses__()))


def source(module) -> str:
    return Path(module.__file__).read_text("utf-8")


@pytest.mark.parametrize("lang", PAGE_LANGUAGES)
def test_every_error_has_a_sentence_in_every_language(lang: str) -> None:
    problem = desk_words.words(lang)["problem"]
    told = {key for one in kinds(VeusError) | kinds(OSError) for kind, _, key in api.KINDS if issubclass(one, kind)}
    assert told >= {"conflict", "busy", "other", "files"}
    assert told | {"misunderstood"} == set(problem)


@pytest.mark.parametrize("lang", PAGE_LANGUAGES)
def test_every_refusal_has_a_sentence_in_every_language(lang: str) -> None:
    codes = set(re.findall(r'\b[45]\d\d, "([a-z-]+)"', source(guard) + source(app)))
    assert codes >= {"no-session", "too-large", "not-found"}
    assert codes == set(desk_words.words(lang)["refused"]) - {"title", "your_password", "enter"}


@pytest.mark.parametrize("lang", PAGE_LANGUAGES)
def test_every_code_that_the_page_gets_has_words_in_every_language(lang: str) -> None:
    said = desk_words.script_words(lang)
    codes = set(
        re.findall(r'(?:Obstacle\(\s*|"code": )"([a-z-]+)"', source(approval) + source(approve) + source(desk_service))
    )
    assert codes >= {"error", "gap", "stale", "same-person", "no-track"}
    # An error has its finding's own words; what is unheard, figures.
    assert codes - {"error", "unheard"} <= set(said["approval"])
    assert {why.value for why in Why} <= set(said["history"])


def test_whatever_is_asked_wrongly_is_answered_in_the_pages_language(site: Site) -> None:
    asked = 0
    for route in api.routes(ReviewDesk.__new__(ReviewDesk)):
        method = next(iter(route.methods - {"HEAD"}))
        path = re.sub(r"\{(\w+)\}", lambda found: {"slug": "nobody", "lang": "ca"}.get(found[1], "0"), route.path)
        for body in ({}, {"by": "Marta"}):
            said = {}
            for lang in PAGE_LANGUAGES:
                answer = (
                    site.get(path, **{"x-veus-desk": lang})
                    if method == "GET"
                    else site.write(method, path, body, **{"x-veus-desk": lang})
                )
                if answer.status < 400:
                    continue
                found = answer.json
                said[lang] = found["error"]
                assert found["error"] == desk_words.words(lang)["problem"][found["kind"]], (path, lang)
                asked += 1
            assert len(set(said.values())) == len(said) == len(PAGE_LANGUAGES), path
    assert asked >= 2 * 2 * 15


def test_what_exactly_happened_is_shown_in_one_way_only() -> None:
    """`trouble` in page.js marks it where it is in another language than the page."""
    asks = {
        path.name for path in STATIC.glob("*.js") if re.search(r"\bdetail\b(?!\s*=\s*\{\})", path.read_text("utf-8"))
    }
    # model.js: details of an event; runs.js: those of a step, in both languages
    assert asks == {"api.js", "model.js", "page.js", "runs.js"}
    assert "lang: detail.lang !== page && detail.lang" in (STATIC / "page.js").read_text("utf-8")


def test_what_exactly_happened_is_said_in_the_language_of_the_page(site: Site, paths: StoryLayout) -> None:
    paths.srt("ca").write_text("cap hora\n", "utf-8")
    told = {lang: site.get("/api/joel/tracks/ca", **{"x-veus-desk": lang}).json["detail"] for lang in PAGE_LANGUAGES}
    assert {lang: one["lang"] for lang, one in told.items()} == {"ca": "ca", "en": "en"}
    assert "no caption times" in told["en"]["text"] and "ca.srt" in told["en"]["text"]
    assert "ca.srt" in told["ca"]["text"] and "caption" not in told["ca"]["text"]
    paths.story_file.write_text('spoken = ["ca"]\ntitle = 3\n', "utf-8")
    page = site.get("/ca/joel/story").body.decode()
    assert "línia 2" in page and "line 2" not in page and "dictionary" not in page
    assert 'lang="en">' not in page.partition("<main")[2]


def test_what_is_in_no_catalogue_is_marked_as_english() -> None:
    assert exactly("Something of the system’s.", "ca") == {"text": "Something of the system’s.", "lang": "en"}
    assert exactly(tr("the disk is full."), "ca")["lang"] == "ca"
