"""The texts of the page: the same in both languages, all of them used, none missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.desk import api, app
from pipeline.desk.words import page_language, words
from pipeline.languages import PAGE_LANGUAGES

STATIC = app.ROOM / "static"


def flat(texts: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in texts.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def test_the_same_texts_with_the_same_gaps() -> None:
    first, *others = (dict(flat(words(lang))) for lang in PAGE_LANGUAGES)
    for other in others:
        assert first.keys() == other.keys()
        for key, text in first.items():
            assert text.strip() and other[key].strip()
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", other[key])), key


def test_nothing_is_left_in_english() -> None:
    catalan, english = (dict(flat(words(lang))) for lang in ("ca", "en"))
    bare = {key: re.sub(r"\{\w+\}", "", text) for key, text in english.items()}
    same = {key for key in english if english[key] == catalan[key] and re.search(r"[a-z]{4}", bare[key])}
    assert same <= {"script.finding.error"}, same


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_every_text_that_a_script_asks_for_is_there(script: Path) -> None:
    known = dict(flat(words("en")["script"]))
    for key in re.findall(r'(?<![\w.])text\(\s*"([\w.-]+)"', script.read_text("utf-8")):
        assert key in known, key
    for start in re.findall(r"text\(`([\w.-]+)\$\{", script.read_text("utf-8")):
        assert any(key.startswith(start) for key in known), start


def test_every_text_is_used() -> None:
    sources = [*STATIC.glob("*.js"), *(app.ROOM / "templates").glob("*.html"), *app.ROOM.glob("*.py")]
    used = "\n".join(path.read_text("utf-8") for path in sources)
    looked_up = ("refused.", "problem.", "state.")  # by what happened
    built = [f"script.{start}" for start in re.findall(r"[`.]([\w.-]+[._])\$\{", used.replace("`", "."))]
    unused = [
        key
        for key, _ in flat(words("en"))
        if key.removeprefix("script.") not in used and not key.startswith((*looked_up, *built))
    ]
    assert not [key for key in unused if key.split(".")[-1] not in used]


def test_every_kind_of_error_has_its_sentence() -> None:
    for lang in PAGE_LANGUAGES:
        assert {key for _, _, key in api.KINDS} | {"misunderstood"} == set(words(lang)["problem"])


def test_the_language_of_a_page() -> None:
    assert [page_language(wish) for wish in ("en", "en-GB,en;q=0.9", "ca", "es, en;q=0.5", "", "xx")] == [
        "en", "en", "ca", "en", "ca", "ca",
    ]  # fmt: skip


def test_no_markup_and_no_code_from_strings() -> None:
    for script in STATIC.glob("*.js"):
        source = script.read_text("utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.style\s*=", source
        )
    for template in (app.ROOM / "templates").glob("*.html"):
        source = template.read_text("utf-8")
        assert "|safe" not in source.replace(" ", "") and not re.search(r"\sstyle=|\son\w+=|<style", source)
        assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", source)
