"""Every character finds a font, or somebody is told."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.letters import JOINERS
from pipeline.video import fonts
from pipeline.video.fonts import (
    ALL,
    EMOJI,
    EVERYDAY,
    FONTS,
    SCRIPT_FONTS,
    Font,
    characters,
    for_text,
    missing,
    runs,
    signs,
    stack,
)

FIRST, SECOND = FONTS[:2]


def test_everyday_characters_are_in_the_first_font():
    absent = {c for c in EVERYDAY if ord(c) not in characters(FIRST)}
    assert not absent


def test_all_of_catalan_english_and_spanish_is_everyday():
    assert set("àèéíïòóúüçñ·ÀÈÉÍÏÒÓÚÜÇÑ¿¡«»“”‘’—–…€ºª&@%#") <= EVERYDAY


@pytest.mark.parametrize("character", "♪♫ŀĿ")
def test_notes_and_the_dotted_l_come_from_the_second_font(character: str):
    assert ord(character) not in characters(FIRST)
    assert runs(f"a{character}b") == ((FIRST, "a"), (SECOND, character), (FIRST, "b"))


def test_other_alphabets_come_from_the_second_font():
    assert runs("Привет Ελλάδα")[0] == (SECOND, "Привет")


#: One sign each: of several code points, with a text sign that becomes an emoji, a flag, a flag of a part of a country.
EMOJIS = ("👏", "❤️", "👩‍⚕️", "👨‍👩‍👧", "👍🏽", "1️⃣", "🇪🇸", "🏳️‍🌈", "🏴󠁧󠁢󠁥󠁮󠁧󠁿")


@pytest.mark.parametrize("emoji", EMOJIS)
def test_an_emoji_stays_whole(emoji: str):
    assert signs(f"a{emoji}{emoji} b") == ["a", emoji, emoji, " ", "b"]
    assert runs(f"a{emoji}b") == ((FIRST, "a"), (EMOJI, emoji), (FIRST, "b"))
    assert missing(emoji) == set()


def test_figures_and_marks_are_no_emoji_by_themselves():
    assert runs("123 #*") == ((FIRST, "123 #*"),)
    assert missing("♩ ♪ ♫ ♬") == set()


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.family)
def test_any_font_can_come_first(font: Font):
    assert stack(font.family)[0] == font
    assert set(stack(font.family)) == set(ALL)


def test_an_l_with_its_dot_is_drawn():
    assert missing("paraŀlel") == set()
    assert "".join(stretch for _, stretch in runs("paraŀlel")) == "paraŀlel"


@given(st.text(max_size=60))
def test_stretches_add_up_to_the_text(text: str):
    found = runs(text)
    assert "".join(stretch for _, stretch in found) == text
    assert all(stretch for _, stretch in found)
    assert all(before[0] != after[0] for before, after in pairwise(found))
    for font, stretch in found:
        for c in stretch if font != EMOJI else "":
            assert ord(c) in characters(font) or not any(ord(c) in characters(other) for other in ALL)


@given(st.text(max_size=60))
def test_missing_names_exactly_what_nobody_can_draw(text: str):
    expected = {c for c in text if not c.isspace() and not any(ord(c) in characters(font) for font in ALL)}
    expected -= set(JOINERS)
    expected -= {chr(code) for code in range(0xE0020, 0xE0080)}  # tags of flags: nothing to see
    assert missing(text) == expected


def test_what_is_missing():
    assert missing("Bon dia\n🎥 漢字") == {"漢", "字"}
    assert missing("l’hort d’en Joel: «ŀ» ♪") == set()


def test_ordinary_text_is_checked_without_opening_a_font(monkeypatch: pytest.MonkeyPatch):
    def opened(font: Font) -> frozenset[int]:
        raise AssertionError(f"{font} was opened")

    monkeypatch.setattr(fonts, "characters", opened)
    assert missing("L’hort d’en Joel costa 3 €: «col·labora»…\n¿Sí? — no") == set()


@pytest.mark.parametrize("font", ALL, ids=lambda font: font.family)
def test_the_family_is_the_name_that_libass_looks_for(font: Font):
    from fontTools.ttLib import TTFont

    with TTFont(font.path) as opened:
        assert font.family in {opened["name"].getDebugName(number) for number in (1, 16)}


def test_a_font_that_is_not_installed():
    for font in (replace(FIRST, package="no-such-package"), replace(FIRST, file="no/such.ttf")):
        with pytest.raises(RenderError) as caught:
            _ = font.path
        assert caught.value.remedy == f"pip install {font.package}"


def test_another_font_changes_the_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert fonts.version((SECOND, FIRST)) != fonts.version()
    assert fonts.version(for_text("مرحبا")) != fonts.version(for_text("Bon dia")) == fonts.version()


#: By script: words, and the font that has them.
WORDS = {
    "Arabic": ("مرحبا", "ڈاکٹر", "می‌خواهم", "مُحَمَّدٌ"),
    "Devanagari": ("नमस्ते", "क्‍षमा"),
    "Bengali": ("ভাষা",),
    "Gurmukhi": ("ਪੰਜਾਬੀ",),
    "Armenian": ("Հայերեն",),
    "Georgian": ("ქართული",),
    "Ethiopic": ("አማርኛ",),
    "Tamil": ("தமிழ்",),
}


@pytest.mark.parametrize(("script", "word"), [(name, word) for name, words in WORDS.items() for word in words])
def test_a_word_of_another_script_is_one_stretch_of_its_font(script: str, word: str):
    (font,) = [font for font in SCRIPT_FONTS if font.family == f"Noto Sans {script}"]
    assert runs(f"a {word} b") == ((FIRST, "a "), (font, word), (FIRST, " b"))
    assert missing(word) == set()
    assert for_text(f"a {word}.") == (*FONTS, font)


def test_what_two_scripts_share_stays_with_the_word():
    families = [font.family for font, _ in runs("নমস্কার।")] + [font.family for font, _ in runs("नमस्ते।")]
    assert families == ["Noto Sans Bengali", "Noto Sans Devanagari"]


def test_only_the_fonts_that_are_drawn_are_laid_out(tmp_path: Path):
    fonts.lay_out(tmp_path, "Bon dia")
    assert len(list(tmp_path.iterdir())) == len(FONTS)
    fonts.lay_out(tmp_path, "Bon dia", "مرحبا")
    assert len(list(tmp_path.iterdir())) == len(FONTS) + 1
