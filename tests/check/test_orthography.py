import pytest
from check_helpers import CA, EN, ES, cue, found, one

from pipeline.check.fixes import sign_spelling


@pytest.mark.parametrize(
    ("text", "mended"),
    [("Doncs...", "Doncs…"), ("Doncs. . .", "Doncs…"), ("Doncs....", "Doncs…"), ("Sr. Puig.", "Sr. Puig.")],
)
def test_ellipsis_is_one_character(text, mended):
    assert sign_spelling.ellipsis(text) == mended
    assert bool(found("ELLIPSIS", cue(text))) is (text != mended)


def test_no_ellipsis_where_the_sentence_goes_on():
    finding = one("ELLIPSIS", cue("Vam arribar…"), cue("a la nit.", 4080, 6000))
    assert (finding.note, finding.mendable) == ("continues", False)
    assert not found("ELLIPSIS", cue("No ho sé…"), cue("Potser sí.", 4080, 6000))
    assert not found("ELLIPSIS", cue("Vam arribar…"), cue("a la nit.", 9000, 11_000))


def test_catalan_opens_no_question():
    assert one("CA-OPENQ", cue("¿Com et dius?")).severity == "warning"
    assert sign_spelling.no_opening_marks("¿ Com et dius? ¡Hola!") == "Com et dius? Hola!"
    assert not found("CA-OPENQ", cue("¿Cómo te llamas?"), context=EN)


@pytest.mark.parametrize(
    "cues",
    [
        ("¿Cómo te llamas?",),
        ("¡Qué bien! ¿Y tú?",),
        ("Pero, ¿qué hacemos?",),
        ("¡¿Qué?!",),
        ("¿Has pensado en lo que", "vas a hacer mañana?"),
        ("¿Has pensado", "en lo que", "vas a hacer?"),
        ("Hola.",),
    ],
)
def test_spanish_opens_its_questions(cues):
    assert not found("ES-OPENQ", *(cue(text, 4000 * n, 4000 * n + 3900) for n, text in enumerate(cues)), context=ES)


@pytest.mark.parametrize(
    ("cues", "mark"),
    [
        (("Cómo te llamas?",), "¿"),
        (("Qué bien!",), "¡"),
        (("¿Y tú? Cómo estás?",), "¿"),
        (("¿Qué?", "Vas a venir?"), "¿"),
    ],
)
def test_where_one_does_not_open_a_person_says_where(cues, mark):
    finding = one("ES-OPENQ", *(cue(text, 4000 * n, 4000 * n + 3900) for n, text in enumerate(cues)), context=ES)
    assert (finding.severity, finding.note, finding.limit, finding.mendable) == ("warning", "missing", mark, False)
    assert finding.fix == f"Write {mark} where it begins."
    assert "CA-OPENQ" not in finding.rule and not found("ES-OPENQ", *map(cue, cues), context=CA)


def test_a_blank_after_an_opening_mark_goes():
    finding = one("ES-OPENQ", cue("¿ Cómo te llamas?"), context=ES)
    assert finding.mendable and finding.fix == "Write “¿Cómo”."
    assert sign_spelling.MENDERS["ES-OPENQ"]("¿ Y ahora? ¡ Hola!", "es") == "¿Y ahora? ¡Hola!"


def test_spanish_has_its_own_figures_and_quotation_marks():
    assert found("NUM", cue("Vinieron 3 personas."), context=ES)
    assert not found("NUM", cue("El 3 de mayo, a las 5 de la tarde, 2 euros, piso 4."), context=ES)
    assert one("QUOTES", cue('Dijo "ven".'), context=ES).fix == "Write “«ven».”."


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("col.legi", "col·legi"),
        ("coŀlegi", "col·legi"),
        ("intel•ligent", "intel·ligent"),
        ("la novel.la.", "la novel·la."),
        ("COL.LEGI", "COL·LEGI"),
        ("l·lusió", "l·lusió"),
        ("Vam sortir de l'hospital.La nit", "Vam sortir de l'hospital.La nit"),
        ("www.portal.lacasa.cat", "www.portal.lacasa.cat"),
        ("ŀ", "l·"),
    ],
)
def test_geminate_l(text, mended):
    assert sign_spelling.gem(text) == mended
    assert bool(found("CA-GEM", cue(text))) is (text != mended)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a l’ hort", "a l’hort"),
        ("l 'hort", "l'hort"),
        ("D' acord", "D'acord"),
        ("s\n'han fet", "s'han fet"),
        ("per impulsar -los", "per impulsar-los"),
        ("compra 'ls ara", "compra'ls ara"),
        ("la cosa -la primera- que", "la cosa -la primera- que"),
        ("l'home d'aquí", "l'home d'aquí"),
        ("el 'cap d' ahir", "el 'cap d'ahir"),
        ("—Hola.\n-la veïna", "—Hola.\n-la veïna"),
        ("em va costar molt tornar\n-hi després", "em va costar molt tornar-hi després"),
        ("—Em va costar tornar\n-hi.", "—Em va costar tornar-hi."),
        ("per anar -se'n d'aquí", "per anar-se'n d'aquí"),
        ("va voler dir\n-m'ho", "va voler dir-m'ho"),
        ("-Qui és\n-la Maria?", "-Qui és\n-la Maria?"),
        ("la cosa\n-la primera- que", "la cosa\n-la primera- que"),
    ],
)
def test_apostrophes_and_weak_pronouns(text, mended):
    assert sign_spelling.apostrophes(text) == mended
    assert bool(found("CA-APOS", cue(text))) is (text != mended)


def test_a_cue_does_not_end_at_an_apostrophe():
    finding = one("CA-APOS", cue("Treballem a l'"), cue("hort del barri.", 4080, 6000))
    assert (finding.note, finding.severity) == ("edge", "error")


def test_a_cue_does_not_end_before_a_weak_pronoun():
    finding = one("CA-APOS", cue("Em va costar molt tornar"), cue("-hi després d'allò.", 4080, 6000))
    assert (finding.note, finding.measured) == ("edge", "tornar -hi")
    assert finding.fix == "Take “tornar” over to the next caption."


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("Com et dius?", "-la Carme."),
        ("la cosa", "-la primera- que va passar"),
        ("-Qui és", "-la Maria?"),
        ("Em va dir:", "'Vine aquí'."),
        ("Em va dir que 'sí'", "i vam marxar."),
    ],
)
def test_a_dash_and_a_quotation_are_no_part_of_the_word_before(last, following):
    assert not found("CA-APOS", cue(last), cue(following, 4080, 6000))


def test_after_a_silence_or_of_somebody_else_a_hyphen_is_a_dash():
    assert not found("CA-APOS", cue("què vols"), cue("-la Maria ve?", 9000, 11_000))
    assert not found("CA-APOS", cue("què vols", speaker="A"), cue("-la Maria ve?", 4080, 6000, speaker="B"))


@pytest.mark.parametrize(
    ("lang", "text", "mended"),
    [
        ("ca", 'Va dir "no" i prou.', "Va dir «no» i prou."),
        ("ca", "Va dir “no”.", "Va dir «no»."),
        ("ca", "Va dir: «Em van dir “no”.»", "Va dir: «Em van dir “no”.»"),
        ("ca", 'Una pantalla de 5" i prou.', 'Una pantalla de 5" i prou.'),
        ("en", 'He said "no".', "He said “no”."),
        ("en", "He said «no».", "He said “no”."),
        ("ca", '"El començament', "«El començament"),
        ("ca", 'i el final"', "i el final»"),
        ("ca", 'Vam cantar l\'"Oda" junts.', "Vam cantar l'«Oda» junts."),
        ("ca", 'La lletra d’"Els Segadors".', "La lletra d’«Els Segadors»."),
        ("ca", 'el "blanc"/"negre"', "el «blanc»/«negre»"),
        ("en", "the so-called 'don't\"", "the so-called 'don't”"),
    ],
)
def test_quotation_marks(lang, text, mended):
    assert sign_spelling.quotes(text, lang) == mended
    context = CA if lang == "ca" else EN
    assert bool(found("QUOTES", cue(text), context=context)) is (text != mended)


@pytest.mark.parametrize(
    ("context", "text", "hits"),
    [
        (CA, "Tinc 3 fills i 12 nets.", ["3"]),
        (CA, "Som 0 o 10.", ["0", "10"]),
        (CA, "El 3 de maig, a les 9 del matí.", []),
        (CA, "Fa 5 km i costa 2 euros.", []),
        (CA, "Viu al carrer Major, 4.", []),
        (CA, "Al pis 3, amb 1,5 litres.", []),
        (EN, "I have 3 children.", ["3"]),
        (EN, "It took 5 minutes, on May 3.", []),
        (EN, "Room 4 costs £5.", []),
    ],
)
def test_small_numbers_in_words_are_a_hint(context, text, hits):
    findings = found("NUM", cue(text), context=context)
    assert [finding.measured for finding in findings] == hits
    assert all(finding.severity == "info" and not finding.mendable for finding in findings)


def test_capitals():
    assert one("CAPS", cue("BON DIA A TOTHOM")).severity == "warning"
    assert not found("CAPS", cue("LAURA: bon dia."))
    assert not found("CAPS", cue("CUESB"))
    assert not found("CAPS", cue("(MÚSICA DE FESTA)"))
