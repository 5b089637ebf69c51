"""What goes without saying, said: on what Apertium's analyser answers, written down here."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.explicit import explicit
from pipeline.translation.imperatives import polite

ALONE = "^Estic/estar<vblex><pri><p1><sg>$ ^sola/sol<adj><f><sg>$^./.<sent>$"
TOLD = (
    "^M'ho/em<prn><pro><p1><mf><sg>+ho<prn><pro><p3><nt>$ ^va/va<adj><m><sg>/anar<vblex><pri><p3><sg>$"
    " ^dir/dir<vblex><inf>$ ^la/el<det><def><f><sg>/el<prn><pro><p3><f><sg>$ ^Laura/Laura<np><ant><f><sg>$^./.<sent>$"
)
LEFT = (
    "^Me'n/em<prn><pro><p1><mf><sg>+en<prn><pro><adv>$ ^vaig/anar<vblex><pri><p1><sg>$ ^anar/anar<vblex><inf>$"
    " ^a/a<pr>$ ^casa/casa<n><f><sg>$^./.<sent>$"
)
HANDLING = "^El/el<det><def><m><sg>$ ^manejo/manejar<vblex><pri><p1><sg>$^./.<sent>$"
WITH = "^amb/amb<pr>$ ^l'/el<det><def><mf><sg>$ ^àvia/avi<n><f><sg>$"
CALL = "^Truqueu-me/trucar<vblex><imp><p2><pl>+em<prn><enc><p1><mf><sg>$^./.<sent>$"


def test_who_does_it() -> None:
    assert explicit("Estic sola.", ALONE, "ca") == "Jo estic sola."


CALLED = (
    "^Va/anar<vaux><pri><p3><sg>$ ^trucar/trucar<vblex><inf>$ ^i/i<cnjcoo>$"
    " ^vaig/anar<vaux><pri><p1><sg>$ ^anar/anar<vblex><inf>$^./.<sent>$"
)
CAME = (
    "^Vaig/anar<vaux><pri><p1><sg>$ ^venir/venir<vblex><inf>$ ^i/i<cnjcoo>$"
    " ^vaig/anar<vaux><pri><p1><sg>$ ^parlar/parlar<vblex><inf>$^./.<sent>$"
)
DAYS = (
    "^En/En<pr>/El<det><def><m><sg>$ ^dos/dos<num><m><pl>$ ^dies/dia<n><m><pl>$ ^em/em<prn><pro><p1><mf><sg>$"
    " ^truquen/trucar<vblex><pri><p3><pl>$^./.<sent>$"
)
WE_PLANT = "^Plantem/plantar<vblex><imp><p1><pl>/plantar<vblex><pri><p1><pl>$"


def test_who_does_it_is_said_where_it_is_another_than_before() -> None:
    assert explicit("Va trucar i vaig anar.", CALLED, "ca") == "Va trucar i jo vaig anar."
    assert explicit("Vaig venir i vaig parlar.", CAME, "ca") == "Jo vaig venir i vaig parlar."


def test_when_is_not_who() -> None:
    assert explicit("En dos dies em truquen.", DAYS, "ca") == "En dos dies ells em truquen."


def test_what_all_of_us_do_is_no_invitation_without_an_exclamation_mark() -> None:
    assert explicit("Plantem.", f"{WE_PLANT}^./.<sent>$", "ca") == "Nosaltres plantem."
    assert explicit("Plantem!", f"{WE_PLANT}^!/!<sent>$", "ca") == "Plantem!"


PEOPLE = "^Les/El<det><def><f><pl>$ ^dones/dona<n><f><pl>$ ^plantem/plantar<vblex><pri><p1><pl>$^./.<sent>$"


def test_who_is_named_before_the_verb_needs_no_pronoun() -> None:
    assert explicit("Les dones plantem.", PEOPLE, "ca") == "Les dones plantem."


def test_one_pronoun_to_a_verb() -> None:
    assert explicit("M'ho va dir la Laura.", TOLD, "ca") == "La Laura em va dir això."
    assert explicit("Me'n vaig anar a casa.", LEFT, "ca") == "Jo vaig anar a casa."


def test_behind_an_article_there_is_no_verb() -> None:
    assert explicit("El manejo.", HANDLING, "es") == "El manejo."


def test_a_command_in_the_polite_form() -> None:
    assert explicit("Truqueu-me.", CALL, "ca") == "Truqui-me."
    assert polite("Espérame", "esperar", "es") == "Espéreme"
    assert polite("Siéntate", "sentar", "es") == "Siéntese"
    assert polite("Toca'm", "tocar", "ca") == "Toqui'm"


def test_the_blanks_are_those_of_the_text() -> None:
    assert explicit("amb l'àvia", WITH, "ca") == "amb l'àvia"


def test_another_text_than_the_analysed_one_stays() -> None:
    assert explicit("Res.", ALONE, "ca") == "Res."


@given(st.text("^$/<>\\ aejo'n+", max_size=60), st.text("aejo' n", max_size=20))
def test_any_stream(analysed: str, text: str) -> None:
    assert isinstance(explicit(text, analysed, "ca"), str)
