from dataclasses import replace

import pytest
from check_helpers import CA, EN, cue, found, one

from pipeline.project.caption_profile import PROFILES

LONG = "Aquesta línia té moltes més lletres de les que hi caben"


def test_line_length():
    assert not found("CPL", cue("a" * 42))
    finding = one("CPL", cue(LONG))
    assert (finding.measured, finding.limit, finding.mendable) == (len(LONG), 42, True)
    assert found("CPL", cue("a" * 38), context=replace(CA, profile=PROFILES["une153010"]))


def test_a_word_longer_than_a_line_is_nobodys_to_cut():
    assert not one("CPL", cue("a" * 50)).mendable


def test_too_much_text_for_two_lines_becomes_two_captions_where_time_allows():
    text = "Vam arribar al barri fa molts anys, quan encara no hi havia res, i ara ja no en marxaríem mai més."
    assert one("CPL", cue(text, 0, 6800)).fix == "Make two captions of it."
    finding = one("CPL", cue(text, 0, 2000))
    assert not finding.mendable and "fewer words" in finding.fix


def test_line_count():
    assert one("LINES", cue("Un,\ndos,\ntres.")).mendable
    tall = replace(EN, portrait=True)
    assert not found("LINES", cue("One,\ntwo,\nthree."), context=tall)
    assert found("LINES", cue("Un,\ndos,\ntres."), context=replace(CA, portrait=True))


def test_turns_keep_their_lines():
    finding = one("LINES", cue("—Hola.\n—Bon dia.\n—Adeu."))
    assert not finding.mendable


@pytest.mark.parametrize(
    ("context", "text", "word"),
    [
        (CA, "Vam parlar amb la\nveïna del tercer pis.", "la"),
        (CA, "Hi vaig anar perquè\nvolia veure-la.", "perquè"),
        (EN, "We talked to the\nneighbour upstairs.", "the"),
    ],
)
def test_no_line_ends_on_a_word_that_leans(context, text, word):
    finding = one("BREAK-FUNC", cue(text), context=context)
    assert (finding.measured, finding.severity, finding.mendable) == (word, "warning", True)


def test_a_cue_that_ends_on_such_a_word_is_mended_by_the_next():
    follow = cue("volia veure-la.", 4080, 7000)
    assert one("BREAK-FUNC", cue("Hi vaig anar perquè"), follow).fix == "Take “perquè” over to the next caption."
    assert not one("BREAK-FUNC", cue("Hi vaig anar perquè")).mendable


def test_a_sentence_may_end_on_such_a_word():
    assert not found("BREAK-FUNC", cue("Va dir que no.\nI vam marxar."))
    assert not found("BREAK-FUNC", cue("—I això, per què?\n—Doncs perquè…"))


def test_names_and_units_stay_together():
    assert one("BREAK-NAME", cue("Em va ajudar la senyora Maria\nPuig, del tercer pis.")).measured == "Maria Puig,"
    assert found("BREAK-NAME", cue("El camí fa uns 12\nquilòmetres de pujada."))
    assert not found("BREAK-NAME", cue("Em va ajudar la Maria.\nPuig no hi era."))


def test_a_date_stays_together():
    assert one("BREAK-NAME", cue("Vam arribar tots junts el 10\nde juny de l'any passat.")).measured == "10 de"
    assert found("BREAK-NAME", cue("Vam arribar el 10"), cue("de juny.", 4080, 6000))
    assert not found("BREAK-NAME", cue("Vam arribar uns 10\nde nosaltres."))


def test_the_lower_line_is_the_longer():
    finding = one("BALANCE", cue("Vam plantar tomàquets amb la gent\nde l'hort."))
    assert finding.severity == "info"
    assert not found("BALANCE", cue("Vam plantar tomàquets\namb la gent de l'hort."))


def test_balance_yields_to_sense_and_to_an_even_look():
    assert not found("BALANCE", cue("Quan vaig arribar a la ciutat,\nno coneixia ningú."))
    assert not found("BALANCE", cue("The children, the parents,\nsometimes, all on time."), context=EN)


def test_two_sentences_in_a_cue():
    assert one("CUE-SENT", cue("Vam arribar a la nit.\nAixò és tot el que sé.")).severity == "info"
    assert not found("CUE-SENT", cue("—Hola.\n—Bon dia."))
    assert not found("CUE-SENT", cue("Vam veure el Sr.\nPuig a la plaça."))
