"""How English is read: British words, whoever the voice is."""

from __future__ import annotations

from pipeline.voices.reading_table import Counted, Currency, ReadingTable, listed
from pipeline.voices.spoken_numbers import english, english_ordinal, english_year


def _year(year: int) -> str:
    return english_year(year) if 1100 <= year < 2100 else english(year, False, False)


def _date(day: int, month: str, year: str) -> str:
    return f"the {english_ordinal(day, False)} of {month}" + (f" {year}" if year else "")


def _king(number: int, feminine: bool) -> str:
    return f"the {english_ordinal(number, False)}"


def _on_the_hour(hour: int) -> str:
    words = english(hour, False, False)
    return f"{words} o'clock" if 1 <= hour <= 12 else f"{words} hundred"


def _fraction_of(sign: str, unit: Counted) -> str:
    one = f"{'an' if unit.one.startswith(('hour', 'ounce')) else 'a'} {unit.one}"
    return f"half {one}" if sign == "½" else f"{TABLE.fractions[sign]} of {one}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_CENT = Counted("cent", "cents")
_EURO = Currency(Counted("euro", "euros"), _CENT)

TABLE = ReadingTable(
    lang="en",
    letters="",
    respelled={"ç": "s", "Ç": "S", "ß": "ss"},
    thousands=",",
    point="point",
    digit_by_digit_decimals=True,
    minus="minus",
    plus="plus",
    until="to",
    percent="percent",
    permille="per thousand",
    degrees=Counted("degree", "degrees"),
    scales={"C": "Celsius", "F": "Fahrenheit"},
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        "£": Currency(Counted("pound", "pounds"), Counted("penny", "pence")),
        "GBP": Currency(Counted("pound", "pounds"), Counted("penny", "pence")),
        "$": Currency(Counted("dollar", "dollars"), _CENT),
    },
    cents_after="",
    scales_of_money={
        **dict.fromkeys(("k", "K", " thousand"), ("thousand ", "thousand ")),
        **dict.fromkeys(("m", "M", " million"), ("million ", "million ")),
        **dict.fromkeys(("bn", " billion"), ("billion ", "billion ")),
    },
    units={
        "km": Counted("kilometre", "kilometres"),
        "m": Counted("metre", "metres"),
        "cm": Counted("centimetre", "centimetres"),
        "mm": Counted("millimetre", "millimetres"),
        "kg": Counted("kilo", "kilos"),
        "g": Counted("gram", "grams"),
        "mg": Counted("milligram", "milligrams"),
        "t": Counted("tonne", "tonnes"),
        "l": Counted("litre", "litres"),
        "L": Counted("litre", "litres"),
        "cl": Counted("centilitre", "centilitres"),
        "ml": Counted("millilitre", "millilitres"),
        "km²": Counted("square kilometre", "square kilometres"),
        "cm²": Counted("square centimetre", "square centimetres"),
        "m²": Counted("square metre", "square metres"),
        "m³": Counted("cubic metre", "cubic metres"),
        "ha": Counted("hectare", "hectares"),
        "km/h": Counted("kilometre an hour", "kilometres an hour"),
        "mph": Counted("mile an hour", "miles an hour"),
        "m/s": Counted("metre a second", "metres a second"),
        "h": Counted("hour", "hours"),
        "hrs": Counted("hour", "hours"),
        "min": Counted("minute", "minutes"),
        "mins": Counted("minute", "minutes"),
        "s": Counted("second", "seconds"),
        "secs": Counted("second", "seconds"),
        "ft": Counted("foot", "feet"),
        "lb": Counted("pound", "pounds"),
        "oz": Counted("ounce", "ounces"),
        "W": Counted("watt", "watts"),
        "kW": Counted("kilowatt", "kilowatts"),
        "kWh": Counted("kilowatt hour", "kilowatt hours"),
        "Hz": Counted("hertz", "hertz"),
        "MB": Counted("megabyte", "megabytes"),
        "GB": Counted("gigabyte", "gigabytes"),
    },
    and_minutes="and",
    on_the_hour=_on_the_hour,
    zero_minutes="oh",
    months=_MONTHS,
    date=_date,
    cardinal=english,
    ordinal=english_ordinal,
    year=_year,
    ordinal_marks=dict.fromkeys(("st", "nd", "rd", "th", "º", "ª"), False),
    ordinals=lambda one: f"{one}s",
    feminine=lambda noun: False,
    fractions={"½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds"},
    fraction_of=_fraction_of,
    kings=dict.fromkeys(
        listed(
            """
            Henry Louis Edward George William Charles James Richard Elizabeth Napoleon Pius Benedict Leo Paul
            Frederick Philip Felipe Alexander Nicholas Peter Catherine John Alfonso Ferdinand Jaume Pere Alfons Martin
            Mary Francis Clement
            """
        ),
        False,
    ),
    king=_king,
    numbered=frozenset(listed("chapter part act volume phase war stage")),
    centuries=frozenset(),
    abbreviations={
        **{
            rf"{month[:3]}{'t?' if month[:3] == 'Sep' else ''}\b\.?(?= \d)|(?<=\d ){month[:3]}\b\.?": month
            for month in _MONTHS
            if month != "May"
        },
        r"Mr\b\.?": "Mister",
        r"Mrs\b\.?": "Missis",
        r"Ms\b\.?": "Miz",
        r"Drs?\b\.?": "Doctor",
        r"Prof\.": "Professor",
        r"St\.? (?=[A-Z])": "Saint ",
        r"St\.": "Street",
        r"(?<=[a-z] )St\b(?=[,;]|\.?$)": "Street",
        r"Ave\.": "Avenue",
        r"Rd\.": "Road",
        r"Sq\.": "Square",
        r"etc\.(?=$| [A-Z])": "et cetera.",
        r"etc\b\.?": "et cetera",
        r"[Ee]\.g\.": "for example",
        r"[Ii]\.e\.": "that is",
        r"[Aa]pprox\.": "approximately",
        r"[Dd]ept\.": "department",
        r"[Nn](?:o\.|º|\.º)(?= ?\d)": "number",
        r"[Pp]p\.(?= ?\d)": "pages",
        r"[Pp]\.(?= ?\d)": "page",
        r"[Ff]ig\.(?= ?\d)": "figure",
        r"[Kk]m(?= \d)": "kilometre",
        r"[Cc]/ ?(?=[A-Z])": "Carrer ",
        r"[Tt]el\.": "telephone",
        r"vs\.": "versus",
        r"[Aa]\. ?[Mm]\.": "a m",
        r"[Pp]\. ?[Mm]\.": "p m",
        r"and/or\b": "and or",
    },
    symbols={
        "&": "and", "@": "at", "+": "plus", "=": "equals", "%": "percent", "‰": "per thousand", "€": "euros",
        "£": "pounds", "$": "dollars", "°": "degrees", "×": "by", "÷": "divided by", "±": "plus or minus",
        "§": "section", "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "≈": "about",
    },
    link={
        ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at",
        "#": "hashtag", "#1": "number", "per": "a",
    },
    letter_names={},
    spelled=frozenset(),
)  # fmt: skip
