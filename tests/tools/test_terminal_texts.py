"""Every text that a terminal shows is in the catalogues, whole and once."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.i18n import catalogue
from tools.messages import TEXTS, clicks, forms, known, said, unwrapped, wanted

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def test_nothing_is_shown_in_english_to_all() -> None:
    assert not [str(place) for place in unwrapped()]


def test_every_message_has_its_catalan_and_no_other_is_kept() -> None:
    there = known("ca").keys()
    assert not wanted() - there
    assert not there - wanted() - clicks().keys()


def test_what_fills_a_message_has_its_place_in_the_translation() -> None:
    """By name: how a number is shown may differ, and a form for one thing may leave its number out."""
    found = known("ca")
    for place in said():
        names = {field.split(":")[0].split("!")[0] for field in _PLACEHOLDER.findall(place.text + place.more)}
        for form in forms(found[place.text].text):
            shown = {field.split(":")[0].split("!")[0] for field in _PLACEHOLDER.findall(form)}
            assert shown <= names and names - shown <= {"count"}, place


def test_no_message_stands_in_two_catalogues() -> None:
    """The one that is read last would win."""
    counted = Counter(source for path in sorted((TEXTS / "ca").glob("*.po")) for source in catalogue(path))
    assert not [source for source, times in counted.items() if times > 1]
