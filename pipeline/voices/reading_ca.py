"""How Catalan is read, as Ona needs it."""

from __future__ import annotations

from pipeline.voices.reading_table import Counted, Currency, ReadingTable, listed
from pipeline.voices.spoken_numbers import catalan, catalan_ordinal

#: Nouns in -a and -es that are masculine, as they are likely after a number.
_MASCULINE = frozenset(
    listed(
        """
        dia dies mapa mapes problema problemes sistema sistemes programa programes tema temes idioma idiomes drama
        drames poema poemes planeta planetes cometa cometes poeta poetes diploma diplomes homes pares metges mestres
        llibres centres metres quilòmetres centímetres litres alumnes joves cotxes pobles pobres mobles cables sobres
        arbres membres ministres exemples temples timbres tigres ventres vespres mesos oncles monstres rostres nombres
        passatges viatges missatges paisatges personatges formatges garatges equipatges reportatges homenatges
        habitatges germans altres dimarts dimecres dijous divendres dissabtes diumenges desembres
        """
    )
)


def _feminine(noun: str) -> bool:
    return noun.endswith(("a", "es", "ció", "cions", "tat", "tats", "nits", "veus", "mans")) and noun not in _MASCULINE


def _date(day: int, month: str, year: str) -> str:
    return f"{catalan(day, False, False)} {_of(month)}{month}" + (f" de {year}" if year else "")


def _king(number: int, feminine: bool) -> str:
    return catalan_ordinal(number, feminine) if number <= 10 else catalan(number, False, False)


def _ordinals(one: str) -> str:
    return f"{one[:-1]}es" if one.endswith("a") else f"{one[:-1]}ens" if one.endswith("è") else f"{one}s"


def _fraction_of(sign: str, unit: Counted) -> str:
    if sign == "½":
        return f"{'mitja' if unit.feminine else 'mig'} {unit.one}"
    return f"{TABLE.fractions[sign]} {_of(unit.one)}{unit.one}"


def _of(noun: str) -> str:
    return "d'" if noun[0] in "aeiouhàèéíòóú" else "de "


_CENT = Counted("cèntim", "cèntims")
_DAYS = listed(r"[Dd]l\. [Dd]t\. [Dd]c\. [Dd]j\. [Dd]v\. [Dd]s\. [Dd]g\.")
_EURO = Currency(Counted("euro", "euros"), _CENT)

TABLE = ReadingTable(
    lang="ca",
    letters="àèéíïòóúüçñ",
    respelled={},
    thousands=".",
    point="coma",
    digit_by_digit_decimals=False,
    minus="menys",
    plus="més",
    until="a",
    percent="per cent",
    permille="per mil",
    degrees=Counted("grau", "graus"),
    scales={"C": "Celsius", "F": "Fahrenheit"},
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        "£": Currency(Counted("lliura", "lliures", True), Counted("penic", "penics")),
        "$": Currency(Counted("dòlar", "dòlars"), Counted("centau", "centaus")),
    },
    cents_after="amb",
    scales_of_money={
        "M": ("milió d'", "milions d'"),
        "milió d'": ("milió d'", "milions d'"),
        "milions d'": ("milió d'", "milions d'"),
        "milió de ": ("milió de ", "milions de "),
        "milions de ": ("milió de ", "milions de "),
    },
    units={
        "km": Counted("quilòmetre", "quilòmetres"),
        "m": Counted("metre", "metres"),
        "cm": Counted("centímetre", "centímetres"),
        "mm": Counted("mil·límetre", "mil·límetres"),
        "kg": Counted("quilo", "quilos"),
        "g": Counted("gram", "grams"),
        "mg": Counted("mil·ligram", "mil·ligrams"),
        "t": Counted("tona", "tones", True),
        "l": Counted("litre", "litres"),
        "L": Counted("litre", "litres"),
        "cl": Counted("centilitre", "centilitres"),
        "ml": Counted("mil·lilitre", "mil·lilitres"),
        "km²": Counted("quilòmetre quadrat", "quilòmetres quadrats"),
        "cm²": Counted("centímetre quadrat", "centímetres quadrats"),
        "m²": Counted("metre quadrat", "metres quadrats"),
        "m³": Counted("metre cúbic", "metres cúbics"),
        "ha": Counted("hectàrea", "hectàrees", True),
        "km/h": Counted("quilòmetre per hora", "quilòmetres per hora"),
        "m/s": Counted("metre per segon", "metres per segon"),
        "h": Counted("hora", "hores", True),
        "min": Counted("minut", "minuts"),
        "s": Counted("segon", "segons"),
        "W": Counted("watt", "watts"),
        "kW": Counted("quilowatt", "quilowatts"),
        "kWh": Counted("quilowatt hora", "quilowatts hora"),
        "Hz": Counted("hertz", "hertzs"),
        "MB": Counted("megabyte", "megabytes"),
        "GB": Counted("gigabyte", "gigabytes"),
    },
    and_minutes="i",
    on_the_hour=lambda hour: catalan(hour, True, True) + (" hora" if hour == 1 else " hores"),
    zero_minutes="zero",
    months=(
        *("gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre"),
        *("novembre", "desembre"),
    ),
    date=_date,
    cardinal=catalan,
    ordinal=catalan_ordinal,
    year=lambda year: catalan(year, False, False),
    ordinal_marks={
        **dict.fromkeys(("r", "n", "t", "è", "é", "rs", "ns", "ts", "º", ".º", "er", "on"), False),
        **dict.fromkeys(("a", "ª", ".ª", "es"), True),
    },
    ordinals=_ordinals,
    feminine=_feminine,
    fractions={"½": "mig", "¼": "un quart", "¾": "tres quarts", "⅓": "un terç", "⅔": "dos terços"},
    fraction_of=_fraction_of,
    kings={
        **dict.fromkeys(
            listed(
                """
                Jaume Pere Joan Alfons Ferran Martí Carles Felip Enric Lluís Jordi Eduard Guillem Ricard Napoleó Pius
                Pau Benet Lleó Borrell Berenguer Francesc Frederic Alexandre Climent Nicolau Sanç Guifré
                """
            ),
            False,
        ),
        **dict.fromkeys(("Elisabet", "Isabel", "Caterina", "Margarida"), True),
    },
    king=_king,
    numbered=frozenset(listed("segle segles capítol tom volum acte fase part títol annex")),
    centuries=frozenset(("segle", "segles")),
    abbreviations={
        r"Srs\.": "senyors",
        r"Sr\b\.?": "senyor",
        r"Sres\.": "senyores",
        r"Sra\b\.?": "senyora",
        r"Srta\.": "senyoreta",
        r"Drs\.": "doctors",
        r"Dr\b\.?": "doctor",
        r"Dra\b\.?": "doctora",
        r"Mn\.": "mossèn",
        r"Excm\.": "excel·lentíssim",
        r"St\. (?=[A-ZÀ-Ý])": "Sant ",
        r"Sta\.": "Santa",
        r"etc\.(?=$| [A-ZÀ-Ý])": "etcètera.",
        r"etc\b\.?": "etcètera",
        r"[Cc]/ ?(?=[A-ZÀ-Ýa-z])": "carrer ",
        r"[Nn]úms?\.": "número",
        r"núm\b": "número",
        r"[Nn]\.(?= ?\d)": "número",
        r"[Pp]p\.(?= ?\d)": "pàgines",
        r"[Pp]\.(?= ?\d)": "pàgina",
        r"[Cc]ap\.(?= ?[\dIVX])": "capítol",
        r"[Aa]rt\.(?= ?\d)": "article",
        r"[Vv]ol\.(?= ?[\dIVX])": "volum",
        r"[Ss]\. (?=[IVX]+\b)": "segle ",
        r"a\. ?C\.|aC\b": "abans de Crist",
        r"d\. ?C\.|dC\b": "després de Crist",
        r"[Nn]\.?[ºo°](?= ?\d)": "número",
        r"[Aa]v(?:da)?\.": "avinguda",
        r"[Pp]g\.": "passeig",
        r"(?:Pl|Pça|Plça)\.": "plaça",
        r"Rda\.": "ronda",
        r"Ctra\.": "carretera",
        r"[Tt]elf?\.": "telèfon",
        r"hab\.?(?= ?/)": "habitants",
        r"[Pp]àgs\.|[Pp]àg\.(?= ?\d+ ?[-–] ?\d)": "pàgines",
        r"[Pp]àg\.": "pàgina",
        r"[Ff]ig\.(?= ?\d)": "figura",
        r"[Kk]m(?= \d)": "quilòmetre",
        **dict(zip(_DAYS, listed("dilluns dimarts dimecres dijous divendres dissabte diumenge"), strict=True)),
        r"[Pp]\. ?ex\.": "per exemple",
        r"[Aa]prox\.": "aproximadament",
        r"[Mm]àx\.": "màxim",
        r"[Mm]ín\.": "mínim",
        r"[Dd]ept\.": "departament",
        r"[Aa]\. ?m\.": "del matí",
        r"[Pp]\. ?m\.": "de la tarda",
        r"vs\.": "contra",
        r"s/n\b": "sense número",
        r"i/o\b": "i o",
    },
    symbols={
        "&": "i", "@": "arrova", "+": "més", "=": "igual a", "%": "per cent", "‰": "per mil", "€": "euros",
        "£": "lliures", "$": "dòlars", "°": "graus", "×": "per", "÷": "dividit per", "±": "més menys", "§": "apartat",
        "<": "més petit que", ">": "més gran que", "≤": "com a màxim", "≥": "com a mínim", "≈": "aproximadament",
    },
    link={
        ".": "punt", "/": "barra", "-": "guió", "_": "guió baix", "@": "arrova",
        "#": "etiqueta", "#1": "número", "per": "per",
    },
    letter_names={
        "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "efa", "G": "ge", "H": "hac", "I": "i", "J": "jota",
        "K": "ca", "L": "ela", "M": "ema", "N": "ena", "O": "o", "P": "pe", "Q": "cu", "R": "erra", "S": "essa",
        "T": "te", "U": "u", "V": "ve", "W": "ve doble", "X": "ics", "Y": "i grega", "Z": "zeta",
    },
    spelled=frozenset(listed("ONG UE USB EUA UGT UAB UB ADN IRPF ITV VIH DNI ERC LGTBI LGTBIQ OMS")),
)  # fmt: skip
