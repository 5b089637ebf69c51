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
    ("we do, not did", "ca", "Demà comencem.", "Tomorrow we start."),
    ("we do, not did", "ca", "La setmana que ve comencem el projecte.", "we start the project"),
    ("we do, not did", "ca", "Els dilluns comencem a les nou.", "On Mondays we start at nine."),
    ("we do, not did", "ca", "Vam anar a casa i vam dinar.", "We went home and"),
    ("we do, not did", "ca", "Cada quinze dies rebem un lot d'aliments.", "we get a food package"),
    ("we do, not did", "ca", "A les nou obrim.", "we open"),
    ("we do, not did", "ca", "Quedem per fer un cafè.", "We meet to have a coffee."),
    ("speaker", "ca", "Llavors tenia disset anys i no sabia res de la vida.", "I was seventeen"),
    ("speaker", "ca", "Els caps de setmana feia hores extres.", "I worked overtime"),
    ("speaker", "ca", "Estalviava deu euros cada setmana.", "I saved ten euros"),
    ("leaving", "ca", "Quan surto del grup me'n vaig més tranquil·la.", "I leave quieter"),
    ("treated", "ca", "Em van atendre molt bé.", "They treated me very well."),
    ("treated", "ca", "Es van portar molt bé amb mi.", "They behaved very well with me."),
    ("who comes", "ca", "Mentre dinàvem, va sonar el telèfon.", "the phone rang"),
    ("what, not that", "ca", "No sabia on anar ni què havia de dir.", "what I had to say"),
    ("topic", "ca", "De diners no en parlem mai a casa.", "We never talk about money at home."),
    ("topic", "ca", "A ells no els ho he dit encara.", "I didn't say this to them yet."),
    ("times of day", "ca", "Cada matí em llevo a les sis.", "I get up at six o'clock"),
    ("castilian", "ca", "El meu fill parla català al cole.", "at school"),
    ("castilian", "ca", "Em feia mucha ilusión començar.", "happy"),
    ("we do, not did", "es", "La semana que viene empezamos.", "we start"),
    ("we do, not did", "es", "Cada quince días recibimos un lote de comida.", "we receive"),
    ("we did", "es", "Recibimos ayuda.", "received help"),
    ("who does what", "es", "Nos dan un descuento del treinta por ciento.", "They give us a thirty percent discount."),
    ("treated", "es", "Me atendieron muy bien.", "They treated me very well."),
    ("topic", "es", "De dinero no hablamos nunca en casa.", "We never talk about money at home."),
    ("you", "es", "No te das cuenta hasta que te pasa a ti.", "You don't realize until it happens to you."),
    ("commands", "ca", "Demana hora al teu metge.", "consultation with your doctor"),
    ("commands", "ca", "Confia en mi.", "Trust me."),
    ("commands", "ca", "Aixeca't i torna-ho a provar.", "try again"),
    ("commands", "ca", "Seieu i expliqueu-me què us passa.", "Take a seat and explain"),
    ("commands", "ca", "Escriu-me el teu número.", "Write me your number."),
    ("commands", "ca", "No facis tard.", "Don't arrive late."),
    ("commands", "ca", "Compteu amb nosaltres.", "count on us"),
    ("money", "ca", "Devia dos mil euros al banc.", "I owed"),
    ("money", "ca", "La llum puja cada mes.", "Electricity rises"),
    ("work", "ca", "D'aquí a un mes em jubilo.", "I will retire"),
    ("liking", "ca", "No els agrada que els mirin.", "them to look at them"),
    ("castilian", "ca", "Vaig pedir ayuda al ajuntament.", "I asked the city council for help."),
    ("castilian", "ca", "Cuesta mucho trobar un pis.", "difficult to find"),
    ("castilian", "ca", "Hay que seguir endavant.", "necessary"),
    ("castilian", "ca", "Tens que ser fuerte.", "You have to be strong."),
    ("we do, not did", "ca", "No tanquem mai.", "We never close."),
    ("we do, not did", "ca", "Les dones també necessitem temps.", "omen also need time"),
    ("past", "ca", "Aquell hivern no vam encendre la calefacció.", "we didn't turn on the heating"),
    ("who does what", "ca", "M'ho van oferir i vaig dir que sí.", "and I said yes."),
    ("who does what", "ca", "Em va trucar i vaig dir que no.", "and I said no."),
    ("who does what", "ca", "D'aquí a quinze dies em donen el pis.", "they give me the apartment"),
    ("who does what", "ca", "Em van acollir i ara els ajudo.", "and now I help them"),
    ("since when", "ca", "Fa un any i mig que hi treballo.", "I have been working there for a year and a half."),
    ("since when", "ca", "Ja no soc la d'abans.", "the same as before"),
    ("money", "ca", "Em van pujar el lloguer.", "They increased my rent."),
    ("money", "ca", "Guanyava mil euros bruts.", "before tax"),
    ("money", "ca", "Pagàvem quaranta euros per cap.", "We paid forty euros per person."),
    ("money", "ca", "Ens fan un descompte del trenta per cent.", "thirty percent"),
    ("money", "ca", "He cobrat l'atur fins al març.", "until March"),
    ("commands", "ca", "Vés amb compte quan surtis.", "Be careful when you leave."),
    ("commands", "ca", "Apunta't al curs, que encara hi ha places.", "because there are still vacancies"),
    ("together", "ca", "Hi vam anar plegats.", "together"),
    ("all of it", "ca", "Li ho vaig explicar tot a la psicòloga.", "I explained everything to the psychologist."),
    ("you", "ca", "No te n'adones fins que et passa a tu.", "You don't realize until it happens to you."),
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
    ("Castilian clauses", "ca", "I em va dir: no te preocupes, ya te llamaremos.", "don't worry, we'll call you"),
    ("Castilian clauses", "ca", "El policia em va dir: enséñame los papeles.", "show me the documents."),
    ("Castilian clauses", "ca", "Em van contestar: vuelva usted mañana.", "come back tomorrow."),
    ("Castilian clauses", "ca", "Tot i això, no me arrepiento de res.", "I don't regret anything."),
    ("Castilian clauses", "ca", "Me levanto cada dia a les sis.", "I get up every day at six."),
    ("Castilian in Catalan", "ca", "Por lo menos ara tenim un sostre.", "At least now we have"),
    ("Castilian in Catalan", "ca", "Em van apoiar molt.", "supported me"),
    ("Castilian in Catalan", "ca", "És una enfermetat que no té cura.", "disease"),
    ("Castilian in Catalan", "ca", "El lloguer està por las nubes.", "very expensive"),
    ("Castilian in Catalan", "ca", "Lo que pasa és que la gent no ho sap.", "The problem is that people don't know"),
    ("ages", "ca", "Vaig arribar aquí amb divuit anys.", "at the age of eighteen."),
    ("ages", "ca", "El meu fill fa nou anys al març.", "will turn nine in March."),
    ("ages", "ca", "Encara no ha fet els divuit.", "not yet turned eighteen."),
    ("ages", "ca", "És tres anys més gran que jo.", "three years older than me."),
    (
        "ages",
        "ca",
        "Tinc un fill de vint i una filla de vint-i-tres.",
        "a twenty-year-old son and a 23-year-old daughter.",
    ),
    ("ages", "ca", "Rondo la quarantena.", "about forty years old."),
    ("ages", "ca", "De petit vivia al poble.", "When I was a boy I lived"),
    ("money", "ca", "Em donen sis-cents euros al mes.", "They give me 600 euros a month."),
    ("money", "ca", "Anem curts de diners.", "We have little money."),
    ("money", "ca", "No em puc permetre un dentista.", "can't afford a dentist."),
    ("money", "ca", "Li pago trenta euros per netejar.", "I pay him thirty euros"),
    ("money", "es", "No nos lo podemos permitir.", "We can't afford"),
    ("for oneself", "ca", "Se'l van emportar en ambulància.", "They took him"),
    ("for oneself", "ca", "S'ho va gastar tot.", "He spent everything."),
    ("for oneself", "es", "Se lo llevaron en ambulancia.", "They took him"),
    ("introduced", "ca", "Me la va presentar una amiga.", "A friend introduced me to her."),
    ("given to them", "ca", "A ells no els van dir res.", "They didn't tell them anything."),
    ("there", "ca", "Hi vaig treballar sis anys.", "I worked there for six years."),
    ("told of it", "ca", "Ella me'n va parlar.", "She told me about this."),
    ("who comes", "ca", "Menos mal que va venir la meva germana.", "my sister came"),
    ("runs out", "es", "Se me acabaron las pastillas.", "left without"),
    ("told not to", "es", "Les dije que no vinieran.", "I told them not to come."),
    ("they to me", "ca", "No me'n vaig adonar que m'havien robat.", "that they had"),
    ("clock", "ca", "Vaig arribar a quarts de deu.", "around 9:30."),
    ("how often", "ca", "Ara hi vaig un cop al mes.", "once a month"),
    ("commands", "ca", "Truca al 112.", "Call 112."),
    ("commands", "ca", "Porta les claus.", "Bring the keys."),
    ("commands", "ca", "Feu cas als metges.", "Listen to"),
    ("commands", "ca", "Posa't l'abric, que fa fred.", "because it's cold."),
    ("commands", "ca", "Envia'm la foto.", "Send me the photo."),
    ("commands", "es", "Tratadlos bien.", "Treat them well."),
    ("commands", "es", "Respira hondo.", "Breathe deeply."),
    ("questions", "es", "¿Cuál es tu dirección?", "What is your address?"),
    ("questions", "es", "¿Para qué sirve esto?", "What is this for?"),
    ("questions", "es", "¿Cómo te llamas?", "What is your name?"),
    ("no longer", "es", "Ya no vivo allí.", "I don't live there anymore."),
    ("never before", "es", "Nunca había pedido ayuda.", "I had never asked for help."),
    ("conditional", "es", "Habría que abrir más plazas.", "It would be necessary to open more"),
    ("conditional", "ca", "Haguéssim pogut fer més.", "We would have been able to do more."),
    ("conditional", "ca", "M'encantaria poder estudiar.", "I would love to be able to study."),
    ("care", "ca", "Tinc el pare ingressat.", "hospitalized"),
    ("care", "es", "Mi madre no se vale por sí misma.", "can't take care of herself."),
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
