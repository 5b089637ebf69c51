"""Signs that a machine can settle: never a letter, and nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.finding import letters
from pipeline.check.fixes.sign_spelling import MENDERS, apostrophes, ellipsis, gem, opening_marks, quotes, torn_pronoun

TEXTS = st.lists(
    st.sampled_from(
        [
            "l",
            "L",
            "d'",
            "’",
            "'",
            '"',
            "«",
            "»",
            "“",
            "”",
            ".",
            "..",
            "...",
            "·",
            "ŀ",
            "•",
            "¿",
            "¡",
            "?",
            " ",
            " ",
            "\n",
            "-los",
            "hort",
            "col",
            "s",
            "5",
            "@",
            "www",
            "–",
            "…",
        ]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize("rule", MENDERS)
@given(TEXTS, st.sampled_from(["ca", "es", "en", "fr"]))
def test_no_letter_changes_and_what_is_mended_needs_no_mending(rule: str, text: str, lang: str) -> None:
    once = MENDERS[rule](text, lang)
    assert letters(once) == letters(text)
    assert MENDERS[rule](once, lang) == once


@pytest.mark.parametrize("rule", ["CA-OPENQ", "CA-GEM", "CA-APOS", "ES-OPENQ"])
def test_a_rule_of_one_language_leaves_the_others_alone(rule: str) -> None:
    text = "¿ Col.legi, l' hort ?"
    own = rule[:2].lower()
    assert MENDERS[rule](text, own) != text
    assert all(MENDERS[rule](text, lang) == text for lang in ("ca", "es", "en") if lang != own)


def test_addresses_keep_their_dots() -> None:
    assert gem("www.col.legi.cat i a@col.lab.cat, al col.legi") == "www.col.legi.cat i a@col.lab.cat, al col·legi"


def test_hyphens_that_may_be_dashes_stay() -> None:
    assert apostrophes("impulsar -los") == "impulsar-los"
    assert apostrophes("- Vols impulsar -los?") == "- Vols impulsar -los?"


def test_inches_are_no_quotation_marks() -> None:
    assert quotes('una pantalla de 27"', "ca") == 'una pantalla de 27"'
    assert quotes('diu "hola"', "ca") == "diu «hola»" and quotes('says "hi"', "en") == "says “hi”"


def test_dots_and_opening_marks() -> None:
    assert ellipsis("Doncs. . .i ara..") == "Doncs…i ara.."
    assert opening_marks("¿ Y ¡\nahora") == "¿Y ¡\nahora"


def test_inches_before_a_quotation_are_none_either() -> None:
    once = quotes('5" and "hort"', "en")
    assert once == '5" and “hort”' == quotes(once, "en")


@pytest.mark.parametrize(
    ("above", "below", "torn"),
    [
        ("molt tornar", "-hi després", True),
        ("va voler dir", "-m'ho", True),
        ("molt tornar", "-Hi ha algú?", False),
        ("Hola.", "-la veïna", False),
        ("-Qui és", "-la Maria?", False),
        ("la cosa", "-la primera- que", False),
        ("", "-hi", False),
    ],
)
def test_a_pronoun_torn_from_its_verb(above: str, below: str, torn: bool) -> None:
    assert torn_pronoun(above, below) is torn
