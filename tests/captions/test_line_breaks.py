import pytest
from hypothesis import given
from hypothesis import strategies as st
from said_words import squeezed

from pipeline.captions.line_breaks import AFTER_SENTENCE, break_points, pieces, wrap

WORDS = st.lists(st.text(st.sampled_from("abcdèlàn'-.,?· 1e\u0301"), min_size=0, max_size=60), max_size=30)


def test_what_fits_on_one_line_stays_on_one():
    assert wrap(["Tens", "pensat", "tornar-hi", "aviat?"], "ca", 42, 2) == ["Tens pensat tornar-hi aviat?"]


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("ca", "Quan vaig arribar al barri, no coneixia ningú de l'escala.", "Quan vaig arribar al barri,"),
        ("ca", "Vam plantar molts tomàquets amb la gent de l'hort.", "Vam plantar molts tomàquets"),
        ("en", "They gave me a hand when nobody in the street would.", "They gave me a hand"),
        ("es", "Me ayudaron mucho cuando llegamos a la ciudad de noche.", "Me ayudaron mucho"),
    ],
)
def test_breaks_where_the_sense_does(lang, text, first):
    assert wrap(text.split(), lang, 42, 2)[0] == first


def test_a_name_is_not_torn():
    rows = wrap(["aquesta", "és", "la", "història", "de", "Joel", "Martínez", "i", "la", "seva"], "ca", 37, 2)
    assert not any(row.endswith("Joel") for row in rows)


def test_too_much_text_takes_more_lines_rather_than_losing_words():
    text = "paraula " * 60
    rows = wrap(text.split(), "ca", 42, 2)
    assert len(rows) > 2
    assert " ".join(rows) == text.strip()


def test_long_words_are_cut_at_their_joints():
    assert pieces("https://ajuntament.barcelona.cat/serveissocials/ca", 42)[0].endswith("/")
    assert pieces("a" * 50, 42) == ["a" * 42, "a" * 8]
    accented = "e\u0301" * 30
    assert all(not part.startswith("\u0301") for part in pieces(accented, 41))
    assert "".join(pieces("\u0301" * 50, 16)) == "\u0301" * 50


@given(WORDS, st.integers(16, 60), st.integers(1, 3), st.sampled_from(["ca", "en", "es", "pt"]))
def test_no_character_is_lost_and_no_line_too_long(words, line, lines, lang):
    rows = wrap(words, lang, line, lines)
    assert squeezed("".join(rows)) == squeezed("".join(words))
    assert all(0 < len(row) <= line for row in rows)
    if len(rows) > lines:  # only when no arrangement could have fitted: a plain fill needs as many
        filled = [""]
        for part in [p for w in words for bit in w.split() for p in pieces(bit, line)]:
            if filled[-1] and len(filled[-1]) + 1 + len(part) > line:
                filled.append("")
            filled[-1] += (" " if filled[-1] else "") + part
        assert len(filled) > lines


def test_never_at_an_apostrophe_even_where_a_recogniser_put_a_space():
    rows = wrap(
        ["Les", "seves", "potes", "llargues", "s", "'han", "desenvolupat", "per", "impulsar", "-los"], "ca", 32, 2
    )
    assert not any(row.startswith(("'", "-")) for row in rows)


def test_a_quotation_begins_a_line_as_other_words_do():
    assert break_points(["mirar.", "'Vine',"], ["ca", "ca"])[0] == AFTER_SENTENCE
    text = "I stayed in the old house on the hill 'cause it was the only one I had."
    assert wrap(text.split(), "en", 42, 2)[1].startswith("'cause")
