"""What people write in both page languages."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.project.bilingual import Bilingual, Link

BOTH = Bilingual(ca="L’hort", en="The allotment")


@pytest.mark.parametrize(("lang", "text"), [("ca", "L’hort"), ("en", "The allotment"), ("es", "L’hort")])
def test_in_a_language_that_pages_are_not_written_in_it_is_that_of_the_first(lang: str, text: str) -> None:
    assert BOTH[lang] == text


@pytest.mark.parametrize("wrong", [{"ca": "x"}, {"ca": "x", "en": " "}, {"ca": "x", "en": "y", "es": "z"}, "x"])
def test_one_language_is_not_enough(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Bilingual.model_validate(wrong)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.org", "a.org", "", "data:text/html,x"])
def test_a_link_leads_to_the_web(url: str) -> None:
    with pytest.raises(ValidationError):
        Link.model_validate({"url": url, "label": BOTH})
