"""What is written is read as people say it, in words and letters that the voices know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.voices.reading import TABLES, as_read
from pipeline.voices.respelling import respelled

READ = {
    "ca": {
        "Val 12 €.": "Val dotze euros.",
        "obert 24/7, el curs 2025/26": "obert vint-i-quatre set, el curs dos mil vint-i-cinc vint-i-sis",
        "11/29/2026, 5/6/2026": ("vint-i-nou de novembre de dos mil vint-i-sis, cinc de juny de dos mil vint-i-sis"),
        "3 hab./km², el preu per m², en km²": (
            "tres habitants per quilòmetre quadrat, el preu per metre quadrat, en quilòmetres quadrats"
        ),
        "24 h, 1 km², 12 m2": "vint-i-quatre hores, un quilòmetre quadrat, dotze metres quadrats",
        "10è, 22a, pàg. 10-12": "desè, vint-i-dosena, pàgines deu a dotze",
        "(93) 402 70 00 o 93/402 70 00": (
            "nou tres, quatre zero dos, set zero, zero zero o nou tres, quatre zero dos, set zero, zero zero"
        ),
        "0034 600 123 456": "zero zero tres quatre, sis zero zero, u dos tres, quatre cinc sis",
        "(+34) 600 123 456": "més tres quatre, sis zero zero, u dos tres, quatre cinc sis",
        "1/2 hora, 1/2 litre, 1/5, 31/12": "mitja hora, mig litre, u barra cinc, trenta-u barra dotze",
        "12,50 €": "dotze euros amb cinquanta",
        "1 €": "un euro",
        "0,50 €": "cinquanta cèntims",
        "−2,05 €": "menys dos euros amb cinc",
        "1.200 € i 3 M€": "mil dos-cents euros i tres milions d'euros",
        "2 milions d'€": "dos milions d'euros",
        "fan −5 °C": "fan menys cinc graus Celsius",
        "-5 graus": "menys cinc graus",
        "3,5 %": "tres coma cinc per cent",
        "el 061": "el zero sis u",
        "el 112": "el cent dotze",
        "934 027 000": "nou tres quatre, zero dos set, zero zero zero",
        "934027000": "nou tres quatre, zero dos set, zero zero zero",
        "93 402 70 00": "nou tres, quatre zero dos, set zero, zero zero",
        "a les 17:05": "a les disset zero cinc",
        "0:45": "zero quaranta-cinc",
        "9.30 h": "nou hores i trenta minuts",
        "1 h 30 min": "una hora trenta minuts",
        "1r, 2n, 3r, 4t, 5è, 30è": "primer, segon, tercer, quart, cinquè, trentè",
        "3r 2a": "tercer segona",
        "segle XXI": "segle vint-i-u",
        "Carles III i Isabel II, Jaume I": "Carles tercer i Isabel segona, Jaume primer",
        "12 de maig de 2026": "dotze de maig de dos mil vint-i-sis",
        "l'1 d'abril": "l'u d'abril",
        "12/05/2026": "dotze de maig de dos mil vint-i-sis",
        "2026-05-12": "dotze de maig de dos mil vint-i-sis",
        "el Sr. Puig, la Dra. Pi, etc.": "el senyor Puig, la doctora Pi, etcètera.",
        "C/ Major, núm. 5": "carrer Major, número cinc",
        "«Hola», “adéu”": "Hola, adéu",
        "hola – adéu": "hola, adéu",
        "— Hola": "Hola",
        "10 km, 3 m², 50 km/h": "deu quilòmetres, tres metres quadrats, cinquanta quilòmetres per hora",
        "Tom & Jerry": "Tom i Jerry",
        "info@bcn.cat": "info arrova bcn punt cat",
        "https://www.barcelona.cat/cuesb/": "barcelona punt cat barra cuesb",
        "TV3 i A-2": "te ve tres i A-dos",
        "el CUESB, una ONG, un SMS": "el CUESB, una o ena ge, un essa ema essa",
        "Łódź, Иван, Ångström": "Lódz, Ivan, Angstrom",
        "3-5 anys": "tres a cinc anys",
        "2 dones, 21 cases, 31 dies": "dues dones, vint-i-una cases, trenta-un dies",
        "200 persones": "dues-centes persones",
        "12 000 o 12.000 o 12\u202f000 persones": "dotze mil o dotze mil o dotze mil persones",
        "1 000 000 €, 2.000.000 persones, 1.000.000 habitants": (
            "un milió d'euros, dos milions de persones, un milió d'habitants"
        ),
        "30 €/mes": "trenta euros per mes",
        "12-15 €": "dotze a quinze euros",
        "de 8.00 a 14.00 h": "de vuit hores a catorze hores",
        "a les 8.30": "a les vuit trenta",
        "17h30, 1h 05 min": "disset hores trenta minuts, una hora cinc minuts",
        "24 h 7 dies": "vint-i-quatre hores set dies",
        "90 m2": "noranta metres quadrats",
        "3½": "tres i mig",
        "la III edició, la II Guerra Mundial": "la tercera edició, la segona Guerra Mundial",
        "s. XX, segle V aC": "segle vint, segle cinquè abans de Crist",
        "(fora) Fi…": "fora, Fi.",
        "Una plaça\nbuida\n\nDe nit": "Una plaça buida. De nit",
        "col·legi": "col·legi",
        "L’autobús V15 s’atura": "L'autobús ve quinze s'atura",
        "El 2020 l’Anna, als 18 m’ho van dir": "El dos mil vint l'Anna, als divuit m'ho van dir",
        "A la 1 del migdia, a les 2, a les 21.": "A la una del migdia, a les dues, a les vint-i-una.",
        "a les 2:15 o a la 1.30.": "a les dues quinze o a la una trenta.",
        "les 31 dones i el 31": "les trenta-una dones i el trenta-u",
        "8.00-15.00 h, 9 h-14 h, 9:00-14:00": (
            "vuit hores a quinze hores, nou hores a catorze hores, nou hores a catorze hores"
        ),
        "10 €-12 €, 5 km – 6 km": "deu euros a dotze euros, cinc quilòmetres a sis quilòmetres",
        "de dl. a dv., de 9 a 14 h": "de dilluns a divendres, de nou a catorze hores",
        "El Dr. J. M. Serra. Música: J. S. Bach": "El doctor jota ema Serra. Música: jota essa Bach",
        "la línia A. Entra": "la línia A. Entra",
        "1/2 kg, ½ h, 3/4 l, 1/4 d’hora": "mig quilo, mitja hora, tres quarts de litre, un quart d'hora",
        "3,95 €/kg, 2 €/h": "tres euros amb noranta-cinc per quilo, dos euros per hora",
        "Joan XXIII i Lluís XIV": "Joan vint-i-tres i Lluís catorze",
        "Capítol I, Segle V": "Capítol u, Segle cinquè",
        "les 1es jornades, els 3rs, els 5ns": "les primeres jornades, els tercers, els cinquens",
        "Km 0, fig. 2, pp. 3-5": "quilòmetre zero, figura dos, pàgines tres a cinc",
        "16:9": "setze a nou",
        "les 3/4 parts, 2/3 parts": "les tres quartes parts, dues terceres parts",
        "l’E. Vila": "l'e Vila",
        "10 − 5, 10−5, fan − 5 °C, fan - 5 °C": (
            "deu menys cinc, deu menys cinc, fan menys cinc graus Celsius, fan menys cinc graus Celsius"
        ),
        "Hola - 5 persones": "Hola, cinc persones",
        "En Carles M. Puig i la Joana C. i en Joan C. van al mar. La Isabel M té 2 fills.": (
            "En Carles M. Puig i la Joana ce i en Joan ce van al mar. La Isabel M té dos fills."
        ),
        "Carles I l'any 1519, Joan I i II, Ramon Berenguer IV": (
            "Carles primer l'any mil cinc-cents dinou, Joan primer i segon, Ramon Berenguer quart"
        ),
        "el papa Celestí V i la reina Sofia II": "el papa Celestí cinquè i la reina Sofia segona",
        "la I Guerra Mundial, el I Congrés, la V edició, I Maria": (
            "la primera Guerra Mundial, el primer Congrés, la cinquena edició, I Maria"
        ),
        "els segles V-XXI, s. XIX-XX, segles I i II": (
            "els segles cinquè a vint-i-u, segle dinou a vint, segles primer i segon"
        ),
        "1 500 €, 1,250.75 €, 934.027.000": (
            "mil cinc-cents euros, mil dos-cents cinquanta euros amb setanta-cinc,"
            " nou tres quatre, zero dos set, zero zero zero"
        ),
        "100 USD, 50 ¢, 300 ¥, 25 cts, 5 k€": (
            "cent dòlars, cinquanta centaus, tres-cents iens, vint-i-cinc cèntims, cinc mil euros"
        ),
        "5 µg (5 μg), 60 dB, 230 V, 5 mg/l, CO₂": (
            "cinc micrograms, cinc micrograms, seixanta decibels, dos-cents trenta volts,"
            " cinc mil·ligrams per litre, ce o dos"
        ),
        "dura 5' o 3' 20\", 'el 5'": "dura cinc minuts o tres minuts vint segons, el cinc",
        "3 1/2 hores": "tres i mitja hores",
        "de dl.-dv. i dj-ds": "de dilluns a divendres i dijous a dissabte",
        "12 gen. 2026, 12-V-2026, 2026-5-1": (
            "dotze de gener de dos mil vint-i-sis, dotze de maig de dos mil vint-i-sis, u de maig de dos mil vint-i-sis"
        ),
        "+34600123456": "més tres quatre, sis zero zero, u dos tres, quatre cinc sis",
        "1 nit, 1 mà, 2 parts, 2 vidres, 2 imatges, 3 viatges": (
            "una nit, una mà, dues parts, dos vidres, dues imatges, tres viatges"
        ),
        "1 estat, 2 ciutats, 17 500 milles, a les 9 PM, 5 GHz, 20 ms": (
            "un estat, dues ciutats, disset mil cinc-centes milles, a les nou de la tarda, cinc gigahertzs,"
            " vint mil·lisegons"
        ),
        "2 a 1, en té 2 fa anys, el 21 era festa, del 1 va": (
            "dos a u, en té dos fa anys, el vint-i-u era festa, del u va"
        ),
        "pl. Catalunya, Ptge. Sert, esc. B, entl. 1a": "plaça Catalunya, passatge Sert, escala B, entresòl primera",
    },
    "en": {
        "3,5 %": "three point five percent",
        "open 24/7, split 50/50": "open twenty-four seven, split fifty fifty",
        "11/29/2026": "the twenty-ninth of November twenty twenty-six",
        "5/6/2026": "the fifth of June twenty twenty-six",
        "24 h, 1 km², 90 m2": "twenty-four hours, one square kilometre, ninety square metres",
        "people per km², in m²": "people per square kilometre, in square metres",
        "10-12 people, 112th": "ten to twelve people, one hundred and twelfth",
        "1-800-555-0199 or (555) 123-4567": (
            "one, eight zero zero, five five five, zero one nine nine"
            " or five five five, one two three, four five six seven"
        ),
        "call 555-0123": "call five five five, zero one two three",
        "020 7946 0958": "zero two zero, seven nine four six, zero nine five eight",
        "12,50 €": "twelve euros fifty",
        "£12.50": "twelve pounds fifty",
        "061": "zero six one",
        "call 112": "call one one two",
        "King Charles III": "King Charles the third",
        "World War II": "World War two",
        "21st, 2nd": "twenty-first, second",
        "5 May 2026": "the fifth of May twenty twenty-six",
        "May 5, 2026": "the fifth of May twenty twenty-six",
        "in 1999": "in nineteen ninety-nine",
        "2,500 people": "two thousand five hundred people",
        "-5 °C": "minus five degrees Celsius",
        "17:05": "seventeen oh five",
        "9:30 pm": "nine thirty p m",
        "Dr. Smith of St. Mary, Main St.": "Doctor Smith of Saint Mary, Main Street",
        "No. 5": "number five",
        "the 1980s": "the nineteen eighties",
        "10s": "ten seconds",
        "5'10\" tall": "five feet ten tall",
        "9.30am": "nine thirty a m",
        "Sept. 3 and 5 Jan 2026": "the third of September and the fifth of January twenty twenty-six",
        "+44 20 7946 0958": "plus four four, two zero, seven nine four six, zero nine five eight",
        "Plaça de Catalunya": "Plasa de Catalunya",
        "I saw it": "I saw it",
        "the part I like, part I, World War I began": "the part I like, part one, World War one began",
        "in his 30s, their 20s or 30s, her mid-40s": "in his thirties, their twenties or thirties, her mid-forties",
        "A €20 note, a €10m plan, a 5-km walk, an 80 kg man": (
            "A twenty euro note, a ten million euro plan, a five kilometre walk, an eighty kilo man"
        ),
        "for 20 € a day": "for twenty euros a day",
        "€3.95/kg, £5/person, €12/h": "three euros ninety-five a kilo, five pounds a person, twelve euros an hour",
        "1/2 kg, 3/4 l, 1/2 h": "half a kilo, three quarters of a litre, half an hour",
        "At 21.00 and at 12.30 the bell rings": "At twenty-one hundred and at twelve thirty the bell rings",
        "at 12.30 euros, at 1.50 m": "at twelve point three zero euros, at one point five zero metres",
        "Mon-Fri, 9am-5pm, Jul–Aug": "Monday to Friday, nine a m to five p m, July to August",
        "No. 5, no. 6, no. We": "number five, number six, no. We",
        "3:2": "three to two",
        "King Charles III's crown, Henry VIII’s wives, Charles I and II": (
            "King Charles the third's crown, Henry the eighth's wives, Charles the first and the second"
        ),
        "I told Peter I was late; Mary I am here. King John I was young, as Edward I of England.": (
            "I told Peter I was late; Mary I am here. King John the first was young, as Edward the first of England."
        ),
        "Pope Celestine V, Queen Sofia II": "Pope Celestine the fifth, Queen Sofia the second",
        "John D. Smith and Mary L. came, George C": "John D. Smith and Mary L came, George C",
        "in the XIX century, the I Congress, and I congress": (
            "in the nineteenth century, the first Congress, and I congress"
        ),
        "1.250,50 €, 1.250 €, 1.000.000 people": (
            "one thousand two hundred and fifty euros fifty, one thousand two hundred and fifty euros,"
            " one million people"
        ),
        "10 − 5, it was - 5 °C": "ten minus five, it was minus five degrees Celsius",
        "$100, 100 USD, 50¢, ¥300": "one hundred dollars, one hundred dollars, fifty cents, three hundred yen",
        "6' tall, 10 lbs, 3 yd, 2 1/4": "six feet tall, ten pounds, three yards, two and a quarter",
        "Intel(R), Hotel (5)": "Intel, R, Hotel, five",
        "the 1,000th stamp": "the one thousandth stamp",
        "emergency number 112": "emergency number one one two",
        "the 1990's": "the nineteen nineties",
        "Sr. Puig, Rev. Green, Mt. Everest, vol. 2, c. 1900": (
            "Senor Puig, Reverend Green, Mount Everest, volume two, about nineteen hundred"
        ),
    },
    "es": {
        "abierto 24/7": "abierto veinticuatro siete",
        "11/29/2026": "veintinueve de noviembre de dos mil veintiséis",
        "24 h, 12 km², el precio por m²": "veinticuatro horas, doce kilómetros cuadrados, el precio por metro cuadrado",
        "10-12, 3.er piso, 21.º": "diez a doce, tercer piso, vigésimo primero",
        "(93) 402 70 00": "nueve tres, cuatro cero dos, siete cero, cero cero",
        "1/2 hora, pág. 3-5": "media hora, páginas tres a cinco",
        "1r 2a": "primero segunda",
        "3er piso": "tercer piso",
        "934027000": "nueve tres cuatro, cero dos siete, cero cero cero",
        "12,50 €": "doce euros con cincuenta",
        "siglo XXI, Felipe VI, Alfonso XIII": "siglo veintiuno, Felipe sexto, Alfonso trece",
        "21 euros, 21 personas, 31 millones de €": "veintiún euros, veintiuna personas, treinta y un millones de euros",
        "EE. UU.": "Estados Unidos",
        "10 a. m.": "diez de la mañana",
        "Son las 21.00. A la 1.": "Son las veintiuna horas. A la una.",
        "Línea L3": "Línea ele tres",
        "D. Juan, D.ª Ana y M.ª José, No. 4": "don Juan, doña Ana y María José, número cuatro",
        "1/2 h, 3/4 kg, 2 €/kg": "media hora, tres cuartos de kilo, dos euros por kilo",
        "2.as jornadas": "segundas jornadas",
        "c/ Mayor, s/n": "calle Mayor, sin número",
        "10 − 5, hacen - 5 °C": "diez menos cinco, hacen menos cinco grados Celsius",
        "1ro, 2da, 7mo, 9na": "primero, segunda, séptimo, novena",
        "El 1 era fiesta, 2 a 1": "El uno era fiesta, dos a uno",
        "17 500 personas": "diecisiete mil quinientas personas",
        "Juan C. y Ana, Felipe I y II": "Juan ce y Ana, Felipe primero y segundo",
        "la I Guerra Mundial, el III Congreso, siglos XIX-XX": (
            "la primera Guerra Mundial, el tercer Congreso, siglos diecinueve a veinte"
        ),
        "21 noches, 1 mano, 21 veces, 31 voces": "veintiuna noches, una mano, veintiuna veces, treinta y una voces",
        "1 de mayo, lun.-vie., 12 dic. 2026": "uno de mayo, lunes a viernes, doce de diciembre de dos mil veintiséis",
        "tfno. 934027000, izq., RR. HH.": (
            "teléfono nueve tres cuatro, cero dos siete, cero cero cero, izquierda, recursos humanos"
        ),
    },
}

#: Texts as people might write them: all signs that have a rule, and any others.
WRITTEN = st.lists(
    st.one_of(
        st.from_regex(r"[-−–]?[0-9]{1,12}([.,:/][0-9]{1,4}){0,2}", fullmatch=True),
        st.sampled_from(
            ["€", "£5m", "%", " °C", " km²", "1r", "2a", "XXI", "Carles III", "Sr.", "«", "”", "–", "-", "..."]
        ),
        st.sampled_from(["h", "min", "l'1", "ª", "½", "²", "٣", "\u200b", "\ud800", "e\u0301", "ﬁ", "ẞ", "etc."]),
        st.sampled_from(["@", "#", "ONG", "c/", "…", "I", "V"]),
        st.text(max_size=6),
        st.sampled_from([" ", "  ", "\n", ", ", "'"]),
    ),
    max_size=12,
).map("".join)  # fmt: skip

#: Words that no rule is about.
WORDS = st.lists(st.text(alphabet="bdfjoqu", min_size=4, max_size=9), min_size=1, max_size=6)


@pytest.mark.parametrize(("lang", "written"), [(lang, text) for lang, texts in READ.items() for text in texts])
def test_it_is_read_as_people_say_it(lang: str, written: str) -> None:
    assert as_read(written, lang) == READ[lang][written]


def test_the_guide_tells_how_it_is_read() -> None:
    guide = (Path(__file__).parents[2] / "docs/voices.md").read_text("utf-8")
    rows = re.findall(r"^\| (ca|en|es) \| (.+?) \| (.+?) \|$", guide, re.MULTILINE)
    assert len(rows) > 10
    assert [as_read(written, lang) for lang, written, _ in rows] == [read for *_, read in rows]


@given(text=WRITTEN, lang=st.sampled_from(list(TABLES)))
@example(text="0" * 40, lang="ca")
@example(text="9" * 400 + " €", lang="es")
@example(text="C/«S»r. 1", lang="ca")
def test_only_words_and_pauses_are_left_and_they_stay(text: str, lang: str) -> None:
    read = as_read(text, lang)
    letters = re.escape(TABLES[lang].letters + TABLES[lang].letters.upper())
    assert re.fullmatch(rf"(?:[A-Za-z{letters}'·,.;:?! -])*", read), read
    assert not re.search(r"(?:^|\s)[-'·,.;:?!]|[-'·](?:\s|$)|  ", read), read
    assert as_read(read, lang) == read


@given(
    words=WORDS, between=st.sampled_from([" ", ", ", " – ", " «", "» ", " (", ") ", " & ", " 12 ", " €5 ", "/", "… "])
)
def test_no_word_is_lost(words: list[str], between: str) -> None:
    for lang in TABLES:
        left = re.findall(r"\w+", as_read(between.join(words), lang))
        at = 0
        for word in words:
            at = left.index(word, at) + 1


@given(st.characters(categories=("Lu", "Ll", "Lo")))
def test_a_letter_of_any_script_is_written_with_letters_that_the_voice_knows(letter: str) -> None:
    for table in TABLES.values():
        written = respelled(f"a{letter}a", table)
        assert re.fullmatch(rf"[A-Za-z{table.letters}{table.letters.upper()}·]*", written)


def test_a_language_without_a_table_is_left_alone() -> None:
    assert as_read(" Двa  12 €", "uk") == "Двa 12 €"


@pytest.mark.parametrize("lang", TABLES)
def test_every_number_can_be_said(lang: str) -> None:
    table = TABLES[lang]
    for number in (*range(131), *range(200, 2100, 37), 10**6, 21 * 10**6, 10**15 - 1):
        for feminine in (False, True):
            assert re.fullmatch(r"[a-zà-ÿ -]+", table.cardinal(number, feminine, True))
            if 0 < number < 2100:
                assert re.fullmatch(r"[a-zà-ÿ -]+", table.ordinal(number, feminine))
