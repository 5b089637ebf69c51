import pytest
from said_words import dialogue

from pipeline.captions.speaker_labels import (
    dash,
    has_two_speakers,
    is_name,
    label,
    opened,
    opens_turn,
    plain_words,
    said,
    speaker_in,
    turns,
    with_dash,
)
from pipeline.cues import Cue

NAMES = ["Laura", "Joel Martínez"]


def test_each_language_has_its_dash():
    assert (dash("ca"), dash("es"), dash("en"), dash(None)) == ("—", "—", "-", "-")
    assert with_dash("Sí.", "ca") == "—Sí."
    assert with_dash("—Sí.", "ca") == "—Sí."
    assert (with_dash("--a", "ca"), with_dash("--a", "en"), with_dash("--", "ca")) == ("—a", "-a", "--")
    assert with_dash("-25 graus.", "ca") == "— \u221225 graus."
    assert (with_dash("25.", "en"), with_dash("25.", "ca")) == ("- 25.", "—25.")  # "-25" would be a temperature


@pytest.mark.parametrize("text", ["—Hola", "- Hola", "-Hola", "– Hola", "—25", "- 25"])
def test_a_dash_opens_a_turn(text):
    assert opens_turn(text)


@pytest.mark.parametrize("text", ["Hola", "-25", "—", "- ", "", "l'hort - i"])
def test_a_minus_or_a_lone_dash_does_not(text):
    assert not opens_turn(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("LAURA: Hola", "Laura"),
        ("—LAURA: Hola", "Laura"),
        ("JOEL MARTÍNEZ:\nHola", "Joel Martínez"),
        ("Laura: Hola", None),
        ("NÚRIA: Hola", None),
        ("Va dir LAURA: hola", None),
        ("LAURA:", None),
    ],
)
def test_labels_are_names_in_capitals(text, who):
    assert speaker_in(text, NAMES) == who


def test_a_number_is_no_name():
    assert is_name("Laura") and is_name("R2-D2") and is_name("Veu 1")
    assert not is_name("1") and not is_name(" 12 ")


def test_what_is_said_has_no_label_and_no_dash():
    assert plain_words("—LAURA: Hola: sí", NAMES) == "Hola: sí"
    assert plain_words("HORARI: de 9 a 5", NAMES) == "HORARI: de 9 a 5"
    one = said(Cue(0, 900, "LAURA: Hola,\n-5 graus"), NAMES)
    assert one is not None and (one.text, one.speaker) == ("Hola,\n-5 graus", "Laura")
    two = said(Cue(0, 900, "—LAURA: Hola.\n—Bon dia."), NAMES)
    assert two is not None and (two.text, two.speaker) == ("Hola.\nBon dia.", None)
    assert said(Cue(0, 900, "(Música)", sound=True)) is None


def test_a_cue_of_two_speakers_has_a_dash_on_each_line():
    assert has_two_speakers(Cue(0, 900, "—Hola.\n—Bon dia."))
    assert not has_two_speakers(Cue(0, 900, "—Hola.\nBon dia."))
    assert not has_two_speakers(Cue(0, 900, "—Hola."))


def test_turns_are_marked_only_among_several_speakers():
    words = dialogue(("1", "Hola a tothom.", 200), ("2", "Bon dia.", 3000), ("1", "Adeu.", 0))
    assert [(t.speaker, t.prefix) for t in turns(words, {}, "ca")] == [("1", ""), ("2", "—"), ("1", "")]
    named = turns(words, {"1": "Laura"}, "en")
    assert [(t.speaker, t.prefix) for t in named] == [("Laura", "LAURA: "), ("2", "-"), ("Laura", "LAURA: ")]
    assert [t.prefix for t in turns(words[:3], {"1": "Laura"}, "ca")] == [""]


def test_two_voices_of_one_name_are_one_speaker():
    words = dialogue(("1", "Hola a tothom.", 200), ("2", "Bon dia.", 0))
    assert len(turns(words, {"1": "Laura", "2": "Laura"}, "ca")) == 1


def test_a_label_gives_way_to_the_line():
    assert opened(label("Laura"), "Hola", 42, "ca") == "LAURA: Hola"
    assert opened(label("Laura"), "Hola", 10, "ca") == "—Hola"
    assert opened(label("Laura"), "Hola", 4, "ca") == "Hola"
    assert opened("", "Hola", 42, "ca") == "Hola"
