"""How Spanish is read."""

from __future__ import annotations

from pipeline.voices.reading_table import Counted, Currency, ReadingTable, listed
from pipeline.voices.spoken_numbers import spanish, spanish_ordinal

#: Nouns in -a that are masculine, as they are likely after a number.
_MASCULINE = frozenset(
    listed(
        """
        día mapa problema sistema programa tema idioma drama poema planeta cometa poeta diploma clima fantasma síntoma
        policía guardia
        """
    )
)


#: Those that end otherwise, and are feminine; -es and -s are taken off before.
_FEMININE = frozenset(
    listed(
        """
        noche mano tarde calle clase vez vec luz luc voz voc flor madre llave nube gente parte fuente frase torre nave
        serie imagen imágen ley red pared foto moto radio sal cárcel señal piel catedral cruz cruc mujer base sede
        muerte
        """
    )
)


def _feminine(noun: str) -> bool:
    one = noun.removesuffix("s")
    if one in _FEMININE or noun.removesuffix("es") in _FEMININE:
        return True
    return one.endswith(("a", "ción", "cione", "sión", "sione", "dad", "dade")) and one not in _MASCULINE


def _date(day: int, month: str, year: str) -> str:
    return f"{spanish(day, False, False)} de {month}" + (f" de {year}" if year else "")


def _king(number: int, feminine: bool) -> str:
    return spanish_ordinal(number, feminine) if number <= 10 else spanish(number, False, False)


def _fraction_of(sign: str, unit: Counted) -> str:
    if sign == "½":
        return f"{'media' if unit.feminine else 'medio'} {unit.one}"
    return f"{TABLE.fractions[sign]} de {unit.one}"


_CENT = Counted("céntimo", "céntimos")
_EURO = Currency(Counted("euro", "euros"), _CENT)
_CENTAVO = Counted("centavo", "centavos")
_MONTHS = listed("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_DAYS = listed("lunes martes miércoles jueves viernes sábado domingo")

TABLE = ReadingTable(
    lang="es",
    letters="áéíóúüñ",
    respelled={"ç": "s", "Ç": "S"},
    thousands=".",
    point="coma",
    digit_by_digit_decimals=False,
    minus="menos",
    plus="más",
    until="a",
    percent="por ciento",
    permille="por mil",
    degrees=Counted("grado", "grados"),
    scales={"C": "Celsius", "F": "Fahrenheit"},
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        **dict.fromkeys(("£", "GBP"), Currency(Counted("libra", "libras", True), Counted("penique", "peniques"))),
        **dict.fromkeys(("$", "USD"), Currency(Counted("dólar", "dólares"), _CENTAVO)),
        **dict.fromkeys(("¥", "JPY"), Currency(Counted("yen", "yenes"), _CENT)),
        "CHF": Currency(Counted("franco suizo", "francos suizos"), _CENT),
    },
    cents_after="con",
    scales_of_money={
        "k": ("mil ", "mil "),
        "M": ("millón de ", "millones de "),
        "millón de ": ("millón de ", "millones de "),
        "millones de ": ("millón de ", "millones de "),
    },
    units={
        "km": Counted("kilómetro", "kilómetros"),
        "m": Counted("metro", "metros"),
        "cm": Counted("centímetro", "centímetros"),
        "mm": Counted("milímetro", "milímetros"),
        "kg": Counted("kilo", "kilos"),
        "g": Counted("gramo", "gramos"),
        "mg": Counted("miligramo", "miligramos"),
        "µg": Counted("microgramo", "microgramos"),
        "t": Counted("tonelada", "toneladas", True),
        "l": Counted("litro", "litros"),
        "L": Counted("litro", "litros"),
        "hl": Counted("hectolitro", "hectolitros"),
        "dl": Counted("decilitro", "decilitros"),
        "cl": Counted("centilitro", "centilitros"),
        "ml": Counted("mililitro", "mililitros"),
        "km²": Counted("kilómetro cuadrado", "kilómetros cuadrados"),
        "cm²": Counted("centímetro cuadrado", "centímetros cuadrados"),
        "m²": Counted("metro cuadrado", "metros cuadrados"),
        "m³": Counted("metro cúbico", "metros cúbicos"),
        "ha": Counted("hectárea", "hectáreas", True),
        "km/h": Counted("kilómetro por hora", "kilómetros por hora"),
        "m/s": Counted("metro por segundo", "metros por segundo"),
        "h": Counted("hora", "horas", True),
        "min": Counted("minuto", "minutos"),
        "ms": Counted("milisegundo", "milisegundos"),
        "s": Counted("segundo", "segundos"),
        "seg": Counted("segundo", "segundos"),
        "cts": _CENT,
        "¢": _CENTAVO,
        "W": Counted("vatio", "vatios"),
        "kW": Counted("kilovatio", "kilovatios"),
        "MW": Counted("megavatio", "megavatios"),
        "kWh": Counted("kilovatio hora", "kilovatios hora"),
        "V": Counted("voltio", "voltios"),
        "dB": Counted("decibelio", "decibelios"),
        "Mbps": Counted("megabit por segundo", "megabits por segundo"),
        "kB": Counted("kilobyte", "kilobytes"),
        "KB": Counted("kilobyte", "kilobytes"),
        "TB": Counted("terabyte", "terabytes"),
        "kHz": Counted("kilohercio", "kilohercios"),
        "MHz": Counted("megahercio", "megahercios"),
        "GHz": Counted("gigahercio", "gigahercios"),
        "Hz": Counted("hercio", "hercios"),
        "MB": Counted("megabyte", "megabytes"),
        "GB": Counted("gigabyte", "gigabytes"),
    },
    and_minutes="y",
    on_the_hour=lambda hour: spanish(hour, True, True) + (" hora" if hour == 1 else " horas"),
    zero_minutes="cero",
    months=tuple(_MONTHS),
    months_short={month[:3]: month for month in _MONTHS} | {"sept": "septiembre"},
    days_short={day[:3]: day for day in _DAYS} | {"mie": "miércoles", "sab": "sábado"},
    date=_date,
    cardinal=spanish,
    ordinal=spanish_ordinal,
    year=lambda year: spanish(year, False, False),
    ordinal_marks={
        **dict.fromkeys(("º", ".º", "o", "er", ".er", "r", "n", "t", "è", "ro", "do", "to", "mo", "vo", "no"), False),
        **dict.fromkeys(("os", ".os"), False),
        **dict.fromkeys(("ª", ".ª", "a", "as", ".as", "ra", "da", "ta", "ma", "va", "na"), True),
    },
    ordinals=lambda one: f"{one}s",
    feminine=_feminine,
    fractions={"½": "medio", "¼": "un cuarto", "¾": "tres cuartos", "⅓": "un tercio", "⅔": "dos tercios"},
    fraction_of=_fraction_of,
    kings={
        **dict.fromkeys(
            listed(
                """
                Jaime Pedro Juan Alfonso Fernando Martín Carlos Felipe Enrique Luis Jorge Eduardo Guillermo Ricardo
                Napoleón Pío Pablo Benedicto León Francisco Federico Alejandro Clemente Nicolás Sancho Ramiro Julio
                Urbano Gregorio Inocencio Bonifacio Adriano Sixto Berenguer Maximiliano Amadeo Humberto Leopoldo Rodolfo
                Otón Gustavo
                """
            ),
            False,
        ),
        **dict.fromkeys(listed("Isabel Catalina Margarita María Cristina Juana Blanca"), True),
    },
    titles={
        **dict.fromkeys(listed("rey papa emperador conde duque zar faraón príncipe"), False),
        **dict.fromkeys(listed("reina emperatriz condesa duquesa zarina princesa"), True),
    },
    king=_king,
    numbered=frozenset(
        listed("siglo siglos capítulo capítulos tomo volumen acto fase parte título anexo artículo grupo")
    ),
    editions=frozenset(
        listed(
            """
            guerra congreso edición jornada jornadas encuentro aniversario centenario feria foro festival maratón semana
            simposio carrera muestra plan convenio asamblea conferencia legislatura dinastía república internacional
            concilio
            """
        )
    ),
    centuries=frozenset(("siglo", "siglos")),
    abbreviations={
        r"Sr\b\.?": "señor",
        r"Sres\.": "señores",
        r"Dres\.": "doctores",
        r"Prof\.": "profesor",
        r"Profa\.": "profesora",
        r"Sto\.": "Santo",
        r"Sta\.": "Santa",
        r"Sra\b\.?": "señora",
        r"Sras\.": "señoras",
        r"Srta\.": "señorita",
        r"Dr\b\.?": "doctor",
        r"Dra\b\.?": "doctora",
        r"D\. (?=[A-ZÁÉÍÓÚÑ])": "don ",
        r"(?:Dña\.|D\.ª)": "doña",
        r"M\.ª": "María",
        r"[UV]d\.": "usted",
        r"[UV]ds\.": "ustedes",
        r"etc\.(?=$| [A-ZÁÉÍÓÚÑ])": "etcétera.",
        r"etc\b\.?": "etcétera",
        r"[Cc]/ ?(?=[A-ZÁÉÍÓÚÑa-z])": "calle ",
        r"[Nn]úms?\.": "número",
        r"[Pp]p\.(?= ?\d)": "páginas",
        r"[Pp]\.(?= ?\d)": "página",
        r"[Cc]ap\.(?= ?[\dIVX])": "capítulo",
        r"[Aa]rt\.(?= ?\d)": "artículo",
        r"[Vv]ol\.(?= ?[\dIVX])": "volumen",
        r"[Ss]\. (?=[IVX]+\b)": "siglo ",
        r"a\. ?C\.": "antes de Cristo",
        r"d\. ?C\.": "después de Cristo",
        r"[Nn]\.?[ºo°](?= ?\d)": "número",
        r"[Aa]v(?:da)?\.": "avenida",
        r"(?:Pza|Pl)\.": "plaza",
        r"P\.?º": "paseo",
        r"[Pp]je\.": "pasaje",
        r"[Cc]tra\.": "carretera",
        r"(?:[Tt]elf?|[Tt]f?no|[Tt]lf|[Tt]lfno)\.|[Tt]el(?=:? ?[\d+(])": "teléfono",
        r"[Mm]óv\.": "móvil",
        r"[Ee]sc\.(?= [A-Z\d]\b)": "escalera",
        r"[Ee]ntlo\.": "entresuelo",
        r"[Pp]ral\.": "principal",
        r"[Ii]zq(?:da)?\.": "izquierda",
        r"[Dd]cha\.": "derecha",
        r"Ayto\.": "Ayuntamiento",
        r"Gral\.": "general",
        r"CC\. ?AA\.": "comunidades autónomas",
        r"JJ\. ?OO\.": "Juegos Olímpicos",
        r"RR\. ?HH\.": "recursos humanos",
        r"FF\. ?AA\.": "Fuerzas Armadas",
        r"hab\.?(?= ?/)": "habitantes",
        r"[Pp]ágs\.|[Pp]ág\.(?= ?\d+ ?[-–] ?\d)": "páginas",
        r"[Pp]ág\.": "página",
        r"[Ff]ig\.(?= ?\d)": "figura",
        r"[Kk]m(?= \d)": "kilómetro",
        r"No\.(?= ?\d)": "número",
        r"[Pp]\. ?ej\.": "por ejemplo",
        r"[Aa]prox\.": "aproximadamente",
        r"[Mm]áx\.": "máximo",
        r"[Mm]ín\.": "mínimo",
        r"[Dd](?:epto?|pto)\.": "departamento",
        r"EE\. ?UU\.": "Estados Unidos",
        r"[Aa]\. ?m\.|(?<=\d )(?:am|AM)\b": "de la mañana",
        r"[Pp]\. ?m\.|(?<=\d )(?:pm|PM)\b": "de la tarde",
        r"vs\.": "contra",
        r"s/n\b": "sin número",
        r"y/o\b": "y o",
    },
    symbols={
        "&": "y", "@": "arroba", "+": "más", "=": "igual a", "%": "por ciento", "‰": "por mil", "€": "euros",
        "£": "libras", "$": "dólares", "¥": "yenes", "¢": "centavos",
        "°": "grados", "×": "por", "÷": "dividido por", "±": "más menos",
        "§": "apartado", "<": "menor que", ">": "mayor que", "≤": "como máximo", "≥": "como mínimo",
        "≈": "aproximadamente",
    },
    link={
        ".": "punto", "/": "barra", "-": "guion", "_": "guion bajo", "@": "arroba",
        "#": "etiqueta", "#1": "número", "per": "por",
    },
    letter_names={
        "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "efe", "G": "ge", "H": "hache", "I": "i", "J": "jota",
        "K": "ka", "L": "ele", "M": "eme", "N": "ene", "O": "o", "P": "pe", "Q": "cu", "R": "erre", "S": "ese",
        "T": "te", "U": "u", "V": "uve", "W": "uve doble", "X": "equis", "Y": "i griega", "Z": "zeta",
    },
    spelled=frozenset(listed("ONG UE USB EUA UGT UAB UB ADN IRPF ITV VIH DNI ERC LGTBI LGTBIQ OMS CO")),
)  # fmt: skip
