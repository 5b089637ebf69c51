"""What is typed in haste is found."""

from __future__ import annotations

import pytest

from pipeline.letters import folded, printable, unaccented


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Làbora", "labora"), ("L’Àngels  i l·l", "l'angels i l.l"), ("Niño", "NINO"), ("ﬁ", "fi"), ("STRASSE", "straße")],
)
def test_what_is_typed_is_what_is_written(written: str, typed: str) -> None:
    assert folded(written) == folded(typed)


def test_other_letters_are_others() -> None:
    assert folded("cel·la") != folded("cella") and folded("pa") != folded("pi")


def test_marks_alone_go() -> None:
    assert unaccented("Ça és l’hort") == "Ca es l’hort"


def test_what_joins_letters_is_a_part_of_them() -> None:
    assert printable("می\u200cخواهم\u200b\x07 l\u00adhort") == "می\u200cخواهم lhort"
    assert printable("क्\u200dष\u202e", " ") == "क्\u200dष "
