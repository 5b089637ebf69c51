"""What people say, through the real routes, by kind: tense, people, numbers and names stay what they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from pipeline.cues import Word
from pipeline.translation.route import Route
from pipeline.translation.routes import TABLE, RouteResources
from pipeline.translation.sentences import Sentence
from pipeline.translation.translate import render

#: Kind, language, what is said, what is shown.
SAID = [
    ("past", "ca", "M'ho va dir la Laura.", "Laura told me this."),
    ("past", "ca", "Me'n vaig anar a casa.", "I went home."),
    ("past", "ca", "N'hi va haver molts que no van tornar.", "There were many who did not return."),
    ("past", "ca", "Li'n vaig donar dos.", "I gave him two."),
    ("past", "ca", "Els en vam portar una caixa.", "We brought them a box."),
    ("past", "ca", "Li'n van donar molts.", "They gave him many."),
    ("past", "ca", "Se'ls va cremar el dinar.", "The lunch burned."),
    ("future", "ca", "Li'n donaré dos.", "I will give him two."),
    ("past", "es", "Me lo dijo mi hermana.", "My sister told me this."),
    ("lost word", "ca", "Va ser un any difícil.", "It was a difficult year."),
    ("lost word", "ca", "Després ho va fer a casa.", "did this at home."),
    ("numbers", "ca", "El 50 % de les famílies treballa.", "of families work."),
    ("numbers", "es", "Gano mil cien euros.", "I earn 1100 euros."),
    ("answers", "ca", "Potser.", "Maybe."),
    ("answers", "ca", "D'acord.", "All right."),
    ("answers", "es", "Gracias.", "Thank you."),
    ("fillers", "ca", "Bueno, doncs, no ho sé.", "Well, I do not know."),
    ("clock", "ca", "Tanquem a dos quarts de deu.", "9:30"),
    ("clock", "ca", "Són tres quarts de nou.", "8:45"),
    ("clock", "es", "Me levanto a las siete menos cuarto.", "6:45"),
    ("names", "ca", "En Pau viu amb la Mercè.", "Pau lives with Mercè."),
    ("names", "ca", "La Neus va arribar la primera.", "Neus"),
    ("names", "es", "Nieves llegó la primera.", "Nieves"),
    ("names", "ca", "Em dic Laura i formo part d'un grup de dones.", "My name is Laura"),
    ("subjects", "ca", "Estic sola.", "I am alone."),
    ("subjects", "es", "He trabajado mucho.", "I"),
    ("commands", "ca", "Truqueu-me demà.", "Call me tomorrow."),
    ("times of day", "ca", "Quan arribo al matí, miro les plantes.", "in the morning"),
    ("several people", "ca", "No sé si recordareu el meu nom.", "you'll remember"),
    ("what, not that", "ca", "Ningú no et diu què has de fer.", "what you have to do."),
    ("what, not that", "es", "Nadie te dice qué tienes que hacer.", "what you have to do."),
    ("what, not that", "es", "No sé qué decir.", "what to say."),
    ("what, not that", "ca", "Explica'm què va passar.", "what happened."),
    ("people, not we", "ca", "Primer escoltem la gent.", "listen to people."),
    ("each one", "ca", "Aquí ens asseiem totes juntes i cada una parla quan vol.", "each one speaks when she wants."),
    ("each time", "ca", "Quan arribem, primer escoltem la gent.", "Whenever we arrive"),
    ("at once", "ca", "Quan sona el telèfon, sortim de seguida.", "immediately"),
    ("knowing", "ca", "No tenia clar com fer-ho.", "didn't know how to do it"),
    ("knowing", "es", "Al principio no tenía claro cómo buscar trabajo.", "did not know how to look for work"),
    ("listening", "ca", "El primer dia només vaig escoltar.", "just listened"),
    ("nobody knows it", "ca", "Hem plantat anciams.", "anciams"),
    ("our words", "ca", "El lloguer puja molt.", "rent"),
    ("speaker", "ca", "No ho canviaria per res.", "I wouldn't change it"),
    ("speaker", "ca", "Em va dir que vindria.", "he would come"),
    ("speaker", "es", "Si lo hubiera sabido, habría venido antes.", "If I had known, I would have come"),
    ("speaker", "es", "Me dijo que vendría.", "he would come"),
    ("somebody else", "ca", "Qui ho hauria dit!", "Who would have"),
    ("advice", "ca", "Hauries de descansar.", "You should rest."),
    ("ages", "ca", "Ahir vaig fer seixanta anys.", "Yesterday I turned sixty."),
    ("family", "ca", "El meu home té Parkinson.", "My husband"),
    ("family", "ca", "Un home em va ajudar.", "man"),
    ("family", "ca", "Tinc cura del meu net cada tarda.", "I take care of my grandson"),
    ("family", "es", "La niña se quedó con los abuelos.", "grandparents"),
    ("money", "ca", "Quant costa?", "How much is it?"),
    ("money", "ca", "No em queda ni un cèntim.", "I don't even have a penny."),
    ("time", "ca", "Abans d'ahir vam plantar cebes.", "he day before yesterday we planted onions."),
    ("time", "ca", "Dura hora i mitja.", "It lasts an hour and a half."),
    ("time", "es", "Trabajo de lunes a viernes.", "I work from Monday to Friday."),
    ("questions", "ca", "Com et dius?", "What is your name?"),
    ("commands", "ca", "Expliqui'm què ha passat.", "what happened"),
    ("commands", "es", "Ven a verme.", "Come and see me."),
    ("wishes", "ca", "M'hauria agradat estudiar.", "I would have liked to study."),
    ("wishes", "es", "Me habría gustado estudiar.", "I would have liked to study."),
    ("whose it is", "ca", "Se'm va trencar el mòbil.", "My phone"),
    ("whose it is", "ca", "Se li va morir la mare molt jove.", "His mother died very young."),
    ("whose it is", "es", "Se nos murió el perro.", "Our dog"),
    ("whose it is", "es", "Se me rompieron las gafas.", "My glasses"),
    ("said first", "ca", "La clau te la dono demà.", "you the key tomorrow"),
    ("said first", "es", "Los papeles me los arregló la abogada.", "The lawyer arranged the documents for me."),
    ("all of it", "ca", "M'ho van robar tot.", "everything"),
    ("owed", "ca", "Em deuen dos mesos.", "They owe me two months."),
    ("hanging pronouns", "ca", "Vull explicar-t'ho.", "I want to explain this to you."),
    ("hanging pronouns", "ca", "Dona-me-la.", "Give me this."),
    ("hanging pronouns", "es", "No sabían cómo decírselo.", "tell him this"),
    ("hanging pronouns", "es", "Dámela.", "Give me this."),
    ("commands", "ca", "Digues la veritat.", "Tell the truth."),
    ("commands", "ca", "Obre la porta, si us plau.", "Open the door, please."),
    ("commands", "ca", "Mira la foto.", "Look at"),
    ("commands", "es", "Cierra la ventana.", "Close the window."),
    ("commands", "es", "Di la verdad.", "Tell the truth."),
    ("no command", "ca", "Obre a les nou.", "Opens at nine."),
    ("speaker", "ca", "Vivia amb la meva àvia.", "I lived with my grandmother."),
    ("speaker", "es", "Trabajaba en negro.", "I worked without a contract."),
    ("somebody else", "ca", "El meu pare treballava a la fàbrica.", "My father worked"),
    ("ages", "ca", "El meu pare en té vuitanta-dos.", "My father is 82 years old."),
    ("ages", "es", "Mi padre tiene ochenta y dos.", "is 82 years old"),
    ("money", "ca", "Em va costar vint euros amb cinquanta.", "fifty cents"),
    ("money", "es", "Me dieron mil y pico euros.", "more than a thousand euros"),
    ("there was", "es", "Antes había más vecinos.", "there were more neighbors"),
    ("there was", "es", "Había trabajado toda la vida.", "I had worked"),
    ("feelings", "es", "Me siento escuchada.", "I feel listened to."),
    ("feelings", "ca", "A mi em fan por els hospitals.", "I'm afraid of hospitals."),
    ("wishes", "ca", "Tant de bo em donin el pis.", "I hope they give me the apartment."),
    ("wishes", "es", "Que tengas suerte.", "Good luck."),
    ("let's see", "es", "A ver si me llaman.", "Let's see if they call me."),
    ("small things", "ca", "Vivim en un piset molt petit.", "small apartment"),
    ("small things", "es", "Un cafelito y para casa.", "coffee"),
    ("Castilian in Catalan", "ca", "Estic hasta els nassos.", "fed up"),
    ("Castilian in Catalan", "ca", "Ja està, se acabó.", "it's over"),
    ("Castilian in Catalan", "ca", "Em vaig agobiar molt.", "distressed"),
    ("until", "ca", "Fins que no em van ajudar, no vaig respirar.", "Until they helped me"),
    ("questions", "ca", "Que vols un cafè?", "Do you want a coffee?"),
    ("questions", "es", "¿Qué te ha pasado?", "What happened to you?"),
    ("somewhere", "es", "Se fue sin decir nada.", "He left without"),
    ("Castilian in Catalan", "ca", "Al final tot va salir bé.", "everything went well."),
    ("Castilian in Catalan", "ca", "El niño no volia menjar.", "The boy didn't want to eat."),
    ("Castilian in Catalan", "ca", "Els caps de setmana cuido el meu net.", "grandson"),
    ("we did, we do", "ca", "Vam vendre el cotxe.", "We sold the car."),
    ("we did, we do", "ca", "Ens reunim cada dilluns.", "We meet every Monday."),
    ("we did, we do", "ca", "Jugàvem al carrer.", "We played in the street."),
    ("we did, we do", "es", "Vendimos el coche.", "We sold the car."),
    ("how long", "ca", "Fa tres setmanes que no plou.", "for three weeks."),
    (
        "how long",
        "es",
        "Llevo seis meses esperando los papeles.",
        "I've been waiting for the documents for six months.",
    ),
    ("ages", "ca", "La petita té onze mesos.", "eleven months old."),
    ("ages", "es", "Es mayor que yo.", "He's older than me."),
    ("money", "ca", "No ens arriba per a tot.", "We don't have enough money"),
    ("money", "es", "Me prestó cincuenta euros.", "He lent me fifty euros."),
    ("clock", "ca", "Obren de nou a dues.", "open from"),
    ("not even", "es", "No vino ni mi hermana.", "Not even my sister came."),
    ("missing somebody", "es", "Te echo mucho de menos.", "I miss you"),
    ("doctors", "ca", "Em van ingressar d'urgències.", "They hospitalized me"),
    ("fears", "ca", "Em fa por que em facin fora.", "I'm afraid"),
]


#: ms from the beginning of one to that of the next: nothing joins them.
APART_MS = 60_000


@pytest.fixture(scope="module")
def shown() -> Callable[[str, str], str]:
    """What is shown of something said. All of a language is translated at once: starting Apertium takes longer than
    anything that it is told."""

    @cache
    def all_of(lang: str) -> Mapping[str, str]:
        said = [text for _, one, text, _ in SAID if one == lang]
        words = [
            Word(at, at + 1, token, lang, None, text)
            for number, text in enumerate(said)
            for at, token in enumerate(text.split(), number * APART_MS)
        ]
        made: dict[str, list[str]] = {text: [] for text in said}
        for one in render(words, "en", english):
            made[said[one.start // APART_MS]].append(one.text)
        return {text: " ".join(texts) for text, texts in made.items()}

    return lambda text, lang: all_of(lang)[text]


def english(lang: str) -> Route:
    """The route by Portuguese; skips where it is not installed."""
    route = TABLE[lang, "en"][1].make(RouteResources())
    if not route.available():
        pytest.skip(f"{route.name} is not installed: {route.remedy()}")
    return route


@pytest.mark.parametrize(("kind", "lang", "said", "wanted"), SAID, ids=[f"{kind}-{said}" for kind, _, said, _ in SAID])
def test_what_is_shown_says_what_was_said(
    shown: Callable[[str, str], str], kind: str, lang: str, said: str, wanted: str
) -> None:
    assert wanted in shown(said, lang)


@pytest.mark.parametrize(
    ("source", "said", "wanted"),
    [("es", "Soy feliz, y vienen.", "Soc feliç, i venen."), ("en", "They come.", "Venen.")],
)
def test_catalan_is_spelled_as_since_2017(source: str, said: str, wanted: str) -> None:
    route = next(
        (made for row in TABLE[source, "ca"] if (made := row.make(RouteResources())).name.endswith("iec2017")), None
    )
    if route is None or not route.available():
        pytest.skip("the _iec2017 modes are not installed: sudo apt install apertium-spa-cat apertium-eng-cat")
    with route:
        assert route.translate([Sentence(0, 1000, said, source, ())]) == [wanted]
