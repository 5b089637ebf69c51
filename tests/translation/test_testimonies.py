"""What people tell of help that they had: in other words of the same language, and what becomes of it in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Lang
from pipeline.translation.routes import choose
from pipeline.translation.sentences import Sentence
from pipeline.translation.testimonies import before_spa_cat, in_other_words, myself


@pytest.mark.parametrize(
    ("lang", "said", "put"),
    [
        ("ca", "El primer dia em van acompanyar.", "El primer dia van venir amb mi."),
        ("ca", "Demana que t’acompanyin.", "Demana que vinguin amb tu."),
        ("ca", "Ens acompanyen en tot.", "Ens recolzen en tot."),
        ("ca", "Acompanyo la mare al metge.", "vaig amb la mare al metge."),
        ("ca", "El que em passava a mi també els passava a les altres.",
         "El que em succeïa també els succeïa a les altres."),
        ("ca", "No sé què li passa.", "No sé què li passa."),
        ("ca", "Podem fer que ningú estigui sol.", "Podem evitar que algú estigui sol."),
        ("ca", "Aquí fem que ningú quedi enrere.", "Aquí evitem que algú quedi enrere."),
        ("es", "Hacen que nadie esté solo.", "evitan que alguien esté solo."),
        ("ca", "Tinc companyes de feina i companyes de pis.", "Tinc col·legues de feina i companyes de pis."),
        ("ca", "Aquí no passa res, i si plores no passa res.", "Aquí no passa res, i si plores no hi ha cap problema."),
        ("ca", "Fa una estona que parlem una estona.", "Fa una estona que parlem durant una estona."),
        ("es", "Me acompañó mi hermana.", "vino conmigo mi hermana."),
        ("es", "Nos acompañaron durante dos años.", "Nos apoyaron durante dos años."),
        ("es", "Eso me pasó a mí.", "Eso me sucedió."),
        ("es", "Fui con mucha ilusión y con ganas.", "Fui con entusiasmo y con energía."),
    ],
)  # fmt: skip
def test_in_other_words(lang: Lang, said: str, put: str) -> None:
    assert in_other_words(said, lang) == put


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Fui a la entrevista.", "vaig anar a la entrevista."),
        ("Fue a las tres, fue a finales de mayo, fue a mí a quien llamaron.",) * 2,
        ("Me contó su vida y os voy a contar la mía.", "Me explicó su vida y os voy a explicar la mía."),
        ("Me di cuenta, cuenta conmigo.",) * 2,
        ("Busco trabajo, mi trabajo social.", "Busco feina, mi trabajo social."),
        ("Vivo con mi madre, vivo en Sants.", "visc con mi madre, visc en Sants."),
    ],
)
def test_spanish_that_is_to_be_catalan(said: str, put: str) -> None:
    assert before_spa_cat(said) == put


def test_who_does_it_to_himself() -> None:
    assert myself("I trust me again, they trust me.") == "I trust myself again, they trust me."


@given(st.sampled_from(["ca", "es"]), st.text(max_size=40))
def test_what_it_does_not_know_stays(lang: Lang, text: str) -> None:
    assert in_other_words(f"{text} 5", lang).endswith(" 5")


@pytest.mark.parametrize(
    ("source", "target", "said", "must", "must_not"),
    [
        (
            "ca",
            "en",
            "No podem canviar el que ha passat, però podem fer que ningú estigui sol.",
            "prevent",
            "make anyone",
        ),
        ("ca", "en", "Vaig anar a l'entrevista amb molta il·lusió.", "enthusiasm", "illusion"),
        ("ca", "en", "He après a dir que estic cansada, i no passa res.", "no problem", "pass"),
        ("ca", "en", "El que em passava a mi també els passava a les altres.", "happened to others", "pass"),
        ("ca", "en", "Demana que t'acompanyin.", "with you", "follow"),
        ("ca", "en", "La setmana passada em van operar.", "they operated", "i operated"),
        ("ca", "en", "Em van ajudar els veïns.", "neighbors helped me", "they helped"),
        ("ca", "en", "Em van obrir les portes.", "they opened", "i opened"),
        ("ca", "en", "Li vaig dir a la Marta que no vindria.", "told marta", "him"),
        ("ca", "en", "La meva filla viu amb dues companyes de pis.", "lives with", "saw"),
        ("ca", "en", "La meva àvia no hi veu bé.", "see well", "there"),
        ("ca", "en", "Al principi em costava molt parlar.", "difficult for me", "cost"),
        ("ca", "en", "Em vaig jubilar l'any passat.", "retired", "reform"),
        ("ca", "en", "Ajudeu-me a pujar la compra.", "help me", "-ma"),
        ("ca", "en", "A la meva filla li costa parlar.", "hard for my daughter", "cost"),
        ("es", "en", "A mi hija le cuesta hablar.", "hard for my daughter", "cost"),
        ("es", "en", "Le dije a mi madre que no vendría.", "told my mother", "him"),
        ("es", "en", "Nos ayudaron los vecinos.", "neighbors helped us", "they"),
        ("es", "en", "Llevo aquí diez años.", "ten years", "take"),
        ("es", "en", "Me pongo nerviosa enseguida.", "get nervous", "put"),
        ("es", "en", "Ven a buscarme a las cinco.", "at five", "the five"),
        ("es", "en", "Tengo compañeros y tengo planes.", "colleagues", "partners"),
        ("es", "en", "Lo más importante es que vuelvo a confiar en mí.", "myself", "trust me"),
        ("es", "ca", "Fui a la entrevista con nervios.", "anar a l'entrevista", "ser"),
        ("es", "ca", "Os voy a contar mi camino.", "explicar", "compt"),
    ],
)
def test_what_becomes_of_it(source: Lang, target: Lang, said: str, must: str, must_not: str) -> None:
    route = choose(source, target)
    if "apertium" not in route.name:
        pytest.skip(f"{route.name} is another route")
    with route:
        (text,) = route.translate([Sentence(0, 1000, said, source, ())])
    assert must in text.lower() and must_not not in text.lower(), text
