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
        germans altres vidres quadres lladres jutges ordres padres astres
        estat estats resultat resultats tractat tractats atemptat atemptats apartat apartats
        dimarts dimecres dijous divendres dissabtes diumenges desembres
        """
    )
)


#: Those that do not end so, and are feminine.
_FEMININE = frozenset(
    listed(
        """
        nit nits veu veus mà mans part parts flor flors clau claus creu creus font fonts llum llums dent dents pell
        pells gent torre classe imatge sèrie frase base paret parets xarxa llei lleis llar llars fam set sang
        carn carns neu por pors olor olors calor serp serps mort morts vall valls
        """
    )
)


def _feminine(noun: str) -> bool:
    if noun in _FEMININE or noun.endswith(("ció", "cions", "sió", "sions", "imatges")):
        return True
    return noun.endswith(("a", "es", "tat", "tats")) and noun not in _MASCULINE and not noun.endswith("atges")


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
_DAYS = dict(
    zip(
        listed("dl dt dc dj dv ds dg"),
        listed("dilluns dimarts dimecres dijous divendres dissabte diumenge"),
        strict=True,
    )
)
_MONTHS = listed("gener febrer març abril maig juny juliol agost setembre octubre novembre desembre")
_EURO = Currency(Counted("euro", "euros"), _CENT)
_CENTAU = Counted("centau", "centaus")

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
        **dict.fromkeys(("£", "GBP"), Currency(Counted("lliura", "lliures", True), Counted("penic", "penics"))),
        **dict.fromkeys(("$", "USD"), Currency(Counted("dòlar", "dòlars"), _CENTAU)),
        **dict.fromkeys(("¥", "JPY"), Currency(Counted("ien", "iens"), _CENT)),
        "CHF": Currency(Counted("franc suís", "francs suïssos"), _CENT),
    },
    cents_after="amb",
    scales_of_money={
        "k": ("mil ", "mil "),
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
        "µg": Counted("microgram", "micrograms"),
        "t": Counted("tona", "tones", True),
        "l": Counted("litre", "litres"),
        "L": Counted("litre", "litres"),
        "hl": Counted("hectolitre", "hectolitres"),
        "dl": Counted("decilitre", "decilitres"),
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
        "ms": Counted("mil·lisegon", "mil·lisegons"),
        "s": Counted("segon", "segons"),
        "seg": Counted("segon", "segons"),
        "cts": _CENT,
        "¢": _CENTAU,
        "W": Counted("watt", "watts"),
        "kW": Counted("quilowatt", "quilowatts"),
        "MW": Counted("megawatt", "megawatts"),
        "kWh": Counted("quilowatt hora", "quilowatts hora"),
        "V": Counted("volt", "volts"),
        "dB": Counted("decibel", "decibels"),
        "Mbps": Counted("megabit per segon", "megabits per segon"),
        "kB": Counted("kilobyte", "kilobytes"),
        "KB": Counted("kilobyte", "kilobytes"),
        "TB": Counted("terabyte", "terabytes"),
        "kHz": Counted("quilohertz", "quilohertzs"),
        "MHz": Counted("megahertz", "megahertzs"),
        "GHz": Counted("gigahertz", "gigahertzs"),
        "Hz": Counted("hertz", "hertzs"),
        "MB": Counted("megabyte", "megabytes"),
        "GB": Counted("gigabyte", "gigabytes"),
    },
    and_minutes="i",
    on_the_hour=lambda hour: catalan(hour, True, True) + (" hora" if hour == 1 else " hores"),
    zero_minutes="zero",
    months=tuple(_MONTHS),
    months_short={
        **{month[:3]: month for month in _MONTHS if month not in ("març", "maig", "juny", "agost")},
        **{"febr": "febrer", "mç": "març", "ag": "agost", "sept": "setembre"},
    },
    days_short=_DAYS | {"dll": "dilluns", "dm": "dimarts", "dx": "dimecres", "diss": "dissabte", "dium": "diumenge"},
    date=_date,
    cardinal=catalan,
    ordinal=catalan_ordinal,
    year=lambda year: catalan(year, False, False),
    ordinal_marks={
        **dict.fromkeys(("r", "n", "t", "è", "é", "rs", "ns", "ts", "º", ".º", "er", "on", "rt"), False),
        **dict.fromkeys(("a", "ª", ".ª", "es", "res"), True),
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
                Pau Benet Lleó Borrell Berenguer Francesc Frederic Alexandre Climent Nicolau Sanç Guifré Juli Urbà
                Gregori Innocenci Bonifaci Adrià Sixt Ramon Ramir Maximilià Amadeu Humbert Leopold Rodolf Otó Gustau
                Felipe Carlos
                """
            ),
            False,
        ),
        **dict.fromkeys(listed("Elisabet Isabel Caterina Margarida Maria Cristina Joana Blanca"), True),
    },
    titles={
        **dict.fromkeys(listed("rei papa emperador comte duc tsar faraó príncep"), False),
        **dict.fromkeys(listed("reina emperadriu comtessa duquessa tsarina princesa"), True),
    },
    king=_king,
    numbered=frozenset(listed("segle segles capítol capítols tom volum acte fase part títol annex article grup")),
    editions=frozenset(
        listed(
            """
            guerra congrés edició jornada jornades trobada aniversari centenari fira fòrum festival marató setmana
            simposi cursa mostra pla conveni assemblea conferència legislatura dinastia república internacional concili
            """
        )
    ),
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
        r"(?:Pl|[Pp]ça|[Pp]lça)\.|pl\.(?= [A-ZÀ-Ý])": "plaça",
        r"[Pp]tge\.": "passatge",
        r"Rda\.": "ronda",
        r"[Cc]tra\.": "carretera",
        r"[Tt]elf?\.|[Tt]el(?=:? ?[\d+(])": "telèfon",
        r"[Mm]òb\.": "mòbil",
        r"[Ee]sc\.(?= [A-Z\d]\b)": "escala",
        r"[Ee]ntl\.": "entresòl",
        r"[Pp]ral\.": "principal",
        r"[Bb]xs\.": "baixos",
        r"Hble\.": "honorable",
        r"Il·lm\.": "il·lustríssim",
        r"Ajunt\.": "Ajuntament",
        r"hab\.?(?= ?/)": "habitants",
        r"[Pp]àgs\.|[Pp]àg\.(?= ?\d+ ?[-–] ?\d)": "pàgines",
        r"[Pp]àg\.": "pàgina",
        r"[Ff]ig\.(?= ?\d)": "figura",
        r"[Kk]m(?= \d)": "quilòmetre",
        **{rf"[{day[0].upper()}d]{day[1:]}\.(?!\s?[-–])": name for day, name in _DAYS.items()},
        r"[Pp]\. ?ex\.": "per exemple",
        r"[Aa]prox\.": "aproximadament",
        r"[Mm]àx\.": "màxim",
        r"[Mm]ín\.": "mínim",
        r"[Dd](?:ep|p)t\.": "departament",
        r"[Aa]\. ?m\.|(?<=\d )(?:am|AM)\b": "del matí",
        r"[Pp]\. ?m\.|(?<=\d )(?:pm|PM)\b": "de la tarda",
        r"vs\.": "contra",
        r"s/n\b": "sense número",
        r"i/o\b": "i o",
    },
    symbols={
        "&": "i", "@": "arrova", "+": "més", "=": "igual a", "%": "per cent", "‰": "per mil", "€": "euros",
        "£": "lliures", "$": "dòlars", "¥": "iens", "¢": "centaus",
        "°": "graus", "×": "per", "÷": "dividit per", "±": "més menys", "§": "apartat",
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
    spelled=frozenset(listed("ONG UE USB EUA UGT UAB UB ADN IRPF ITV VIH DNI ERC LGTBI LGTBIQ OMS CO")),
)  # fmt: skip
