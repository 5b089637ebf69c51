import pytest

from pipeline.captions.grammar import (
    LEANING,
    bare,
    ends_badly,
    ends_clause,
    ends_sentence,
    is_abbreviation,
    is_expression,
    is_fond,
    is_glued,
    keeps_together,
    opens_noun,
    opens_predicate,
    starts_well,
)
from pipeline.captions.lexicon import LEADING, SHORT_OR_WHOLE, TRAILING
from pipeline.captions.line_breaks import AFTER_SENTENCE, break_points
from pipeline.cues import Word
from pipeline.translation.sentences import sentences


@pytest.mark.parametrize(
    ("word", "lang"),
    [
        ("el", "ca"),
        ("Les", "ca"),
        ("d'", "ca"),
        ("«la", "ca"),
        ("perquè", "ca"),
        ("em", "ca"),
        ("vaig", "ca"),
        ("no", "ca"),
        ("d'aquest", "ca"),
        ("s'ha", "ca"),
        ("n’hi", "ca"),
        ("hauran", "ca"),
        ("they've", "en"),
        ("habrá", "es"),
        ("the", "en"),
        ("of", "en"),
        ("don’t", "en"),
        ("los", "es"),
        ("según", "es"),
    ],
)
def test_function_words_end_a_line_badly(word, lang):
    assert ends_badly(word, lang)


@pytest.mark.parametrize(
    ("word", "lang"),
    [("hort", "ca"), ("no,", "ca"), ("que…", "ca"), ("the", "ca"), ("house", "en"), ("", "ca"), ("el", "xx")],
)
def test_other_words_do_not(word, lang):
    assert not ends_badly(word, lang)


def test_data_is_lower_case_and_unique_enough():
    for groups in LEANING.values():
        assert set(groups) == {"article", "preposition", "conjunction", "pronoun", "auxiliary", "negation"}
        for words in groups.values():
            assert all(word == word.casefold() for word in words)
            assert all(bare(word) == word for word in words)
    short = [*LEADING, *TRAILING, *SHORT_OR_WHOLE]
    assert all(word == word.casefold() for word in short)
    assert len(set(short)) == len(short)


@pytest.mark.parametrize(
    ("word", "after"),
    [
        ("casa.", ""),
        ("casa?", "Sí"),
        ("casa!»", "I"),
        ("1914.", "Llavors"),
        ("així…", "Bé"),
        ("etcètera...", ""),
    ],
)
def test_sentence_ends(word, after):
    assert ends_sentence(word, after)


@pytest.mark.parametrize(
    ("word", "after"),
    [
        ("Sr.", "Puig"),
        ("(Dra.", "Vidal"),
        ("J.", "Roca"),
        ("l'Av.", "Diagonal"),
        ("casa", ""),
        ("casa,", "I"),
        ("així…", "i"),
        ("p.", "ex."),
        ("", ""),
    ],
)
def test_abbreviations_and_trailing_dots_do_not_end_a_sentence(word, after):
    assert not ends_sentence(word, after)


#: Two words, and whether a sentence ends between them: Catalan, Spanish, English.
PLACES = [
    ("Mn.", "Cinto", False),
    ("etc.", "Després", True),
    ("etc.", "per", False),
    ("dept.", "Salut", False),
    ("Sra.", "Roca", False),
    ("l’Av.", "Diagonal", False),
    ("núm.", "5", False),
    ("art.", "5", False),
    ("cap.", "Després", True),  # "no en queda cap"
    ("vol.", "I", True),  # "fa el que vol"
    ("p.", "ex.", False),
    ("p.ex.", "Barcelona", False),
    ("c.", "Gran", False),
    ("i.", "Després", True),
    ("J.", "Roca", False),
    ("Excm.", "Sr.", False),
    ("EE.UU.", "Después", True),
    ("EE.UU.", "y", False),
    ("Ud.", "dirá", False),
    ("Ud.", "Gracias", True),
    ("dpto.", "Sanidad", False),
    ("no.", "Ya", True),
    ("Mr.", "Jones", False),
    ("p.m.", "Then", True),
    ("p.m.", "on", False),
    ("dept.", "Health", False),
    ("Jr.", "He", True),
    ("vs.", "Madrid", False),
    ("e.g.", "Barcelona", False),
    ("I.", "We", True),  # "my mother and I"
    ("3.", "000", False),
    ("12.", "Després", True),
    ("...", "12", False),
    ("sé...", "Potser", True),
    ("sé…", "potser", False),
    ("«Qui?»", "va", False),
    ("“Go!”", "Then", True),
    ("؟نعم؟", "لا", True),
]


@pytest.mark.parametrize(("word", "after", "ends"), PLACES)
def test_captions_and_translation_agree_where_a_sentence_ends(word, after, ends):
    assert ends_sentence(word, after) is ends
    said = [Word(0, 400, word, "ca"), Word(500, 900, after, "ca")]
    assert len(sentences(said)) == 1 + ends
    assert (break_points([word, after], ["ca", "ca"])[0] == AFTER_SENTENCE) is ends


def test_any_final_mark_closes_what_nothing_follows():
    assert ends_sentence("Sr.", None)
    assert ends_sentence("etc.") and not ends_sentence("Sr.")
    assert not ends_sentence("casa,", None)


@pytest.mark.parametrize(("word", "short"), [("etc.", True), ("Sra.", True), ("a.m.", True), ("cap.", False)])
def test_a_point_is_part_of_what_is_written_short(word, short):
    assert is_abbreviation(word) is short


def test_clause_ends():
    assert ends_clause("casa,")
    assert ends_clause("deia:")
    assert ends_clause("dia»,")
    assert ends_clause("–")
    assert not ends_clause("casa")
    assert not ends_clause("anar-hi")
    assert not ends_clause("")


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("Carme", "Vidal", "amb"),
        ("Dra.", "Vidal", ""),
        ("25", "anys", "fa"),
        ("3,5", "km", ""),
        ("20", "%", "el"),
        ("1914", "persones", ""),
        ("10", "d'abril", "el"),
        ("juny", "25", ""),
        ("senyora", "Vidal", "la"),
        ("plaça", "Catalunya", "la"),
    ],
)
def test_names_and_quantities_keep_together(left, right, before):
    assert keeps_together(left, right, "ca", before)


@pytest.mark.parametrize(
    ("left", "right", "before"),
    [
        ("Quan", "Carme", ""),
        ("Avui", "Barcelona", "acabat."),
        ("La", "Carme", "que"),
        ("Carme,", "Vidal", "amb"),
        ("10", "o", ""),
        ("1914", "vam", ""),
        ("25.", "Llavors", ""),
        ("casa", "gran", "la"),
    ],
)
def test_other_neighbours_may_part(left, right, before):
    assert not keeps_together(left, right, "ca", before)


def test_a_date_is_told_by_its_month():
    assert keeps_together("10", "de", "ca", "el", "juny")
    assert not keeps_together("10", "de", "ca", "els", "nosaltres")


def test_expressions_and_fond_words():
    assert is_expression("abans", "de", "ca")
    assert not is_expression("abans,", "de", "ca")
    assert is_expression("because", "of", "en")
    assert is_fond("poden", "ca") and is_fond("seven", "en")
    assert not is_fond("poden.", "ca") and not is_fond("poden", "xx")


def test_what_opens_a_predicate_or_a_noun():
    assert opens_predicate("és", "ca") and opens_predicate("no", "ca") and opens_predicate("has", "en")
    assert not opens_predicate("casa", "ca")
    assert opens_noun("una", "ca") and not opens_noun("amb", "ca")


def test_phrases_start_with_prepositions_and_conjunctions():
    assert starts_well("amb", "ca")
    assert starts_well("because", "en")
    assert not starts_well("casa", "ca")


@pytest.mark.parametrize(("left", "right"), [("l", "'hort"), ("l'", "hort"), ("tornar", "-hi"), ("d’", "aquí")])
def test_apostrophes_and_weak_pronouns_stick(left, right):
    assert is_glued(left, right)
    assert not is_glued("tornar-hi", "aviat")
    assert not is_glued("—", "hola")
    assert not is_glued("casa.", "-Hola")  # a new speaker's dash


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("s", "’han"),
        ("«l", "'hort"),
        ("compra", "'ls."),
        ("it", "'s"),
        ("they", "’re"),
        ("get", "'em"),
        ("(d’", "aquí"),
        ("qu'", "on"),
    ],
)
def test_so_does_what_is_shortened(left, right):
    assert is_glued(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("hill", "'cause"),
        ("mirar.", "'Vine',"),
        ("dir:", "'Vine"),
        ("era", "'m'agrada'"),
        ("que", "'sí'"),
        ("sí'", "i"),
        ("go'", "and"),
        ("'a'", "amb"),
        ("casa,", "-la"),
        ("casa", ""),
    ],
)
def test_quotations_and_what_is_said_short_do_not(left, right):
    assert not is_glued(left, right)


def test_a_conjunction_with_a_comma_still_leans():
    assert ends_badly("i,", "ca")
    assert not ends_badly("i.", "ca")
