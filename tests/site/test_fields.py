"""The kinds of values of the contract, each with its rule."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pipeline.site.fields import Code, IsoDuration, Model, RelativeUrl, Texts, Version, WebUrl

URL = TypeAdapter(RelativeUrl)


@pytest.mark.parametrize(
    "url",
    ["", "/a", "../a", "a/../b", "a//b", "https://a.org/b", "a b", "a/.hidden", "a?b", "a#b", "à", "a/", "\\a", "a\n"],
)
def test_an_address_that_leads_elsewhere_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        URL.validate_python(url)


@given(st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True), st.text("aà ·?#/&.", min_size=1, max_size=8))
def test_any_name_is_an_address_once_it_is_encoded(slug: str, name: str) -> None:
    url = f"{slug}/a{quote(name, safe='')}"
    assert URL.validate_python(url) == url


def test_an_address_is_replaced_where_others_are_given() -> None:
    assert URL.validate_python("a/b", context={"address": {"a/b": "c"}.__getitem__}) == "c"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Version, "1.12", "2.0"),
        (Version, "1.0", "1.0-beta"),
        (Code, "ca", "CA"),
        (Code, "ast", "ca-ES"),
        (WebUrl, "http://a.org", "javascript:x"),
        (IsoDuration, "PT1M5.2S", "1:05"),
        (Texts, {"ca": "x"}, {}),
        (Texts, {"ca": "x"}, {"ca": ""}),
    ],
)
def test_what_each_takes_and_refuses(kind: object, good: object, bad: object) -> None:
    assert TypeAdapter(kind).validate_python(good) == good
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(bad)


def test_misspelt_keys_of_ours_are_errors_and_nothing_is_changed_afterwards() -> None:
    class One(Model):
        code: Code

    with pytest.raises(ValidationError):
        One.model_validate({"code": "ca", "cood": "en"})
    with pytest.raises(ValidationError):
        One(code="ca").code = "en"
