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
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
        **dict.fromkeys(("£", "GBP"), Currency(Counted("pound", "pounds"), Counted("penny", "pence"))),
        **dict.fromkeys(("$", "USD"), Currency(Counted("dollar", "dollars"), _CENT)),
        **dict.fromkeys(("¥", "JPY"), Currency(Counted("yen", "yen"), _CENT)),
        "CHF": Currency(Counted("Swiss franc", "Swiss francs"), _CENT),
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
        "µg": Counted("microgram", "micrograms"),
        "t": Counted("tonne", "tonnes"),
        "l": Counted("litre", "litres"),
        "L": Counted("litre", "litres"),
        "hl": Counted("hectolitre", "hectolitres"),
        "dl": Counted("decilitre", "decilitres"),
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
        "ms": Counted("millisecond", "milliseconds"),
        "s": Counted("second", "seconds"),
        "secs": Counted("second", "seconds"),
        "¢": _CENT,
        "ft": Counted("foot", "feet"),
        "yd": Counted("yard", "yards"),
        "mi": Counted("mile", "miles"),
        "lb": Counted("pound", "pounds"),
        "lbs": Counted("pound", "pounds"),
        "oz": Counted("ounce", "ounces"),
        "W": Counted("watt", "watts"),
        "kW": Counted("kilowatt", "kilowatts"),
        "MW": Counted("megawatt", "megawatts"),
        "kWh": Counted("kilowatt hour", "kilowatt hours"),
        "V": Counted("volt", "volts"),
        "dB": Counted("decibel", "decibels"),
        "Mbps": Counted("megabit a second", "megabits a second"),
        "kB": Counted("kilobyte", "kilobytes"),
        "KB": Counted("kilobyte", "kilobytes"),
        "TB": Counted("terabyte", "terabytes"),
        "kHz": Counted("kilohertz", "kilohertz"),
        "MHz": Counted("megahertz", "megahertz"),
        "GHz": Counted("gigahertz", "gigahertz"),
        "Hz": Counted("hertz", "hertz"),
        "MB": Counted("megabyte", "megabytes"),
        "GB": Counted("gigabyte", "gigabytes"),
    },
    and_minutes="and",
    on_the_hour=_on_the_hour,
    zero_minutes="oh",
    months=_MONTHS,
    months_short={},  # an abbreviation as others: see there
    days_short={day[:3]: day for day in _DAYS},
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
            Mary Francis Clement Isabella Carlos Julius Urban Gregory Innocent Boniface Adrian Sixtus Humbert Leopold
            Rudolf Otto Gustav Anne Margaret Margrethe Christina Ferran
            """
        ),
        False,
    ),
    king=_king,
    titles=dict.fromkeys(listed("king queen pope emperor empress tsar pharaoh prince princess duke count"), False),
    numbered=frozenset(listed("chapter part act volume phase war stage article level book title annex")),
    editions=frozenset(
        listed("century centuries congress edition anniversary dynasty conference legislature symposium festival")
    ),
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
        r"Jr\.": "Junior",
        r"Sr\.(?= [A-Z])": "Señor",
        r"Sra\.(?= [A-Z])": "Señora",
        r"Rev\.": "Reverend",
        r"Capt\.": "Captain",
        r"Lt\.": "Lieutenant",
        r"Gen\.(?= [A-Z])": "General",
        r"Gov\.(?= [A-Z])": "Governor",
        r"Sen\.(?= [A-Z])": "Senator",
        r"Mt\.(?= [A-Z])": "Mount",
        r"Ltd\.": "Limited",
        r"Inc\.": "Incorporated",
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
        r"[Tt]el\.|[Tt]el(?=:? ?[\d+(])": "telephone",
        r"[Ee]xt\.(?= ?\d)": "extension",
        r"[Vv]ol\.(?= ?[\dIVX])": "volume",
        r"[Cc]h\.(?= ?[\dIVX])": "chapter",
        r"[Aa]rt\.(?= ?\d)": "article",
        r"[Cc]a?\.(?= ?\d{3,4}\b)": "about",
        r"[Nn]r\.(?= ?\d)": "number",
        r"a\.k\.a\.": "also known as",
        r"w/o\b": "without",
        r"w/(?= ?[a-z])": "with ",
        r"vs\.": "versus",
        r"[Aa]\. ?[Mm]\.": "a m",
        r"[Pp]\. ?[Mm]\.": "p m",
        r"and/or\b": "and or",
    },
    symbols={
        "&": "and", "@": "at", "+": "plus", "=": "equals", "%": "percent", "‰": "per thousand", "€": "euros",
        "£": "pounds", "$": "dollars", "¥": "yen", "¢": "cents",
        "°": "degrees", "×": "by", "÷": "divided by", "±": "plus or minus",
        "§": "section", "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "≈": "about",
    },
    link={
        ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at",
        "#": "hashtag", "#1": "number", "per": "a",
    },
    letter_names={},
    spelled=frozenset(),
)  # fmt: skip
