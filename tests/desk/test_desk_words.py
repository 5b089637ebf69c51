"""The texts of the page: in the right language, and what a script is given of them."""

from __future__ import annotations

import json
import re

from pipeline.desk import api, app
from pipeline.desk.desk_words import FOLDER, page_language, script_words, words
from pipeline.i18n import catalogue
from pipeline.languages import PAGE_LANGUAGES

STATIC = app.ROOM / "static"


def test_nothing_is_left_in_english() -> None:
    catalan, english = (catalogue(FOLDER / f"{lang}.po") for lang in ("ca", "en"))
    same = {key for key, one in english.items() if isinstance(one.text, str) and one.text == catalan[key].text}
    same = {key for key in same if re.search(r"[a-z]{4}", re.sub(r"\{\w+\}", "", str(english[key].text)))}
    assert same <= {"script.finding.error"}, same


def test_what_is_said_of_any_track_also_fits_a_description() -> None:
    for lang in PAGE_LANGUAGES:
        said = catalogue(FOLDER / f"{lang}.po")
        of_any = [key for key in said if key.startswith("script.approval.") or key == "state.approved"]
        captions = {
            key: said[key].text for key in of_any if re.search(r"subt|caption|aprovats", str(said[key].text), re.I)
        }
        assert of_any and captions == {}


def test_every_kind_of_error_has_its_sentence() -> None:
    for lang in PAGE_LANGUAGES:
        assert {key for _, _, key in api.KINDS} | {"misunderstood"} == set(words(lang)["problem"])


def test_scripts_are_given_plain_data() -> None:
    texts = json.loads(json.dumps(script_words("en")))
    assert texts["finding"]["found"] == {"counted": "count", "forms": ["{count} finding:", "{count} findings:"]}


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
